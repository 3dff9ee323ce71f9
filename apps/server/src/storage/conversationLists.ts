import type { Kysely, SelectQueryBuilder } from 'kysely';

import type { ConversationLists, Sight } from '../application/ports/lists.ts';
import { decodeCursor, encodeCursor } from './cursors.ts';
import { interactionOf } from './storedNouns.ts';
import type { Tables } from './tables.ts';

type Rows = SelectQueryBuilder<Tables, 'interactions', { id: string; last_at: number; data: string }>;

/** Only what the person may see. */
function inSight(rows: Rows, sight: Sight): Rows {
  if (sight === 'everything') return rows;
  const { queueIds, agentId } = sight;
  return rows.where((row) =>
    row.or([row('agent_id', '=', agentId), ...(queueIds.length > 0 ? [row('queue_id', 'in', queueIds)] : [])]),
  );
}

/** Lists of conversations, newest activity first, paged by the key of the last row (never by offset). */
export function conversationLists(tables: Kysely<Tables>): ConversationLists {
  const newestFirst = (): Rows =>
    tables
      .selectFrom('interactions')
      .select(['id', 'last_at', 'data'])
      .orderBy('last_at', 'desc')
      .orderBy('id', 'desc');
  return {
    async list({ state, sight, queueIds, ownerId, cursor, limit }) {
      let rows = inSight(newestFirst(), sight);
      if (state !== 'any') rows = rows.where('state', state === 'closed' ? '=' : '!=', 'closed');
      if (queueIds !== undefined) rows = rows.where('queue_id', 'in', queueIds);
      if (ownerId !== undefined) rows = rows.where('agent_id', '=', ownerId);
      if (cursor !== undefined) {
        const [lastAt, id] = decodeCursor('conversations', cursor, ['number', 'string']);
        rows = rows.where((row) => row(row.refTuple('last_at', 'id'), '<', row.tuple(Number(lastAt), String(id))));
      }
      const found = await rows.limit(limit + 1).execute();
      const items = found.slice(0, limit);
      const last = items.at(-1);
      const page = { items: items.map(({ data }) => interactionOf(data)) };
      if (found.length <= limit || last === undefined) return page;
      return { ...page, next: encodeCursor('conversations', [last.last_at, last.id]) };
    },
    async ofCustomer({ customerId, sight, limit }) {
      const found = await inSight(newestFirst(), sight).where('customer_id', '=', customerId).limit(limit).execute();
      return found.map(({ data }) => interactionOf(data));
    },
  };
}
