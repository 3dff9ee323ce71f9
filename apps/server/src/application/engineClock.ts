import { MINUTE, type Instant } from '@ringdesk/shared/model/time.ts';

import type { MachineClock } from './ports/journal.ts';

/** Differences up to this are left alone: clocks are read a moment apart. */
const TOLERANCE_MS = 2;
/** While a budget runs: 1 ms per second, and never more in all than this until none runs: no offer is further off (I14). */
const SLEW = 0.001;
const MOST_SLEWED_MS = 60;
/** Without a running budget, while ahead of the wall clock: half speed, never backwards. */
const BRAKE = 0.5;
/** The wall clock must have been ahead for this long before it is believed in one step. */
const STEP_AFTER_MS = MINUTE;

/**
 * Engine time. It counts with the machine's monotonic clock, so a jump of the wall clock neither expires an offer
 * early nor extends it (I14), and it never goes backwards, so the log stays in order. It follows the wall clock:
 *
 * - slewed by at most 0.1 %, and by 60 ms in all, while deadlines that promise a duration run: offers may last twelve hours;
 * - otherwise stepped forward once the wall clock has been ahead for a minute (a corrected clock, a machine that
 *   slept), and slowed to half speed while the wall clock is behind.
 *
 * A stopped process (SIGSTOP, a long pause) loses no time: the monotonic clock went on, what is due is due.
 */
export interface EngineClock {
  now(): Instant;
  /** Adjusts to the wall clock; call it after each tick. `budgetRunning`: see Rules. */
  follow(budgetRunning: boolean): void;
  /** Wall clock minus engine time in milliseconds, for the log and metrics. */
  offsetMs(): number;
}

/** `notBefore`: time of the last event; after a wall clock was set back the engine goes on from there. */
export function engineClock(machine: MachineClock, notBefore: Instant): EngineClock {
  let base = Math.max(machine.wall(), notBefore);
  let baseAt = machine.monotonic();
  let rate = 1;
  /** What there was to correct when the rate was set: the time is led to the wall clock, not past it, however long nobody looks. */
  let toCorrect = 0;
  let aheadSince: number | undefined;
  /** How far the time may still be slewed before a moment comes in which no budget runs; undefined: none runs. */
  let slewLeft: number | undefined;

  /** What the rate has added or taken since `baseAt`. */
  const shift = (): number => {
    const shifted = (machine.monotonic() - baseAt) * (rate - 1);
    const most = Math.min(toCorrect, slewLeft ?? Infinity);
    return Math.max(-most, Math.min(most, shifted));
  };
  const exact = (): number => base + (machine.monotonic() - baseAt) + shift();
  const rebase = (time: number, newRate: number, offset = 0): void => {
    if (slewLeft !== undefined) slewLeft -= Math.abs(shift());
    base = time;
    baseAt = machine.monotonic();
    rate = newRate;
    toCorrect = Math.abs(offset);
  };
  const offsetMs = (): number => machine.wall() - exact();

  return {
    now: () => Math.floor(exact()),
    offsetMs,
    follow(budgetRunning) {
      if (budgetRunning !== (slewLeft !== undefined)) {
        rebase(exact(), 1);
        slewLeft = budgetRunning ? MOST_SLEWED_MS : undefined;
      }
      const offset = offsetMs();
      if (offset <= TOLERANCE_MS) aheadSince = undefined;
      else aheadSince ??= machine.monotonic();
      if (Math.abs(offset) <= TOLERANCE_MS) {
        if (rate !== 1) rebase(exact(), 1);
        return;
      }
      const believed = aheadSince !== undefined && machine.monotonic() - aheadSince >= STEP_AFTER_MS;
      if (!budgetRunning && believed) {
        rebase(exact() + offset, 1);
        aheadSince = undefined;
        return;
      }
      rebase(exact(), offset > 0 ? 1 + SLEW : budgetRunning ? 1 - SLEW : BRAKE, offset);
    },
  };
}
