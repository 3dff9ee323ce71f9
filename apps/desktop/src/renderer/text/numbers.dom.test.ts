import { expect, test } from 'vitest';

import { changeLanguage, text } from './text.ts';

test.each([
  ['en', '15,999 characters too long'],
  ['es', 'Sobran 15.999 caracteres'],
  ['pt', '15.999 caracteres a mais'],
  ['ru', 'Лишних символов: 15\u00a0999'],
] as const)('a number in a sentence is written as %s writes numbers', async (language, sentence) => {
  await changeLanguage(language);
  expect(text('conversation:composer.tooLong', { count: 15_999 })).toBe(sentence);
  // What is given as a text stays as it is, to the letter.
  expect(text('inbox:row.you', { text: '15999' })).toContain('15999');
});
