import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

import Database from 'better-sqlite3';
import { describe, expect, test, vi } from 'vitest';

import { startEngine, type TinyEvent } from '../application/testing/tinyEngine.ts';
import { openDatabase } from './database.ts';
import type { EventRow } from './eventRows.ts';
import { storedEvents } from './journal.ts';
import { migrations } from './schema.ts';
import { batchOf, line, openTestStore, temporaryFolder } from './testing/testStore.ts';

// Every commit is a real fsync; a busy disk makes them slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

/** A closed data directory with three lines in its log, changed by `sql` behind the server's back. */
async function damaged(sql: string): Promise<string> {
  const root = temporaryFolder();
  const store = await openTestStore({ root });
  await store.journal.append(store.journal.epoch, batchOf({ events: [line(1, 'a'), line(2, 'b'), line(3, 'c')] }));
  await store.close();
  const database = new Database(join(root, 'ringdesk.db'));
  database.exec(sql);
  database.close();
  return root;
}

describe('events', () => {
  test('come back as they were written, in order, with their positions', async () => {
    const { journal } = await openTestStore();
    const events = [line(1, 'a'), { type: 'deadline.set', at: 5, due: 9 } as const, line(2, 'naïve ☃ \u{1F600}')];
    expect(await journal.append(journal.epoch, batchOf({ events }))).toEqual({ ok: true, value: { position: 3 } });
    expect([...(await journal.load()).events]).toEqual(events.map((event, index) => ({ position: index + 1, event })));
  });

  test('the log can be folded after content was erased', async () => {
    const root = await damaged('UPDATE events SET content = NULL WHERE position = 2');
    const { engine } = await startEngine((await openTestStore<TinyEvent>({ root })).journal);
    expect(engine.read((state) => state.texts)).toEqual(['a', null, 'c']);
  });

  test('a batch of another epoch writes nothing', async () => {
    const { journal } = await openTestStore();
    const stale = journal.append(journal.epoch - 1, batchOf({ events: [line(1, 'a')] }));
    await expect(stale).rejects.toThrow('epoch');
    expect([...(await journal.load()).events]).toEqual([]);
  });
});

describe('a row that must not be guessed at: the start is refused, naming it and the command that repairs', () => {
  test.each([
    ['data was changed', `UPDATE events SET data = '{"seq":9}' WHERE position = 2`, 'events', 2],
    ['data is no JSON', `UPDATE events SET data = '{' WHERE position = 2`, 'events', 2],
    ['the time was changed', `UPDATE events SET at = 1 WHERE position = 3`, 'events', 3],
    ['the type was changed', `UPDATE events SET type = 'deadline.set' WHERE position = 1`, 'events', 1],
    ['content was changed', `UPDATE events SET content = '{"text":"x"}' WHERE position = 2`, 'events', 2],
    ['a row is missing', `DELETE FROM events WHERE position = 2`, 'events', 2],
    ['the version was changed', `UPDATE events SET version = 99 WHERE position = 2`, 'events', 2],
  ])('%s', async (_, sql, table, row) => {
    const root = await damaged(sql);
    const start = startEngine((await openTestStore<TinyEvent>({ root })).journal);
    await expect(start).rejects.toMatchObject({ name: 'CorruptJournal', table, row });
    await expect(start).rejects.toThrow(/ringdesk doctor.*ringdesk restore FILE/s);
  });

  const written = ({ position, at, data }: EventRow, version: number): string =>
    `UPDATE events SET version = ${version},
       checksum = ${crc32(`${position}|${version}|line.written|${at}|${data}`)} WHERE position = ${position}`;

  test('what a newer release wrote is no damage: start that one', async () => {
    const root = await damaged('SELECT 1');
    const database = new Database(join(root, 'ringdesk.db'));
    const row = database.prepare<[], EventRow>('SELECT * FROM events WHERE position = 2').get();
    if (row !== undefined) database.exec(written(row, 2));
    database.close();
    const store = await openTestStore<TinyEvent>({ root });
    await expect(startEngine(store.journal)).rejects.toThrow(
      'version 2 of event "line.written" is not known to this release. Start the newer release',
    );
    const other = await openTestStore<TinyEvent>({
      root: await damaged('SELECT 1'),
      eventTypes: new Set(['server.began']),
    });
    await expect(startEngine(other.journal)).rejects.toThrow(
      'the event "line.written" is not known to this release. Start the newer release',
    );
  });
});

describe('checkpoints', () => {
  test('the two newest are kept; one whose checksum does not fit is passed over', async () => {
    const root = temporaryFolder();
    const first = await openTestStore({ root });
    await first.journal.append(first.journal.epoch, batchOf({ events: [line(1, 'a'), line(2, 'b'), line(3, 'c')] }));
    for (const position of [1, 2, 3]) {
      await first.journal.saveCheckpoint(first.journal.epoch, { position, at: position, state: { position } });
    }
    await first.close();
    const database = new Database(join(root, 'ringdesk.db'));
    expect(database.prepare('SELECT position FROM checkpoints ORDER BY position').pluck().all()).toEqual([2, 3]);
    database.exec(`UPDATE checkpoints SET state = '{}' WHERE position = 3`);
    database.close();
    const loaded = await (await openTestStore({ root })).journal.load();
    expect(loaded.checkpoint).toEqual({ position: 2, at: 2, state: { position: 2 } });
    expect([...loaded.events].map(({ position }) => position)).toEqual([3]);
  });
});

describe('the write-ahead log', () => {
  test('cut anywhere, as a power loss does, it leaves a clean prefix of the acknowledged batches', async () => {
    const root = temporaryFolder();
    const store = await openTestStore({ root });
    for (let seq = 1; seq <= 40; seq += 1) {
      await store.journal.append(store.journal.epoch, batchOf({ events: [line(seq, `text ${seq}`)] }));
    }
    const database = join(root, 'ringdesk.db');
    const wal = readFileSync(`${database}-wal`);
    const copy = join(temporaryFolder(), 'cut.db');
    const seen = new Set<number>();
    for (let cut = 0; cut <= 24; cut += 1) {
      copyFileSync(database, copy);
      writeFileSync(`${copy}-wal`, wal);
      truncateSync(`${copy}-wal`, Math.floor((wal.length * cut) / 24));
      const reopened = openDatabase(copy);
      expect(reopened.pragma('integrity_check', { simple: true })).toBe('ok');
      const hasSchema = reopened.pragma('user_version', { simple: true }) === migrations.length;
      const found = hasSchema ? [...storedEvents(reopened, 0)] : [];
      expect(found.map(({ event }) => event)).toEqual(found.map((_, index) => line(index + 1, `text ${index + 1}`)));
      seen.add(found.length);
      reopened.close();
    }
    expect(Math.max(...seen)).toBe(40);
    expect(seen.size).toBeGreaterThan(5);
  });
});
