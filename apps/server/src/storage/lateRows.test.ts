import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';

import { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { expect, test, vi } from 'vitest';

import {
  conversation,
  server,
  silentLog,
  startEngine,
  type TinyEvent,
  tinyRules,
  wrote,
} from '../application/testing/tinyEngine.ts';
import { EVENTS_VERSION } from '../domain/events.ts';
import { openDatabase } from './database.ts';
import { encodeEvent } from './eventRows.ts';
import { lateRows } from './lateRows.ts';
import { migrate } from './migrations.ts';
import { migrations } from './schema.ts';
import { openTestStore, temporaryFolder } from './testing/testStore.ts';

// Every commit is a real fsync; a busy disk makes them slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

/** The data directory as a kill at this moment leaves it. */
function asKilled(root: string): string {
  const copy = temporaryFolder();
  for (const name of ['ringdesk.db', 'ringdesk.db-wal'])
    if (existsSync(join(root, name))) copyFileSync(join(root, name), join(copy, name));
  return copy;
}

const manyLines = (count: number): TinyEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    type: 'line.written',
    at: index,
    seq: index + 1,
    content: { text: `text ${index + 1}` },
  }));

const talk = (id: string, name: string): Interaction =>
  Interaction.parse({
    id,
    medium: 'chat',
    channelId: 'site',
    queueId: 'sales',
    customer: { id: `customer-${id}`, name },
    arrivedAt: 1,
    priority: 0,
    lastSeq: 1,
    lastAt: 1,
    lastCustomerSeq: 0,
    ownerReadSeq: 0,
    customerReadSeq: 0,
    unread: 0,
    customerOnline: false,
    mentioned: [],
    since: 1,
    state: 'queued',
    nextWakeAt: 9,
  });

const textsOf = async (store: Awaited<ReturnType<typeof openTestStore<TinyEvent>>>): Promise<readonly unknown[]> => {
  const { lines } = await store.transcripts.page(conversation, { limit: 100 });
  return lines.map((line) => (line.type === 'message' ? line.text : line.type));
};

test('[I9] what was committed but not yet in its tables when the server was killed is there after the next start', async () => {
  const root = temporaryFolder();
  const store = await openTestStore<TinyEvent>({ root });
  const { engine } = await startEngine(store.journal);
  await engine.submit(wrote('one'), server);
  expect(await textsOf(store)).toEqual(['one']);
  await Promise.all(['two', 'three'].map((text) => engine.submit(wrote(text), server)));
  const copy = asKilled(root);

  const rows = openDatabase(join(copy, 'ringdesk.db'));
  expect(rows.prepare('SELECT count(*) FROM transcript_lines').pluck().get()).toBe(1);
  expect(rows.prepare('SELECT count(*) FROM events').pluck().get()).toBe(4);
  rows.close();

  const again = await openTestStore<TinyEvent>({ root: copy });
  const next = await startEngine(again.journal);
  expect(await textsOf(again)).toEqual(['one', 'two', 'three']);
  await next.engine.submit(wrote('four'), server);
  expect(await textsOf(again)).toEqual(['one', 'two', 'three', 'four']);
});

test('[I9] a kill in the middle of writing what came late leaves nothing out and writes nothing twice', async () => {
  const root = temporaryFolder();
  const store = await openTestStore<TinyEvent>({ root });
  const { engine } = await startEngine(store.journal);
  const texts = Array.from({ length: 700 }, (_, index) => `text ${index + 1}`);
  await Promise.all(texts.map((text) => engine.submit(wrote(text), server)));
  // One step of the round, which has more lines than a step takes.
  const rowsNow = () => {
    const rows = openDatabase(join(root, 'ringdesk.db'), { readonly: true });
    const count = rows.prepare<[], number>('SELECT count(*) FROM transcript_lines').pluck().get() ?? 0;
    rows.close();
    return count;
  };
  while (rowsNow() === 0) await new Promise(setImmediate);
  expect(rowsNow()).toBeLessThan(700);
  const copy = asKilled(root);

  const again = await openTestStore<TinyEvent>({ root: copy });
  expect(again.journal.projectedTo()).toBeLessThan(701);
  await startEngine(again.journal);
  const { lines } = await again.transcripts.page(conversation, { limit: 1_000 });
  expect(lines.map((line) => line.type === 'message' && line.text)).toEqual(texts);
});

