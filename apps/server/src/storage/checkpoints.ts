import { crc32 } from 'node:zlib';

import type { Instant } from '@ringdesk/shared/model/time.ts';

import { inTransaction, type SqliteDatabase } from './database.ts';

/** The newest ones; an older one is the fallback when the newest cannot be read. */
const KEPT = 2;

interface CheckpointRow {
  readonly position: number;
  readonly at: number;
  readonly state: string;
  readonly checksum: number;
}

/** Folded states, so that a start need not read the whole log. Losing all of them costs time only. */
export function checkpointTable(database: SqliteDatabase) {
  const newest = database.prepare<[number], CheckpointRow>(
    'SELECT position, at, state, checksum FROM checkpoints ORDER BY position DESC LIMIT 1 OFFSET ?',
  );
  const insert = database.prepare<[number, number, string, number]>(
    'INSERT OR REPLACE INTO checkpoints (position, at, state, checksum) VALUES (?, ?, ?, ?)',
  );
  const prune = database.prepare<[number]>(
    'DELETE FROM checkpoints WHERE position NOT IN (SELECT position FROM checkpoints ORDER BY position DESC LIMIT ?)',
  );
  return {
    /** The newest whose checksum fits, after passing over `skip` of the newest; undefined: none. */
    load(skip: number): { readonly position: number; readonly at: Instant; readonly state: unknown } | undefined {
      for (let offset = skip; ; offset += 1) {
        const row = newest.get(offset);
        if (row === undefined) return undefined;
        if (crc32(row.state) !== row.checksum) continue;
        const state: unknown = JSON.parse(row.state);
        return { position: row.position, at: row.at, state };
      }
    },
    save({ position, at, state }: { readonly position: number; readonly at: Instant; readonly state: unknown }): void {
      const text = JSON.stringify(state);
      inTransaction(database, () => {
        insert.run(position, at, text, crc32(text));
        prune.run(KEPT);
      });
    },
  };
}
