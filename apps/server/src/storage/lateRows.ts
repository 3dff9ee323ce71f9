import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { TranscriptLine } from '@ringdesk/shared/model/message.ts';
import type { Trace } from '@ringdesk/shared/model/trace.ts';

import type { Projection } from '../application/ports/journal.ts';
import { isFull, type SqliteDatabase, withoutSync } from './database.ts';
import { projectionWriter } from './projectionRows.ts';

/** Rows wait this long at most, or until so many lines wait. */
const LATE_MS = 50;
const MOST_LINES = 256;

/**
 * Conversations, transcripts and decisions as tables. They follow from the log, so they are written a moment after the
 * commit of their events: of many changes of one conversation only the last, without an fsync of their own, and no message
 * waits for them. The table `late_rows` says, in the same transaction, up to which event they reach; after a crash the
 * start writes what is missing. Whoever reads them settles first and sees everything that is committed.
 */
export interface LateRows {
  /** The last event whose rows are written or wait. */
  position(): number;
  /** Throws when a line has the place of another one (I9): to be asked before the events are committed. */
  assertPlaces(lines: readonly TranscriptLine[]): void;
  /** Takes over what events up to `position`, which are durable, came to. */
  add(projection: Projection, position: number): void;
  /** Whether such a conversation waits to be written. */
  holds(concerns: (interaction: Interaction) => boolean): boolean;
  /** Writes what waits. False: there was no room on the disk, and it waits on. */
  settle(): boolean;
  /** Throws what went wrong when nobody was there to be told. */
  assertSound(): void;
  close(): void;
}

export function lateRows(database: SqliteDatabase): LateRows {
  const write = projectionWriter(database);
  const reached = database.prepare<[], { readonly position: number }>('SELECT position FROM late_rows WHERE id = 1');
  const setReached = database.prepare<[number]>('UPDATE late_rows SET position = ? WHERE id = 1');

  const places = linePlaces(database);
  const interactions = new Map<InteractionId, Interaction>();
  const archived = new Set<InteractionId>();
  const traces = new Map<InteractionId, Trace>();
  let lines: TranscriptLine[] = [];
  let changedLines: TranscriptLine[] = [];
  /** Of the last event whose rows wait; undefined: none wait. */
  let waitingTo: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  let soon: NodeJS.Immediate | undefined;
  let failure: unknown;

  const settle = (): boolean => {
    if (waitingTo === undefined) return true;
    const to = waitingTo;
    try {
      withoutSync(database, () => {
        write({
          interactions: [...interactions.values()],
          archivedIds: [...archived],
          lines,
          changedLines,
          traces: [...traces].map(([interactionId, trace]) => ({ interactionId, trace })),
        });
        setReached.run(to);
      });
    } catch (error) {
      if (!isFull(error)) throw error;
      return false;
    }
    interactions.clear();
    archived.clear();
    traces.clear();
    lines = [];
    changedLines = [];
    waitingTo = undefined;
    unplan();
    return true;
  };
  const settleAlone = (): void => {
    unplan();
    try {
      settle();
    } catch (error) {
      failure = error;
    }
  };
  const unplan = (): void => {
    clearTimeout(timer);
    clearImmediate(soon);
    timer = undefined;
    soon = undefined;
  };

  return {
    position: () => waitingTo ?? reached.get()?.position ?? 0,
    assertPlaces: (all) => places.assertFree(all),
    add(projection, position) {
      for (const interaction of projection.interactions) {
        interactions.set(interaction.id, interaction);
        archived.delete(interaction.id);
      }
      for (const id of projection.archivedIds) archived.add(id);
      for (const { interactionId, trace } of projection.traces) traces.set(interactionId, trace);
      for (const line of projection.changedLines ?? []) changedLines.push(line);
      for (const line of projection.lines) {
        lines.push(line);
        places.take(line);
      }
      waitingTo = position;
      if (projection.lines.some(hasFiles)) {
        // Files may be asked for by whoever is told of the message.
        settle();
        return;
      }
      timer ??= setTimeout(settleAlone, LATE_MS).unref();
      if (lines.length >= MOST_LINES) soon ??= setImmediate(settleAlone);
    },
    holds: (concerns) => interactions.values().some(concerns),
    settle,
    assertSound() {
      if (failure !== undefined) throw failure;
    },
    close() {
      settle();
      unplan();
    },
  };
}

/** Conversations whose last place is remembered. */
const MOST_PLACES = 10_000;

/** Which places of transcripts are taken, by rows or by lines that wait to become rows. */
function linePlaces(database: SqliteDatabase) {
  const lastRow = database.prepare<[string], { readonly seq: number | null }>(
    'SELECT max(seq) AS seq FROM transcript_lines WHERE interaction_id = ?',
  );
  const last = new Map<InteractionId, number>();
  const lastOf = (id: InteractionId): number => {
    const known = last.get(id) ?? lastRow.get(id)?.seq ?? 0;
    if (last.size >= MOST_PLACES) last.clear();
    last.set(id, known);
    return known;
  };
  return {
    assertFree(lines: readonly TranscriptLine[]): void {
      const taken = new Map<InteractionId, number>();
      for (const { interactionId, seq } of lines) {
        if (seq <= (taken.get(interactionId) ?? lastOf(interactionId)))
          throw new Error(`line ${seq} of ${interactionId} is there already`);
        taken.set(interactionId, seq);
      }
    },
    take({ interactionId, seq }: TranscriptLine): void {
      last.set(interactionId, seq);
    },
  };
}

const hasFiles = (line: TranscriptLine): boolean => line.type === 'message' && line.attachments.length > 0;
