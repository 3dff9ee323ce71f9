import { parentPort, workerData } from 'node:worker_threads';

import { z } from 'zod';

import { openDatabase, sqliteCode } from './database.ts';
import type { Folded } from './walKeeper.ts';

/** Folds the WAL on request. PASSIVE waits for nobody: neither the writer nor readers ever wait for it. */
const { file } = z.object({ file: z.string() }).parse(workerData);
const database = openDatabase(file);
const Result = z.object({ log: z.number().int() });

function fold(): Folded {
  try {
    const [row]: unknown[] = z.array(z.unknown()).parse(database.pragma('wal_checkpoint(PASSIVE)'));
    return { pages: Result.parse(row).log };
  } catch (error) {
    // No room, or the writer closes: it is tried again after the next commits.
    if (sqliteCode(error) === undefined) throw error;
    return { pages: 0 };
  }
}

parentPort?.on('message', (message: unknown) => {
  if (message !== 'close') {
    parentPort?.postMessage(fold());
    return;
  }
  database.close();
  parentPort?.close();
});
