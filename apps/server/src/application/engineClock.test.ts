import { describe, expect, test } from 'vitest';

import { engineClock } from './engineClock.ts';
import { HandClock } from './testing/tinyEngine.ts';

const HOUR = 3_600_000;

/** Lets `seconds` pass, following every second as a busy engine does. */
function run(machine: HandClock, clock: ReturnType<typeof engineClock>, seconds: number, budgetRunning: boolean): void {
  for (let second = 0; second < seconds; second += 1) {
    machine.pass(1_000);
    clock.follow(budgetRunning);
  }
}

describe('[I14] engine time', () => {
  test.each([
    ['an hour ahead', HOUR],
    ['an hour back', -HOUR],
    ['ten years ahead', 87_600 * HOUR],
    ['ten years back', -87_600 * HOUR],
    ['a second ahead', 1_000],
    ['a second back', -1_000],
  ])('an offer of a minute is at most 60 ms off when the wall clock jumps %s', (_, jump) => {
    const machine = new HandClock();
    const clock = engineClock(machine, 0);
    const start = clock.now();
    run(machine, clock, 30, true);
    machine.wallNow += jump;
    run(machine, clock, 30, true);
    expect(Math.abs(clock.now() - start - 60_000)).toBeLessThanOrEqual(60);
  });

  test.each([
    ['an hour ahead', HOUR],
    ['an hour back', -HOUR],
  ])('an offer of twelve hours is at most 60 ms off when the wall clock jumps %s', (_, jump) => {
    const machine = new HandClock();
    const clock = engineClock(machine, 0);
    clock.follow(true);
    const start = clock.now();
    machine.wallNow += jump;
    run(machine, clock, 12 * 3_600, true);
    expect(Math.abs(clock.now() - start - 12 * HOUR)).toBeLessThanOrEqual(61);
  });

  test('a long pause while the time is slewed neither ends an offer early nor prolongs it', () => {
    const machine = new HandClock();
    const clock = engineClock(machine, 0);
    machine.wallNow += HOUR;
    clock.follow(true);
    const start = clock.now();
    machine.pass(HOUR);
    expect(clock.now() - start - HOUR).toBeLessThanOrEqual(61);
  });

  test.each([HOUR, -HOUR])('never goes backwards, whatever the wall clock does (%d ms)', (jump) => {
    const machine = new HandClock();
    const clock = engineClock(machine, 0);
    let last = clock.now();
    for (let step = 0; step < 1_000; step += 1) {
      if (step === 100) machine.wallNow += jump;
      if (step === 500) machine.wallNow -= 2 * jump;
      machine.pass(250);
      clock.follow(step % 3 === 0);
      expect(clock.now()).toBeGreaterThanOrEqual(last);
      last = clock.now();
    }
  });

  test('follows the wall clock in one step once it was ahead for a minute and no budget runs', () => {
    const machine = new HandClock();
    const clock = engineClock(machine, 0);
    machine.wallNow += HOUR;
    run(machine, clock, 30, false);
    expect(clock.offsetMs()).toBeGreaterThan(HOUR - 100);
    run(machine, clock, 31, false);
    expect(Math.abs(clock.offsetMs())).toBeLessThanOrEqual(1);
  });

  test('does not believe a wall clock that was ahead for a moment', () => {
    const machine = new HandClock();
    const clock = engineClock(machine, 0);
    machine.wallNow += 87_600 * HOUR;
    run(machine, clock, 30, false);
    machine.wallNow -= 87_600 * HOUR;
    run(machine, clock, 90, false);
    expect(Math.abs(clock.offsetMs())).toBeLessThan(100);
  });

  test('waits at half speed for a wall clock that was set back', () => {
    const machine = new HandClock();
    const clock = engineClock(machine, 0);
    machine.wallNow -= 10_000;
    clock.follow(false);
    const before = clock.now();
    run(machine, clock, 10, false);
    expect(clock.now() - before).toBe(5_000);
    run(machine, clock, 12, false);
    expect(Math.abs(clock.offsetMs())).toBeLessThanOrEqual(600);
  });

  test.each([
    ['behind', -5],
    ['ahead', 5],
  ])('a wall clock some milliseconds %s is corrected by that much, however long nothing happens', (_, milliseconds) => {
    const machine = new HandClock();
    const clock = engineClock(machine, 0);
    machine.wallNow += milliseconds;
    clock.follow(false);
    const before = clock.now();
    machine.pass(50_000);
    expect(clock.now() - before).toBe(50_000 + milliseconds);
  });

  test('after a start it is never before the last event', () => {
    const machine = new HandClock();
    expect(engineClock(machine, machine.wallNow + 5_000).now()).toBe(machine.wallNow + 5_000);
    expect(engineClock(machine, machine.wallNow - 5_000).now()).toBe(machine.wallNow);
  });

  test('a process that stood still lost no time', () => {
    const machine = new HandClock();
    const clock = engineClock(machine, 0);
    const start = clock.now();
    machine.pass(90_000);
    expect(clock.now() - start).toBe(90_000);
  });
});
