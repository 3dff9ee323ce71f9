import { type SqliteDatabase, withoutSync } from './database.ts';

/**
 * The full-text index, filled after the commit so that no message waits for it: a mark says up to which line it
 * reaches. Whoever searches fills it up first, so a search finds everything that is committed. The tokenizer folds
 * Latin diacritics; the Russian ё is folded here.
 */
export interface SearchIndex {
  /** Indexes at most `limit` lines and names; true when nothing is left. Throws without room on the disk. */
  catchUp(limit: number): boolean;
}

interface PendingName {
  readonly row: number;
  readonly customer_name: string;
}

export function searchIndex(database: SqliteDatabase): SearchIndex {
  const progress = database.prepare<[], { readonly indexed_row: number }>(
    'SELECT indexed_row FROM search_progress WHERE id = 1',
  );
  const lastOf = database.prepare<[number, number], { readonly row: number | null }>(
    'SELECT max(row) AS row FROM (SELECT row FROM transcript_lines WHERE row > ? ORDER BY row LIMIT ?)',
  );
  const addLines = database.prepare<[number, number]>(
    `INSERT INTO message_search (rowid, text)
     SELECT row, replace(replace(text, 'ё', 'е'), 'Ё', 'Е') FROM transcript_lines
     WHERE row > ? AND row <= ? AND text IS NOT NULL AND text <> ''`,
  );
  const setProgress = database.prepare<[number]>('UPDATE search_progress SET indexed_row = ? WHERE id = 1');
  const pendingNames = database.prepare<[number], PendingName>(
    'SELECT row, customer_name FROM interactions WHERE name_pending = 1 ORDER BY row LIMIT ?',
  );
  const removeName = database.prepare<[number]>('DELETE FROM name_search WHERE rowid = ?');
  const addName = database.prepare<[number, string]>(
    `INSERT INTO name_search (rowid, name) VALUES (?, replace(replace(?, 'ё', 'е'), 'Ё', 'Е'))`,
  );
  const nameDone = database.prepare<[number]>('UPDATE interactions SET name_pending = 0 WHERE row = ?');

  return {
    catchUp(limit) {
      const from = progress.get()?.indexed_row ?? 0;
      const to = lastOf.get(from, limit)?.row ?? null;
      const names = pendingNames.all(limit);
      if (to === null && names.length === 0) return true;
      // The mark and what it stands for are lost together, so nobody waits for the disk.
      withoutSync(database, () => {
        if (to !== null) {
          addLines.run(from, to);
          setProgress.run(to);
        }
        for (const { row, customer_name } of names) {
          removeName.run(row);
          if (customer_name !== '') addName.run(row, customer_name);
          nameDone.run(row);
        }
      });
      return (to === null || lastOf.get(to, 1)?.row === null) && names.length < limit;
    },
  };
}
