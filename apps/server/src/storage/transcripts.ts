import type { TranscriptReader } from '../application/ports/lists.ts';
import type { SqliteDatabase } from './database.ts';
import { interactionOf, lineOf, type LineRow } from './storedNouns.ts';

/** Transcripts as of the last commit. */
export function transcripts(database: SqliteDatabase): TranscriptReader {
  const one = database.prepare<[string], { readonly data: string }>('SELECT data FROM interactions WHERE id = ?');
  const lines = database.prepare<[string, number, number], LineRow>(
    `SELECT data, text FROM transcript_lines WHERE interaction_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
  );
  const openly = database.prepare<[string, number, number], LineRow>(
    `SELECT data, text FROM transcript_lines WHERE interaction_id = ? AND seq < ? AND kind <> 'note'
     ORDER BY seq DESC LIMIT ?`,
  );
  return {
    async interaction(id) {
      const row = one.get(id);
      return row === undefined ? undefined : interactionOf(row.data);
    },
    async page(id, { beforeSeq, limit, only }) {
      const statement = only === 'public' ? openly : lines;
      const rows = statement.all(id, beforeSeq ?? Number.MAX_SAFE_INTEGER, limit + 1);
      return { lines: rows.slice(0, limit).reverse().map(lineOf), more: rows.length > limit };
    },
  };
}
