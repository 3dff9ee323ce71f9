import { DAY, MINUTE, SECOND, type Instant } from '@ringdesk/shared/model/time.ts';

import { noFailpoints } from './engineFailpoints.ts';
import { createHandOver, type Recipient } from './handOver.ts';
import type { Alarm, Effect, EventLog, Failpoints } from './ports/journal.ts';
import type { OutboxOutcome, OutboxRow, OutboxTable } from './ports/outbox.ts';
import { StorageFull } from './ports/tables.ts';

/** A row that is being sent is nobody else's for this long; a carrier that takes longer is given up on. */
export const LEASE_MS = 30 * SECOND;
/** Every effect ends, visibly, within a day (I17). */
const GIVE_UP_MS = DAY;
const LONGEST_BACK_OFF_MS = 300 * SECOND;
/** Effects of one type on their way at the same time: one that is slow or out of reach holds up no other. */
const AT_ONCE = 8;
/** What is settled is kept so long, for whoever looks for a reason. */
const KEPT_MS = 7 * DAY;
const FORGOTTEN_AT_ONCE = 500;
/** Where nothing was old enough to be forgotten, it is looked again after this. */
const FORGET_MS = MINUTE;
/** An end that found no room on the disk is written again after this. */
const AGAIN_MS = SECOND;

/** What carrying came to. `unknown`: it may have happened. */
export type Carried =
  | { readonly kind: 'done'; readonly receipt?: string }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      readonly permanent: boolean;
      /** Not before this many milliseconds: the other side said so. */
      readonly retryAfterMs?: number;
      /** How far it came; given back with the next attempt. */
      readonly progress?: string;
    }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Carries effects of one type outside. */
export interface Carrier {
  /** `signal` aborts when the lease is over. Throwing counts as `unknown`. */
  carry(row: OutboxRow, signal: AbortSignal): Promise<Carried>;
  /** What an unknown result means: done again (the other side recognises it), or left to a person. */
  readonly whenUnknown: 'again' | 'uncertain';
  /**
   * Tells the core how it ended, whose commit settles the row as well: what a person is shown and what the outbox knows are
   * one. False: it could not be written, and is told again.
   */
  record?(row: OutboxRow, outcome: Exclude<OutboxOutcome, { kind: 'retry' }>): Promise<boolean>;
}

export interface Outbox {
  /** After each commit: what is for this process is given away before this returns, the rest is looked at. */
  committed(effects: readonly Effect[]): void;
  /** Looks at once. */
  kick(): void;
  /** Waits for what is being carried; leaves the rest for the next start. */
  stop(): Promise<void>;
}

export interface OutboxOptions {
  readonly table: OutboxTable;
  readonly carriers: ReadonlyMap<string, Carrier>;
  /** By type of effect, for what never leaves this process. */
  readonly recipients?: ReadonlyMap<string, Recipient>;
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
  const recipients = options.recipients ?? new Map<string, Recipient>();
  const handOver = createHandOver({ table, recipients, now, log, failpoints });
  const types = [...carriers.keys()];
  const carrying = new Map<string, Set<Promise<void>>>();
  /** Ends that could not be written yet. */
  const unwritten = new Map<number, { readonly row: OutboxRow; readonly outcome: OutboxOutcome }>();
  /** Ends that are being written: a round that comes by meanwhile tells nobody a second time. */
  const writing = new Set<number>();
  /** Rows this process holds: no other round may think that they were left by a dead one. */
  const held = new Set<number>();
  let firstRound = true;
  let forgetAt = 0;
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
    const [wait, progress] = carried.kind === 'failed' ? [carried.retryAfterMs ?? 0, carried.progress] : [0, undefined];
    const at = now() + Math.max(wait, backOffMs(row.attempt, random()));
    if (at - row.createdAt >= GIVE_UP_MS) return { kind: 'dead', reason };
    return { kind: 'retry', at, reason, ...(progress === undefined ? {} : { progress }) };
  }

  async function settle(row: OutboxRow, outcome: OutboxOutcome): Promise<void> {
    if (outcome.kind !== 'done') log.warn({ seq: row.id, event: row.type, status: outcome.kind }, 'effect not carried');
    unwritten.set(row.id, { row, outcome });
    await write(row, outcome);
  }

  async function write(row: OutboxRow, outcome: OutboxOutcome): Promise<void> {
    if (writing.has(row.id)) return;
    writing.add(row.id);
    try {
      const recorded =
        outcome.kind === 'retry' ? true : ((await carriers.get(row.type)?.record?.(row, outcome)) ?? true);
      if (!recorded) return;
      await table.settle(row.id, outcome, now());
      unwritten.delete(row.id);
      held.delete(row.id);
    } catch (error) {
      if (!(error instanceof StorageFull)) throw error;
    } finally {
      writing.delete(row.id);
    }
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
    await settle(row, outcomeOf(row, carried));
  }

  /** Starts what may leave now; each that comes back makes room for the next. */
  async function startDue(
    slot: string,
    of: { readonly only: readonly string[] } | { readonly except: readonly string[] },
  ) {
    const onWay = carrying.get(slot) ?? new Set<Promise<void>>();
    carrying.set(slot, onWay);
    const room = stopped ? 0 : AT_ONCE - onWay.size;
    const rows = room === 0 ? [] : await table.lease(now(), now() + LEASE_MS + SECOND, room, of);
    for (const row of rows) {
      held.add(row.id);
      const way: Promise<void> = carry(row)
        .catch((error: unknown) => log.error({ seq: row.id, event: row.type, err: error }, 'an effect met a bug'))
        .finally(() => {
          onWay.delete(way);
          kick();
        });
      onWay.add(way);
    }
  }

  async function forgetOld(): Promise<void> {
    if (now() < forgetAt) return;
    const forgotten = await table.forget(now() - KEPT_MS, FORGOTTEN_AT_ONCE);
    forgetAt = forgotten > 0 ? 0 : now() + FORGET_MS;
  }

  async function round(): Promise<void> {
    await handOver.endLeft();
    for (const { row, outcome } of unwritten.values()) await write(row, outcome);
    // One server works on the data: what is on its way when it starts was left by one that is gone.
    const left = await table.abandoned(firstRound ? Number.MAX_SAFE_INTEGER : now());
    firstRound = false;
    for (const row of left) {
      if (held.has(row.id)) continue;
      held.add(row.id);
      await settle(row, outcomeOf(row, { kind: 'unknown', reason: 'the server ended while it was sent' }));
    }
    for (const type of types) await startDue(type, { only: [type] });
    await startDue('', { except: [...types, ...recipients.keys()] });
    await forgetOld();
    const next = stopped ? undefined : await table.nextAt();
    if (stopped || (next === undefined && unwritten.size === 0)) return;
    // Never in a circle: what is full or already on its way is due, and comes back by itself.
    const wait = next === undefined ? AGAIN_MS : Math.max(1, next - now());
    alarm.arm(unwritten.size > 0 || wait <= 1 ? AGAIN_MS : wait, kick);
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
    committed(effects) {
      if (handOver.committed(effects)) kick();
    },
    kick,
    async stop() {
      stopped = true;
      alarm.disarm();
      await running;
      await Promise.all([...carrying.values()].flatMap((onWay) => [...onWay]));
    },
  };
}
