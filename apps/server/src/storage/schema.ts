import { messengers } from './messengerSchema.ts';
import type { Migration } from './migrations.ts';
import { conversationReport, marksOfAnyTime } from './reportSchema.ts';
import { setAside } from './rowsAside.ts';
import { sounds } from './soundSchema.ts';
import { recordings } from './recordingSchema.ts';
import { telephony } from './telephonySchema.ts';
import { visitorRecords } from './visitorRecords.ts';

/**
 * The journal and what is derived from it. `events` is append-only; everything personal of an event stands in
 * `event_content` (since step 4 in a column of its own), from where it can be deleted without breaking the log. Projections (`interactions`,
 * `transcript_lines`, `traces`, `queue_versions`) can be rewritten; `audit` is append-only and hash-chained.
 */
const journal: Migration = {
  version: 1,
  name: 'journal, projections and accounts',
  statements: [
    `CREATE TABLE lease (
       id INTEGER PRIMARY KEY CHECK (id = 1),
       epoch INTEGER NOT NULL,
       holder TEXT,
       heartbeat_at INTEGER NOT NULL
     ) STRICT`,
    `INSERT INTO lease (id, epoch, holder, heartbeat_at) VALUES (1, 0, NULL, 0)`,

    `CREATE TABLE events (
       position INTEGER PRIMARY KEY,
       version INTEGER NOT NULL,
       type TEXT NOT NULL,
       at INTEGER NOT NULL,
       data TEXT NOT NULL,
       checksum INTEGER NOT NULL
     ) STRICT`,
    `CREATE TABLE event_content (
       position INTEGER PRIMARY KEY,
       data TEXT NOT NULL,
       checksum INTEGER NOT NULL
     ) STRICT`,
    // Ids sort by time, so new rows stand together: a commit writes few pages.
    `CREATE TABLE replies (
       scope TEXT NOT NULL,
       id TEXT NOT NULL,
       body_hash TEXT NOT NULL,
       at INTEGER NOT NULL,
       reply TEXT NOT NULL,
       PRIMARY KEY (id, scope)
     ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX replies_by_age ON replies (at)`,
    `CREATE TABLE checkpoints (
       position INTEGER PRIMARY KEY,
       at INTEGER NOT NULL,
       state TEXT NOT NULL,
       checksum INTEGER NOT NULL
     ) STRICT`,
    `CREATE TABLE outbox (
       id INTEGER PRIMARY KEY AUTOINCREMENT,
       type TEXT NOT NULL,
       key TEXT NOT NULL UNIQUE,
       order_key TEXT NOT NULL,
       payload TEXT NOT NULL,
       not_after INTEGER,
       state TEXT NOT NULL CHECK (state IN ('ready', 'sending', 'done', 'dead', 'uncertain', 'dropped')),
       attempt INTEGER NOT NULL,
       ready_at INTEGER NOT NULL,
       lease_until INTEGER,
       created_at INTEGER NOT NULL,
       settled_at INTEGER,
       note TEXT
     ) STRICT`,
    `CREATE INDEX outbox_heads ON outbox (order_key, id) WHERE state IN ('ready', 'sending')`,
    `CREATE INDEX outbox_troubled ON outbox (id) WHERE state IN ('dead', 'uncertain')`,

    `CREATE TABLE interactions (
       row INTEGER PRIMARY KEY,
       id TEXT NOT NULL UNIQUE,
       state TEXT NOT NULL,
       queue_id TEXT NOT NULL,
       customer_id TEXT NOT NULL,
       agent_id TEXT,
       last_at INTEGER NOT NULL,
       archived INTEGER NOT NULL DEFAULT 0,
       customer_name TEXT NOT NULL,
       name_pending INTEGER NOT NULL,
       data TEXT NOT NULL
     ) STRICT`,
    `CREATE INDEX interactions_by_activity ON interactions (last_at, id)`,
    `CREATE INDEX interactions_of_queue ON interactions (queue_id, last_at, id)`,
    `CREATE INDEX interactions_of_agent ON interactions (agent_id, last_at, id)`,
    `CREATE INDEX interactions_of_customer ON interactions (customer_id)`,
    `CREATE INDEX interactions_name_pending ON interactions (row) WHERE name_pending = 1`,

    `CREATE TABLE transcript_lines (
       row INTEGER PRIMARY KEY,
       interaction_id TEXT NOT NULL,
       seq INTEGER NOT NULL,
       kind TEXT NOT NULL CHECK (kind IN ('reply', 'note', 'happening')),
       data TEXT NOT NULL,
       text TEXT
     ) STRICT`,
    `CREATE UNIQUE INDEX transcript_lines_in_order ON transcript_lines (interaction_id, seq)`,
    // The words only: the texts stand in their own tables, and a row leaves the index without them.
    `CREATE VIRTUAL TABLE message_search USING fts5 (
       text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
     )`,
    `CREATE VIRTUAL TABLE name_search USING fts5 (
       name, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
     )`,
    `CREATE TABLE search_progress (id INTEGER PRIMARY KEY CHECK (id = 1), indexed_row INTEGER NOT NULL) STRICT`,
    `INSERT INTO search_progress (id, indexed_row) VALUES (1, 0)`,

    `CREATE TABLE traces (interaction_id TEXT PRIMARY KEY, data TEXT NOT NULL) STRICT, WITHOUT ROWID`,
    `CREATE TABLE queue_versions (
       queue_id TEXT NOT NULL,
       version INTEGER NOT NULL,
       at INTEGER NOT NULL,
       by_agent TEXT,
       name TEXT NOT NULL,
       settings TEXT NOT NULL,
       PRIMARY KEY (queue_id, version)
     ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE audit (
       id INTEGER PRIMARY KEY AUTOINCREMENT,
       at INTEGER NOT NULL,
       by_agent TEXT,
       act TEXT NOT NULL,
       subject TEXT,
       details TEXT,
       hash TEXT NOT NULL
     ) STRICT`,

    `CREATE TABLE accounts (
       agent_id TEXT PRIMARY KEY,
       email TEXT NOT NULL UNIQUE,
       password_hash TEXT NOT NULL,
       created_at INTEGER NOT NULL,
       password_changed_at INTEGER NOT NULL,
       failures INTEGER NOT NULL DEFAULT 0,
       last_failure_at INTEGER
     ) STRICT`,
    `CREATE TABLE sessions (
       id TEXT PRIMARY KEY,
       agent_id TEXT NOT NULL,
       token_hash TEXT NOT NULL UNIQUE,
       device TEXT NOT NULL,
       created_at INTEGER NOT NULL,
       last_seen_at INTEGER NOT NULL,
       expires_at INTEGER NOT NULL
     ) STRICT`,
    `CREATE INDEX sessions_of_agent ON sessions (agent_id)`,
    `CREATE TABLE invitations (
       id TEXT PRIMARY KEY,
       email TEXT NOT NULL,
       name TEXT NOT NULL,
       role TEXT NOT NULL,
       department_ids TEXT NOT NULL,
       secret_hash TEXT NOT NULL UNIQUE,
       created_by TEXT NOT NULL,
       created_at INTEGER NOT NULL,
       expires_at INTEGER NOT NULL
     ) STRICT`,
    `CREATE TABLE reset_links (
       agent_id TEXT PRIMARY KEY,
       secret_hash TEXT NOT NULL UNIQUE,
       expires_at INTEGER NOT NULL
     ) STRICT`,
    `CREATE TABLE preferences (agent_id TEXT PRIMARY KEY, data TEXT NOT NULL) STRICT`,
    `CREATE TABLE canned_responses (id TEXT PRIMARY KEY, shortcut TEXT NOT NULL UNIQUE, text TEXT NOT NULL) STRICT`,
    `CREATE TABLE files (
       id TEXT PRIMARY KEY,
       purpose TEXT NOT NULL CHECK (purpose IN ('message', 'picture')),
       owner_kind TEXT NOT NULL CHECK (owner_kind IN ('agent', 'customer')),
       owner_id TEXT NOT NULL,
       name TEXT NOT NULL,
       mime_type TEXT NOT NULL,
       bytes INTEGER NOT NULL,
       width INTEGER,
       height INTEGER,
       sha256 TEXT NOT NULL,
       has_preview INTEGER NOT NULL,
       created_at INTEGER NOT NULL,
       interaction_id TEXT,
       message_id TEXT
     ) STRICT`,
    `CREATE INDEX files_of_owner ON files (owner_kind, owner_id, created_at)`,
    `CREATE INDEX files_pending ON files (created_at) WHERE purpose = 'message' AND message_id IS NULL`,
    `CREATE TABLE center_keys (name TEXT PRIMARY KEY, secret BLOB NOT NULL) STRICT`,
  ],
};

