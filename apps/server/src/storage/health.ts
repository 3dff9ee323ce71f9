import { statSync } from 'node:fs';

import type { Instant } from '@ringdesk/shared/model/time.ts';

import type { StorageHealth } from '../application/ports/lists.ts';
import { diskSpace, LOW_SHARE } from './ballast.ts';
import type { SqliteDatabase } from './database.ts';
import { countAside } from './rowsAside.ts';

/** How the store stands; a few microseconds. `root`: the data directory, undefined in memory. */
export function storageHealth(database: SqliteDatabase, root: string | undefined, now: Instant): StorageHealth {
  const { waiting } = database
    .prepare<[], { readonly waiting: number }>(
      `SELECT count(*) AS waiting FROM outbox WHERE state IN ('ready', 'sending')`,
    )
    .get() ?? { waiting: 0 };
  const { freeBytes, freeShare } = root === undefined ? { freeBytes: Infinity, freeShare: 1 } : diskSpace(root);
  return {
    writable: isWritable(database),
    freeBytes,
    freeShare,
    low: freeShare < LOW_SHARE,
    walBytes: database.memory ? 0 : (statSync(`${database.name}-wal`, { throwIfNoEntry: false })?.size ?? 0),
    outboxWaiting: waiting,
    rowsAside: countAside(database),
    at: now,
  };
}

/** Writes inside a savepoint and takes it back. */
function isWritable(database: SqliteDatabase): boolean {
  try {
    database.exec('SAVEPOINT health; UPDATE lease SET heartbeat_at = heartbeat_at WHERE id = 1');
    return true;
  } catch {
    return false;
  } finally {
    if (database.inTransaction) database.exec('ROLLBACK TO health; RELEASE health');
  }
}
