import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { chmod, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { BadBackup, finishCopy, verifyCopy, type RowCounts } from './backup.ts';
import { dataDirectory, lockDataDirectory, type DataDirectory } from './dataDirectory.ts';
import { openDatabase } from './database.ts';
import { copyFiles, type ManifestEntry, syncFile } from './fileCopies.ts';
import { SchemaTooNew, type Migration } from './migrations.ts';

export interface Restored {
  readonly counts: RowCounts;
  /** Where the database that was there before is now; undefined: there was none. */
  readonly previous: string | undefined;
  readonly files: number;
  /** Files that are neither in the data directory nor in the folder `attachments` beside the backup. */
  readonly missingFiles: readonly string[];
}

/**
 * Puts a backup in the place of the database, and the files of its messages back where they are missing or damaged; the
 * database that was there is kept beside it. Nothing is touched before the backup proved good. Throws DataDirectoryInUse while a server runs, BadBackup, SchemaTooNew.
 */
export async function restore(
  file: string,
  root: string,
  now: number,
  migrations: readonly Migration[],
): Promise<Restored> {
  if (!existsSync(file)) throw new BadBackup(`${file} does not exist.`);
  const directory = dataDirectory(root);
  const unlock = lockDataDirectory(directory);
  try {
    const { schema, counts } = verifyCopy(file);
    const known = migrations.at(-1)?.version ?? 0;
    if (schema > known) throw new SchemaTooNew(schema, known);
    const arriving = `${directory.database}.restoring`;
    const files = await copyDatabase(file, arriving);
    verifyCopy(arriving, counts);
    const { missing } = await copyFiles(files, join(dirname(file), 'attachments'), directory.attachments, {
      share: false,
    });
    await syncFile(arriving);
    const previous = setAside(directory, now);
    await rename(arriving, directory.database);
    await syncFile(directory.root);
    return { counts, previous, files: files.length, missingFiles: missing };
  } finally {
    unlock();
  }
}

/**
 * By way of the database and not of the file: what the last commits left in a write-ahead log beside it belongs to it.
 * Answers the files it lists.
 */
async function copyDatabase(file: string, to: string): Promise<readonly ManifestEntry[]> {
  await rm(to, { force: true });
  const source = openDatabase(file, { readonly: true });
  try {
    await source.backup(to);
  } finally {
    source.close();
  }
  await chmod(to, 0o600);
  return finishCopy(to);
}

/** Moves the database, with what the last commits left in its WAL, into the folder of the backups. */
function setAside(directory: DataDirectory, now: number): string | undefined {
  if (!existsSync(directory.database)) return undefined;
  mkdirSync(directory.backups, { recursive: true });
  const previous = join(directory.backups, `before-restore-${new Date(now).toISOString().replace(/[:.]/g, '-')}.db`);
  rmSync(`${directory.database}-shm`, { force: true });
  if (existsSync(`${directory.database}-wal`)) renameSync(`${directory.database}-wal`, `${previous}-wal`);
  renameSync(directory.database, previous);
  return previous;
}

/** Whether a stored file lies whole in the data directory. Of a picture only the drawn copy is kept. */
export function isThere(
  directory: DataDirectory,
  { id, purpose, bytes }: { readonly id: string; readonly purpose: string; readonly bytes: number },
): boolean {
  const home = join(directory.attachments, id.slice(-2));
  if (purpose === 'picture') return existsSync(join(home, `${id}.preview.webp`));
  return statSync(join(home, id), { throwIfNoEntry: false })?.size === bytes;
}
