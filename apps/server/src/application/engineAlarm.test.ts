import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { processAlarm } from './engineAlarm.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('it rings by the time it was armed for last, once, and calls what it was given last', () => {
  const alarm = processAlarm();
  const rung: string[] = [];
  alarm.arm(1_000, () => rung.push('first'));
  alarm.arm(200, () => rung.push('second'));
  vi.advanceTimersByTime(199);
  expect(rung).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(rung).toEqual(['second']);
  vi.advanceTimersByTime(5_000);
  expect(rung).toEqual(['second']);
});

test('a timer that is early enough stays when what is due is put off; armed again when it rings, it is never late', () => {
  const alarm = processAlarm();
  const rung: number[] = [];
  const start = performance.now();
  let dueAt = 100;
  const ring = (): void => {
    rung.push(performance.now() - start);
    if (performance.now() - start < dueAt) alarm.arm(dueAt - (performance.now() - start), ring);
  };
  alarm.arm(100, ring);
  vi.advanceTimersByTime(60);
  dueAt = 300;
  alarm.arm(240, ring);
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(1_000);
  expect(rung).toEqual([100, 300]);
});

test('disarmed it does not ring, and can be armed for later than before', () => {
  const alarm = processAlarm();
  let rung = 0;
  alarm.arm(100, () => (rung += 1));
  alarm.disarm();
  alarm.arm(500, () => (rung += 1));
  vi.advanceTimersByTime(499);
  expect(rung).toBe(0);
  vi.advanceTimersByTime(1);
  expect(rung).toBe(1);
});
