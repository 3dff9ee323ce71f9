import { monitorEventLoopDelay } from 'node:perf_hooks';
import { SECOND } from '@ringdesk/shared/model/time.ts';

import type { EventLog } from '../application/ports/journal.ts';

/** The loop turns if it was never held longer than this. */
export const MAX_LAG_MS = SECOND;
const LOOK_MS = SECOND;

/** Judges the looks of a watchdog at the loop of this process; apart from its timer, so that a test needs none. */
export class LoopWatch {
  readonly #log: EventLog;
  #worstMs = 0;
  #lookedAt: number;

  /** `now`: of a steady clock, in milliseconds, like that of each look. */
  constructor(log: EventLog, now: number) {
    this.#log = log;
    this.#lookedAt = now;
  }

  /**
   * Since the last look the loop was held for `measuredMs` at once; said in the log where that is too long. A look that comes
   * late was held as well: what measures forgets a hold during which it is read before its own timer had its turn.
   */
  look(measuredMs: number, now: number): void {
    const lagMs = Math.max(measuredMs, now - this.#lookedAt - LOOK_MS);
    this.#lookedAt = now;
    this.#worstMs = Math.max(this.#worstMs, lagMs);
    if (lagMs >= MAX_LAG_MS) this.#log.warn({ lagMs: Math.round(lagMs) }, 'the loop was blocked');
  }

  /** The longest the loop was held since this was asked last, in milliseconds. */
  take(): number {
    const worst = Math.round(this.#worstMs);
    this.#worstMs = 0;
    return worst;
  }
}

/** Watches the loop of this process once a second; what is returned ends that. `take` looks at once. */
export function watchLoop(log: EventLog): { readonly take: () => number; readonly stop: () => void } {
  const watch = new LoopWatch(log, performance.now());
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const look = (): void => {
    watch.look(delay.max / 1e6, performance.now());
    delay.reset();
  };
  const timer = setInterval(look, LOOK_MS);
  timer.unref();
  return {
    take: () => {
      look();
      return watch.take();
    },
    stop: () => {
      clearInterval(timer);
      delay.disable();
    },
  };
}
