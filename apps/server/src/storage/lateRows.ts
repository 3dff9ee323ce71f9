import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { CustomerId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { TranscriptLine } from '@ringdesk/shared/model/message.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { Trace } from '@ringdesk/shared/model/trace.ts';

import type { EventLog, Projection } from '../application/ports/journal.ts';
import { isFaultOfRows, isFull, type SqliteDatabase, withoutSync } from './database.ts';
import { projectionWriter } from './projectionRows.ts';
import { type LatePart, rowsAside } from './rowsAside.ts';
import { outermost, unseenIds, unseenIdsOfOthers } from './unseenIds.ts';

/**
 * Rows wait this long at most before they begin to be written, or until so many lines wait: at a peak a conversation is then
 * written once for many of its lines, and whoever reads meanwhile still waits for some ten milliseconds at most.
 */
const LATE_MS = 250;
const MOST_LINES = 1_024;
/** Rows of one step. A conversation has a place in eight indexes and takes as long as eight lines. */
const STEP = { lines: 256, conversations: 32 } as const;

/**
 * Conversations, transcripts and decisions as tables. They follow from the log, so they are written a moment after the
 * commit of their events: of many changes of one conversation only the last, without an fsync of their own, and no message
 * waits for them: not for its own rows, and of those of others for one step at most. The table `late_rows` says up to which
 * event they reach; after a crash the start writes what is missing. Whoever reads them settles first and sees everything
 * that is committed. A row that cannot be written is set aside, and the others are: see rowsAside.ts.
 */
export interface LateRows {
  /** The last event whose rows are written or wait. */
  position(): number;
  /** Throws when a line has the place of another one (I9): to be asked before the events are committed. */
  assertPlaces(lines: readonly TranscriptLine[]): void;
  /** Takes over what events up to `position`, which are durable, came to. */
  add(projection: Projection, position: number): void;
  /** The same after a start: of a round that a crash cut short some lines are there already. */
  addMissing(projection: Projection, position: number): void;
  /** Whether such a conversation waits to be written. */
  holds(concerns: (interaction: Interaction) => boolean): boolean;
  /** False: no conversation of this customer is in the tables or waits. */
  mayKnow(customerId: CustomerId): boolean;
  /** Writes what waits. False: there was no room on the disk, and it waits on. */
  settle(): boolean;
  /** Throws what went wrong when nobody was there to be told. */
  assertSound(): void;
  close(): void;
}

/** Rows that are written together, in steps; `to`: the last event they come from. */
interface Round {
  readonly interactions: Map<InteractionId, Interaction>;
  readonly archived: Set<InteractionId>;
  readonly traces: Map<InteractionId, Trace>;
  lines: readonly TranscriptLine[];
  changedLines: readonly TranscriptLine[];
  to: number;
}

/** What is still collected; its lists grow. */
interface Collected extends Round {
  lines: TranscriptLine[];
  changedLines: TranscriptLine[];
}

/** `now`: the wall clock. */
export function lateRows(database: SqliteDatabase, log: EventLog, now: () => Instant): LateRows {
  const write = projectionWriter(database);
  const aside = rowsAside(database, log);
  aside.retry();
  const reached = database.prepare<[], { readonly position: number }>('SELECT position FROM late_rows WHERE id = 1');
  const setReached = database.prepare<[number]>('UPDATE late_rows SET position = ? WHERE id = 1');

  const places = linePlaces(database, now);
  const customers = unseenIds(
    database.prepare<[], string | null>('SELECT max(customer_id) FROM interactions').pluck().get(),
  );
  let collected: Collected | undefined;
  /** The round that is on its way into the tables. */
  let going: Round | undefined;
  let timer: NodeJS.Timeout | undefined;
  let soon: NodeJS.Immediate | undefined;
  let failure: unknown;

  /** One transaction, with the mark `to` where it is reached. False: there was no room on the disk, and nothing was written. */
  const written = (parts: readonly LatePart[], to: number | undefined): boolean => {
    const inOne = (writePart: (part: LatePart) => void): void =>
      withoutSync(database, () => {
        parts.forEach(writePart);
        if (to !== undefined) setReached.run(to);
      });
    try {
      try {
        inOne((part) => {
          write(part);
          aside.written(part);
        });
      } catch (error) {
        if (isFull(error) || !isFaultOfRows(error)) throw error;
        inOne((part) => aside.writeEach(part));
      }
      return true;
    } catch (error) {
      if (!isFull(error)) throw error;
      return false;
    }
  };
  const settle = (): boolean => {
    const to = collected?.to ?? going?.to;
    if (to === undefined) return true;
    const rounds = [going, collected].filter((round) => round !== undefined);
    if (!written(rounds.map(rowsOf), to)) return false;
    going = undefined;
    collected = undefined;
    unplan();
    return true;
  };
  /** Writes the next rows of the round, so that other work has its turn in between. */
  const step = (): void => {
    unplan();
    going ??= takeCollected();
    if (going === undefined) return;
    const round = going;
    // What has changed since is written in its own turn: only the last view of many is.
    if (round.lines.length === 0) for (const id of collected?.interactions.keys() ?? []) round.interactions.delete(id);
    const part = nextRows(round);
    const isLast = isWritten(round, part);
    try {
      if (!written([part], isLast ? round.to : undefined)) return;
    } catch (error) {
      failure = error;
      return;
    }
    drop(round, part);
    if (isLast) going = undefined;
    plan();
  };
  const takeCollected = (): Round | undefined => {
    const round = collected;
    collected = undefined;
    return round;
  };
  const plan = (): void => {
    if (going !== undefined || (collected?.lines.length ?? 0) >= MOST_LINES) soon ??= setImmediate(step);
    else if (collected !== undefined) timer ??= setTimeout(step, LATE_MS).unref();
  };
  const unplan = (): void => {
    clearTimeout(timer);
    clearImmediate(soon);
    timer = undefined;
    soon = undefined;
  };
  const collect = (projection: Projection, lines: readonly TranscriptLine[], position: number): void => {
    collected ??= emptyRound();
    for (const interaction of projection.interactions) {
      const { id, customer } = interaction;
      if (collected.interactions.get(id)?.customer.id !== customer.id) customers.stored(customer.id);
      collected.interactions.set(id, interaction);
      collected.archived.delete(id);
    }
    for (const id of projection.archivedIds) collected.archived.add(id);
    for (const { interactionId, trace } of projection.traces) collected.traces.set(interactionId, trace);
    for (const line of projection.changedLines ?? []) collected.changedLines.push(line);
    for (const line of lines) {
      collected.lines.push(line);
      places.take(line);
    }
    collected.to = position;
    if (!lines.some(hasFiles)) return plan();
    // Files may be asked for by whoever is told of the message, who is told all the same: it is committed.
    try {
      settle();
    } catch (error) {
      failure = error;
    }
  };

  return {
    position: () => collected?.to ?? going?.to ?? reached.get()?.position ?? 0,
    assertPlaces: (all) => places.assertFree(all),
    add: (projection, position) => collect(projection, projection.lines, position),
    addMissing: (projection, position) => collect(projection, projection.lines.filter(places.isFree), position),
    holds: (concerns) => [going, collected].some((round) => round?.interactions.values().some(concerns) === true),
    mayKnow: (customerId) => !customers.isUnseen(customerId),
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

const emptyRound = (): Collected => ({
  interactions: new Map(),
  archived: new Set(),
  traces: new Map(),
  lines: [],
  changedLines: [],
  to: 0,
});

const rowsOf = ({ interactions, archived, traces, lines, changedLines }: Round): LatePart => ({
  interactions: [...interactions.values()],
  archivedIds: [...archived],
  lines,
  changedLines,
  traces: [...traces].map(([interactionId, trace]) => ({ interactionId, trace })),
});

/** The next rows of a round: its lines in their order, then the conversations. */
function nextRows({ interactions, archived, traces, lines, changedLines }: Round): LatePart {
  if (lines.length > 0 || changedLines.length > 0)
    return {
      interactions: [],
      archivedIds: [],
      lines: lines.slice(0, STEP.lines),
      // Each changes a line that must stand before.
      changedLines: lines.length > STEP.lines ? [] : changedLines.slice(0, STEP.lines),
      traces: [],
    };
  const chosen = [...interactions.values().take(STEP.conversations)];
  return {
    interactions: chosen,
    archivedIds: interactions.size > chosen.length ? [] : [...archived],
    lines: [],
    changedLines: [],
    traces: [...traces.entries().take(STEP.conversations)].map(([interactionId, trace]) => ({ interactionId, trace })),
  };
}

function drop(round: Round, part: LatePart): void {
  round.lines = round.lines.slice(part.lines.length);
  round.changedLines = round.changedLines.slice(part.changedLines?.length);
  for (const { id } of part.interactions) round.interactions.delete(id);
  for (const id of part.archivedIds) round.archived.delete(id);
  for (const { interactionId } of part.traces) round.traces.delete(interactionId);
}

/** Whether nothing of the round is left after these rows. */
function isWritten(round: Round, part: LatePart): boolean {
  return (
    round.lines.length === part.lines.length &&
    round.changedLines.length === part.changedLines?.length &&
    round.interactions.size === part.interactions.length &&
    round.archived.size === part.archivedIds.length &&
    round.traces.size === part.traces.length
  );
}

/** Conversations whose last place is remembered. */
const MOST_PLACES = 10_000;

/** Which places of transcripts are taken, by rows or by lines that wait to become rows. */
function linePlaces(database: SqliteDatabase, now: () => Instant) {
  const lastRow = database.prepare<[string], { readonly seq: number | null }>(
    'SELECT max(seq) AS seq FROM transcript_lines WHERE interaction_id = ?',
  );
  // Whoever dials makes the id of their call.
  const ids = unseenIdsOfOthers({
    now,
    highestBefore: outermost(database, 'SELECT max(interaction_id) FROM transcript_lines WHERE interaction_id < ?'),
    lowestFrom: outermost(database, 'SELECT min(interaction_id) FROM transcript_lines WHERE interaction_id >= ?'),
  });
  const last = new Map<InteractionId, number>();
  const lastOf = (id: InteractionId): number => {
    const known = last.get(id) ?? (ids.isUnseen(id) ? 0 : (lastRow.get(id)?.seq ?? 0));
    if (last.size >= MOST_PLACES) last.clear();
    last.set(id, known);
    return known;
  };
  return {
    isFree: ({ interactionId, seq }: TranscriptLine): boolean => seq > lastOf(interactionId),
    assertFree(lines: readonly TranscriptLine[]): void {
      const taken = new Map<InteractionId, number>();
      for (const { interactionId, seq } of lines) {
        if (seq <= (taken.get(interactionId) ?? lastOf(interactionId)))
          throw new Error(`line ${seq} of ${interactionId} is there already`);
        taken.set(interactionId, seq);
      }
    },
    take({ interactionId, seq }: TranscriptLine): void {
      if ((last.get(interactionId) ?? 0) === 0) ids.stored(interactionId);
      last.set(interactionId, seq);
    },
  };
}

const hasFiles = (line: TranscriptLine): boolean => line.type === 'message' && line.attachments.length > 0;
