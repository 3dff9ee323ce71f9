import type { Alarm, MachineClock } from './ports/journal.ts';

/** The process's timer. It does not keep the process alive by itself. */
export function processAlarm(): Alarm {
  let timer: NodeJS.Timeout | undefined;
  let ringsAt = Infinity;
  let ring = (): void => undefined;
  const fire = (): void => {
    timer = undefined;
    ring();
  };
  return {
    arm(afterMs, next) {
      ring = next;
      const at = performance.now() + afterMs;
      // Most inputs put what is due off, or leave it as it was: a timer that is there and early enough stays.
      if (timer !== undefined && ringsAt <= at) return;
      clearTimeout(timer);
      ringsAt = at;
      timer = setTimeout(fire, afterMs);
      timer.unref();
    },
    disarm() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

/** The clocks of the machine. */
export const machineClock: MachineClock = { wall: () => Date.now(), monotonic: () => performance.now() };
