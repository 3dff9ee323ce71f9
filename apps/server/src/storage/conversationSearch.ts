import type { ConversationSearch, SearchHit, Sight } from '../application/ports/lists.ts';
import type { SqliteDatabase } from './database.ts';
import { guardedWrite } from './guardedWrite.ts';
import type { SearchIndex } from './searchIndex.ts';
import { interactionOf } from './storedNouns.ts';

/** More words than this narrow nothing down and cost time. */
const MAX_WORDS = 10;
const CATCH_UP_ROWS = 5_000;

interface HitRow {
  readonly id: string;
  readonly data: string;
  readonly seq: number | null;
  readonly snippet: string;
}

/**
 * A query of FTS5 made of the words in `text`, every one as a quoted prefix: nothing of the input reaches the query
 * syntax. Undefined when there is no word in it.
 */
export function prefixQuery(text: string): string | undefined {
  const words = text.match(/[\p{L}\p{N}\p{M}]+/gu)?.slice(0, MAX_WORDS);
  return words === undefined ? undefined : words.map((word) => `"${word}"*`).join(' ');
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
    `SELECT i.id, i.data, l.seq, snippet(message_search, 0, '⟦', '⟧', '…', 16) AS snippet
     FROM message_search JOIN transcript_lines l ON l.row = message_search.rowid
       JOIN interactions i ON i.id = l.interaction_id
     WHERE message_search MATCH ? AND ${SIGHT}
     ORDER BY message_search.rowid DESC LIMIT ?`,
  );
  const inNames = database.prepare<Parameters, HitRow>(
    `SELECT i.id, i.data, NULL AS seq, highlight(name_search, 0, '⟦', '⟧') AS snippet
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
      return onePerConversation([...names, ...messages])
        .sort((a, b) => b.interaction.lastAt - a.interaction.lastAt)
        .slice(0, limit);
    },
  };
}

function onePerConversation(rows: readonly HitRow[]): SearchHit[] {
  const hits = new Map<string, SearchHit>();
  for (const { id, data, seq, snippet } of rows) {
    if (hits.has(id)) continue;
    hits.set(id, { interaction: interactionOf(data), snippet, ...(seq === null ? {} : { seq }) });
  }
  return [...hits.values()];
}
