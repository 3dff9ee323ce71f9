import type { ConversationSearch, SearchHit, Sight } from '../application/ports/lists.ts';
import type { SqliteDatabase } from './database.ts';
import { guardedWrite } from './guardedWrite.ts';
import type { SearchIndex } from './searchIndex.ts';
import { prefixQuery, snippetOf } from './searchWords.ts';
import { interactionOf } from './storedNouns.ts';

const CATCH_UP_ROWS = 5_000;

interface HitRow {
  readonly id: string;
  readonly data: string;
  readonly seq: number | null;
  /** What was found; null when it was erased meanwhile. */
  readonly found: string | null;
}

/** Parameters of the clause {@link SIGHT}: everything?, the queues as JSON, the agent. */
function sightParameters(sight: Sight): [number, string, string] {
  return sight === 'everything' ? [1, '[]', ''] : [0, JSON.stringify(sight.queueIds), sight.agentId];
}
const SIGHT = '(? = 1 OR i.queue_id IN (SELECT value FROM json_each(?)) OR i.agent_id = ?)';

type Parameters = [string, number, string, string, number];

/** Full-text search over messages and customer names. */
export function conversationSearch(database: SqliteDatabase, index: SearchIndex): ConversationSearch {
  const inMessages = database.prepare<Parameters, HitRow>(
    `SELECT i.id, i.data, l.seq, l.text AS found
     FROM message_search JOIN transcript_lines l ON l.row = message_search.rowid
       JOIN interactions i ON i.id = l.interaction_id
     WHERE message_search MATCH ? AND ${SIGHT}
     ORDER BY message_search.rowid DESC LIMIT ?`,
  );
  const inNames = database.prepare<Parameters, HitRow>(
    `SELECT i.id, i.data, NULL AS seq, i.customer_name AS found
     FROM name_search JOIN interactions i ON i.row = name_search.rowid
     WHERE name_search MATCH ? AND ${SIGHT}
     ORDER BY name_search.rowid DESC LIMIT ?`,
  );
  return {
    async find({ text, sight, limit }) {
      const query = prefixQuery(text);
      if (query === undefined) return [];
      guardedWrite(() => {
        while (!index.catchUp(CATCH_UP_ROWS));
      });
      const seen = sightParameters(sight);
      // A conversation with many matching lines is one hit, so a few rows more than asked are read.
      const names = inNames.all(query, ...seen, limit);
      const messages = inMessages.all(query, ...seen, limit * 4);
      return onePerConversation([...names, ...messages], text)
        .sort((a, b) => b.interaction.lastAt - a.interaction.lastAt)
        .slice(0, limit);
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
