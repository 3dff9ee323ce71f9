import { DAY, SECOND, type Instant } from '@ringdesk/shared/model/time.ts';

import { noFailpoints } from './engineFailpoints.ts';
import type { Alarm, EventLog, Failpoints } from './ports/journal.ts';
import type { OutboxOutcome, OutboxRow, OutboxTable } from './ports/outbox.ts';

/** A row that is being sent is nobody else's for this long; a carrier that takes longer is given up on. */
export const LEASE_MS = 30 * SECOND;
/** Every effect ends, visibly, within a day (I17). */
const GIVE_UP_MS = DAY;
const LONGEST_BACK_OFF_MS = 300 * SECOND;
const AT_ONCE = 16;

/** What carrying came to. `unknown`: it may have happened. */
export type Carried =
  | { readonly kind: 'done'; readonly receipt?: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly permanent: boolean }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Carries effects of one type outside. */
export interface Carrier {
  /** `signal` aborts when the lease is over. Throwing counts as `unknown`. */
  carry(row: OutboxRow, signal: AbortSignal): Promise<Carried>;
  /** What an unknown result means: done again (the other side recognises it), or left to a person. */
  readonly whenUnknown: 'again' | 'uncertain';
}

export interface Outbox {
  /** Looks at once; call it after a commit with effects. */
  kick(): void;
  /** Waits for what is being carried; leaves the rest for the next start. */
  stop(): Promise<void>;
}

export interface OutboxOptions {
  readonly table: OutboxTable;
  readonly carriers: ReadonlyMap<string, Carrier>;
  readonly alarm: Alarm;
  readonly now: () => Instant;
  /** 0 to 1, for the jitter. */
  readonly random: () => number;
  readonly log: EventLog;
  readonly failpoints?: Failpoints;
}

/** 1, 2, 4 … 300 s, less up to a quarter so that many failures do not come back at once. */
export function backOffMs(attempt: number, random: number): number {
  return Math.round(Math.min(LONGEST_BACK_OFF_MS, SECOND * 2 ** (attempt - 1)) * (1 - random / 4));
}

/**
 * Carries committed effects outside: at least once, in order within each `order`, late ones dropped. A row whose
 * lease ran out under a killed server follows its carrier's rule for unknown results (reliability, section 9.3).
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const { table, carriers, alarm, now, random, log, failpoints = noFailpoints } = options;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  /** Where a row goes after it was carried. */
  function outcomeOf(row: OutboxRow, carried: Carried): OutboxOutcome {
    if (carried.kind === 'done') return carried;
    const { reason } = carried;
    if (carried.kind === 'failed' && carried.permanent) return { kind: 'dead', reason };
    if (carried.kind === 'unknown' && carriers.get(row.type)?.whenUnknown !== 'again')
      return { kind: 'uncertain', reason };
    const at = now() + backOffMs(row.attempt, random());
    return at - row.createdAt >= GIVE_UP_MS ? { kind: 'dead', reason } : { kind: 'retry', at, reason };
  }

  async function settle(row: OutboxRow, carried: Carried): Promise<void> {
    const outcome = outcomeOf(row, carried);
    if (outcome.kind !== 'done') log.warn({ seq: row.id, event: row.type, status: outcome.kind }, 'effect not carried');
    await table.settle(row.id, outcome, now());
  }

  async function carry(row: OutboxRow): Promise<void> {
    const carrier = carriers.get(row.type);
    const carried: Carried =
      carrier === undefined
        ? { kind: 'failed', reason: 'no carrier for this type', permanent: true }
        : await carrier.carry(row, AbortSignal.timeout(LEASE_MS)).catch((error: unknown): Carried => ({
            kind: 'unknown',
            reason: error instanceof Error ? error.name : 'error',
          }));
    failpoints('effectSentBeforeDone');
    await settle(row, carried);
  }

  async function round(): Promise<void> {
    for (const row of await table.abandoned(now())) {
      await settle(row, { kind: 'unknown', reason: 'the server ended while it was sent' });
    }
    for (;;) {
      const rows = stopped ? [] : await table.lease(now(), now() + LEASE_MS, AT_ONCE);
      if (rows.length === 0) break;
      await Promise.all(rows.map(carry));
    }
    const next = stopped ? undefined : await table.nextAt();
    if (next !== undefined) alarm.arm(Math.max(1, next - now()), kick);
  }

  async function rounds(): Promise<void> {
    do {
      again = false;
      await round().catch((error: unknown) => {
        log.error({ err: error }, 'the outbox could not be worked on; tried again shortly');
        alarm.arm(LEASE_MS, kick);
      });
    } while (again && !stopped);
    running = undefined;
  }

  function kick(): void {
    if (stopped) return;
    again = true;
    running ??= rounds();
  }

  return {
    kick,
    async stop() {
      stopped = true;
      alarm.disarm();
      await running;
    },
  };
}
