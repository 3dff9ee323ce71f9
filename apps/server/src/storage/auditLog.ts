import { createHash } from 'node:crypto';

import type { AgentId } from '@ringdesk/shared/model/ids.ts';

import type { AuditEntry } from '../application/ports/journal.ts';
import type { AuditLog } from '../application/ports/lists.ts';
import { decodeCursor, encodeCursor } from './cursors.ts';
import { inTransaction, type SqliteDatabase } from './database.ts';
import { guardedWrite } from './guardedWrite.ts';

interface AuditRow {
  readonly id: number;
  readonly at: number;
  readonly by_agent: string | null;
  readonly act: string;
  readonly subject: string | null;
  readonly details: string | null;
  readonly hash: string;
}

/** `h(i) = sha256(h(i-1) ‖ row)`, the row as a JSON list; the first link is the empty string (reliability, section 5). */
function link(previous: string, row: Omit<AuditRow, 'id' | 'hash'>): string {
  return createHash('sha256')
    .update(previous)
    .update(JSON.stringify([row.at, row.by_agent, row.act, row.subject, row.details]))
    .digest('hex');
}

/** Appends to the chain; the caller has opened the transaction. */
export function auditWriter(database: SqliteDatabase): (entry: AuditEntry) => void {
  const last = database.prepare<[], { readonly hash: string }>('SELECT hash FROM audit ORDER BY id DESC LIMIT 1');
  const insert = database.prepare<[number, string | null, string, string | null, string | null, string]>(
    'INSERT INTO audit (at, by_agent, act, subject, details, hash) VALUES (?, ?, ?, ?, ?, ?)',
  );
  return ({ at, by, act, subject, details }) => {
    const hash = link(last.get()?.hash ?? '', { at, by_agent: by, act, subject, details });
    insert.run(at, by, act, subject, details, hash);
  };
}

/** Rows and first broken link of the chain. A row deleted at the very end is not seen by it, only by backups. */
export function verifyAuditChain(database: SqliteDatabase): { readonly rows: number; readonly brokenAt?: number } {
  let previous = '';
  let rows = 0;
  let expectedId = 1;
  for (const row of database.prepare<[], AuditRow>('SELECT * FROM audit ORDER BY id').iterate()) {
    rows += 1;
    if (row.id !== expectedId || link(previous, row) !== row.hash) return { rows, brokenAt: row.id };
    previous = row.hash;
    expectedId += 1;
  }
  return { rows };
}

/** The log of administrative acts: append-only, hash-chained, read newest first. */
export function auditLog(database: SqliteDatabase): AuditLog {
  const write = auditWriter(database);
  const page = database.prepare<[number, number], AuditRow>(
    'SELECT * FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?',
  );
  const failures = database.prepare<[string, string], { readonly count: number; readonly last: number | null }>(
    `SELECT count(*) AS count, max(at) AS last FROM audit WHERE act = 'signIn.failed' AND subject = ?
       AND id > (SELECT coalesce(max(id), 0) FROM audit WHERE act = 'signIn' AND by_agent = ?)`,
  );
  return {
    append: async (entry) => guardedWrite(() => inTransaction(database, () => write(entry))),
    async list({ cursor, limit }) {
      const [before] = cursor === undefined ? [Number.MAX_SAFE_INTEGER] : decodeCursor('audit', cursor, ['number']);
      const rows = page.all(Number(before), limit + 1);
      const items = rows.slice(0, limit).map(({ id, at, by_agent, act, subject, details }) => ({
        id,
        at,
        by: by_agent as AgentId | null,
        act,
        subject,
        details,
      }));
      const lastId = items.at(-1)?.id;
      return rows.length > limit && lastId !== undefined ? { items, next: encodeCursor('audit', [lastId]) } : { items };
    },
    async failedSignIns(agentId) {
      const { count = 0, last = null } = failures.get(agentId, agentId) ?? {};
      return last === null ? undefined : { count, lastAt: last };
    },
    verify: async () => verifyAuditChain(database),
  };
}
