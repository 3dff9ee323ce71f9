import { parentPort, workerData } from 'node:worker_threads';

import { z } from 'zod';

import { openDatabase } from './database.ts';
import { type SearchRequest, searchRows } from './searchRows.ts';

/** Searches on a connection of its own, one request at a time, in the order they came. */
const { file } = z.object({ file: z.string() }).parse(workerData);
const database = openDatabase(file, { readonly: true });
const rows = searchRows(database);

parentPort?.on('message', (message: SearchRequest | 'close') => {
  if (message === 'close') {
    database.close();
    parentPort?.close();
    return;
  }
  parentPort?.postMessage(rows(message));
});
