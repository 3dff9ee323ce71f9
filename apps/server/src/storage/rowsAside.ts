import { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { TranscriptLine } from '@ringdesk/shared/model/message.ts';
import { Trace } from '@ringdesk/shared/model/trace.ts';

import type { EventLog } from '../application/ports/journal.ts';
import { isFaultOfRows, isFull, type SqliteDatabase, sqliteCode, withoutSync } from './database.ts';
import type { Migration } from './migrations.ts';
import { projectionWriter } from './projectionRows.ts';

export type LatePart = Parameters<ReturnType<typeof projectionWriter>>[0];
type Kind = 'line' | 'changedLine' | 'interaction' | 'archived' | 'trace';

/** One row of the lists that could not be written, as far as it can be put into words; `text`, too, of a message. */
export const setAside: Migration = {
  version: 14,
  name: 'rows of lists that could not be written are set aside',
  statements: [
    `CREATE TABLE rows_aside (
       kind TEXT NOT NULL CHECK (kind IN ('line', 'changedLine', 'interaction', 'archived', 'trace')),
       interaction_id TEXT NOT NULL,
       seq INTEGER NOT NULL,
       reason TEXT NOT NULL,
       data TEXT,
       PRIMARY KEY (kind, interaction_id, seq)
     ) STRICT, WITHOUT ROWID`,
  ],
};

/** A row that stands alone. `seq`: 0 where it is no line. */
interface Single {
  readonly kind: Kind;
  readonly interactionId: InteractionId;
  readonly seq: number;
  readonly value: unknown;
  readonly rows: LatePart;
}

interface AsideRow {
  readonly kind: Kind;
  readonly interaction_id: InteractionId;
  readonly seq: number;
  readonly data: string | null;
}

/**
 * What becomes of a row that cannot be written (a doubled key, a value nobody can encode: always a bug). It is set aside with
 * the reason, said in the log and by `ringdesk doctor`, and all others are written: the server does not end over it, and its
 * event is in the log all the same. Each start tries again, since a release that mends the bug may have come; a conversation
 * is written anew with its next change anyway.
 */
export interface RowsAside {
  /** Inside a transaction: writes each by itself, and sets aside what cannot be. */
  writeEach(rows: LatePart): void;
  /** Inside a transaction, after these were written: what was set aside of the same conversations is out of date. */
  written(rows: LatePart): void;
  /** Tries again what was set aside before. */
  retry(): void;
}

export function rowsAside(database: SqliteDatabase, log: EventLog): RowsAside {
  const write = projectionWriter(database);
  const put = database.prepare<[Kind, string, number, string, string | null]>(
    'INSERT OR REPLACE INTO rows_aside (kind, interaction_id, seq, reason, data) VALUES (?, ?, ?, ?, ?)',
  );
  const drop = database.prepare<[Kind, string, number]>(
    'DELETE FROM rows_aside WHERE kind = ? AND interaction_id = ? AND seq = ?',
  );
  const all = database.prepare<[], AsideRow>('SELECT kind, interaction_id, seq, data FROM rows_aside');
  let any = all.all().length > 0;

  /** Undefined: written. Otherwise why not. */
  const attempt = (rows: LatePart): unknown => {
    database.exec('SAVEPOINT one_row');
    try {
      write(rows);
      database.exec('RELEASE one_row');
      return undefined;
    } catch (error) {
      if (isFull(error) || !isFaultOfRows(error)) throw error;
      database.exec('ROLLBACK TO one_row; RELEASE one_row');
      return error;
    }
  };
  const written = ({ interactions, traces }: LatePart): void => {
    if (!any) return;
    for (const { id } of interactions) drop.run('interaction', id, 0);
    for (const { interactionId } of traces) drop.run('trace', interactionId, 0);
  };
  return {
    writeEach(rows) {
      for (const single of singlesOf(rows)) {
        const error = attempt(single.rows);
        if (error === undefined) {
          written(single.rows);
          continue;
        }
        const { kind, interactionId, seq, value } = single;
        const reason = sqliteCode(error) ?? (error instanceof Error ? error.name : 'error');
        any = true;
        put.run(kind, String(interactionId), Number.isSafeInteger(seq) ? seq : -1, reason, encoded(value));
        log.error(
          { interactionId, seq, event: kind, code: reason, err: error },
          'a row could not be written: set aside',
        );
      }
    },
    written,
    retry() {
      if (!any) return;
      try {
        withoutSync(database, () => {
          for (const row of all.all()) {
            const rows = rowsOf(row);
            if (rows === undefined || attempt(rows) !== undefined) continue;
            drop.run(row.kind, row.interaction_id, row.seq);
            log.info(
              { interactionId: row.interaction_id, seq: row.seq, event: row.kind },
              'a row set aside is written',
            );
          }
        });
      } catch (error) {
        // There may be room at the next start.
        if (!isFull(error)) throw error;
      }
      any = all.all().length > 0;
    },
  };
}

/** How many rows stand aside. */
export function countAside(database: SqliteDatabase): number {
  return database.prepare<[], number>('SELECT count(*) FROM rows_aside').pluck().get() ?? 0;
}

/** What stands aside, without its content; for whoever examines the store. `seq`: 0 where it is no line. */
export function rowsAsideOf(database: SqliteDatabase) {
  return database
    .prepare<
      [],
      { readonly kind: string; readonly interactionId: string; readonly seq: number; readonly reason: string }
    >('SELECT kind, interaction_id AS interactionId, seq, reason FROM rows_aside ORDER BY interaction_id, seq, kind')
    .all();
}

const none: LatePart = { interactions: [], archivedIds: [], lines: [], traces: [] };

/** In the order in which {@link projectionWriter} writes them: lines before what changes them. */
function* singlesOf({ interactions, archivedIds, lines, changedLines = [], traces }: LatePart): Iterable<Single> {
  for (const value of interactions)
    yield { kind: 'interaction', interactionId: value.id, seq: 0, value, rows: { ...none, interactions: [value] } };
  for (const value of archivedIds)
    yield { kind: 'archived', interactionId: value, seq: 0, value, rows: { ...none, archivedIds: [value] } };
  for (const value of lines)
    yield {
      kind: 'line',
      interactionId: value.interactionId,
      seq: value.seq,
      value,
      rows: { ...none, lines: [value] },
    };
  for (const value of changedLines) {
    const { interactionId, seq } = value;
    yield { kind: 'changedLine', interactionId, seq, value, rows: { ...none, changedLines: [value] } };
  }
  for (const value of traces)
    yield {
      kind: 'trace',
      interactionId: value.interactionId,
      seq: 0,
      value: value.trace,
      rows: { ...none, traces: [value] },
    };
}

/** Null: it has no words, which may be what is wrong with it. */
function encoded(value: unknown): string | null {
  try {
    return JSON.stringify(value) ?? null;
  } catch {
    return null;
  }
}

/** Undefined: it is none that this release knows. */
function rowsOf({ kind, interaction_id, data }: AsideRow): LatePart | undefined {
  if (data === null) return undefined;
  const value: unknown = JSON.parse(data);
  if (kind === 'archived') return { ...none, archivedIds: [interaction_id] };
  if (kind === 'interaction') {
    const read = Interaction.safeParse(value);
    return read.success ? { ...none, interactions: [read.data] } : undefined;
  }
  if (kind === 'trace') {
    const read = Trace.safeParse(value);
    return read.success ? { ...none, traces: [{ interactionId: interaction_id, trace: read.data }] } : undefined;
  }
  const read = TranscriptLine.safeParse(value);
  if (!read.success) return undefined;
  return kind === 'line' ? { ...none, lines: [read.data] } : { ...none, changedLines: [read.data] };
}
