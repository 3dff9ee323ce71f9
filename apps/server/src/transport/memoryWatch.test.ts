import { expect, test } from 'vitest';

import { MemoryWatch, TIGHT_MS, TIGHT_SHARE } from './memoryWatch.ts';

test('[F35] too much alive after a collection: said once, those who can come back are let go each time, for half a minute', () => {
  const said: unknown[] = [];
  const write = (level: string) => (fields: object, text: string) => said.push({ level, ...fields, text });
  let [now, shed] = [0, 0];
  const watch = new MemoryWatch({
    log: { info: write('info'), warn: write('warn'), error: write('error') },
    monotonic: () => now,
    shed: () => (shed += 1),
  });
  watch.collected(TIGHT_SHARE - 0.01);
  expect([watch.isTight(), shed]).toEqual([false, 0]);
  watch.collected(0.8);
  now += TIGHT_MS - 1;
  watch.collected(TIGHT_SHARE);
  now += TIGHT_MS - 1;
  expect([watch.isTight(), shed]).toEqual([true, 2]);
  watch.collected(0.5);
  now += 1;
  expect([watch.isTight(), shed]).toEqual([false, 2]);
  expect(said).toEqual([{ level: 'warn', percent: 80, text: 'memory is tight: no new visitors' }]);
});
