import { expect, test } from 'vitest';

import { replyLevel, waitingLevel } from './waiting.ts';

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

test.each([
  [0, 'ok'],
  [74, 'ok'],
  [75, 'risk'],
  [99, 'risk'],
  [100, 'breach'],
] as const)('[46, 47] at second %i of a limit of 100 a reply is %s', (second, level) => {
  expect(replyLevel({ dueAt: 100, overdue: false }, 0, second)).toBe(level);
});

test('[46, 47] what the server calls overdue is, whatever the clock here says', () => {
  expect(replyLevel({ dueAt: 100, overdue: true }, 0, 1)).toBe('breach');
});
