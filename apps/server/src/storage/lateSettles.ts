import type { SettledEffect } from '../application/ports/journal.ts';
import { isFull, type SqliteDatabase, withoutSync } from './database.ts';
import { outboxSettler } from './outboxRows.ts';

/** Rows wait this long at most before they are settled, while there is room on the disk. */
const LATE_MS = 250;
/** So many are settled at once, without waiting for the time. */
const MOST = 256;

/**
 * How effects ended which never left the process, written a moment later: of all of that moment in one transaction, without
 * an fsync of their own. A crash may take them back, and what it takes back is settled anew by the next start.
 */
export interface LateSettles {
  add(settled: SettledEffect): void;
  /** Writes what waits; what finds no room on the disk waits on. */
  flush(): void;
  close(): void;
}

export function lateSettles(database: SqliteDatabase): LateSettles {
  const settle = outboxSettler(database);
  let waiting: SettledEffect[] = [];
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length === 0) return;
    try {
      withoutSync(database, () => waiting.forEach(settle));
      waiting = [];
    } catch (error) {
      if (!isFull(error)) throw error;
      plan();
    }
  };
  const flushLater = (): void => {
    try {
      flush();
    } catch {
      // Nobody is there to be told; what waits is tried, and throws, when the outbox is worked on next.
    }
  };
  const plan = (): void => {
    timer ??= setTimeout(flushLater, LATE_MS).unref();
  };

  return {
    add(settled) {
      waiting.push(settled);
      if (waiting.length === MOST) flushLater();
      else plan();
    },
    flush,
    close: flush,
  };
}
