import { ok, refuse } from '@ringdesk/shared/result.ts';

import {
  type Batch,
  type Effect,
  type EventLog,
  type Failpoints,
  type Journal,
  type JournalEvent,
  UnwritableBatch,
} from '../application/ports/journal.ts';
import type { Ballast } from './ballast.ts';
import { checkpointTable } from './checkpoints.ts';
import { inTransaction, isFaultOfRows, isFull, type SqliteDatabase } from './database.ts';
import { EVENTS_VERSION } from '../domain/events.ts';
import { CorruptJournal, decodeEvent, encodeEvent, type EventRow } from './eventRows.ts';
import type { LateRows } from './lateRows.ts';
import { Fenced, type Lease } from './lease.ts';
import { outboxWriter } from './outboxRows.ts';
import { promptWriter } from './projectionRows.ts';
import { replyTable } from './replies.ts';
import type { SearchIndex } from './searchIndex.ts';
import type { WalKeeper } from './walKeeper.ts';

/** Replies deleted and lines indexed per call of `tidy`, so that it never holds the loop for long. */
const TIDY_ROWS = { quiet: 500, between: 100 } as const;

export interface JournalOptions {
  readonly database: SqliteDatabase;
  readonly lease: Lease;
  readonly ballast: Ballast;
  readonly lateRows: LateRows;
  readonly walKeeper: WalKeeper;
  readonly searchIndex: SearchIndex;
  readonly failpoints: Failpoints;
  readonly log: EventLog;
  /** The wall clock, for the heartbeat, and for the time in ids that others make. */
  readonly wall: () => number;
  /** Event types this release knows; undefined: every type (tests and benches with rules of their own). */
  readonly eventTypes?: ReadonlySet<string>;
}

/**
 * The log in SQLite: one transaction per batch, durable when `append` resolves. A batch of another epoch throws
 * Fenced. Everything runs on the calling thread: a commit in a group costs less than a hop to another one.
 */
export function sqliteJournal<E extends JournalEvent>(options: JournalOptions): Journal<E> {
  const { database, lease, ballast, lateRows, walKeeper, searchIndex, failpoints, log } = options;
  const replies = replyTable(database, options.wall);
  const checkpoints = checkpointTable(database);
  const write = batchWriter<E>(options, (entry) => replies.insert(entry));
  /** Position of the last event, as our own last commit left it; undefined: to be looked up. */
  let end: number | undefined;
  /** A row the index cannot take: whoever searches is told, and everything else goes on without it. */
  let indexBroken = false;

  return {
    epoch: lease.epoch,
    async append(epoch, batch) {
      lateRows.assertSound();
      // How an interaction stood is known only as long as the core remembers it.
      if (batch.projection.archivedIds.length > 0 && !lateRows.settle()) return refuse('full');
      let position: number;
      try {
        lateRows.assertPlaces(batch.projection.lines);
        position = inTransactionWith(database, failpoints, () => write(epoch, batch, end));
      } catch (error) {
        end = undefined;
        if (isFull(error)) return refuse('full');
        throw isFaultOfRows(error) && !(error instanceof Fenced) ? new UnwritableBatch(error) : error;
      }
      // From here on the batch is durable: nothing that fails now may make it look unwritten.
      end = position;
      walKeeper.committed();
      lateRows.add(batch.projection, position);
      return ok({ position });
    },
    findReplies: async (keys) => keys.map((key) => replies.find(key)),
    async load(skipCheckpoints = 0) {
      const checkpoint = checkpoints.load(skipCheckpoints);
      const events = storedEvents<E>(database, checkpoint?.position ?? 0, options.eventTypes);
      return checkpoint === undefined ? { events } : { checkpoint, events };
    },
    projectedTo: () => lateRows.position(),
    async project(projection, position) {
      lateRows.addMissing(projection, position);
      lateRows.settle();
    },
    async saveCheckpoint(epoch, checkpoint) {
      try {
        lease.assertHeld(epoch);
        // The fold from it must still meet every event whose rows are missing.
        if (!lateRows.settle()) return false;
        checkpoints.save(checkpoint);
        walKeeper.committed();
        return true;
      } catch (error) {
        if (isFull(error)) return false;
        if (error instanceof Fenced || !isFaultOfRows(error)) throw error;
        // The log has everything; without a checkpoint the next start only takes longer.
        log.error({ position: checkpoint.position, err: error }, 'the state cannot be written as a checkpoint');
        return false;
      }
    },
    async regainRoom() {
      const room = await ballast.regain();
      return lateRows.settle() && room;
    },
    async tidy(now, moment) {
      const rows = TIDY_ROWS[moment];
      let nothingLeft = true;
      try {
        lease.beat(options.wall());
        nothingLeft = replies.prune(now, rows) < rows;
        // Between two batches only what stands in the tables already is indexed: the rest must hold nobody up.
        if (moment === 'quiet' && !lateRows.settle()) return false;
        if (!indexBroken) nothingLeft = searchIndex.catchUp(rows) && nothingLeft;
      } catch (error) {
        if (isFull(error)) {
          // Nothing that cannot wait: the next append finds out for itself that there is no room.
          log.warn({ code: 'SQLITE_FULL' }, 'quiet-time work postponed: no room on the disk');
        } else if (isFaultOfRows(error)) {
          indexBroken = true;
          log.error({ err: error }, 'the search index is not filled any further until the next start');
        } else throw error;
      }
      // Not awaited: it happens in the worker, and no input waits for it.
      if (moment === 'quiet') void walKeeper.checkpoint();
      return nothingLeft;
    },
  };
}

