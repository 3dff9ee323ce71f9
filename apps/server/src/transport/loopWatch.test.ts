import { expect, test } from 'vitest';

import { LoopWatch, MAX_LAG_MS } from './loopWatch.ts';

function given() {
  const said: unknown[] = [];
  const write = (level: string) => (fields: object, text: string) => said.push({ level, ...fields, text });
  return { said, watch: new LoopWatch({ info: write('info'), warn: write('warn'), error: write('error') }, 0) };
}

test('the longest hold is kept until it is asked for, and only one that is too long is said', () => {
  const { said, watch } = given();
  watch.look(MAX_LAG_MS - 1, 1_000);
  watch.look(2_000.4, 2_000);
  watch.look(20, 3_000);
  expect(watch.take()).toBe(2_000);
  expect(watch.take()).toBe(0);
  expect(said).toEqual([{ level: 'warn', lagMs: 2_000, text: 'the loop was blocked' }]);
});

test('a hold that was not measured is known by the look that came late', () => {
  const { said, watch } = given();
  watch.look(20, 1_000);
  watch.look(21, 3_300);
  expect(watch.take()).toBe(1_300);
  expect(said).toEqual([{ level: 'warn', lagMs: 1_300, text: 'the loop was blocked' }]);
});
