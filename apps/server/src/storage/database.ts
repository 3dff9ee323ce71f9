import { dirname } from 'node:path';
import Database from 'better-sqlite3';

import { hasNoRoom } from './room.ts';

export type SqliteDatabase = Database.Database;

/** Where this process has databases: the places to look at when a write fails. */
const folders = new Set<string>();

/** Milliseconds a connection waits for another one's lock before it fails with SQLITE_BUSY. */
const BUSY_MS = 5_000;

/**
 * A connection to the center's database. A file is in WAL mode with `synchronous=FULL`, set and then asserted:
 * a commit that returned survives a power loss, which is what an acknowledgement promises (reliability, section 0).
 * WAL checkpoints are never automatic, because they stall the loop; see walKeeper.ts.
 */
export function openDatabase(file: string, options: { readonly readonly?: boolean } = {}): SqliteDatabase {
  const database = new Database(file, { readonly: options.readonly ?? false, timeout: BUSY_MS });
  if (!database.memory) folders.add(dirname(file));
  try {
    if (options.readonly !== true) makeDurable(database);
    database.pragma('foreign_keys = ON');
    database.pragma('cache_size = -65536');
    database.pragma('temp_store = MEMORY');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function makeDurable(database: SqliteDatabase): void {
  const mode: unknown = database.pragma('journal_mode = WAL', { simple: true });
  database.pragma('synchronous = FULL');
  database.pragma('wal_autocheckpoint = 0');
  // On macOS a plain fsync does not reach the platter; elsewhere this changes nothing.
  database.pragma('fullfsync = ON');
  const expected = database.memory ? 'memory' : 'wal';
  const synchronous: unknown = database.pragma('synchronous', { simple: true });
  if (mode !== expected || synchronous !== 2) {
    throw new Error(
      `The database is not durable: journal_mode is ${String(mode)}, synchronous is ${String(synchronous)}.` +
        ' Keep the data directory on a local disk.',
    );
  }
}

/** `SQLITE_…` of an error of the database, undefined for any other. */
export function sqliteCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' && error.code.startsWith('SQLITE_') ? error.code : undefined;
}

/** Codes under which SQLite reports a quota that is used up, and an index of the write-ahead log that cannot grow. */
const perhapsFull: ReadonlySet<string | undefined> = new Set(['SQLITE_IOERR_WRITE', 'SQLITE_IOERR_SHMSIZE']);

/**
 * Whether it failed for want of room. SQLite knows only ENOSPC as a full disk; at EDQUOT it speaks of an I/O error, so that
 * the disk itself is asked. A page that could not be written is rolled back as with a full disk; a failed fsync is neither.
 */
export function isFull(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === 'SQLITE_FULL' || (perhapsFull.has(code) && [...folders].some((folder) => hasNoRoom(folder)));
}

/**
 * Whether what was to be written cannot be: a broken constraint, or a value nobody can encode. The database is sound, the
 * transaction was rolled back, and anything else can be written; of every other failure nothing of that is known.
 */
export function isFaultOfRows(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === undefined || /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|RANGE)/.test(code);
}

/** Runs `write` in one transaction which takes the writer's lock at once. Rolls back and rethrows when it throws. */
export function inTransaction<T>(database: SqliteDatabase, write: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = write();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // SQLite has already rolled back after some errors (SQLITE_FULL, SQLITE_IOERR).
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/**
 * One transaction that a power loss may take back: only for what can be made again. The next durable commit makes it durable
 * too.
 */
export function withoutSync(database: SqliteDatabase, write: () => void): void {
  database.exec('PRAGMA synchronous = NORMAL');
  try {
    inTransaction(database, write);
  } finally {
    database.exec('PRAGMA synchronous = FULL');
  }
}
