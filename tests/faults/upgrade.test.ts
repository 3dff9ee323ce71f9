import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, gunzipSync } from 'node:zlib';

import type { ChannelId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import { DESK_HEADER } from '@ringdesk/shared/protocol/files.ts';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test, vi } from 'vitest';

import { deskRules, eventTypes } from '../../apps/server/src/application/engineRules.ts';
import { runCommand } from '../../apps/server/src/cli/runCommand.ts';
import type { Event } from '../../apps/server/src/domain/events.ts';
import { rowCounts } from '../../apps/server/src/storage/backup.ts';
import { checkpointTable } from '../../apps/server/src/storage/checkpoints.ts';
import { openDatabase } from '../../apps/server/src/storage/database.ts';
import { storedEvents } from '../../apps/server/src/storage/journal.ts';
import { migrate } from '../../apps/server/src/storage/migrations.ts';
import { migrations } from '../../apps/server/src/storage/schema.ts';
import { type SteeredTime, steeredTime } from '../../apps/server/src/steeredClock.ts';
import { startTestServer } from '../../apps/server/src/transport/testing/testServer.ts';
import { desk, PASSWORD, type Person, visitor } from '../e2e/stage/center.ts';
import { temporaryFolder } from '../e2e/stage/serverProcess.ts';
import { judgeJournal } from './journalWitness.ts';

// Real fsyncs and password hashes on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

/** What an early release left behind when it was stopped: see upgrade/README.md. */
interface Left {
  readonly madeAt: number;
  readonly people: Readonly<Record<'Ada' | 'Ana' | 'Ben', Person>>;
  /** Name of the customer → the token of their page. */
  readonly visitors: Readonly<Record<string, string>>;
  readonly channels: Readonly<Record<'sales' | 'support', ChannelId>>;
  readonly file: string;
  /** Name of the customer → their conversation. */
  readonly conversations: Readonly<Record<string, InteractionId>>;
}

const FROM = 3;
const LATEST = migrations.at(-1)?.version ?? 0;
const folderOf = (name: string): string => join(import.meta.dirname, 'upgrade', name);
const left = JSON.parse(readFileSync(folderOf('schema-3.json'), 'utf8')) as Left;
const idOf = (name: string): InteractionId => {
  const id = left.conversations[name];
  if (id === undefined) throw new Error(`There is no conversation of ${name}.`);
  return id;
};

/** A data directory as the early release left it, changed by `sql`. */
function oldData(sql = 'SELECT 1'): string {
  const folder = temporaryFolder();
  onTestFinished(folder.remove);
  const file = join(folder.path, 'ringdesk.db');
  writeFileSync(file, gunzipSync(readFileSync(folderOf('schema-3.db.gz'))));
  const database = new Database(file);
  database.exec(sql);
  database.close();
  const attachments = join(folder.path, 'attachments', left.file.slice(-2));
  mkdirSync(attachments, { recursive: true });
  writeFileSync(join(attachments, left.file), 'The order of Carla, number 17.');
  return folder.path;
}

/** Today's server on this data, a minute after the early release was stopped. */
async function today(dataDir: string, failpoints?: (name: string) => void) {
  const time: SteeredTime = steeredTime();
  time.order({ jump: left.madeAt + 60_000 - Date.now() });
  const said: string[] = [];
  const server = await startTestServer({
    dataDir,
    machine: time.machine,
    newAlarm: time.newAlarm,
    onLog: (line) => said.push(line),
    ...(failpoints === undefined ? {} : { failpoints }),
  });
  return { server, time, said: () => said.join('') };
}

const schemaOf = (file: string): unknown => {
  const database = new Database(file, { readonly: true });
  try {
    return database.pragma('user_version', { simple: true });
  } finally {
    database.close();
  }
};

/** The parts of a start that read the state and those that read the tables, as people see them. */
async function look(url: string) {
  const admin = await desk(url, left.people.Ada);
  onTestFinished(() => admin.close());
  const { interactions } = await admin.ask('conversations.list', { state: 'any', limit: 50 });
  const states = Object.fromEntries(interactions.map(({ customer, state }) => [customer.name, state]));
  const texts: Record<string, readonly (string | null)[]> = {};
  for (const name of Object.keys(left.conversations)) {
    const { lines } = await admin.ask('transcript.get', { interactionId: idOf(name), limit: 100 });
    texts[name] = lines.flatMap((line) => (line.type === 'message' ? [line.text] : []));
  }
  return { admin, states, texts };
}

const everything = {
  states: {
    Carla: 'closed',
    Silas: 'active',
    Ines: 'active',
    Paula: 'parked',
    Oscar: 'offered',
    Quentin: 'queued',
  },
  texts: {
    Carla: ['Where is my order?', 'On its way: 17.', 'Asked twice this week.'],
    Silas: ['Are you open today?', 'Until eight.'],
    Ines: ['I want to return it', 'Which one?', 'The blue one'],
    Paula: ['Call me next month', 'I will.'],
    Oscar: ['Hello?'],
    Quentin: ['Anybody there?'],
  },
};

