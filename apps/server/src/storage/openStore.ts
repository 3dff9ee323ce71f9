import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { Kysely, SqliteDialect } from 'kysely';

import type { EventLog, Failpoints, JournalEvent } from '../application/ports/journal.ts';
import type { KeptInteractions } from '../application/ports/lists.ts';
import type { Store } from '../application/ports/store.ts';
import { accountTable } from './accounts.ts';
import { auditLog } from './auditLog.ts';
import { inlineReader, workerReader } from './backgroundReader.ts';
import { type Ballast, BALLAST_BYTES, diskSpace, fileBallast, noBallast } from './ballast.ts';
import { cannedResponseTable } from './cannedResponses.ts';
import { conversationLists } from './conversationLists.ts';
import { conversationReport } from './conversationReport.ts';
import { catchUpOf, conversationSearch } from './conversationSearch.ts';
import { dataDirectory, lockDataDirectory, type DataDirectory } from './dataDirectory.ts';
import { isFull, openDatabase, sqliteCode, type SqliteDatabase } from './database.ts';
import { decisionHistory } from './decisionHistory.ts';
import { fileTable } from './files.ts';
import { storageHealth } from './health.ts';
import { inboundTable, messengerPeople } from './inboundUpdates.ts';
import { invitationTable, resetLinkTable } from './invitations.ts';
import { sqliteJournal } from './journal.ts';
import { keptInteractions } from './keptInteractions.ts';
import { type LateRows, lateRows } from './lateRows.ts';
import { lateSettles } from './lateSettles.ts';
import { takeLease, type Lease } from './lease.ts';
import { backupBeforeMigration, migrate, type Migration } from './migrations.ts';
import { outboxTable } from './outboxRows.ts';
import { centerKeys, preferenceTable } from './personalTables.ts';
import { recordingTable } from './recordingTables.ts';
import { finishRestore } from './restore.ts';
import { hasNoRoom } from './room.ts';
import { savedViewTable } from './savedViews.ts';
import { migrations as releasedMigrations } from './schema.ts';
import { searchIndex } from './searchIndex.ts';
import { secretTable } from './secretTable.ts';
import { sessionTable } from './sessions.ts';
import type { Tables } from './tables.ts';
import { telephonyTable } from './telephonyTables.ts';
import { transcripts } from './transcripts.ts';
import { visitorNameTable } from './visitorNames.ts';
import { consentTable, visitorContactTable } from './visitorRecords.ts';
import { walKeeper } from './walKeeper.ts';

export interface StoreOptions {
  /** The data directory, made when missing; `:memory:` keeps everything in memory (tests, demos). */
  readonly root: string;
  /** Wall clock in milliseconds since 1970. */
  readonly wall: () => number;
  readonly log: EventLog;
  readonly failpoints?: Failpoints;
  /** Event types this release knows; a log with another one is not folded. */
  readonly eventTypes?: ReadonlySet<string>;
  /** Size of the reserve for a full disk; 64 MB unless a test says otherwise. */
  readonly ballastBytes?: number;
  readonly migrations?: readonly Migration[];
}

/** The file of the database is damaged or is something else. */
export class DamagedDatabase extends Error {
  override name = 'DamagedDatabase';
  constructor({ database, backups }: DataDirectory, cause: unknown) {
    super(
      `The database ${database} is damaged. Put the newest backup in its place: ringdesk restore ${backups}` +
        ' (what is there now is kept).',
      { cause },
    );
  }
}

/** Bytes without which neither the database nor what it keeps beside it can be opened. */
const ROOM_TO_START = 4 * 1024 * 1024;

/** The disk of the data directory is full, and the reserve is used up. */
export class NoRoomToStart extends Error {
  override name = 'NoRoomToStart';
  constructor(root: string, cause: unknown) {
    super(
      `There is no room on the disk of the data directory ${root}.` +
        ' Make some; the next start goes on where the last one ended.',
      { cause },
    );
  }
}

/**
 * Opens the data directory for this server alone: takes the lock, brings the schema up to date (with a backup
 * before), takes the lease. Throws DataDirectoryInUse, SchemaTooNew, DamagedDatabase, NoRoomToStart, or what the file system says.
 */
