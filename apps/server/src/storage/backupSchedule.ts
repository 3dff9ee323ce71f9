import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Worker } from 'node:worker_threads';

import { Cron } from 'croner';

import { DAY, HOUR, type Instant } from '@ringdesk/shared/model/time.ts';

import type { EventLog } from '../application/ports/journal.ts';
import { diskSpace } from './ballast.ts';
import { dataDirectory } from './dataDirectory.ts';
import { removeUnlisted } from './fileCopies.ts';

/** The newest of each of the last 24 hours, 7 days and 4 weeks. */
const kept = [
  { span: HOUR, count: 24 },
  { span: DAY, count: 7 },
  { span: 7 * DAY, count: 4 },
] as const;

/** A backup may not take the room the server itself needs: this many times the database must be free. */
const ROOM = 2;

class NoRoomForBackup extends Error {
  override name = 'NoRoomForBackup';
}

const backupName = /^backup-(\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2})Z\.db$/;

/** `backup-2026-11-21T06-00-00Z.db` */
export function backupNameAt(at: Instant): string {
  return `backup-${new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')}Z.db`;
}

function takenAt(name: string): Instant | undefined {
  const stamp = backupName.exec(name)?.[1];
  if (stamp === undefined) return undefined;
  const [day = '', time = ''] = stamp.split('T');
  const at = Date.parse(`${day}T${time.replaceAll('-', ':')}Z`);
  return Number.isNaN(at) ? undefined : at;
}

/** The latest of the backups among these names that carry their time. */
export function newestBackup(names: readonly string[]): string | undefined {
  return names
    .filter((name) => takenAt(name) !== undefined)
    .toSorted()
    .at(-1);
}

/** Scheduled backups that no rule keeps; files of other names are nobody's business here. */
export function expiredBackups(names: readonly string[], now: Instant): readonly string[] {
  const backups = names
    .flatMap((name) => {
      const at = takenAt(name);
      return at === undefined ? [] : [{ name, at }];
    })
    .toSorted((a, b) => b.at - a.at);
  const keep = new Set<string>();
  for (const { span, count } of kept) {
    const seen = new Set<number>();
    for (const { name, at } of backups) {
      const slot = Math.floor(at / span);
      if (seen.has(slot) || slot <= Math.floor(now / span) - count) continue;
      seen.add(slot);
      keep.add(name);
    }
  }
  return backups.filter(({ name }) => !keep.has(name)).map(({ name }) => name);
}

export interface BackupSchedule {
  /** Makes one now and deletes those that expired; resolves to its path. */
  run(): Promise<string>;
  stop(): void;
}

/** Backs up every full hour into the data directory, in a worker so that no message waits for it. */
export function scheduleBackups(root: string, wall: () => Instant, log: EventLog): BackupSchedule {
  const directory = dataDirectory(root);
  const run = async (): Promise<string> => {
    mkdirSync(directory.backups, { recursive: true });
    // What a killed server left half made.
    for (const name of readdirSync(directory.backups))
      if (/^backup-.*\.db\.partial/.test(name)) rmSync(join(directory.backups, name), { force: true });
    if (diskSpace(directory.backups).freeBytes < ROOM * statSync(directory.database).size)
      throw new NoRoomForBackup('too little room on the disk');
    const target = join(directory.backups, backupNameAt(wall()));
    await inWorker(directory.database, target);
    for (const name of expiredBackups(readdirSync(directory.backups), wall())) {
      rmSync(join(directory.backups, name), { force: true });
      rmSync(join(directory.backups, `${name}.files.json`), { force: true });
    }
    await removeUnlisted(directory.backups);
    return target;
  };
  const job = new Cron(
    '0 * * * *',
    {
      timezone: 'UTC',
      protect: true,
      unref: true,
      catch: (error: unknown) => {
        log.error({ err: error }, 'the hourly backup failed');
      },
    },
    async () => {
      const file = await run();
      log.info({ name: basename(file) }, 'backup made');
    },
  );
  return { run, stop: () => job.stop() };
}

async function inWorker(source: string, target: string): Promise<void> {
  const worker = new Worker(new URL('./backupWorker.ts', import.meta.url), { workerData: { source, target } });
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the backup ended with code ${code}`)));
  });
}
