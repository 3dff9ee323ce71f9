import type { CustomerId } from '@ringdesk/shared/model/ids.ts';
import { DAY } from '@ringdesk/shared/model/time.ts';

import type { VisitorNameTable } from '../application/ports/tables.ts';
import type { SqliteDatabase } from './database.ts';
import { guardedWrite } from './guardedWrite.ts';
import { unseenIds } from './unseenIds.ts';

/** As long as a visitor's token. */
const KEPT_MS = 30 * DAY;
/** Old names that go with each new one, so that they leave faster than they come. */
const PRUNED = 10;

/** Names that wait for a first message. */
export function visitorNameTable(database: SqliteDatabase): VisitorNameTable {
  const select = database.prepare<[CustomerId], { readonly name: string }>(
    'SELECT name FROM visitor_names WHERE customer_id = ?',
  );
  const upsert = database.prepare<[CustomerId, string, number]>(
    `INSERT INTO visitor_names (customer_id, name, at) VALUES (?, ?, ?)
     ON CONFLICT (customer_id) DO UPDATE SET name = excluded.name, at = excluded.at`,
  );
  const prune = database.prepare<[number, number]>(
    'DELETE FROM visitor_names WHERE rowid IN (SELECT rowid FROM visitor_names WHERE at < ? ORDER BY at LIMIT ?)',
  );
  const remove = database.prepare<[CustomerId]>('DELETE FROM visitor_names WHERE customer_id = ?');
  // Each first message asks, and most visitors have given nothing before it.
  const ids = unseenIds(
    database.prepare<[], string | null>('SELECT max(customer_id) FROM visitor_names').pluck().get(),
  );
  return {
    get: async (id) => (ids.isUnseen(id) ? undefined : select.get(id)?.name),
    async put(id, name, now) {
      guardedWrite(() => {
        upsert.run(id, name, now);
        ids.stored(id);
        prune.run(now - KEPT_MS, PRUNED);
      });
    },
    async forget(id) {
      guardedWrite(() => remove.run(id));
    },
  };
}
