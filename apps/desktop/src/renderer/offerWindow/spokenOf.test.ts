import { expect, test } from 'vitest';

import { spokenOf } from './NotTheApp.tsx';

test('the first language of the browser that the desk speaks, else English', () => {
  expect([['pt-BR', 'en'], ['de', 'RU-ru'], ['xx'], [], ['e', 'es-419']].map(spokenOf)).toEqual([
    'pt',
    'ru',
    'en',
    'en',
    'es',
  ]);
});
