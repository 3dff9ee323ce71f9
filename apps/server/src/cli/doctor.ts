import { existsSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { SECOND } from '@ringdesk/shared/model/time.ts';

import { verifyAuditChain } from '../storage/auditLog.ts';
import { manifestOf } from '../storage/backup.ts';
import { diskSpace, LOW_SHARE } from '../storage/ballast.ts';
import { dataDirectory, type DataDirectory } from '../storage/dataDirectory.ts';
import { openDatabase, type SqliteDatabase } from '../storage/database.ts';
import { CorruptJournal } from '../storage/eventRows.ts';
import { storedEvents } from '../storage/journal.ts';
import { pendingMigrations, SchemaTooNew } from '../storage/migrations.ts';
import { isThere } from '../storage/restore.ts';
import { rowsAsideOf } from '../storage/rowsAside.ts';
import { migrations } from '../storage/schema.ts';
import { examineTelephony } from './examineTelephony.ts';
import type { CommandLine } from './runCommand.ts';

type Verdict = 'ok' | 'warn' | 'fail';
export interface Finding {
  readonly verdict: Verdict;
  readonly what: string;
  readonly words: string;
}

/** A commit waits for one of these. */
const SLOW_FSYNC_MS = 20;
const FSYNC_ROUNDS = 21;
const NAMED_FILES = 20;
const NAMED_ROWS = 20;

/** Examines the installation and says each finding. True unless something is broken. Changes nothing. */
export async function examine(line: CommandLine): Promise<boolean> {
  const directory = dataDirectory(line.dataDir);
  const findings: Finding[] = [
    { verdict: 'ok', what: 'configuration', words: `data in ${line.dataDir}` },
    await examinePort(line),
    ...(line.calls === undefined ? [] : await examineTelephony(line.calls)),
  ];
  if (existsSync(line.dataDir)) findings.push(examineDisk(directory), await examineFsync(directory));
  if (existsSync(directory.database)) findings.push(...examineDatabase(directory, line.wall()));
  else findings.push({ verdict: 'warn', what: 'database', words: 'there is none yet; the first start makes it' });
  for (const { verdict, what, words } of findings) line.write(`${verdict.padEnd(4)}  ${what}: ${words}`);
  return findings.every(({ verdict }) => verdict !== 'fail');
}

async function examinePort({ host, port }: CommandLine): Promise<Finding> {
  const what = 'port';
  const code = await new Promise<string | undefined>((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
  if (code === undefined) return { verdict: 'ok', what, words: `${host}:${port} is free` };
  if (code === 'EADDRINUSE')
    return { verdict: 'warn', what, words: `${host}:${port} is taken, by the running server or another program` };
  return { verdict: 'fail', what, words: `${host}:${port} cannot be listened on (${code})` };
}

function examineDisk({ root }: DataDirectory): Finding {
  const { freeBytes, freeShare } = diskSpace(root);
  const words = `${Math.round(freeBytes / 1024 / 1024)} MB free (${Math.round(freeShare * 100)} %)`;
  return { verdict: freeShare < LOW_SHARE ? 'warn' : 'ok', what: 'disk', words };
}

/** Median time of one fsync: the least a message waits. */
async function examineFsync({ root }: DataDirectory): Promise<Finding> {
  const what = 'fsync';
  const file = join(root, `doctor-${process.pid}.tmp`);
  try {
    const handle = await open(file, 'w');
    const times: number[] = [];
    try {
      for (let round = 0; round < FSYNC_ROUNDS; round += 1) {
        const from = performance.now();
        await handle.write(Buffer.alloc(4096), 0, 4096, 0);
        await handle.sync();
        times.push(performance.now() - from);
      }
    } finally {
      await handle.close();
    }
    const median = times.toSorted((a, b) => a - b)[Math.floor(FSYNC_ROUNDS / 2)] ?? 0;
    return { verdict: median > SLOW_FSYNC_MS ? 'warn' : 'ok', what, words: `${median.toFixed(2)} ms` };
  } catch (error) {
    return { verdict: 'fail', what, words: error instanceof Error ? error.message : 'failed' };
  } finally {
    await rm(file, { force: true });
  }
}

function examineDatabase(directory: DataDirectory, wall: number): readonly Finding[] {
  let database: SqliteDatabase;
  try {
    database = openDatabase(directory.database, { readonly: true });
  } catch (error) {
    return [{ verdict: 'fail', what: 'database', words: error instanceof Error ? error.message : 'cannot be opened' }];
  }
  try {
    const integrity = examineIntegrity(database);
    if (integrity.verdict === 'fail') return [integrity];
    const schema = examineSchema(database);
    if (schema.verdict !== 'ok') return [integrity, schema];
    return [
      integrity,
      schema,
      ...examineEvents(database, wall),
      examineAudit(database),
      ...examineAside(database),
      ...examineFiles(database, directory),
    ];
  } finally {
    database.close();
  }
}

function examineIntegrity(database: SqliteDatabase): Finding {
  const what = 'integrity';
  try {
    const found = String(database.pragma('integrity_check(1)', { simple: true }));
    return { verdict: found === 'ok' ? 'ok' : 'fail', what, words: found === 'ok' ? 'the database is whole' : found };
  } catch (error) {
    return { verdict: 'fail', what, words: error instanceof Error ? error.message : 'cannot be read' };
  }
}

function examineSchema(database: SqliteDatabase): Finding {
  const what = 'schema';
  try {
    const pending = pendingMigrations(database, migrations).length;
    if (pending === 0) return { verdict: 'ok', what, words: 'up to date' };
    return {
      verdict: 'warn',
      what,
      words: `${pending} steps pending; the next start takes them (ringdesk migrate --dry-run)`,
    };
  } catch (error) {
    if (!(error instanceof SchemaTooNew)) throw error;
    return { verdict: 'fail', what, words: error.message };
  }
}

/** Every row of the log against its checksum, and its time against the clock. */
function examineEvents(database: SqliteDatabase, wall: number): readonly Finding[] {
  let events = 0;
  let lastAt = 0;
  try {
    for (const { event } of storedEvents(database, 0)) {
      events += 1;
      lastAt = Math.max(lastAt, event.at);
    }
  } catch (error) {
    if (!(error instanceof CorruptJournal)) throw error;
    return [{ verdict: 'fail', what: 'journal', words: error.message }];
  }
  const journal: Finding = { verdict: 'ok', what: 'journal', words: `${events} events, every one as it was written` };
  const aheadMs = lastAt - wall;
  if (aheadMs < SECOND) return [journal];
  return [
    journal,
    {
      verdict: 'warn',
      what: 'clock',
      words: `the last event is ${Math.round(aheadMs / SECOND)} s ahead of this machine's clock`,
    },
  ];
}

function examineAudit(database: SqliteDatabase): Finding {
  const { rows, brokenAt } = verifyAuditChain(database);
  if (brokenAt === undefined) return { verdict: 'ok', what: 'audit log', words: `${rows} entries, an unbroken chain` };
  return { verdict: 'fail', what: 'audit log', words: `the chain is broken from entry ${brokenAt} on` };
}

/** Rows that could not be written when it was time; their events are in the log. */
function examineAside(database: SqliteDatabase): readonly Finding[] {
  const what = 'lists';
  const rows = rowsAsideOf(database);
  if (rows.length === 0) return [{ verdict: 'ok', what, words: 'every row is in its table' }];
  const named = rows.slice(0, NAMED_ROWS).map(({ kind, interactionId, seq, reason }): Finding => {
    const place = seq > 0 ? `line ${seq} of ${interactionId}` : interactionId;
    return { verdict: 'warn', what, words: `${place} could not be written (${kind}, ${reason})` };
  });
  const words = `${rows.length} rows wait in the table rows_aside; each start tries again, and the log has their events`;
  return [...named, { verdict: 'warn', what, words }];
}

function examineFiles(database: SqliteDatabase, directory: DataDirectory): readonly Finding[] {
  const what = 'files';
  const files = manifestOf(database);
  const missing = files.filter((file) => !isThere(directory, file));
  if (missing.length === 0) return [{ verdict: 'ok', what, words: `${files.length}, none missing` }];
  const named: Finding[] = missing
    .slice(0, NAMED_FILES)
    .map(({ id }) => ({ verdict: 'warn', what, words: `${id} is missing` }));
  return [...named, { verdict: 'warn', what, words: `${missing.length} of ${files.length} missing` }];
}