test('what waits is written in steps, and of a conversation that changes meanwhile only the last view', async () => {
  const database = openDatabase(':memory:');
  migrate(database, migrations, { failpoints: () => undefined });
  const rows = lateRows(database, silentLog, () => 1);
  const count = (sql: string) => database.prepare<[], number>(sql).pluck().get();
  const none = { archivedIds: [], lines: [], traces: [], queueVersions: [], consents: [], audit: [] };
  const ids = Array.from({ length: 100 }, (_, index) => `c${index + 1}`);
  const interactions = ids.map((id) => talk(id, 'first'));
  rows.add(
    { ...none, interactions, lines: tinyRules.projectionOf(manyLines(1_100), tinyRules.emptyState()).lines },
    1_100,
  );
  const seen: unknown[] = [];
  for (let step = 1; step <= 9; step += 1) {
    await new Promise(setImmediate);
    if (step === 2) rows.add({ ...none, interactions: [talk('c100', 'second')] }, 1_101);
    seen.push([
      count('SELECT count(*) FROM transcript_lines'),
      count('SELECT count(*) FROM interactions'),
      count('SELECT position FROM late_rows'),
    ]);
  }
  expect(seen).toEqual([
    [256, 0, 0],
    [512, 0, 0],
    [768, 0, 0],
    [1_024, 0, 0],
    [1_100, 0, 0],
    [1_100, 32, 0],
    [1_100, 64, 0],
    [1_100, 96, 0],
    [1_100, 99, 1_100],
  ]);
  expect(rows.settle()).toBe(true);
  expect(count("SELECT count(*) FROM interactions WHERE customer_name = 'second'")).toBe(1);
  expect(count('SELECT position FROM late_rows')).toBe(1_101);
  rows.close();
  database.close();
});

test('a checkpoint is saved only over events whose rows are written', async () => {
  const root = temporaryFolder();
  const store = await openTestStore<TinyEvent>({ root });
  const { engine } = await startEngine(store.journal, { checkpointEvery: 1 });
  await engine.submit(wrote('one'), server);
  await engine.stop();
  const again = await openTestStore<TinyEvent>({ root: asKilled(root) });
  expect((await again.journal.load()).checkpoint?.position).toBe(2);
  await startEngine(again.journal);
  expect(await textsOf(again)).toEqual(['one']);
});

test('a reader sees what is committed, however much of it waits', async () => {
  const root = temporaryFolder();
  const store = await openTestStore<TinyEvent>({ root });
  const { engine } = await startEngine(store.journal);
  for (let count = 1; count <= 600; count += 1) void engine.submit(wrote(`text ${count}`), server);
  await engine.submit(wrote('last'), server);
  expect((await store.transcripts.page(conversation, { limit: 1 })).lines).toMatchObject([{ seq: 601, text: 'last' }]);
  expect(store.journal.projectedTo()).toBe(602);
});

test('between two batches nothing is written that can wait; in a quiet moment everything is', async () => {
  const root = temporaryFolder();
  const store = await openTestStore<TinyEvent>({ root });
  const { engine } = await startEngine(store.journal);
  const rows = openDatabase(join(root, 'ringdesk.db'), { readonly: true });
  const count = () => rows.prepare<[], number>('SELECT count(*) FROM transcript_lines').pluck().get();
  await engine.submit(wrote('one'), server);
  await store.journal.tidy(1, 'between');
  expect(count()).toBe(0);
  await store.journal.tidy(1, 'quiet');
  expect(count()).toBe(1);
  rows.close();
});

test('a database of the schema before has its contents in their events afterwards, and nothing is written twice', async () => {
  const root = temporaryFolder();
  const database = openDatabase(join(root, 'ringdesk.db'));
  migrate(database, migrations.slice(0, 3), { failpoints: () => undefined });
  const text = { text: 'one' };
  const events: TinyEvent[] = [
    { type: 'server.began', at: 1 },
    { type: 'line.written', at: 2, seq: 1, content: text },
  ];
  for (const [index, event] of events.entries()) {
    const { data, checksum, content, contentChecksum } = encodeEvent(index + 1, event);
    database
      .prepare('INSERT INTO events (position, version, type, at, data, checksum) VALUES (?, ?, ?, ?, ?, ?)')
      .run(index + 1, EVENTS_VERSION, event.type, event.at, data, checksum);
    if (content !== null)
      database.prepare('INSERT INTO event_content VALUES (?, ?, ?)').run(index + 1, content, contentChecksum);
  }
  const { lines } = tinyRules.projectionOf(events, tinyRules.emptyState());
  const { text: _, ...line } = { text: undefined, ...lines[0] };
  database
    .prepare('INSERT INTO transcript_lines (interaction_id, seq, kind, data, text) VALUES (?, 1, ?, ?, ?)')
    .run(conversation, 'reply', JSON.stringify(line), text.text);
  database.close();
  const store = await openTestStore<TinyEvent>({ root });
  const { engine } = await startEngine(store.journal);
  expect(engine.read((state) => state.texts)).toEqual(['one']);
  expect(await textsOf(store)).toEqual(['one']);
});
