import { DAY, type Instant } from '@ringdesk/shared/model/time.ts';
import type { Reply } from '@ringdesk/shared/protocol/socket.ts';

import type { CommandKey, ReplyEntry, StoredReply } from '../application/ports/journal.ts';
import { type SqliteDatabase, withoutSync } from './database.ts';
import { outermost, unseenIdsOfOthers } from './unseenIds.ts';

/** How long a command's reply is kept (reliability, section 9.2). */
const KEPT_MS = 7 * DAY;

interface Place {
  readonly id: string;
  readonly scope: string;
}
const beginning: Place = { id: '', scope: '' };

/** Replies under their command's id. A reply is final: the first one written stays. `now`: the wall clock. */
export function replyTable(database: SqliteDatabase, now: () => Instant) {
  const select = database.prepare<[string, string], { readonly body_hash: string; readonly reply: string }>(
    'SELECT body_hash, reply FROM replies WHERE scope = ? AND id = ?',
  );
  const insert = database.prepare<[string, string, string, number, string]>(
    'INSERT INTO replies (scope, id, body_hash, at, reply) VALUES (?, ?, ?, ?, ?)',
  );
  const oldAfter = database.prepare<[string, string, number, number], Place>(
    `SELECT id, scope FROM (SELECT id, scope, at FROM replies WHERE (id, scope) > (?, ?) ORDER BY id, scope LIMIT ?)
     WHERE at < ?`,
  );
  const skip = database.prepare<[string, string, number], Place>(
    'SELECT id, scope FROM replies WHERE (id, scope) > (?, ?) ORDER BY id, scope LIMIT 1 OFFSET ?',
  );
  const remove = database.prepare<[string, string]>('DELETE FROM replies WHERE id = ? AND scope = ?');
  /** Where the walk through all of them stands. */
  let walked: Place = beginning;
  const ids = unseenIdsOfOthers({
    now,
    highestBefore: outermost(database, 'SELECT max(id) FROM replies WHERE id < ?'),
    lowestFrom: outermost(database, 'SELECT min(id) FROM replies WHERE id >= ?'),
  });
  return {
    find({ scope, id }: CommandKey): StoredReply | undefined {
      if (ids.isUnseen(id)) return undefined;
      const row = select.get(scope, id);
      // Written by ourselves a moment ago and never edited: the shape needs no second check.
      return row === undefined ? undefined : { bodyHash: row.body_hash, reply: JSON.parse(row.reply) as Reply };
    },
    insert({ scope, id, bodyHash, at, reply }: ReplyEntry): void {
      insert.run(scope, id, bodyHash, at, JSON.stringify(reply));
      ids.stored(id);
    },
    /**
     * Deletes replies older than seven days, and says how many. Ids sort by time, so the first of them are the oldest and no
     * index by age is needed; for ids that were made otherwise a walk goes through all of them, a step with each call.
     */
    prune(now: Instant, limit: number): number {
      const before = now - KEPT_MS;
      const first = oldAfter.all(beginning.id, beginning.scope, limit, before);
      const next = oldAfter.all(walked.id, walked.scope, limit, before);
      walked = skip.get(walked.id, walked.scope, limit - 1) ?? beginning;
      const old = [...first, ...next];
      if (old.length === 0) return 0;
      let removed = 0;
      // Those that a power loss brings back are found again.
      withoutSync(database, () => {
        for (const { id, scope } of old) removed += remove.run(id, scope).changes;
      });
      return removed;
    },
  };
}
