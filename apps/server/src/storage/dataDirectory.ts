import { mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

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
  /** The key of the secrets; in no backup. */
  readonly secretsKey: string;
}

export function dataDirectory(root: string): DataDirectory {
  return {
    root,
    database: join(root, 'ringdesk.db'),
    lock: join(root, 'ringdesk.lock'),
    ballast: join(root, 'ballast'),
    backups: join(root, 'backups'),
    attachments: join(root, 'attachments'),
    secretsKey: join(root, 'secrets.key'),
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

/** The directory cannot be made, or nothing can be written in it. */
export class DataDirectoryUnusable extends Error {
  override name = 'DataDirectoryUnusable';
  constructor(root: string, cause: unknown) {
    super(
      `The data directory ${root} cannot be written. Give this user the right to,` +
        ' or choose another one with RINGDESK_DATA_DIR.',
      { cause },
    );
  }
}

/**
 * Makes the folder with those above it. Step by step, because Node's own `recursive` never comes back where the system says
 * that an existing folder is not there, as in /proc.
 */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  const above = dirname(folder);
  if (above !== folder) makeFolder(above);
  try {
    // Conversations, password hashes and keys: of no other user's business on this machine.
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have made it meanwhile.
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) throw error;
  }
}

/**
 * Takes the directory for this process until the returned function is called or the process ends, however it ends:
 * an exclusive lock which the operating system holds on a file of its own, so that backups may read the database
 * meanwhile. Throws DataDirectoryInUse, DataDirectoryUnusable.
 */
export function lockDataDirectory(directory: DataDirectory): () => void {
  let lock: Database.Database;
  try {
    makeFolder(directory.root);
    lock = new Database(directory.lock, { timeout: 0 });
  } catch (error) {
    throw new DataDirectoryUnusable(directory.root, error);
  }
  try {
    // Nothing is ever written in it: a journal on the disk would only need room that a full one does not have.
    lock.pragma('journal_mode = MEMORY');
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
