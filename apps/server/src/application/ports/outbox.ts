import type { Instant } from '@ringdesk/shared/model/time.ts';

import type { Effect, SettledEffect } from './journal.ts';

/** An effect on its way: `ready → sending (lease) → done | retry | dead | uncertain` (reliability, section 9.3). */
export interface OutboxRow extends Effect {
  readonly id: number;
  readonly createdAt: Instant;
  /** Attempts begun, this one included. */
  readonly attempt: number;
  /** How far an earlier attempt came, as its carrier left it. */
  readonly progress?: string;
}

/** What a row ends in, or when it is tried again. `uncertain`: it may have happened; a person decides. */
export type OutboxOutcome =
  | { readonly kind: 'done'; readonly receipt?: string }
  | { readonly kind: 'retry'; readonly at: Instant; readonly reason: string; readonly progress?: string }
  | { readonly kind: 'dead'; readonly reason: string }
  | { readonly kind: 'uncertain'; readonly reason: string };

/** The rows of effects. One transaction per call. */
export interface OutboxTable {
  /**
   * Drops rows past their `notAfter` and leases up to `limit` that may leave now: the oldest of each order only, and
   * none of an order that has one sending. A leased row is nobody else's until `leaseUntil`. `types`: of these alone, or
   * of all others.
   */
  lease(
    now: Instant,
    leaseUntil: Instant,
    limit: number,
    types?: { readonly only: readonly string[] } | { readonly except: readonly string[] },
  ): Promise<readonly OutboxRow[]>;
  /** Nothing happens to a row that is not sending any more. What is done keeps no payload. */
  settle(id: number, outcome: OutboxOutcome, at: Instant): Promise<void>;
  /**
   * How an effect ended which needed no lease, by its key: written within a moment, with others, and not durable by itself. A
   * row that is settled already stays as it is.
   */
  settleLater(settled: SettledEffect): void;
  /** Rows of these types, made until then and not settled, end as `uncertain`; answers how many. */
  endLeft(
    types: readonly string[],
    end: { readonly upTo: Instant; readonly at: Instant; readonly reason: string },
  ): Promise<number>;
  /** Rows whose lease ran out with the result unknown (a killed server); still `sending` until settled. */
  abandoned(now: Instant): Promise<readonly OutboxRow[]>;
  /** Forgets what was settled before, among the `limit` oldest rows; answers how many. */
  forget(before: Instant, limit: number): Promise<number>;
  /** When the next row can leave or a lease runs out; undefined: nothing waits. */
  nextAt(): Promise<Instant | undefined>;
  /** How many wait or are on their way whose order begins so. */
  waitingOf(orderPrefix: string): Promise<number>;
  /** Rows that ended badly and are shown: dead and uncertain ones, newest first. */
  troubled(
    limit: number,
  ): Promise<readonly (OutboxRow & { readonly state: 'dead' | 'uncertain'; readonly reason: string })[]>;
}
