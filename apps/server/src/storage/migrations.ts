import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Failpoints } from '../application/ports/journal.ts';
import type { DataDirectory } from './dataDirectory.ts';
import { inTransaction, type SqliteDatabase } from './database.ts';

/** One step of the schema: all of its statements or none. `version` grows by one from step to step. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly statements: readonly string[];
}

/** The database was written by a newer release. */
export class SchemaTooNew extends Error {
  override name = 'SchemaTooNew';
  constructor(found: number, known: number) {
    super(
      `The database has schema ${found}, this release knows ${known}. Start the newer release,` +
        ' or restore a backup made before the update: ringdesk restore FILE',
    );
  }
}

/** Version of the schema; 0: an empty database. */
export function schemaVersion(database: SqliteDatabase): number {
  return Number(database.pragma('user_version', { simple: true }));
}

/** Steps that are still to be taken, in order. Throws SchemaTooNew. */
export function pendingMigrations(database: SqliteDatabase, all: readonly Migration[]): readonly Migration[] {
  const current = schemaVersion(database);
  const known = all.at(-1)?.version ?? 0;
  if (current > known) throw new SchemaTooNew(current, known);
  return all.filter((migration) => migration.version > current);
}

/**
 * Takes every step that is missing, each in one transaction; a crash leaves the schema before or after a step, never
 * between. `backup` runs once before the first step of a database that already has data.
 */
export function migrate(
  database: SqliteDatabase,
  all: readonly Migration[],
  options: { readonly failpoints: Failpoints; readonly backup?: (from: number, to: number) => void },
): readonly Migration[] {
  const pending = pendingMigrations(database, all);
  const last = pending.at(-1);
  const from = schemaVersion(database);
  if (last !== undefined && from > 0) options.backup?.(from, last.version);
  let statementNumber = 0;
  for (const migration of pending) {
    inTransaction(database, () => {
      for (const statement of migration.statements) {
        statementNumber += 1;
        options.failpoints(`migrationStatement:${statementNumber}`);
        database.exec(statement);
      }
      database.pragma(`user_version = ${migration.version}`);
    });
  }
  return pending;
}

/**
 * Copies the database into the folder of the backups, for this user alone, named after the steps that follow, and calls `made`
 * with its name. A start that fails and is repeated replaces the copy of the attempt before, and one that does not fit leaves
 * nothing behind, so that it cannot fill the disk.
 */
export function backupBeforeMigration(
  database: SqliteDatabase,
  directory: DataDirectory,
  made: (name: string) => void = () => {},
) {
  return (from: number, to: number): void => {
    mkdirSync(directory.backups, { recursive: true, mode: 0o700 });
    const name = `before-schema-${from}-to-${to}.db`;
    const file = join(directory.backups, name);
    const partial = `${file}.partial`;
    rmSync(partial, { force: true });
    try {
      // An empty file is a database to SQLite, and keeps the rights it was made with.
      writeFileSync(partial, '', { mode: 0o600 });
      database.prepare('VACUUM INTO ?').run(partial);
      syncFile(partial);
      renameSync(partial, file);
      syncFile(directory.backups);
    } catch (error) {
      rmSync(partial, { force: true });
      throw error;
    }
    made(name);
  };
}

/** The steps change what the copy was made of: it must outlive a power loss from here on. */
function syncFile(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
