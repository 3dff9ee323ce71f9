import type { Sight } from '../application/ports/lists.ts';
import type { SqliteDatabase } from './database.ts';

/** One search, as it is handed to the worker. */
export interface SearchRequest {
  /** In the syntax of FTS5, made by `prefixQuery`. */
  readonly query: string;
  readonly sight: Sight;
  readonly limit: number;
}

export interface HitRow {
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

/** Rows of names and messages in which the words are found, newest first of each. */
export function searchRows(database: SqliteDatabase): (request: SearchRequest) => readonly HitRow[] {
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
  return ({ query, sight, limit }) => {
    const seen = sightParameters(sight);
    // A conversation with many matching lines is one hit, so a few rows more than asked are read.
    return [...inNames.all(query, ...seen, limit), ...inMessages.all(query, ...seen, limit * 4)];
  };
}
