import type { Migration } from './migrations.ts';

/**
 * What messengers bring, kept before it is understood, and what is secret of a channel. The body of an update leaves the
 * row once it has become a line of a transcript; the row stays for a while, so that the same update is known again.
 */
export const messengers: Migration = {
  version: 6,
  name: 'updates of messengers, their senders, and secrets of channels',
  statements: [
    `CREATE TABLE inbound_updates (
       row INTEGER PRIMARY KEY AUTOINCREMENT,
       channel_id TEXT NOT NULL,
       external_id TEXT NOT NULL,
       received_at INTEGER NOT NULL,
       body TEXT,
       body_hash TEXT NOT NULL,
       state TEXT NOT NULL CHECK (state IN ('new', 'held', 'done', 'ignored', 'refused')),
       note TEXT,
       message_id TEXT,
       interaction_id TEXT,
       seq INTEGER,
       UNIQUE (channel_id, external_id)
     ) STRICT`,
    `CREATE INDEX inbound_updates_waiting ON inbound_updates (channel_id, row) WHERE state IN ('new', 'held')`,
    `CREATE INDEX inbound_updates_of_message ON inbound_updates (channel_id, message_id) WHERE message_id IS NOT NULL`,
    `CREATE INDEX inbound_updates_by_age ON inbound_updates (received_at)`,
    `CREATE TABLE messenger_people (
       channel_id TEXT NOT NULL,
       customer_id TEXT NOT NULL,
       external_id TEXT NOT NULL,
       PRIMARY KEY (channel_id, customer_id)
     ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE secrets (name TEXT PRIMARY KEY, sealed BLOB NOT NULL, at INTEGER NOT NULL) STRICT`,
    // How far a message of several parts has come.
    `ALTER TABLE outbox ADD COLUMN progress TEXT`,
  ],
};