const visitorNames: Migration = {
  version: 2,
  name: 'names of visitors who have not written yet',
  statements: [
    `CREATE TABLE visitor_names (customer_id TEXT PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL) STRICT`,
    `CREATE INDEX visitor_names_by_age ON visitor_names (at)`,
  ],
};

/** They are counted in memory: a write for accounts alone told by its time which addresses have one. */
const failuresUncounted: Migration = {
  version: 3,
  name: 'failed sign-ins are no longer counted in the accounts',
  statements: [`ALTER TABLE accounts DROP COLUMN failures`, `ALTER TABLE accounts DROP COLUMN last_failure_at`],
};

/**
 * An event and its content are one row, and what follows from events is written a little later: see lateRows.ts. Content
 * is erased by setting the column to null.
 */
const oneRowEvents: Migration = {
  version: 4,
  name: 'an event and its content are one row',
  statements: [
    `ALTER TABLE events ADD COLUMN content TEXT`,
    `ALTER TABLE events ADD COLUMN content_checksum INTEGER`,
    `UPDATE events SET content = c.data, content_checksum = c.checksum FROM event_content c WHERE c.position = events.position`,
    `DROP TABLE event_content`,
    `CREATE TABLE late_rows (id INTEGER PRIMARY KEY CHECK (id = 1), position INTEGER NOT NULL) STRICT`,
    `INSERT INTO late_rows (id, position) SELECT 1, coalesce(max(position), 0) FROM events`,
  ],
};

/** Replies are forgotten in the order of their ids, which sort by time: the index by age was half of what a reply costs. */
const repliesWithoutAge: Migration = {
  version: 7,
  name: 'replies need no index by age',
  statements: [`DROP INDEX replies_by_age`],
};

/** How often somebody tried an account is asked at each sign-in, of a log that only grows. */
const signInsFound: Migration = {
  version: 13,
  name: 'sign-ins are found in the audit log',
  statements: [
    `CREATE INDEX audit_failed_sign_ins ON audit (subject, id) WHERE act = 'signIn.failed'`,
    `CREATE INDEX audit_sign_ins ON audit (by_agent, id) WHERE act = 'signIn'`,
  ],
};

/** Every step of the schema, in order. A released step is never changed; a change is a new step. */
export const migrations: readonly Migration[] = [
  journal,
  visitorNames,
  failuresUncounted,
  oneRowEvents,
  visitorRecords,
  messengers,
  repliesWithoutAge,
  conversationReport,
  sounds,
  marksOfAnyTime,
  telephony,
  recordings,
  signInsFound,
  setAside,
];
