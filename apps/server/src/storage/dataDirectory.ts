import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import { sqliteCode } from './database.ts';

/** Where things are inside the data directory. Everything the center keeps is in it. */
export interface DataDirectory {
  readonly root: string;
  readonly database: string;
  readonly lock: string;
  readonly ballast: string;
  readonly backups: string;
  readonly attachments: string;
}

export function dataDirectory(root: string): DataDirectory {
  return {
    root,
    database: join(root, 'ringdesk.db'),
    lock: join(root, 'ringdesk.lock'),
    ballast: join(root, 'ballast'),
    backups: join(root, 'backups'),
    attachments: join(root, 'attachments'),
  };
}

/** A server already runs on this data directory. */
export class DataDirectoryInUse extends Error {
  override name = 'DataDirectoryInUse';
  constructor(root: string, holder: string | undefined) {
    super(
      `The data directory ${root} is in use${holder === undefined ? '' : ` by ${holder}`}.` +
        ' Stop that server first, or choose another directory with RINGDESK_DATA_DIR.',
    );
  }
}

/**
 * Takes the directory for this process until the returned function is called or the process ends, however it ends:
 * an exclusive lock which the operating system holds on a file of its own, so that backups may read the database
 * meanwhile. Throws DataDirectoryInUse.
 */
export function lockDataDirectory(directory: DataDirectory): () => void {
  // Conversations, password hashes and keys: of no other user's business on this machine.
  mkdirSync(directory.root, { recursive: true, mode: 0o700 });
  const lock = new Database(directory.lock, { timeout: 0 });
  try {
    lock.pragma('journal_mode = DELETE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY') === true) {
      throw new DataDirectoryInUse(directory.root, holderOf(directory));
    }
    throw error;
  }
  return () => {
    lock.close();
  };
}

/** Who holds the lease, for the message; undefined where that cannot be read. */
function holderOf(directory: DataDirectory): string | undefined {
  let database: Database.Database | undefined;
  try {
    database = new Database(directory.database, { readonly: true });
    const row = database.prepare<[], { readonly holder: string | null }>('SELECT holder FROM lease').get();
    return row?.holder ?? undefined;
  } catch {
    // The message is about the lock; a database that cannot be read yet has no name to give.
    return undefined;
  } finally {
    database?.close();
  }
}
