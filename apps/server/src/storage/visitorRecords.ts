import type { CustomerId } from '@ringdesk/shared/model/ids.ts';
import { DAY } from '@ringdesk/shared/model/time.ts';

import type { Projection } from '../application/ports/journal.ts';
import type { ConsentTable } from '../application/ports/lists.ts';
import type { VisitorContactTable } from '../application/ports/tables.ts';
import type { SqliteDatabase } from './database.ts';
import { guardedWrite } from './guardedWrite.ts';
import type { Migration } from './migrations.ts';
import { unseenIds } from './unseenIds.ts';

/** [32] Who accepted which version of whose statement, and when; [34] contacts that wait for a first message. */
export const visitorRecords: Migration = {
  version: 5,
  name: 'consents and contacts of visitors',
  statements: [
    `CREATE TABLE consents (
       customer_id TEXT NOT NULL,
       channel_id TEXT NOT NULL,
       queue_id TEXT NOT NULL,
       version INTEGER NOT NULL,
       at INTEGER NOT NULL,
       PRIMARY KEY (customer_id, channel_id, queue_id, version)
     ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE visitor_contacts (
       customer_id TEXT PRIMARY KEY,
       email TEXT NOT NULL,
       phone TEXT NOT NULL,
       at INTEGER NOT NULL
     ) STRICT`,
    `CREATE INDEX visitor_contacts_by_age ON visitor_contacts (at)`,
  ],
};

/** Writes the consents of a projection; the caller has opened the transaction. The first time of a version counts. */
export function consentWriter(database: SqliteDatabase): (consents: Projection['consents']) => void {
  const insert = database.prepare<[string, string, string, number, number]>(
    `INSERT INTO consents (customer_id, channel_id, queue_id, version, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  return (consents) => {
    for (const { customerId, channelId, queueId, version, at } of consents)
      insert.run(customerId, channelId, queueId, version, at);
  };
}

export function consentTable(database: SqliteDatabase): ConsentTable {
  const newest = database.prepare<[string, string, string], { readonly version: number; readonly at: number }>(
    `SELECT version, at FROM consents WHERE customer_id = ? AND channel_id = ? AND queue_id = ?
     ORDER BY version DESC LIMIT 1`,
  );
  return {
    async newest({ customerId, channelId, queueId }) {
      const found = newest.get(customerId, channelId, queueId);
      return found && { queueId, ...found };
    },
  };
}

/** As long as a visitor's token. */
const KEPT_MS = 30 * DAY;
/** Old contacts that go with each new one, so that they leave faster than they come. */
const PRUNED = 10;

/** Contacts that wait for a first message. */
export function visitorContactTable(database: SqliteDatabase): VisitorContactTable {
  const select = database.prepare<[CustomerId], { readonly email: string; readonly phone: string }>(
    'SELECT email, phone FROM visitor_contacts WHERE customer_id = ?',
  );
  const upsert = database.prepare<[CustomerId, string, string, number]>(
    `INSERT INTO visitor_contacts (customer_id, email, phone, at) VALUES (?, ?, ?, ?)
     ON CONFLICT (customer_id) DO UPDATE SET email = excluded.email, phone = excluded.phone, at = excluded.at`,
  );
  const prune = database.prepare<[number, number]>(
    'DELETE FROM visitor_contacts WHERE rowid IN (SELECT rowid FROM visitor_contacts WHERE at < ? ORDER BY at LIMIT ?)',
  );
  const remove = database.prepare<[CustomerId]>('DELETE FROM visitor_contacts WHERE customer_id = ?');
  // Each first message asks, and most visitors have given nothing before it.
  const ids = unseenIds(
    database.prepare<[], string | null>('SELECT max(customer_id) FROM visitor_contacts').pluck().get(),
  );
  return {
    get: async (id) => (ids.isUnseen(id) ? undefined : select.get(id)),
    async put(id, { email, phone }, now) {
      guardedWrite(() => {
        upsert.run(id, email, phone, now);
        ids.stored(id);
        prune.run(now - KEPT_MS, PRUNED);
      });
    },
    async forget(id) {
      guardedWrite(() => remove.run(id));
    },
  };
}
