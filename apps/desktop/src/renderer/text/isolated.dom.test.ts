import { expect, test } from 'vitest';

import { isolated } from './isolated.ts';
import { changeLanguage, text } from './text.ts';

test('a name written from right to left stands apart in a sentence: the time behind it stays behind it', async () => {
  await changeLanguage('en');
  expect(text('conversation:happening.customerNamed', { name: 'محمد' })).toContain('\u2068محمد\u2069');
  expect(text('conversation:happening.customerNamed', { name: 'שרה' })).toContain('\u2068שרה\u2069');
});

test('other names and what looks like markup are shown to the letter', () => {
  for (const name of ['Lucía', 'Дмитрий', '<b>&amp;</b>', '山田', '{{name}} $t(app:name)', ''])
    expect(isolated(name)).toBe(name);
});