describe('[F29] a data directory of an early release', () => {
  /** A clean end leaves a checkpoint of its time; after a kill there is only the log. */
  const ends = [
    ['stopped', 'SELECT 1'],
    ['killed', 'DELETE FROM checkpoints'],
  ] as const;

  test.each(ends)('that was %s: all of it is there, after a backup, and work goes on', async (_, sql) => {
    const folder = oldData(sql);
    const { server, said } = await today(folder);
    for (const { version, name } of migrations.slice(FROM))
      expect(said()).toContain(`"schemaVersion":${version},"name":"${name}"`);
    const backups = readdirSync(join(folder, 'backups'));
    expect(backups).toEqual([`before-schema-${FROM}-to-${LATEST}.db`]);
    expect(said()).toContain(backups[0]);
    expect(schemaOf(join(folder, 'backups', backups[0] ?? ''))).toBe(FROM);
    expect(statSync(join(folder, 'backups', backups[0] ?? '')).mode & 0o077).toBe(0);

    const { admin, ...found } = await look(server.url);
    expect(found).toEqual(everything);
    const { responses } = await admin.ask('canned.list', {});
    expect(responses).toMatchObject([{ shortcut: 'hi', text: 'Hello, how can I help?' }]);
    const hits = await admin.ask('conversations.search', { text: 'blue', limit: 10 });
    expect(JSON.stringify(hits)).toContain(idOf('Ines'));
    const signIn = await fetch(`${server.url}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [DESK_HEADER]: '1' },
      body: JSON.stringify({ email: left.people.Ben.email, password: PASSWORD, device: 'test' }),
    });
    expect(signIn.status).toBe(200);

    const ana = await desk(server.url, left.people.Ana);
    onTestFinished(() => ana.close());
    const { path } = await ana.ask('attachment.link', { attachmentId: left.file });
    expect(await (await fetch(new URL(path, server.url))).text()).toBe('The order of Carla, number 17.');
    const page = await visitor(server.url, left.channels.sales, left.visitors['Ines']);
    onTestFinished(() => page.close());
    expect(page.welcome?.lines.flatMap(({ text, happening }) => (happening === undefined ? text : []))).toEqual(
      everything.texts.Ines,
    );
    expect(await page.write('And the red one')).toMatchObject({ ok: true });
    await ana.update('transcript.line', ({ line }) => line.type === 'message' && line.text === 'And the red one');
    await server.stop();
    expect(judgeJournal(folder).problems).toEqual([]);
  });

  test('what is due since then is done: offers end, and the silent are closed [40]', async () => {
    const folder = oldData();
    const { server, time } = await today(folder);
    const ana = await desk(server.url, left.people.Ana);
    onTestFinished(() => ana.close());
    time.order({ pass: 10 * 60_000 });
    const silent = idOf('Silas');
    await ana.update('interaction.put', ({ interaction: { id, state } }) => id === silent && state === 'closed');
    // Ben, where it rang for Oscar, has not come back.
    expect((await look(server.url)).states).toEqual({ ...everything.states, Silas: 'closed', Oscar: 'queued' });
    await server.stop();
    expect(judgeJournal(folder).problems).toEqual([]);
  });

  test('its checkpoint is taken for what its log comes to, or not at all', () => {
    const database = openDatabase(join(oldData(), 'ringdesk.db'));
    try {
      migrate(database, migrations, { failpoints: () => {} });
      const checkpoint = checkpointTable(database).load(0);
      let state = deskRules.emptyState();
      for (const { event } of storedEvents<Event>(database, 0, eventTypes)) state = deskRules.evolve(state, event);
      const told = JSON.stringify(deskRules.checkpointOf(state));
      let taken = told;
      try {
        taken = JSON.stringify(deskRules.checkpointOf(deskRules.stateFrom(checkpoint?.state)));
      } catch {
        // Of another version: the log tells.
      }
      expect(JSON.parse(taken)).toEqual(JSON.parse(told));
    } finally {
      database.close();
    }
  });

  test('is brought back from the backup made before', async () => {
    const folder = oldData();
    await (await today(folder)).server.stop();
    const other = temporaryFolder();
    onTestFinished(other.remove);
    const said: string[] = [];
    const line = { host: '127.0.0.1', port: 0, wall: Date.now, write: (words: string) => void said.push(words) };
    const backup = join(folder, 'backups', `before-schema-${FROM}-to-${LATEST}.db`);
    expect(await runCommand(['restore', backup], { ...line, dataDir: other.path })).toBe(0);
    expect(schemaOf(join(other.path, 'ringdesk.db'))).toBe(FROM);
    const { states, texts } = await look((await today(other.path)).server.url);
    expect({ states, texts }).toEqual(everything);
  });
});

/** Of the first event in the log: a start of the server, which says nothing more. */
const FIRST_AT = 1_795_290_066_795;

const contentOf = (file: string): unknown => {
  const database = new Database(file, { readonly: true });
  try {
    return rowCounts(database);
  } finally {
    database.close();
  }
};

describe('[F29] a data directory of a newer release', () => {
  test.each([
    [
      'with a step of the schema more',
      `PRAGMA user_version = ${LATEST + 1}`,
      `The database has schema ${LATEST + 1}, this release knows ${LATEST}. Start the newer release`,
    ],
    [
      'whose log has an event of a kind that came later',
      `UPDATE events SET type = 'parcel.sent', checksum = ${crc32(`1|1|parcel.sent|${FIRST_AT}|{}`)} WHERE position = 1`,
      'A newer release wrote row 1 of table events: the event "parcel.sent" is not known to this release. Start the newer release',
    ],
  ])('%s: is left alone, in words', async (_, sql, words) => {
    const folder = oldData();
    await (await today(folder)).server.stop();
    const file = join(folder, 'ringdesk.db');
    const database = new Database(file);
    // What a newer release writes into a checkpoint is of its own shape.
    database.exec(`DELETE FROM checkpoints; ${sql}`);
    database.close();
    const before = contentOf(file);
    await expect(today(folder)).rejects.toThrow(words);
    expect(contentOf(file)).toEqual(before);
  });
});
