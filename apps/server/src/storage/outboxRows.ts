import type { Instant } from '@ringdesk/shared/model/time.ts';

import type { Effect, SettledEffect } from '../application/ports/journal.ts';
import type { OutboxOutcome, OutboxRow, OutboxTable } from '../application/ports/outbox.ts';
import { inTransaction, type SqliteDatabase } from './database.ts';
import { guardedWrite } from './guardedWrite.ts';
import type { LateSettles } from './lateSettles.ts';

interface Row {
  readonly id: number;
  readonly type: string;
  readonly key: string;
  readonly order_key: string;
  readonly payload: string;
  readonly not_after: number | null;
  readonly attempt: number;
  readonly created_at: number;
  readonly state: string;
  readonly note: string | null;
  readonly progress: string | null;
}

/** Writes an effect's row; the caller has opened the transaction. A key that is already there changes nothing. */
export function outboxWriter(database: SqliteDatabase): (effect: Effect, at: Instant) => void {
  const insert = database.prepare<[string, string, string, string, number | null, number, number]>(
    `INSERT INTO outbox (type, key, order_key, payload, not_after, state, attempt, ready_at, created_at)
     VALUES (?, ?, ?, ?, ?, 'ready', 0, ?, ?) ON CONFLICT (key) DO NOTHING`,
  );
  return ({ type, key, order, payload, notAfter }, at) => {
    insert.run(type, key, order ?? key, JSON.stringify(payload) ?? 'null', notAfter ?? null, at, at);
  };
}

function rowOf(row: Row): OutboxRow {
  const payload: unknown = JSON.parse(row.payload);
  return {
    id: row.id,
    type: row.type,
    key: row.key,
    order: row.order_key,
    payload,
    createdAt: row.created_at,
    attempt: row.attempt,
    ...(row.not_after === null ? {} : { notAfter: row.not_after }),
    ...(row.progress === null ? {} : { progress: row.progress }),
  };
}

const noteOf = (outcome: Exclude<OutboxOutcome, { kind: 'retry' }>): string | null =>
  outcome.kind === 'done' ? (outcome.receipt ?? null) : outcome.reason;

/**
 * Settles a row in the transaction of the event that says how it ended; the caller has opened it. A row that is not there,
 * or settled already, changes nothing.
 */
export function outboxSettler(database: SqliteDatabase): (settled: SettledEffect) => void {
  const settle = database.prepare<[string, number, string | null, string, string]>(
    `UPDATE outbox SET state = ?, settled_at = ?, note = ?, lease_until = NULL, progress = NULL,
       payload = CASE ? WHEN 'done' THEN 'null' ELSE payload END
     WHERE key = ? AND state IN ('ready', 'sending')`,
  );
  return ({ key, state, at, note }) => {
    settle.run(state, at, note ?? null, state, key);
  };
}

/**
 * The outbox in SQLite. An order's head is its oldest row that is not settled; only heads leave. What is settled is kept for
 * days: no statement that is run for each round looks at it, which `INDEXED BY` makes sure of.
 */
