import { describe, expect, test } from 'vitest';

import { pick, seededRandom } from './random.ts';
import { answerTo, languageOf, spoken, visitOf } from './talk.ts';

const languages = ['en', 'es', 'pt', 'ru'] as const;

describe('simulated people', () => {
  test.each(languages)(
    'a colleague knows the answer to each line of a customer in %s, and which is the last',
    (language) => {
      for (const { exchanges } of spoken[language].scripts) {
        const answers = exchanges.map(([said]) => answerTo(said, seededRandom(1), 'en'));
        expect(answers.map(({ text }) => text)).toEqual(exchanges.map(([, answer]) => answer));
        expect(answers.map(({ last }) => last)).toEqual(exchanges.map((_, index) => index === exchanges.length - 1));
      }
    },
  );

  test('no line of a customer is in two scripts: its answer would be the other one', () => {
    const lines = languages.flatMap((language) =>
      spoken[language].scripts.flatMap(({ exchanges }) => exchanges.map(([said]) => said)),
    );
    expect(new Set(lines).size).toBe(lines.length);
  });

  test.each([
    ['Где мой заказ?', 'ru'],
    ['Olá, quero trocar o tamanho', 'pt'],
    ['Hola, ¿dónde está mi paquete?', 'es'],
    ['Where is my parcel?', 'en'],
    ['12345', 'en'],
  ] as const)('a person who writes %j is answered in %s', (said, language) => {
    expect(languageOf(said, 'en')).toBe(language);
    const { text, last } = answerTo(said, seededRandom(7), 'en');
    expect(spoken[language].toAnythingElse).toContain(text);
    expect(last).toBe(false);
  });

  test.each(languages)('there are customers for help and for buying in %s', (language) => {
    for (const topic of ['support', 'sales'] as const) {
      const visit = visitOf(seededRandom(3), 'channel', topic, language);
      expect(visit.lines.length).toBeGreaterThanOrEqual(2);
      expect(visit.page.languages).toEqual([language]);
    }
  });

  test.each(languages)(
    'nobody is on the site twice, and no story is told twice while there is another, in %s',
    (language) => {
      const random = seededRandom(7);
      const taken = new Set<string>();
      for (let visits = 0; visits < 40; visits += 1) {
        const { name, lines } = visitOf(random, 'channel', 'support', language, taken);
        expect(name === '' || !taken.has(name)).toBe(true);
        if (name !== '') taken.add(name);
        expect(lines.length).toBeGreaterThan(0);
      }
      const first = visitOf(random, 'channel', 'support', language).lines[0] ?? '';
      const told = spoken[language].scripts.filter(({ topic }) => topic === 'support').length;
      const second = visitOf(random, 'channel', 'support', language, new Set([first])).lines[0];
      expect(second === first).toBe(told === 1);
    },
  );
});

test('the same seed gives the same chances, another seed others, all in [0, 1)', () => {
  const numbers = (seed: number): number[] => Array.from({ length: 1_000 }, seededRandom(seed));
  expect(numbers(5)).toEqual(numbers(5));
  expect(numbers(5)).not.toEqual(numbers(6));
  expect(numbers(5).every((value) => value >= 0 && value < 1)).toBe(true);
  const mean = numbers(5).reduce((sum, value) => sum + value) / 1_000;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.05);
  expect(() => pick(seededRandom(1), [])).toThrow('nothing');
});
