import { describe, expect, test } from 'vitest';

import { callTexts } from '../call/texts.ts';
import { closingTexts } from '../closing/texts.ts';
import { fileTexts } from '../files/texts.ts';
import { formTexts } from '../forms/texts.ts';
import { dictionary as firstEn } from './en.ts';
import { dictionary as firstEs } from './es.ts';
import { dictionary as firstPt } from './pt.ts';
import { dictionary as firstRu } from './ru.ts';
import { talk as talkEn } from './enTalk.ts';
import { talk as talkEs } from './esTalk.ts';
import { talk as talkPt } from './ptTalk.ts';
import { talk as talkRu } from './ruTalk.ts';
import { loadWords, spokenOf, wordsOf } from './words.ts';

const en = { ...firstEn, ...talkEn };
const es = { ...firstEs, ...talkEs };
const pt = { ...firstPt, ...talkPt };
const ru = { ...firstRu, ...talkRu };
const all = { en, es, pt, ru };
const formsOf = (text: unknown): string[] =>
  typeof text === 'string' ? [text] : Object.values(text as Record<string, string>);
const slots = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();

describe('words', () => {
  test.each(Object.entries(all))('%s has every text, none empty, with the same slots as English', (_, dictionary) => {
    expect(Object.keys(dictionary).toSorted()).toEqual(Object.keys(en).toSorted());
    for (const [key, text] of Object.entries(dictionary)) {
      const [english] = formsOf(en[key as keyof typeof en]);
      for (const form of formsOf(text))
        expect({ key, slots: slots(form), empty: !form.trim() }).toEqual({
          key,
          slots: slots(english ?? ''),
          empty: false,
        });
    }
  });

  test.each(Object.entries(all))(
    '%s has a form for every plural category its language uses',
    (language, dictionary) => {
      const used = new Set(Array.from({ length: 200 }, (_, n) => new Intl.PluralRules(language).select(n)));
      for (const key of ['tooLong', 'openUnread'] as const)
        expect({ key, missing: [...used].filter((category) => !(category in dictionary[key])) }).toEqual({
          key,
          missing: [],
        });
    },
  );

  const ofParts = { files: fileTexts, forms: formTexts, closing: closingTexts, call: callTexts } as const;
  test.each(Object.entries(ofParts))('texts of %s are complete in every language', (_, texts) => {
    const english: Readonly<Record<string, string>> = texts.en;
    for (const [language, own] of Object.entries(texts)) {
      expect(Object.keys(own).toSorted()).toEqual(Object.keys(english).toSorted());
      for (const [key, text] of Object.entries(own))
        expect({ language, key, slots: slots(String(text)) }).toEqual({
          language,
          key,
          slots: slots(english[key] ?? ''),
        });
    }
  });

  test('no text but a proper name or a loan word is left in English', () => {
    const same = (['es', 'pt', 'ru'] as const).flatMap((language) =>
      Object.entries(all[language]).flatMap(([key, text]) =>
        text === en[key as keyof typeof en] ? `${language}.${key}` : [],
      ),
    );
    expect(same).toEqual(['es.chat', 'pt.chat']);
  });

  test('counts as Russian does', () => {
    const { count } = wordsOf('ru', ru);
    expect([1, 2, 5, 21, 111].map((n) => count('openUnread', n))).toEqual([
      'Открыть чат, 1 новое сообщение',
      'Открыть чат, 2 новых сообщения',
      'Открыть чат, 5 новых сообщений',
      'Открыть чат, 21 новое сообщение',
      'Открыть чат, 111 новых сообщений',
    ]);
  });

  test('a name is put in as it is, whatever signs it has', () => {
    expect(wordsOf('en', firstEn, talkEn).say('joined', '$& {name} $1')).toBe('$& {name} $1 joined the chat');
  });

  test('each language can be fetched', async () => {
    for (const language of ['en', 'es', 'pt', 'ru'] as const)
      expect([await loadWords(language), await loadWords(language, true)]).toMatchObject([
        { language, whole: false },
        { language, whole: true },
      ]);
  });

  test('speaks the first wanted language it knows', () => {
    expect(spokenOf(['de-DE', 'pt-BR', 'en'])).toBe('pt');
    expect(spokenOf(['est', 'RU'])).toBe('ru');
    expect(spokenOf(['de', 'ja'])).toBeUndefined();
  });
});
