import { Worker } from 'node:worker_threads';

import { type ConversationSearch, type SearchHit, TooManySearches } from '../application/ports/lists.ts';
import type { SqliteDatabase } from './database.ts';
import { guardedWrite } from './guardedWrite.ts';
import type { SearchIndex } from './searchIndex.ts';
import { type HitRow, type SearchRequest, searchRows } from './searchRows.ts';
import { prefixQuery, snippetOf } from './searchWords.ts';
import { interactionOf } from './storedNouns.ts';

/** Lines indexed at a time when somebody searches: some twenty milliseconds, between which the loop goes on. */
const CATCH_UP_ROWS = 1_000;
/** Searches that may wait for their turn. */
const WAITING = 20;

/** Full-text search over messages and customer names. `close` ends the worker. */
export function conversationSearch(
  database: SqliteDatabase,
  index: SearchIndex,
): ConversationSearch & { close(): Promise<void> } {
  const reader = database.memory ? inlineReader(database) : workerReader(database.name);
  return {
    async find({ text, sight, limit }) {
      const query = prefixQuery(text);
      if (query === undefined) return [];
      while (!guardedWrite(() => index.catchUp(CATCH_UP_ROWS))) await new Promise(setImmediate);
      const rows = await reader.read({ query, sight, limit });
      return onePerConversation(rows, text)
        .sort((a, b) => b.interaction.lastAt - a.interaction.lastAt)
        .slice(0, limit);
    },
    close: () => reader.close(),
  };
}

interface RowReader {
  read(request: SearchRequest): Promise<readonly HitRow[]>;
  close(): Promise<void>;
}

function inlineReader(database: SqliteDatabase): RowReader {
  const rows = searchRows(database);
  return { read: async (request) => rows(request), close: async () => {} };
}

/**
 * A common word in a large center is found in hundreds of thousands of lines, and whoever may see few of them has all of
 * them looked through: that never happens on the thread that routes.
 */
function workerReader(file: string): RowReader {
  let worker: Worker | undefined;
  const waiting: PromiseWithResolvers<readonly HitRow[]>[] = [];

  const start = (): Worker => {
    const made = new Worker(new URL('./searchWorker.ts', import.meta.url), { workerData: { file } });
    made.unref();
    made.on('message', (rows: readonly HitRow[]) => waiting.shift()?.resolve(rows));
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
    read(request) {
      if (waiting.length >= WAITING) return Promise.reject(new TooManySearches());
      const answer = Promise.withResolvers<readonly HitRow[]>();
      waiting.push(answer);
      worker ??= start();
      worker.postMessage(request);
      return answer.promise;
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

function onePerConversation(rows: readonly HitRow[], text: string): SearchHit[] {
  const hits = new Map<string, SearchHit>();
  for (const { id, data, seq, found } of rows) {
    if (hits.has(id) || found === null) continue;
    hits.set(id, {
      interaction: interactionOf(data),
      snippet: snippetOf(found, text),
      ...(seq === null ? {} : { seq }),
    });
  }
  return [...hits.values()];
}
