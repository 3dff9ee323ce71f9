import { parentPort, workerData } from 'node:worker_threads';

import { z } from 'zod';

import { type Reading, readings } from './backgroundReader.ts';
import { openDatabase } from './database.ts';

/** Searches and lists on a connection of its own, one request at a time, in the order they came. */
const { file } = z.object({ file: z.string() }).parse(workerData);
const database = openDatabase(file, { readonly: true });
const answer = readings(database);
let turn: Promise<void> = Promise.resolve();

parentPort?.on('message', (message: Reading | 'close') => {
  turn = turn.then(async () => {
    if (message === 'close') {
      database.close();
      parentPort?.close();
      return;
    }
    parentPort?.postMessage(await answer(message));
  });
});