export async function openStore<E extends JournalEvent>(options: StoreOptions): Promise<Store<E>> {
  const inMemory = options.root === ':memory:';
  const directory = inMemory ? undefined : dataDirectory(options.root);
  const unlock = directory === undefined ? () => {} : lockDataDirectory(directory);
  const ballast =
    directory === undefined ? noBallast : fileBallast(directory.ballast, options.ballastBytes ?? BALLAST_BYTES);
  const isFullNow = (): boolean =>
    directory !== undefined && (diskSpace(directory.root).freeBytes < ROOM_TO_START || hasNoRoom(directory.root));
  try {
    // A server that reads and says why it cannot write is better than none.
    if (isFullNow()) await ballast.regain();
    if (directory !== undefined && (await finishRestore(directory, options.wall())) !== undefined)
      options.log.info({ root: directory.root }, 'a restore that was interrupted is complete now');
    const database = openDatabase(directory?.database ?? ':memory:');
    try {
      return await assemble<E>(database, directory, ballast, options, unlock);
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    unlock();
    // Without room for its index of the write-ahead log, SQLite speaks of an I/O error.
    if (/^SQLITE_(FULL|IOERR)/.test(sqliteCode(error) ?? '') && isFullNow())
      throw new NoRoomToStart(options.root, error);
    const damaged = /^SQLITE_(NOTADB|CORRUPT)/.test(sqliteCode(error) ?? '');
    throw damaged && directory !== undefined ? new DamagedDatabase(directory, error) : error;
  }
}

async function assemble<E extends JournalEvent>(
  database: SqliteDatabase,
  directory: DataDirectory | undefined,
  ballast: Ballast,
  options: StoreOptions,
  unlock: () => void,
): Promise<Store<E>> {
  const { wall, log, failpoints = () => {} } = options;
  const copied = (name: string): void => log.info({ name }, 'database copied before its schema is brought up to date');
  const taken = migrate(database, options.migrations ?? releasedMigrations, {
    failpoints,
    ...(directory === undefined ? {} : { backup: backupBeforeMigration(database, directory, copied) }),
  });
  for (const { version, name } of taken) log.info({ schemaVersion: version, name }, 'schema brought up to date');
  const lease = takeLease(database, options.root, wall());
  await ballast.lay();

  const keeper = walKeeper(database, database.name);
  const late = lateRows(database, log, wall);
  const settles = lateSettles(database);
  const index = searchIndex(database);
  const reader = database.memory ? inlineReader(database) : workerReader(database.name);
  const catchUp = catchUpOf(index);
  const tables = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  let open = true;
  return {
    journal: sqliteJournal<E>({
      database,
      lease,
      ballast,
      lateRows: late,
      walKeeper: keeper,
      searchIndex: index,
      failpoints,
      log,
      wall,
      ...(options.eventTypes === undefined ? {} : { eventTypes: options.eventTypes }),
    }),
    outbox: outboxTable(database, settles),
    transcripts: settledFirst(late, transcripts(database)),
    conversations: settledFirst(late, conversationLists(tables)),
    kept: settledWhereConcerned(late, keptInteractions(database)),
    search: settledFirst(late, conversationSearch(reader, catchUp)),
    report: settledFirst(late, conversationReport(reader, catchUp)),
    decisions: settledFirst(late, decisionHistory(database)),
    audit: auditLog(database),
    accounts: accountTable(tables),
    sessions: sessionTable(tables),
    invitations: invitationTable(tables),
    resetLinks: resetLinkTable(tables),
    preferences: preferenceTable(tables),
    canned: cannedResponseTable(tables),
    savedViews: savedViewTable(tables),
    files: fileTable(tables),
    recordings: recordingTable(tables),
    visitorNames: visitorNameTable(database),
    visitorContacts: visitorContactTable(database),
    consents: consentTable(database),
    keys: centerKeys(tables),
    inbound: inboundTable(database),
    messengerPeople: messengerPeople(database),
    secrets: secretTable(database, directory?.secretsKey),
    telephony: telephonyTable(tables),
    async health() {
      settles.flush();
      return storageHealth(database, directory?.root, wall());
    },
    async close() {
      if (!open) return;
      open = false;
      try {
        late.close();
        settles.close();
        await reader.close();
        await keeper.close();
        releaseLease(lease, wall());
      } finally {
        database.close();
        unlock();
      }
    },
  };
}

type Reader = { readonly [method: string]: (...values: never[]) => Promise<unknown> };

/** A reader of rows that are written late: what is committed is there before it looks. */
function settledFirst<T extends object>(late: LateRows, reader: T): T {
  const methods = Object.entries(reader as unknown as Reader).map(([name, read]) => [
    name,
    async (...values: never[]) => {
      late.settle();
      return read(...values);
    },
  ]);
  // The same names with the same arguments and answers.
  return Object.fromEntries(methods) as T;
}

/**
 * Every first message asks for what is kept of its customer. Of most nothing is, which is known without a look; what there is
 * was written long since as a rule: it must not wait for the rows of others.
 */
function settledWhereConcerned(late: LateRows, kept: KeptInteractions): KeptInteractions {
  const settle = (concerns: (interaction: Interaction) => boolean): void => {
    if (late.holds(concerns)) late.settle();
  };
  return {
    async find(lookUp) {
      if ('customerId' in lookUp && !late.mayKnow(lookUp.customerId)) return undefined;
      settle(({ id, customer }) =>
        'interactionId' in lookUp ? id === lookUp.interactionId : customer.id === lookUp.customerId,
      );
      return kept.find(lookUp);
    },
    async newest(customerId, channelId) {
      if (!late.mayKnow(customerId)) return undefined;
      settle(({ customer }) => customer.id === customerId);
      return kept.newest(customerId, channelId);
    },
    async lastBlockOf(customerId) {
      settle(({ customer }) => customer.id === customerId);
      return kept.lastBlockOf(customerId);
    },
    async nameOf(customerId) {
      if (!late.mayKnow(customerId)) return undefined;
      settle(({ customer }) => customer.id === customerId);
      return kept.nameOf(customerId);
    },
  };
}

/** On a full disk the holder stays named; the lock of the directory is free all the same. */
function releaseLease(lease: Lease, now: number): void {
  try {
    lease.release(now);
  } catch (error) {
    if (!isFull(error)) throw error;
  }
}
