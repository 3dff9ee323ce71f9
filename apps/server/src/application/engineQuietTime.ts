import type { Alarm, EventLog } from './ports/journal.ts';

/** A moment without inputs that is long enough to tidy up in. */
const QUIET_MS = 250;
/** A center that is never quiet gets its checkpoint at this multiple all the same. */
const OVERDUE = 5;

export interface QuietTime {
  /** `events` more are in the log. */
  committed(events: number): void;
  /** Whether a checkpoint would shorten the next start. */
  worthCheckpoint(): boolean;
  stop(): void;
}

/**
 * Finds the time for work that can wait: 250 ms after the last batch, or, for a checkpoint that is long overdue,
 * between two batches. `replayed`: events the start had to fold. `work` never runs beside a tick.
 */
export function quietTime(options: {
  readonly alarm: Alarm;
  readonly every: number;
  readonly replayed: number;
  readonly log: EventLog;
  readonly isBusy: () => boolean;
  readonly work: (withCheckpoint: boolean) => Promise<void>;
}): QuietTime {
  const { alarm, every, isBusy, work } = options;
  let sinceCheckpoint = options.replayed;
  let batches = 0;
  let seenBatches = 0;
  let armed = false;

  const arm = (): void => {
    if (armed) return;
    armed = true;
    seenBatches = batches;
    alarm.arm(QUIET_MS, ring);
  };
  const ring = (): void => {
    armed = false;
    const overdue = sinceCheckpoint >= OVERDUE * every;
    const quietNow = batches === seenBatches && !isBusy();
    if (!quietNow && !(overdue && !isBusy())) {
      arm();
      return;
    }
    const withCheckpoint = sinceCheckpoint >= every;
    if (withCheckpoint) sinceCheckpoint = 0;
    void work(withCheckpoint);
  };
  return {
    committed(events) {
      batches += 1;
      sinceCheckpoint += events;
      arm();
    },
    worthCheckpoint: () => sinceCheckpoint > 0,
    stop: () => alarm.disarm(),
  };
}
