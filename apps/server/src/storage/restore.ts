import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { copyFile, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { BadBackup, verifyCopy, type RowCounts } from './backup.ts';
import { dataDirectory, lockDataDirectory, type DataDirectory } from './dataDirectory.ts';
import { SchemaTooNew, type Migration } from './migrations.ts';

const Manifest = z.array(
  z.object({ id: z.string().regex(/^[0-9a-z_-]{1,40}$/), purpose: z.string(), bytes: z.number().int() }),
);

export interface Restored {
  readonly counts: RowCounts;
  /** Where the database that was there before is now; undefined: there was none. */
  readonly previous: string | undefined;
  /** Files the manifest lists that are not in the data directory. */
  readonly missingFiles: readonly string[];
}

/**
 * Puts a backup in the place of the database; what was there is kept beside it. Nothing is touched before the backup
 * proved good. Throws DataDirectoryInUse while a server runs, BadBackup, SchemaTooNew.
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
    await copyFile(file, arriving);
    const previous = setAside(directory, now);
    await rename(arriving, directory.database);
    return { counts, previous, missingFiles: await missingFiles(`${file}.files.json`, directory) };
  } finally {
    unlock();
  }
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

/** Files of the manifest that are not there, or not whole. Without a manifest nothing is known to be missing. */
export async function missingFiles(manifest: string, directory: DataDirectory): Promise<readonly string[]> {
  if (!existsSync(manifest)) return [];
  const entries = Manifest.parse(JSON.parse(await readFile(manifest, 'utf8')));
  return entries.filter((entry) => !isThere(directory, entry)).map(({ id }) => id);
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
