import { machineClock } from './application/engineAlarm.ts';
import type { Alarm, MachineClock } from './application/ports/journal.ts';

/** What a parent process may tell a server under test: `pass` lets time go by, `jump` sets the wall clock only. */
export type ClockOrder = { readonly pass: number } | { readonly jump: number };

export interface SteeredTime {
  readonly machine: MachineClock;
  /** Timers that also ring when time was let pass, as they would have after a real wait. */
  readonly newAlarm: () => Alarm;
  readonly order: (order: ClockOrder) => void;
}

/** The machine's clocks with what a test adds to them, in milliseconds. Time let pass moves both clocks. */
export function steeredTime(): SteeredTime {
  let passed = 0;
  let jumped = 0;
  const armed = new Set<() => void>();
  const machine: MachineClock = {
    wall: () => machineClock.wall() + passed + jumped,
    monotonic: () => machineClock.monotonic() + passed,
  };
  return {
    machine,
    newAlarm() {
      let timer: NodeJS.Timeout | undefined;
      let look: (() => void) | undefined;
      const disarm = (): void => {
        clearTimeout(timer);
        if (look !== undefined) armed.delete(look);
        timer = look = undefined;
      };
      return {
        disarm,
        arm(afterMs, ring) {
          disarm();
          const dueAt = machine.monotonic() + afterMs;
          const fire = (): void => {
            disarm();
            ring();
          };
          timer = setTimeout(fire, afterMs);
          timer.unref();
          look = () => {
            if (machine.monotonic() >= dueAt) fire();
          };
          armed.add(look);
        },
      };
    },
    order: (order) => {
      if ('pass' in order) passed += order.pass;
      else jumped += order.jump;
      // What rings arms again: only those of now are asked.
      for (const look of armed.values().toArray()) look();
    },
  };
}
