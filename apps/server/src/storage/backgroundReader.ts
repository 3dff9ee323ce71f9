import { Worker } from 'node:worker_threads';

import { TooManySearches } from '../application/ports/lists.ts';
import type { SqliteDatabase } from './database.ts';
import { type ReportPage, type ReportRequest, reportRows } from './reportRows.ts';
import { type HitRow, type SearchRequest, searchRows } from './searchRows.ts';

/** What can be asked, and what is answered. */
export interface Readings {
  readonly search: { readonly request: SearchRequest; readonly answer: readonly HitRow[] };
  readonly report: { readonly request: ReportRequest; readonly answer: ReportPage };
}
export type ReadingName = keyof Readings;
export type Reading = {
  [N in ReadingName]: { readonly name: N; readonly request: Readings[N]['request'] };
}[ReadingName];

/** Reads what may take long: all conversations are looked through. */
export interface BackgroundReader {
  /** Throws TooManySearches. */
  read<N extends ReadingName>(name: N, request: Readings[N]['request']): Promise<Readings[N]['answer']>;
  close(): Promise<void>;
}

/** Requests that may wait for their turn. */
const WAITING = 20;

/** Answers one request on a connection. */
export function readings(database: SqliteDatabase): (reading: Reading) => Promise<Readings[ReadingName]['answer']> {
  const hits = searchRows(database);
  const report = reportRows(database);
  return async (reading) => (reading.name === 'search' ? hits(reading.request) : report(reading.request));
}

/** A database in memory has one connection, so it is read where one stands. */
export function inlineReader(database: SqliteDatabase): BackgroundReader {
  const answer = readings(database);
  return {
    // Name and request belong together; TypeScript cannot follow that through the generic.
    read: async (name, request) => (await answer({ name, request } as Reading)) as never,
    close: async () => {},
  };
}

/**
 * A common word in a large center is found in hundreds of thousands of lines, and whoever may see few conversations has all
 * of them looked through: that never happens on the thread that routes.
 */
export function workerReader(file: string): BackgroundReader {
  let worker: Worker | undefined;
  const waiting: PromiseWithResolvers<Readings[ReadingName]['answer']>[] = [];

  const start = (): Worker => {
    const made = new Worker(new URL('./searchWorker.ts', import.meta.url), { workerData: { file } });
    made.unref();
    made.on('message', (answer: Readings[ReadingName]['answer']) => waiting.shift()?.resolve(answer));
    // The requests at hand fail; the next one gets a new worker.
    const fail = (error: Error): void => {
      if (worker !== made) return;
      worker = undefined;
      for (const { reject } of waiting.splice(0)) reject(error);
    };
    made.on('error', fail);
    made.on('exit', (code) => fail(new Error(`the search ended with code ${code}`)));
    return made;
  };

  return {
    read(name, request) {
      if (waiting.length >= WAITING) return Promise.reject(new TooManySearches());
      const answer = Promise.withResolvers<Readings[ReadingName]['answer']>();
      waiting.push(answer);
      worker ??= start();
      worker.postMessage({ name, request } as Reading);
      // Answers come in the order of the requests, so this is the one of this name.
      return answer.promise as Promise<never>;
    },
    async close() {
      const last = worker;
      if (last === undefined) return;
      last.ref();
      const gone = new Promise((resolve) => last.once('exit', resolve));
      last.postMessage('close');
      await gone;
    },
  };
}
