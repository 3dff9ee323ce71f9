import type { Alarm, MachineClock } from './ports/journal.ts';

/** The process's timer. It does not keep the process alive by itself. */
export function processAlarm(): Alarm {
  let timer: NodeJS.Timeout | undefined;
  return {
    arm(afterMs, ring) {
      clearTimeout(timer);
      timer = setTimeout(ring, afterMs);
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
