import { Worker } from 'node:worker_threads';

import { z } from 'zod';

import type { SqliteDatabase } from './database.ts';

/** Pages of the WAL (4 kB each) beyond which it is folded back on the writer's connection: 64 MB. */
const BOUND_PAGES = 16_384;
/** Commits after which the worker is asked even without a quiet moment. */
const COMMITS_BETWEEN = 2_000;

/** Pages the WAL held when the worker looked. */
const Folded = z.object({ pages: z.number().int() });
export type Folded = z.infer<typeof Folded>;

/**
 * Folds the write-ahead log back into the database when it suits us: from a second connection in a worker, so that
 * its fsyncs never stall the loop. Under a load that leaves no gap the worker cannot finish; past the bound the
 * writer itself folds the few pages the worker has not, and the next commit starts the WAL from its beginning.
 */
export interface WalKeeper {
  /** After every commit; cheap. */
  committed(): void;
  /** Asks the worker once if there were commits since; resolves when it is done. */
  checkpoint(): Promise<void>;
  close(): Promise<void>;
}

/** `file`: path of the database; in memory there is no WAL. */
export function walKeeper(database: SqliteDatabase, file: string, boundPages: number = BOUND_PAGES): WalKeeper {
  if (database.memory) return { committed: () => {}, checkpoint: async () => {}, close: async () => {} };
  const worker = new Worker(new URL('./walKeeperWorker.ts', import.meta.url), { workerData: { file } });
  worker.unref();
  let alive = true;
  worker.once('exit', () => {
    alive = false;
  });
  let commits = 0;
  let asked: PromiseWithResolvers<void> | undefined;

  const finish = (pages: number): void => {
    // What the writer added while the worker was folding is little; folded as well, the WAL can start again.
    if (pages > boundPages) database.pragma('wal_checkpoint(PASSIVE)');
    asked?.resolve();
    asked = undefined;
  };
  worker.on('message', (message: unknown) => finish(Folded.parse(message).pages));
  // A worker that died folds nothing, which costs disk space only; the next close folds everything.
  worker.on('error', () => finish(0));

  const ask = async (): Promise<void> => {
    if (asked !== undefined) return asked.promise;
    if (commits === 0 || !alive) return;
    commits = 0;
    asked = Promise.withResolvers();
    worker.postMessage('fold');
    return asked.promise;
  };
  return {
    committed() {
      commits += 1;
      if (commits >= COMMITS_BETWEEN) void ask();
    },
    checkpoint: ask,
    async close() {
      // From here on the process waits for it; before, it must not keep the process alive.
      worker.ref();
      await asked?.promise;
      if (!alive) return;
      const gone = new Promise((resolve) => worker.once('exit', resolve));
      worker.postMessage('close');
      await gone;
      database.pragma('wal_checkpoint(TRUNCATE)');
    },
  };
}
