import { expect, test } from 'vitest';

import { LoopWatch, MAX_LAG_MS } from './loopWatch.ts';

test('the longest hold is kept until it is asked for, and only one that is too long is said', () => {
  const said: unknown[] = [];
  const write = (level: string) => (fields: object, text: string) => said.push({ level, ...fields, text });
  const watch = new LoopWatch({ info: write('info'), warn: write('warn'), error: write('error') });
  watch.look(MAX_LAG_MS - 1);
  watch.look(2_000.4);
  watch.look(20);
  expect(watch.take()).toBe(2_000);
  expect(watch.take()).toBe(0);
  expect(said).toEqual([{ level: 'warn', lagMs: 2_000, text: 'the loop was blocked' }]);
});