/** Like inTransaction, with the failpoints of the commit. */
function inTransactionWith<T>(database: SqliteDatabase, failpoints: Failpoints, write: () => T): T {
  return inTransaction(database, () => {
    const result = write();
    failpoints('beforeCommit');
    failpoints('commit');
    return result;
  });
}

function batchWriter<E extends JournalEvent>(
  { database, lease }: JournalOptions,
  insertReply: (entry: Batch<E>['replies'][number]) => void,
): (epoch: number, batch: Batch<E>, end: number | undefined) => number {
  const insertEvent = database.prepare<[number, number, string, number, string, number, string | null, number | null]>(
    `INSERT INTO events (position, version, type, at, data, checksum, content, content_checksum)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const last = database.prepare<[], { readonly position: number }>(
    'SELECT position FROM events ORDER BY position DESC LIMIT 1',
  );
  const writePrompt = promptWriter(database);
  const writeEffect: (effect: Effect, at: number) => void = outboxWriter(database);
  return (epoch, batch, end) => {
    lease.assertHeld(epoch);
    // Who holds the lease is the only one who writes.
    let position = end ?? last.get()?.position ?? 0;
    for (const event of batch.events) {
      position += 1;
      const { data, checksum, content, contentChecksum } = encodeEvent(position, event);
      insertEvent.run(position, EVENTS_VERSION, event.type, event.at, data, checksum, content, contentChecksum);
    }
    for (const reply of batch.replies) insertReply(reply);
    for (const effect of batch.effects) writeEffect(effect, batch.at);
    writePrompt(batch.projection);
    return position;
  };
}

/**
 * The events after a position, one row at a time. Throws CorruptJournal at a row that does not check, and where rows
 * are missing. The connection takes no writes until the iteration ends.
 */
export function* storedEvents<E extends JournalEvent>(
  database: SqliteDatabase,
  after: number,
  types?: ReadonlySet<string>,
): Iterable<{ readonly position: number; readonly event: E }> {
  const rows = database
    .prepare<[number], EventRow>(
      `SELECT position, version, type, at, data, checksum, content, content_checksum
       FROM events WHERE position > ? ORDER BY position`,
    )
    .iterate(after);
  let expected = after + 1;
  for (const row of rows) {
    if (row.position !== expected) {
      throw new CorruptJournal('events', expected, `it is missing, the next one is ${row.position}`);
    }
    expected += 1;
    // decodeEvent proved checksum, version and type: the row is what this server or an earlier release wrote.
    yield { position: row.position, event: decodeEvent(row, types) as E };
  }
}