export function outboxTable(database: SqliteDatabase, late: LateSettles): OutboxTable {
  const drop = database.prepare<[number, number]>(
    `UPDATE outbox INDEXED BY outbox_heads SET state = 'dropped', settled_at = ?, note = 'too late'
     WHERE state IN ('ready', 'sending') AND state = 'ready' AND not_after <= ?`,
  );
  const heads = database.prepare<[number, string, number, number], Row>(
    `SELECT * FROM outbox
     WHERE id IN (SELECT min(id) FROM outbox WHERE state IN ('ready', 'sending') GROUP BY order_key)
       AND state = 'ready' AND ready_at <= ?
       AND (type IN (SELECT value FROM json_each(?))) = ?
     ORDER BY id LIMIT ?`,
  );
  const take = database.prepare<[number, number]>(
    `UPDATE outbox SET state = 'sending', lease_until = ?, attempt = attempt + 1 WHERE id = ?`,
  );
  const settle = database.prepare<[string, number, string | null, string, number]>(
    `UPDATE outbox SET state = ?, settled_at = ?, note = ?, lease_until = NULL, progress = NULL,
       payload = CASE ? WHEN 'done' THEN 'null' ELSE payload END
     WHERE id = ? AND state = 'sending'`,
  );
  const retry = database.prepare<[number, string, string | null, number]>(
    `UPDATE outbox SET state = 'ready', ready_at = ?, note = ?, progress = ?, lease_until = NULL WHERE id = ? AND state = 'sending'`,
  );
  const forget = database.prepare<[number, number]>(
    `DELETE FROM outbox WHERE id IN (SELECT id FROM outbox ORDER BY id LIMIT ?) AND settled_at < ?`,
  );
  const abandoned = database.prepare<[number], Row>(
    `SELECT * FROM outbox INDEXED BY outbox_heads
     WHERE state IN ('ready', 'sending') AND state = 'sending' AND lease_until <= ? ORDER BY id`,
  );
  const endLeft = database.prepare<[number, string, number, string]>(
    `UPDATE outbox INDEXED BY outbox_heads
     SET state = 'uncertain', settled_at = ?, note = ?, lease_until = NULL, progress = NULL
     WHERE state IN ('ready', 'sending') AND created_at <= ? AND type IN (SELECT value FROM json_each(?))`,
  );
  const next = database.prepare<[], { readonly at: number | null }>(
    `SELECT min(CASE state WHEN 'sending' THEN lease_until ELSE min(ready_at, coalesce(not_after, ready_at)) END) AS at
     FROM outbox WHERE id IN (SELECT min(id) FROM outbox WHERE state IN ('ready', 'sending') GROUP BY order_key)`,
  );
  const waitingOf = database.prepare<[string, string], { readonly count: number }>(
    `SELECT count(*) AS count FROM outbox WHERE state IN ('ready', 'sending') AND order_key >= ? AND order_key < ?`,
  );
  const troubled = database.prepare<[number], Row>(
    `SELECT * FROM outbox WHERE state IN ('dead', 'uncertain') ORDER BY id DESC LIMIT ?`,
  );
  return {
    lease: async (now, leaseUntil, limit, types = { except: [] }) =>
      guardedWrite(() =>
        inTransaction(database, () => {
          drop.run(now, now);
          const [list, among] = 'only' in types ? [types.only, 1] : [types.except, 0];
          const rows = heads.all(now, JSON.stringify(list), among, limit);
          for (const { id } of rows) take.run(leaseUntil, id);
          return rows.map((row) => rowOf({ ...row, attempt: row.attempt + 1 }));
        }),
      ),
    async settle(id, outcome, at) {
      guardedWrite(() => {
        if (outcome.kind === 'retry') retry.run(outcome.at, outcome.reason, outcome.progress ?? null, id);
        else settle.run(outcome.kind, at, noteOf(outcome), outcome.kind, id);
      });
    },
    settleLater: (settled) => late.add(settled),
    async endLeft(types, { upTo, at, reason }) {
      late.flush();
      return guardedWrite(() => endLeft.run(at, reason, upTo, JSON.stringify(types))).changes;
    },
    forget: async (before, limit) => guardedWrite(() => forget.run(limit, before)).changes,
    abandoned: async (now) => abandoned.all(now).map(rowOf),
    waitingOf: async (prefix) => waitingOf.get(prefix, `${prefix}\u{10FFFF}`)?.count ?? 0,
    async nextAt() {
      late.flush();
      return next.get()?.at ?? undefined;
    },
    async troubled(limit) {
      late.flush();
      return troubled.all(limit).map((row) => ({
        ...rowOf(row),
        state: row.state === 'dead' ? ('dead' as const) : ('uncertain' as const),
        reason: row.note ?? '',
      }));
    },
  };
}
