import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { noFailpoints } from '../application/engineFailpoints.ts';
import { backUp, BadBackup } from '../storage/backup.ts';
import { backupNameAt, newestBackup } from '../storage/backupSchedule.ts';
import { dataDirectory, DataDirectoryInUse, DataDirectoryUnusable } from '../storage/dataDirectory.ts';
import type { Config } from '../config.ts';
import { SchemaTooNew } from '../storage/migrations.ts';
import { decidedFile, restore } from '../storage/restore.ts';
import { migrations } from '../storage/schema.ts';
import { examine } from './doctor.ts';
import { bringUpToDate, tryMigrations } from './migrateCommand.ts';
import { makeResetLink } from './resetLinkCommand.ts';

export interface CommandLine {
  /** Absolute path of the data directory. */
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  /** The origin under which browsers reach the server, where that is another one. */
  readonly publicUrl?: string | undefined;
  /** What is set for calls; absent: nothing is said of it. */
  readonly calls?: Pick<Config, 'sip' | 'rtpengine'> | undefined;
  readonly wall: () => number;
  readonly write: (line: string) => void;
}

const usage = `ringdesk backup PATH         copy a running or stopped server to PATH and the folder attachments beside it, and prove it
ringdesk restore PATH        put a backup, with its files, in the place of what a stopped server has
ringdesk reset-link EMAIL    a one-time address for a new password, when an admin has forgotten theirs
ringdesk migrate --dry-run   try the pending steps of the schema on a copy
ringdesk migrate             take them, with a backup before, on a stopped server
ringdesk doctor              examine configuration, disk, database and files

PATH ending in .db is that file; nothing that is there already is ever overwritten. Any other PATH is a folder, made when
missing: a backup gets a name with the time in it, and the newest one is restored. The folder it is in must exist.
The data directory is ./data unless RINGDESK_DATA_DIR says otherwise.`;

/** Runs one command; what it says goes to `write`. Returns the exit code: 0, 1 (failed) or 2 (wrong use). */
export async function runCommand(words: readonly string[], line: CommandLine): Promise<0 | 1 | 2> {
  const parsed = parse(words);
  if (parsed === undefined) {
    line.write(usage);
    return 2;
  }
  try {
    return await run(parsed, line);
  } catch (error) {
    if (!isForThePerson(error)) throw error;
    line.write(error.message);
    return 1;
  }
}

type Parsed =
  | { readonly name: 'backup'; readonly to: string; readonly isFile: boolean }
  | { readonly name: 'restore'; readonly file: string }
  | { readonly name: 'reset-link'; readonly email: string }
  | { readonly name: 'migrate'; readonly dryRun: boolean }
  | { readonly name: 'doctor' };

function parse(words: readonly string[]): Parsed | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: { 'dry-run': { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const [name, file, ...more] = positionals;
    if (more.length > 0) return undefined;
    if (name === 'migrate' && file === undefined) return { name, dryRun: values['dry-run'] };
    if (values['dry-run']) return undefined;
    if (name === 'backup' && file !== undefined) return { name, to: resolve(file), isFile: file.endsWith('.db') };
    if (name === 'restore' && file !== undefined) return { name, file: resolve(file) };
    if (name === 'reset-link' && file !== undefined) return { name, email: file };
    return name === 'doctor' && file === undefined ? { name } : undefined;
  } catch {
    // parseArgs throws on an option it does not know.
    return undefined;
  }
}

async function run(command: Parsed, line: CommandLine): Promise<0 | 1> {
  const directory = dataDirectory(line.dataDir);
  const { database } = directory;
  if (command.name === 'doctor') return (await examine(line)) ? 0 : 1;
  if (command.name !== 'restore' && existsSync(decidedFile(directory))) {
    line.write('A restore was interrupted. Start the server, which completes it, or restore again.');
    return 1;
  }
  if (command.name !== 'restore' && !existsSync(database)) {
    line.write(`There is no database in ${line.dataDir}.`);
    return 1;
  }
  if (command.name === 'backup') {
    const { file, counts, attachments, files, missingFiles } = await backUp(
      database,
      backupTarget(command, line.wall()),
      noFailpoints,
    );
    line.write(`${file}: copied and proved (${counts['events'] ?? 0} events).`);
    line.write(
      `${attachments}: ${files - missingFiles.length} files of messages belong to it; keep the folder beside it.`,
    );
    sayMissing(missingFiles, line);
    return 0;
  }
  if (command.name === 'restore') return restoreCommand(command.file, line);
  if (command.name === 'reset-link') return resetLinkCommand(database, command.email, line);
  const steps = command.dryRun ? await tryMigrations(line) : bringUpToDate(line);
  for (const { version, name } of steps) line.write(`Schema ${version}: ${name}`);
  if (steps.length === 0) line.write('The database is up to date.');
  else
    line.write(command.dryRun ? 'All steps work on a copy; nothing was changed.' : 'The database is up to date now.');
  return 0;
}

/**
 * The file of a backup. Only a name that ends in `.db` can be a new file; whatever else is not there becomes a folder, in
 * one that exists: a folder that is missing further up is a disk that is not mounted, or a slip.
 */
function backupTarget({ to, isFile }: { readonly to: string; readonly isFile: boolean }, now: number): string {
  if (isFile && !isFolder(to)) return to;
  if (!existsSync(to)) mkdirSync(to, { mode: 0o700 });
  if (!isFolder(to)) throw new BadBackup(`${to} is there already and is not overwritten. Choose another name.`);
  return join(to, backupNameAt(now));
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

async function restoreCommand(from: string, line: CommandLine): Promise<0> {
  const newest = isFolder(from) ? newestBackup(readdirSync(from)) : '';
  if (newest === undefined) throw new BadBackup(`There is no backup in ${from}.`);
  const file = join(from, newest);
  const { counts, previous, files, missingFiles } = await restore(file, line.dataDir, line.wall(), migrations);
  line.write(`Restored from ${file} (${counts['events'] ?? 0} events, ${files - missingFiles.length} files).`);
  if (previous !== undefined) line.write(`The database that was there before is now ${previous}`);
  sayMissing(missingFiles, line);
  return 0;
}

async function resetLinkCommand(database: string, email: string, line: CommandLine): Promise<0 | 1> {
  const path = await makeResetLink(database, email, line.wall());
  if (path === undefined) {
    line.write(`Nobody signs in with ${email}.`);
    return 1;
  }
  const host = line.host.includes(':') ? `[${line.host}]` : line.host;
  line.write(`Open this address to set a new password. It works once, and for 24 hours:`);
  line.write(`${line.publicUrl ?? `http://${host}:${line.port}`}${path}`);
  return 0;
}

function sayMissing(ids: readonly string[], line: CommandLine): void {
  if (ids.length > 0) line.write(`${ids.length} files of messages are missing: ringdesk doctor lists them.`);
}

/** Errors with words for the operator; any other is a bug and is shown with its stack. */
function isForThePerson(error: unknown): error is Error {
  const known = [BadBackup, DataDirectoryInUse, DataDirectoryUnusable, SchemaTooNew];
  if (known.some((kind) => error instanceof kind)) return true;
  // What the file system says (no such folder, no rights, no room) names the path and the reason.
  return error instanceof Error && 'syscall' in error;
}
