import type { Alarm, EventLog } from './ports/journal.ts';

/** How often there is a look for work; without an input meanwhile the moment is quiet. */
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
 * Finds the time for work that can wait: every 250 ms, a lot when there was no batch meanwhile, a little between two
 * batches. `replayed`: events the start had to fold. `work` never runs beside a tick.
 */
export function quietTime(options: {
  readonly alarm: Alarm;
  readonly every: number;
  readonly replayed: number;
  readonly log: EventLog;
  readonly isBusy: () => boolean;
  /** Resolves to whether nothing is left to do; never rejects. */
  readonly work: (moment: 'quiet' | 'between', withCheckpoint: boolean) => Promise<boolean>;
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
    if (isBusy()) {
      arm();
      return;
    }
    const moment = batches === seenBatches ? 'quiet' : 'between';
    const withCheckpoint = sinceCheckpoint >= (moment === 'quiet' ? every : OVERDUE * every);
    if (withCheckpoint) sinceCheckpoint = 0;
    void work(moment, withCheckpoint).then((nothingLeft) => {
      if (!nothingLeft || moment === 'between') arm();
    });
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
