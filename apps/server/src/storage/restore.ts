import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { Failpoints } from '../application/ports/journal.ts';
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
 * database that was there is kept beside it. Nothing is touched before the backup proved good; from then on a restore that
 * is killed is brought to its end by {@link finishRestore}. Throws DataDirectoryInUse while a server runs, BadBackup, SchemaTooNew.
 */
export async function restore(
  file: string,
  root: string,
  now: number,
  migrations: readonly Migration[],
  failpoints: Failpoints = () => {},
): Promise<Restored> {
  if (!existsSync(file)) throw new BadBackup(`${file} does not exist.`);
  const directory = dataDirectory(root);
  const unlock = lockDataDirectory(directory);
  try {
    await finishRestore(directory, now);
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
    failpoints('restoreCopied');
    await rename(arriving, decidedFile(directory));
    await syncFile(directory.root);
    failpoints('restoreDecided');
    const previous = await finishRestore(directory, now, failpoints);
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
  await writeFile(to, '', { mode: 0o600 });
  const source = openDatabase(file, { readonly: true });
  try {
    await source.backup(to);
  } finally {
    source.close();
  }
  return finishCopy(to);
}

/** A copy of this name proved good and is to take the place of the database, whatever happens meanwhile. */
export const decidedFile = (directory: DataDirectory): string => `${directory.database}.restored`;

/**
 * Brings a restore to its end that had decided on its copy and was killed before the copy was in its place: a start would
 * find the database of before without its newest commits, or none, and make an empty one. Does nothing where no restore was
 * under way. The caller holds the lock of the directory. Answers where the database of before is now, if there was one.
 */
export async function finishRestore(
  directory: DataDirectory,
  now: number,
  failpoints: Failpoints = () => {},
): Promise<string | undefined> {
  const decided = decidedFile(directory);
  if (!existsSync(decided)) return undefined;
  const previous = setAside(directory, now, failpoints);
  failpoints('restoreAside');
  await rename(decided, directory.database);
  await syncFile(directory.root);
  return previous;
}

/**
 * Moves the database, with what the last commits left in its WAL, into the folder of the backups: the log first, because a
 * log that stays behind would be taken for the one of the copy.
 */
function setAside(directory: DataDirectory, now: number, failpoints: Failpoints): string | undefined {
  if (!existsSync(directory.database)) return undefined;
  mkdirSync(directory.backups, { recursive: true });
  const previous = join(directory.backups, halfMoved(directory) ?? `${ASIDE}${stamp(now)}.db`);
  rmSync(`${directory.database}-shm`, { force: true });
  if (existsSync(`${directory.database}-wal`)) renameSync(`${directory.database}-wal`, `${previous}-wal`);
  failpoints('restoreLogAside');
  renameSync(directory.database, previous);
  return previous;
}

const ASIDE = 'before-restore-';
const stamp = (now: number): string => new Date(now).toISOString().replace(/[:.]/g, '-');

/** The name whose log was moved before a kill: the database of before belongs beside it. */
function halfMoved(directory: DataDirectory): string | undefined {
  const names = new Set(readdirSync(directory.backups));
  const log = [...names].find(
    (name) => name.startsWith(ASIDE) && name.endsWith('.db-wal') && !names.has(name.slice(0, -'-wal'.length)),
  );
  return log?.slice(0, -'-wal'.length);
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
