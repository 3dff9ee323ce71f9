import { expect, test } from 'vitest';

import { steeredTime } from './steeredClock.ts';

test('time let pass rings what became due, at once and only once', () => {
  const { machine, newAlarm, order } = steeredTime();
  const [soon, late] = [newAlarm(), newAlarm()];
  const rung: string[] = [];
  soon.arm(60_000, () => rung.push('soon'));
  late.arm(120_000, () => rung.push('late'));
  const before = machine.monotonic();
  order({ pass: 60_000 });
  expect(machine.monotonic() - before).toBeGreaterThanOrEqual(60_000);
  expect(rung).toEqual(['soon']);
  late.disarm();
  order({ pass: 120_000 });
  expect(rung).toEqual(['soon']);
});

test('a jump moves the wall clock and nothing else', () => {
  const { machine, newAlarm, order } = steeredTime();
  const alarm = newAlarm();
  const rung: string[] = [];
  alarm.arm(60_000, () => rung.push('early'));
  const [wall, monotonic] = [machine.wall(), machine.monotonic()];
  order({ jump: -3_600_000 });
  expect(machine.wall() - wall).toBeLessThan(-3_590_000);
  expect(machine.monotonic() - monotonic).toBeLessThan(10_000);
  expect(rung).toEqual([]);
  alarm.disarm();
});
