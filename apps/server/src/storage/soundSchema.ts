import type { Migration } from './migrations.ts';

/** Sounds of call queues and recordings of calls are files of their own kinds: a CHECK cannot be widened in place. */
export const sounds: Migration = {
  version: 9,
  name: 'sounds of queues and recordings of calls',
  statements: [
    `CREATE TABLE files_9 (
       id TEXT PRIMARY KEY,
       purpose TEXT NOT NULL CHECK (purpose IN ('message', 'picture', 'sound', 'recording')),
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
    `INSERT INTO files_9 SELECT id, purpose, owner_kind, owner_id, name, mime_type, bytes, width, height, sha256,
       has_preview, created_at, interaction_id, message_id FROM files`,
    `DROP TABLE files`,
    `ALTER TABLE files_9 RENAME TO files`,
    `CREATE INDEX files_of_owner ON files (owner_kind, owner_id, created_at)`,
    `CREATE INDEX files_pending ON files (created_at) WHERE purpose = 'message' AND message_id IS NULL`,
    `CREATE INDEX files_recorded ON files (created_at) WHERE purpose = 'recording'`,
  ],
};
