import type { BotMenu } from '../model/bot.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QueueId } from '../model/ids.ts';
import { choiceMeant, menuAnswer, type MenuBotSettings, menuGreeting } from './menuBot.ts';

const choice = (label: string): BotMenu['choices'][number] => ({ label, answer: '', then: { kind: 'person' } });
const menu: BotMenu = {
  id: 'start',
  text: 'How can we help?',
  choices: [choice('Status of my order'), choice('Return'), choice('Información de envío'), choice('Человек')],
};

describe('[45] which choice somebody means', () => {
  it.each([
    ['a tap', 'Return', 'Return'],
    ['any case', 'RETURN', 'Return'],
    ['with a full stop', ' return. ', 'Return'],
    ['a number', '2', 'Return'],
    ['a number with a bracket', '2)', 'Return'],
    ['a number with a cross', '#1', 'Status of my order'],
    ['without accents', 'informacion de envio', 'Información de envío'],
    ['with accents in two parts', 'información de envío', 'Información de envío'],
    ['another script', 'ЧЕЛОВЕК', 'Человек'],
    ['a word of it', 'order', 'Status of my order'],
    ['some words of it', 'my order status', 'Status of my order'],
    ['its label in a sentence', 'I want to return it', 'Return'],
  ])('[45] %s', (_, text, label) => {
    expect(choiceMeant(menu, text)?.label).toBe(label);
  });

  it.each([
    ['nothing', ''],
    ['a number of none', '5'],
    ['zero', '0'],
    ['a number among words', '2 orders came'],
    ['two of them', 'return, человек'],
    ['something else', 'hello'],
    ['an emoji', '👍'],
  ])('[45] no choice: %s', (_, text) => {
    expect(choiceMeant(menu, text)?.label).toBeUndefined();
  });

  it('[45] a label that stands twice is not guessed, its number is', () => {
    const twice = { ...menu, choices: [choice('Yes'), choice('yes!')] };
    expect(choiceMeant(twice, 'yes')).toBeUndefined();
    expect(choiceMeant(twice, '2')).toBe(twice.choices[1]);
  });

  it('[45] labels that differ only in their signs, or have no words, are told apart by a tap', () => {
    const signs = {
      ...menu,
      choices: [choice('👍'), choice('👎'), choice('C++'), choice('C#'), choice('2'), choice('Yes!')],
    };
    for (const tapped of signs.choices) expect(choiceMeant(signs, tapped.label)).toBe(tapped);
    expect(choiceMeant(signs, 'c')).toBeUndefined();
  });

  it('[45] every label is understood when it is tapped, whatever the others are', () => {
    const label = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((text) => text.trim() !== '');
    const labels = fc.uniqueArray(label, { minLength: 1, maxLength: 10, selector: (text) => text.trim() });
    fc.assert(
      fc.property(labels, fc.nat(), (all, at) => {
        const choices = all.map(choice);
        const tapped = choices[at % choices.length];
        expect(choiceMeant({ ...menu, choices }, tapped?.label ?? '')).toBe(tapped);
      }),
    );
  });
});

describe('[45] what a menu bot says, and where it leads', () => {
  const bot: MenuBotSettings = {
    kind: 'menu',
    menus: [
      {
        id: 'start',
        text: 'How can we help?',
        choices: [
          { label: 'Prices', answer: 'Gladly.', then: { kind: 'menu', menuId: 'prices' } },
          { label: 'Hours', answer: '', then: { kind: 'end' } },
          { label: 'Person', answer: 'One moment.', then: { kind: 'person' } },
          { label: 'Care', answer: '', then: { kind: 'queue', queueId: 'care' as QueueId } },
        ],
      },
      { id: 'prices', text: 'Of what?', choices: [{ label: 'Bikes', answer: 'From 300.', then: { kind: 'end' } }] },
    ],
    notUnderstood: 'Choose one, please.',
    misses: 2,
    idleMinutes: 30,
  };
  const start = ['Prices', 'Hours', 'Person', 'Care'];
  const at = { menuId: undefined, misses: 0 };

  it('greets with the first menu and walks on to the next', () => {
    expect(menuGreeting(bot)).toEqual({ text: 'How can we help?', choices: start });
    expect(menuAnswer(bot, at, 'Prices')).toEqual({
      says: [{ text: 'Gladly.' }, { text: 'Of what?', choices: ['Bikes'] }],
      then: { kind: 'stays', menuId: 'prices', misses: 0, ended: false },
    });
    expect(menuAnswer(bot, { menuId: 'prices', misses: 1 }, '1')).toEqual({
      says: [{ text: 'From 300.', choices: ['Bikes'] }],
      then: { kind: 'stays', menuId: 'prices', misses: 0, ended: true },
    });
    expect(menuAnswer(bot, at, 'Hours').says).toEqual([{ text: 'How can we help?', choices: start }]);
  });

  it('hands over to people when asked, and after the last miss', () => {
    expect(menuAnswer(bot, at, 'Person')).toEqual({
      says: [{ text: 'One moment.' }],
      then: { kind: 'people', because: 'asked' },
    });
    expect(menuAnswer(bot, at, 'Care').then).toEqual({ kind: 'people', because: 'asked', queueId: 'care' });
    expect(menuAnswer(bot, at, 'Weather')).toEqual({
      says: [{ text: 'Choose one, please.', choices: start }],
      then: { kind: 'stays', menuId: 'start', misses: 1, ended: false },
    });
    expect(menuAnswer(bot, { menuId: 'start', misses: 1 }, 'Weather')).toEqual({
      says: [],
      then: { kind: 'people', because: 'notUnderstood' },
    });
  });
});
