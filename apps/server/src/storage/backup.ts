import { lstat, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import type { Failpoints } from '../application/ports/journal.ts';
import { verifyAuditChain } from './auditLog.ts';
import { dataDirectory } from './dataDirectory.ts';
import { openDatabase, type SqliteDatabase } from './database.ts';
import { copyFiles, type ManifestEntry, syncFile } from './fileCopies.ts';
import { schemaVersion } from './migrations.ts';

/** Pages copied per step: about a millisecond, between which the loop goes on. */
const PAGES_PER_STEP = 256;

/** What a copy holds; equal in the original at the moment of the copy. */
export type RowCounts = Readonly<Record<string, number>>;

export interface Backup {
  readonly file: string;
  readonly counts: RowCounts;
  /** List of the files that belong to it, beside it: `FILE.files.json`. */
  readonly manifest: string;
  readonly files: number;
  /** Folder with their contents, which all backups beside it share. */
  readonly attachments: string;
  /** Ids of files that are not whole in the data directory either. */
  readonly missingFiles: readonly string[];
}

/** A copy that must not be trusted. */
export class BadBackup extends Error {
  override name = 'BadBackup';
}

/** Files of the database, in the order of their ids. */
export function manifestOf(database: SqliteDatabase): readonly ManifestEntry[] {
  return database
    .prepare<[], ManifestEntry>('SELECT id, purpose, bytes, sha256, has_preview AS hasPreview FROM files ORDER BY id')
    .all();
}

/**
 * Copies the database of a running or stopped server to `target` and proves the copy: integrity, audit chain and
 * row counts. The copy is one consistent moment, however much is written meanwhile. `target` appears only when
 * it is good, and nothing that is there already is overwritten; a crash leaves `target.partial` at most. The contents of the files go to the folder `attachments` beside
 * it, where an earlier backup's are not copied again. Throws BadBackup.
 */
export async function backUp(source: string, target: string, failpoints: Failpoints): Promise<Backup> {
  await refuseOwnFiles(source, target);
  await refuseExisting(target);
  const partial = `${target}.partial`;
  await rm(partial, { force: true });
  // It holds password hashes, signing keys and what customers wrote: an empty file is a database, and keeps these rights.
  await writeFile(partial, '', { mode: 0o600 });
  const database = openDatabase(source);
  let counts: RowCounts;
  try {
    // The read transaction pins the moment: a copy that others write beside would begin again with each commit.
    database.exec('BEGIN');
    counts = rowCounts(database);
    let step = 0;
    await database.backup(partial, {
      progress: () => {
        step += 1;
        failpoints(`backupPage:${step}`);
        return PAGES_PER_STEP;
      },
    });
    database.exec('COMMIT');
  } finally {
    database.close();
  }
  const files = finishCopy(partial);
  verifyCopy(partial, counts);
  const attachments = join(dirname(target), 'attachments');
  const { missing } = await copyFiles(files, dataDirectory(dirname(source)).attachments, attachments, { share: true });
  const manifest = `${target}.files.json`;
  await writeFile(manifest, `${JSON.stringify(files, null, 1)}\n`, { mode: 0o600 });
  await syncFile(partial);
  await rename(partial, target);
  await syncFile(dirname(target));
  return { file: target, counts, manifest, files: files.length, attachments, missingFiles: missing };
}

/** A copy under the name of one of the server's own files would take the place of what the server writes to. */
async function refuseOwnFiles(source: string, target: string): Promise<void> {
  const [home, folder] = [await realpath(dirname(source)), await realpath(dirname(target))];
  const [own, there] = [await stat(source), await stat(target).catch(() => undefined)];
  const isDatabase = there !== undefined && there.ino === own.ino && there.dev === own.dev;
  if (isDatabase || (home === folder && /^(ringdesk\.(db|lock)|ballast|secrets\.key)/.test(basename(target))))
    throw new BadBackup(`${target} belongs to the running installation. Choose another name for the backup.`);
}

/** The only copy of something may stand there: nothing is overwritten. */
async function refuseExisting(target: string): Promise<void> {
  for (const file of [target, `${target}.files.json`]) {
    if ((await lstat(file).catch(() => undefined)) !== undefined)
      throw new BadBackup(`${file} is there already and is not overwritten. Choose another name.`);
  }
}

/** Makes the copy one file that belongs to no running server, and lists the files its messages carry. */
export function finishCopy(file: string): readonly ManifestEntry[] {
  const copy = openDatabase(file);
  try {
    copy.exec('UPDATE lease SET holder = NULL, heartbeat_at = 0');
    const files = manifestOf(copy);
    copy.pragma('journal_mode = DELETE');
    return files;
  } finally {
    copy.close();
  }
}

/** Throws BadBackup, saying what is wrong, unless the database of the file can be trusted. */
export function verifyCopy(
  file: string,
  expected?: RowCounts,
): { readonly schema: number; readonly counts: RowCounts } {
  let copy: SqliteDatabase | undefined;
  try {
    copy = openDatabase(file, { readonly: true });
    return { schema: schemaVersion(copy), counts: provenCounts(copy, expected) };
  } catch (error) {
    throw new BadBackup(`${file} is no good backup: ${error instanceof Error ? error.message : 'it cannot be read'}.`);
  } finally {
    copy?.close();
  }
}

function provenCounts(copy: SqliteDatabase, expected: RowCounts = {}): RowCounts {
  const integrity: unknown = copy.pragma('integrity_check', { simple: true });
  if (integrity !== 'ok') throw new Error(String(integrity));
  const counts = rowCounts(copy);
  for (const [table, count] of Object.entries(expected)) {
    if (counts[table] !== count) throw new Error(`it has ${counts[table] ?? 0} of ${count} rows of ${table}`);
  }
  const { brokenAt } = verifyAuditChain(copy);
  if (brokenAt !== undefined) throw new Error(`the audit log does not fit from entry ${brokenAt} on`);
  return counts;
}

/** Rows of every table of ours, the search index apart. */
export function rowCounts(database: SqliteDatabase): RowCounts {
  const tables = database
    .prepare<[], { readonly name: string }>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
         AND name NOT LIKE '%\\_search%' ESCAPE '\\' ORDER BY name`,
    )
    .all();
  return Object.fromEntries(
    tables.map(({ name }) => {
      // The name comes from the schema of the database itself.
      const row = database
        .prepare<[], { readonly count: number }>('SELECT count(*) AS count FROM "' + name + '"')
        .get();
      return [name, row?.count ?? 0];
    }),
  );
}
