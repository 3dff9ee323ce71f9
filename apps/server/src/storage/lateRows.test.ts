import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test, vi } from 'vitest';

import { conversation, server, startEngine, type TinyEvent, wrote } from '../application/testing/tinyEngine.ts';
import { openDatabase } from './database.ts';
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
  const store = await openTestStore<TinyEvent>({ root });
  const { engine } = await startEngine(store.journal);
  await engine.submit(wrote('one'), server);
  await engine.stop();
  await store.close();
  const database = openDatabase(join(root, 'ringdesk.db'));
  database.exec(`
    CREATE TABLE event_content (position INTEGER PRIMARY KEY, data TEXT NOT NULL, checksum INTEGER NOT NULL) STRICT;
    INSERT INTO event_content SELECT position, content, content_checksum FROM events WHERE content IS NOT NULL;
    ALTER TABLE events DROP COLUMN content;
    ALTER TABLE events DROP COLUMN content_checksum;
    DROP TABLE late_rows;
    DROP TABLE consents;
    DROP TABLE visitor_contacts;
    PRAGMA user_version = 3;
  `);
  migrate(database, migrations, { failpoints: () => undefined });
  database.close();
  const again = await openTestStore<TinyEvent>({ root });
  const next = await startEngine(again.journal);
  expect(next.engine.read((state) => state.texts)).toEqual(['one']);
  expect(await textsOf(again)).toEqual(['one']);
});
