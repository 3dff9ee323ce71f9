import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import Database from 'better-sqlite3';
import { describe, expect, test, vi } from 'vitest';

import { openDatabase } from './database.ts';
import { migrations } from './schema.ts';
import { batchOf, line, openTestStore, temporaryFolder } from './testing/testStore.ts';

// Every commit is a real fsync; a busy disk makes them slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

describe('durability', () => {
  test('a connection writes with synchronous=FULL in WAL mode and never checkpoints by itself', () => {
    const database = openDatabase(join(temporaryFolder(), 'x.db'));
    expect(database.pragma('synchronous', { simple: true })).toBe(2);
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(database.pragma('wal_autocheckpoint', { simple: true })).toBe(0);
    database.close();
  });
});

describe('a damaged database', () => {
  test.each([
    ['is something else', (file: string) => writeFileSync(file, 'x'.repeat(9_000))],
    ['has lost its pages', (file: string) => writeFileSync(file, readFileSync(file).fill(0x58, 4_096))],
  ])('that %s is named, with the command that repairs it', async (_, damage) => {
    const root = temporaryFolder();
    await (await openTestStore({ root })).close();
    damage(join(root, 'ringdesk.db'));
    await expect(openTestStore({ root })).rejects.toThrow(`ringdesk restore ${join(root, 'backups')}`);
  });
});

describe('one server per data directory', () => {
  test('a second one in the same process is refused, and may start when the first is closed', async () => {
    const root = temporaryFolder();
    const first = await openTestStore({ root });
    await expect(openTestStore({ root })).rejects.toThrow('is in use');
    await first.close();
    const second = await openTestStore({ root });
    expect(second.journal.epoch).toBe(first.journal.epoch + 1);
  });

  test('a second process is refused; after kill -9 the next one starts at once', async () => {
    const root = temporaryFolder();
    const child = spawn(process.execPath, [fileURLToPath(new URL('./testing/holdStore.ts', import.meta.url)), root], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const gone = once(child, 'exit');
    await once(child.stdout, 'data');
    await expect(openTestStore({ root })).rejects.toMatchObject({
      name: 'DataDirectoryInUse',
      message: expect.stringContaining(`in use by process ${child.pid} on `),
    });
    child.kill('SIGKILL');
    await gone;
    const { journal } = await openTestStore({ root });
    expect([...(await journal.load()).events].map(({ event }) => event)).toEqual([line(1, 'from the child')]);
  });

  test('a fresh heartbeat of another machine keeps a server out; an old one does not', async () => {
    const root = temporaryFolder();
    await (await openTestStore({ root })).close();
    const database = new Database(join(root, 'ringdesk.db'));
    database.exec(`UPDATE lease SET holder = 'process 1 on elsewhere', heartbeat_at = 1000000`);
    database.close();
    await expect(openTestStore({ root, wall: () => 1_089_000 })).rejects.toThrow('process 1 on elsewhere');
    await openTestStore({ root, wall: () => 1_091_000 });
  });

  test('a refused start leaves the directory free', async () => {
    const root = temporaryFolder();
    await (await openTestStore({ root })).close();
    await expect(openTestStore({ root, migrations: [] })).rejects.toMatchObject({ name: 'SchemaTooNew' });
    await openTestStore({ root });
  });
});

describe('schema', () => {
  const present = migrations.length;
  const next = { version: present + 1, name: 'next', statements: ['CREATE TABLE a (x)', 'CREATE TABLE b (x)'] };

  test('steps are taken once, each whole, with a backup before the first', async () => {
    const root = temporaryFolder();
    const first = await openTestStore({ root });
    await first.journal.append(first.journal.epoch, batchOf({ events: [line(1, 'a')] }));
    await first.close();
    expect(existsSync(join(root, 'backups'))).toBe(false);
    await (await openTestStore({ root, migrations: [...migrations, next] })).close();
    await (await openTestStore({ root, migrations: [...migrations, next] })).close();
    const backups = readdirSync(join(root, 'backups'));
    expect(backups).toHaveLength(1);
    const copy = new Database(join(root, 'backups', backups[0]!), { readonly: true });
    expect(copy.pragma('user_version', { simple: true })).toBe(present);
    expect(copy.prepare('SELECT count(*) FROM events').pluck().get()).toBe(1);
    copy.close();
  });

  test.each([1, 2])('a step that dies at its statement %d leaves the schema as it was', async (statement) => {
    const root = temporaryFolder();
    await (await openTestStore({ root })).close();
    const dying = openTestStore({
      root,
      migrations: [...migrations, next],
      failpoints: (name) => {
        if (name === `migrationStatement:${statement}`) throw new Error('died');
      },
    });
    await expect(dying).rejects.toThrow('died');
    const database = new Database(join(root, 'ringdesk.db'));
    expect(database.pragma('user_version', { simple: true })).toBe(present);
    expect(database.prepare(`SELECT name FROM sqlite_schema WHERE name IN ('a', 'b')`).all()).toEqual([]);
    database.close();
    await openTestStore({ root, migrations: [...migrations, next] });
  });

  test('the versions of the steps grow by one from 1', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
  });
});

describe('ballast and health', () => {
  test('the reserve is laid at the start and kept', async () => {
    const root = temporaryFolder();
    await (await openTestStore({ root, ballastBytes: 300_000 })).close();
    expect(statSync(join(root, 'ballast')).size).toBe(300_000);
  });

  test('health tells that the store takes writes, and changes nothing', async () => {
    const store = await openTestStore({ root: temporaryFolder() });
    const health = await store.health();
    expect(health).toMatchObject({ writable: true, low: false, outboxWaiting: 0 });
    expect(health.freeBytes).toBeGreaterThan(0);
    expect(await store.journal.append(store.journal.epoch, batchOf({ events: [line(1, 'a')] }))).toMatchObject({
      ok: true,
    });
  });
});
