import { DAY, type Instant } from '@ringdesk/shared/model/time.ts';
import type { Reply } from '@ringdesk/shared/protocol/socket.ts';

import type { CommandKey, ReplyEntry, StoredReply } from '../application/ports/journal.ts';
import type { SqliteDatabase } from './database.ts';

/** How long a command's reply is kept (reliability, section 9.2). */
const KEPT_MS = 7 * DAY;

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
  return {
    find({ scope, id }: CommandKey): StoredReply | undefined {
      const row = select.get(scope, id);
      // Written by ourselves a moment ago and never edited: the shape needs no second check.
      return row === undefined ? undefined : { bodyHash: row.body_hash, reply: JSON.parse(row.reply) as Reply };
    },
    insert({ scope, id, bodyHash, at, reply }: ReplyEntry): void {
      insert.run(scope, id, bodyHash, at, JSON.stringify(reply));
    },
    /** Deletes at most `limit` of the replies older than seven days. */
    prune: (now: Instant, limit: number): number => prune.run(now - KEPT_MS, limit).changes,
  };
}
