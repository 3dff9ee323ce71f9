import { expect, test } from 'vitest';

import { waitingLevel } from './waiting.ts';

test.each([
  [-5_000, 'ok'],
  [0, 'ok'],
  [119_999, 'ok'],
  [120_000, 'risk'],
  [299_999, 'risk'],
  [300_000, 'breach'],
])('[46] after %i ms the level is %s', (waited, level) => {
  expect(waitingLevel(1_000_000, 1_000_000 + waited)).toBe(level);
});
