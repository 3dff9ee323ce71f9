import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test, vi } from 'vitest';

import {
  conversation,
  server,
  startEngine,
  type TinyEvent,
  tinyRules,
  wrote,
} from '../application/testing/tinyEngine.ts';
import { EVENTS_VERSION } from '../domain/events.ts';
import { openDatabase } from './database.ts';
import { encodeEvent } from './eventRows.ts';
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
