import type { BotMenu } from '@ringdesk/shared/model/bot.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choiceMeant } from './menuBot.ts';

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

  it('[45] every label is understood when it is tapped, unless another has the same words', () => {
    const label = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((text) => sounds(text) !== '');
    fc.assert(
      fc.property(fc.uniqueArray(label, { minLength: 1, maxLength: 10, selector: sounds }), fc.nat(), (labels, at) => {
        const choices = labels.map(choice);
        const tapped = choices[at % choices.length];
        expect(choiceMeant({ ...menu, choices }, tapped?.label ?? '')).toBe(tapped);
      }),
    );
  });
});

/** What is left of a label when case, accents and signs are gone. */
function sounds(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
