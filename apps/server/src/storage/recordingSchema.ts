import type { Migration } from './migrations.ts';

/** [74–77] Who may do what with recordings, and the index of those that were erased: what, whose, when, and by whom. */
export const recordings: Migration = {
  version: 12,
  name: 'recordings: rights of their own, and what was erased',
  statements: [
    `CREATE TABLE center_rights (id INTEGER PRIMARY KEY CHECK (id = 1), recordings TEXT NOT NULL) STRICT`,
    `CREATE TABLE erased_recordings (
       file_id TEXT PRIMARY KEY,
       interaction_id TEXT,
       kind TEXT NOT NULL,
       bytes INTEGER NOT NULL,
       sha256 TEXT NOT NULL,
       recorded_at INTEGER NOT NULL,
       erased_at INTEGER NOT NULL,
       erased_by TEXT
     ) STRICT`,
  ],
};
