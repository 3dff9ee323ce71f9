import { afterEach, expect, test } from 'vitest';

import { whenAndTime } from './dayWords.ts';
import { formatDateTime } from './format.ts';
import { changeLanguage, currentLocale, languageNames } from './text.ts';

const at = new Date(2025, 10, 12, 9, 5).getTime();
const now = new Date(2026, 10, 21, 10, 44).getTime();

afterEach(() => changeLanguage('en'));

test('English dates put the day first wherever they stand', async () => {
  await changeLanguage('en');
  expect(formatDateTime(at)).toBe('12 Nov 2025, 09:05');
  expect(whenAndTime(at, now, currentLocale())).toBe('12 Nov 2025, 09:05');
});

test.each(Object.keys(languageNames) as (keyof typeof languageNames)[])(
  'in %s both ways of writing a date have one order',
  async (language) => {
    await changeLanguage(language);
    expect(whenAndTime(at, now, currentLocale())).toBe(formatDateTime(at));
  },
);
