import { DAY, type Instant } from '@ringdesk/shared/model/time.ts';
import type { Reply } from '@ringdesk/shared/protocol/socket.ts';

import type { CommandKey, ReplyEntry, StoredReply } from '../application/ports/journal.ts';
import type { SqliteDatabase } from './database.ts';

/** How long a command's reply is kept (reliability, section 9.2). */
const KEPT_MS = 7 * DAY;

/** Ids kept in memory to tell which commands cannot have come before; twice as many at most. */
const REMEMBERED = 10_000;

/**
 * Tells of most commands that they are new without a look-up: an id above every id that is only on disk, and not among those
 * remembered since, was never stored. Ids sort by time, so nearly every new one is; any other is looked up.
 */
function newIds(highestStored: string) {
  /** Every stored id above it is in one of the two sets. */
  let above = highestStored;
  let recent = new Set<string>();
  let older = new Set<string>();
  return {
    isNew: (id: string): boolean => id > above && !recent.has(id) && !older.has(id),
    stored(id: string): void {
      recent.add(id);
      if (recent.size < REMEMBERED) return;
      for (const dropped of older) if (dropped > above) above = dropped;
      older = recent;
      recent = new Set();
    },
  };
}

/** Replies under their command's id. A reply is final: the first one written stays. */
export function replyTable(database: SqliteDatabase) {
  const select = database.prepare<[string, string], { readonly body_hash: string; readonly reply: string }>(
    'SELECT body_hash, reply FROM replies WHERE scope = ? AND id = ?',
  );
  const insert = database.prepare<[string, string, string, number, string]>(
    'INSERT INTO replies (scope, id, body_hash, at, reply) VALUES (?, ?, ?, ?, ?)',
  );
  const prune = database.prepare<[number, number]>(
    'DELETE FROM replies WHERE (scope, id) IN (SELECT scope, id FROM replies WHERE at < ? ORDER BY at LIMIT ?)',
  );
  const highest = database.prepare<[], { readonly id: string | null }>('SELECT max(id) AS id FROM replies');
  const ids = newIds(highest.get()?.id ?? '');
  return {
    find({ scope, id }: CommandKey): StoredReply | undefined {
      if (ids.isNew(id)) return undefined;
      const row = select.get(scope, id);
      // Written by ourselves a moment ago and never edited: the shape needs no second check.
      return row === undefined ? undefined : { bodyHash: row.body_hash, reply: JSON.parse(row.reply) as Reply };
    },
    insert({ scope, id, bodyHash, at, reply }: ReplyEntry): void {
      insert.run(scope, id, bodyHash, at, JSON.stringify(reply));
      ids.stored(id);
    },
    /** Deletes at most `limit` of the replies older than seven days. */
    prune: (now: Instant, limit: number): number => prune.run(now - KEPT_MS, limit).changes,
  };
}
