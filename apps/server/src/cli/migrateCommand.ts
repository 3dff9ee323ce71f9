import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { noFailpoints } from '../application/engineFailpoints.ts';
import { verifyCopy } from '../storage/backup.ts';
import { dataDirectory, lockDataDirectory } from '../storage/dataDirectory.ts';
import { openDatabase } from '../storage/database.ts';
import { backupBeforeMigration, migrate, type Migration } from '../storage/migrations.ts';
import { migrations } from '../storage/schema.ts';
import type { CommandLine } from './runCommand.ts';

/** Takes the pending steps on a copy of the database and proves the copy afterwards. Works beside a running server. */
export async function tryMigrations({ dataDir }: Pick<CommandLine, 'dataDir'>): Promise<readonly Migration[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ringdesk-migrate-'));
  const copy = join(folder, 'copy.db');
  try {
    const original = openDatabase(dataDirectory(dataDir).database);
    try {
      original.prepare('VACUUM INTO ?').run(copy);
    } finally {
      original.close();
    }
    const database = openDatabase(copy);
    let steps: readonly Migration[];
    try {
      steps = migrate(database, migrations, { failpoints: noFailpoints });
      database.pragma('journal_mode = DELETE');
    } finally {
      database.close();
    }
    verifyCopy(copy);
    return steps;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Takes the pending steps for good, as a start of the server would. Throws DataDirectoryInUse. */
export function bringUpToDate({ dataDir }: Pick<CommandLine, 'dataDir'>): readonly Migration[] {
  const directory = dataDirectory(dataDir);
  const unlock = lockDataDirectory(directory);
  try {
    const database = openDatabase(directory.database);
    try {
      return migrate(database, migrations, {
        failpoints: noFailpoints,
        backup: backupBeforeMigration(database, directory),
      });
    } finally {
      database.close();
    }
  } finally {
    unlock();
  }
}
