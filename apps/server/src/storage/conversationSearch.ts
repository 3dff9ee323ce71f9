import type { ConversationSearch, SearchHit } from '../application/ports/lists.ts';
import type { BackgroundReader } from './backgroundReader.ts';
import { guardedWrite } from './guardedWrite.ts';
import type { SearchIndex } from './searchIndex.ts';
import type { HitRow } from './searchRows.ts';
import { prefixQuery, snippetOf } from './searchWords.ts';
import { interactionOf } from './storedNouns.ts';

/** Lines indexed at a time when somebody searches: some twenty milliseconds, between which the loop goes on. */
const CATCH_UP_ROWS = 1_000;

/** Takes one step; true: the index holds all that is committed. Throws StorageFull. */
export type CatchUp = () => boolean;

/** To be called until it is true, with a turn of the loop between, so that a search finds everything that is committed. */
export function catchUpOf(index: SearchIndex): CatchUp {
  return () => guardedWrite(() => index.catchUp(CATCH_UP_ROWS));
}

/** Full-text search over messages and customer names. */
export function conversationSearch(reader: BackgroundReader, catchUp: CatchUp): ConversationSearch {
  return {
    async find({ text, sight, limit }) {
      const query = prefixQuery(text);
      if (query === undefined) return [];
      while (!catchUp()) await new Promise(setImmediate);
      const rows = await reader.read('search', { query, sight, limit });
      return onePerConversation(rows, text)
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
