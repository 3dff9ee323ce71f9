import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { afterEach, describe, expect, test, vi } from 'vitest';

import type { AttachmentId } from '@ringdesk/shared/model/ids.ts';

import { silentLog, startEngine, server, wrote, type TinyEvent } from '../application/testing/tinyEngine.ts';
import type { Store } from '../application/ports/store.ts';
import { backUp, verifyCopy } from '../storage/backup.ts';
import { backupNameAt, expiredBackups, scheduleBackups } from '../storage/backupSchedule.ts';
import { openStore } from '../storage/openStore.ts';
import { restore } from '../storage/restore.ts';
import { migrations } from '../storage/schema.ts';
import { runCommand } from './runCommand.ts';

// Every commit is a real fsync; a busy disk makes them slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

const folders: string[] = [];
const stores: Store<TinyEvent>[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'ringdesk-cli-'));
  folders.push(made);
  return made;
}

async function open(root: string): Promise<Store<TinyEvent>> {
  const store = await openStore<TinyEvent>({ root, wall: Date.now, log: silentLog, ballastBytes: 1_024 });
  stores.push(store);
  return store;
}

/** A data directory with two lines and one file in it; the server that made it runs on. */
async function running() {
  const root = folder();
  const store = await open(root);
  const { engine } = await startEngine(store.journal);
  for (const text of ['a', 'b']) await engine.submit(wrote(text), server);
  await store.audit.append({ at: 1, by: null, act: 'signedIn', subject: null, details: null });
  await store.files.create({
    id: 'file01' as AttachmentId,
    purpose: 'message',
    owner: { kind: 'agent', id: 'ann' },
    name: 'a.txt',
    mimeType: 'text/plain',
    bytes: 3,
    width: null,
    height: null,
    sha256: createHash('sha256').update('abc').digest('hex'),
    hasPreview: false,
    createdAt: 1,
  });
  mkdirSync(join(root, 'attachments', '01'), { recursive: true });
  writeFileSync(join(root, 'attachments', '01', 'file01'), 'abc');
  return { root, store, engine };
}

async function ringdesk(root: string, ...words: string[]) {
  const said: string[] = [];
  const code = await runCommand(words, {
    dataDir: root,
    host: '127.0.0.1',
    port: 0,
    wall: Date.now,
    write: (line) => said.push(line),
  });
  return { code, said: said.join('\n') };
}

async function restoredFrom(file: string): Promise<string> {
  const other = folder();
  expect(await ringdesk(other, 'restore', file)).toMatchObject({ code: 0 });
  return other;
}

const textsOf = async (root: string) => {
  const { engine } = await startEngine((await open(root)).journal);
  return engine.read((state) => state.texts);
};

describe('ringdesk backup and restore', () => {
  test('a running server is copied with its files; the copy restores on another machine', async () => {
    const { root } = await running();
    const file = join(folder(), 'copy.db');
    expect(await ringdesk(root, 'backup', file)).toMatchObject({ code: 0 });
    expect(JSON.parse(readFileSync(`${file}.files.json`, 'utf8'))).toMatchObject([{ id: 'file01', bytes: 3 }]);
    expect(statSync(file).mode & 0o077).toBe(0);
    const other = folder();
    const { code, said } = await ringdesk(other, 'restore', file);
    expect({ code, said }).toMatchObject({ code: 0, said: expect.not.stringContaining('missing') });
    expect(readFileSync(join(other, 'attachments', '01', 'file01'), 'utf8')).toBe('abc');
    expect(await textsOf(other)).toEqual(['a', 'b']);
  });

  test('a folder takes a backup under its time, and the newest one is restored from it', async () => {
    const { root, engine } = await running();
    const backups = folder();
    expect(await ringdesk(folder(), 'restore', backups)).toMatchObject({
      code: 1,
      said: expect.stringContaining('There is no backup in'),
    });
    expect(await ringdesk(root, 'backup', backups)).toMatchObject({ code: 0 });
    await engine.submit(wrote('c'), server);
    await backUp(join(root, 'ringdesk.db'), join(backups, backupNameAt(Date.now() + 3_600_000)), () => {});
    expect(await textsOf(await restoredFrom(backups))).toEqual(['a', 'b', 'c']);
  });

  describe('a path that does not exist', () => {
    test('is made a folder, for this user alone, with a backup under its time', async () => {
      const { root } = await running();
      const parent = folder();
      for (const path of [join(parent, 'new'), `${join(parent, 'slash')}/`, `${join(parent, 'folder.db')}/`]) {
        expect(await ringdesk(root, 'backup', path)).toMatchObject({ code: 0 });
        expect(readdirSync(path)).toEqual(
          expect.arrayContaining([expect.stringMatching(/^backup-.*Z\.db$/), 'attachments']),
        );
        expect(statSync(path).mode & 0o077).toBe(0);
        expect(await textsOf(await restoredFrom(path))).toEqual(['a', 'b']);
      }
    });

    test('is a file of that name where it ends in .db', async () => {
      const { root } = await running();
      const file = join(folder(), 'copy.db');
      expect(await ringdesk(root, 'backup', file)).toMatchObject({ code: 0, said: expect.stringContaining(file) });
      expect(statSync(file).isFile()).toBe(true);
    });

    test.each(['missing/new', 'missing/copy.db'])('%s: a folder further up is not made', async (path) => {
      const { root } = await running();
      const parent = folder();
      expect(await ringdesk(root, 'backup', join(parent, path))).toMatchObject({
        code: 1,
        said: expect.stringContaining('ENOENT'),
      });
      expect(readdirSync(parent)).toEqual([]);
    });
  });

  test.each(['copy.db', 'notes', 'copy.db.files.json'])(
    '%s that is there already is never overwritten',
    async (name) => {
      const { root } = await running();
      const parent = folder();
      writeFileSync(join(parent, name), 'mine');
      const path = join(parent, name.replace('.files.json', ''));
      expect(await ringdesk(root, 'backup', path)).toMatchObject({
        code: 1,
        said: expect.stringContaining('is there already'),
      });
      expect(readdirSync(parent)).toEqual([name]);
      expect(readFileSync(join(parent, name), 'utf8')).toBe('mine');
    },
  );

  test('files that were not carried along are said to be missing', async () => {
    const { root } = await running();
    const file = join(folder(), 'copy.db');
    await ringdesk(root, 'backup', file);
    rmSync(join(file, '..', 'attachments'), { recursive: true });
    expect((await ringdesk(folder(), 'restore', file)).said).toContain('1 files of messages are missing');
  });

  test('a damaged file is not taken for whole: neither into a backup nor back out of it', async () => {
    const { root, store } = await running();
    const backups = folder();
    const file = join(backups, 'copy.db');
    await ringdesk(root, 'backup', file);
    const stored = join(root, 'attachments', '01', 'file01');
    rmSync(stored);
    writeFileSync(stored, 'xyz');
    expect((await ringdesk(root, 'backup', join(folder(), 'second.db'))).said).toContain(
      '1 files of messages are missing',
    );
    await store.close();
    expect((await ringdesk(root, 'restore', file)).said).not.toContain('missing');
    expect(readFileSync(stored, 'utf8')).toBe('abc');
  });

  test.each(['ringdesk.db', 'ringdesk.db-wal', 'ringdesk.lock', 'ballast'])(
    'a backup is never written over %s of the installation',
    async (name) => {
      const { root, engine } = await running();
      expect(await ringdesk(root, 'backup', join(root, name))).toMatchObject({ code: 1 });
      await engine.submit(wrote('c'), server);
      const file = join(folder(), 'copy.db');
      await ringdesk(root, 'backup', file);
      expect(await textsOf(await restoredFrom(file))).toEqual(['a', 'b', 'c']);
    },
  );

  test('what stands only in the write-ahead log beside a database is restored with it', async () => {
    const { root } = await running();
    const killed = folder();
    for (const name of ['ringdesk.db', 'ringdesk.db-wal']) copyFileSync(join(root, name), join(killed, name));
    expect(statSync(join(killed, 'ringdesk.db-wal')).size).toBeGreaterThan(0);
    expect(await textsOf(await restoredFrom(join(killed, 'ringdesk.db')))).toEqual(['a', 'b']);
  });

  test('the copy is one moment, however much is written beside it', async () => {
    const { root, engine } = await running();
    for (let round = 0; round < 20; round += 1) {
      await Promise.all(
        Array.from({ length: 100 }, (_, index) => engine.submit(wrote(`${index} ${'x'.repeat(500)}`), server)),
      );
    }
    const file = join(folder(), 'copy.db');
    let writing = true;
    const writes = (async () => {
      let written = 0;
      for (; writing; written += 1) await engine.submit(wrote(`meanwhile ${written}`), server);
      return written;
    })();
    const { counts } = await backUp(join(root, 'ringdesk.db'), file, () => {});
    writing = false;
    expect(await writes).toBeGreaterThan(0);
    expect(counts['events']).toBeGreaterThanOrEqual(2_003);
    expect(verifyCopy(file).counts).toEqual(counts);
  });

  test('a backup that dies at a page leaves no file of that name, and the next one works', async () => {
    const { root } = await running();
    const file = join(folder(), 'copy.db');
    const dying = backUp(join(root, 'ringdesk.db'), file, (name) => {
      if (name === 'backupPage:1') throw new Error('died');
    });
    await expect(dying).rejects.toThrow('died');
    expect(() => readFileSync(file)).toThrow('ENOENT');
    expect(await ringdesk(root, 'backup', file)).toMatchObject({ code: 0 });
  });

  test('restore refuses while a server runs, and keeps what was there', async () => {
    const { root, store } = await running();
    const file = join(folder(), 'copy.db');
    await ringdesk(root, 'backup', file);
    expect(await ringdesk(root, 'restore', file)).toMatchObject({
      code: 1,
      said: expect.stringContaining('is in use'),
    });
    await store.close();
    const after = await ringdesk(root, 'restore', file);
    expect(after).toMatchObject({ code: 0, said: expect.stringContaining('before-restore-') });
    expect(await textsOf(root)).toEqual(['a', 'b']);
  });

  test.each([
    ['is no database', (file: string) => writeFileSync(file, 'not a database at all, only text'.repeat(200))],
    ['is empty', (file: string) => writeFileSync(file, '')],
    ['has a forged audit log', (file: string) => change(file, `UPDATE audit SET act = 'x'`)],
    ['is of a newer release', (file: string) => change(file, 'PRAGMA user_version = 99')],
    ['is not there', (file: string) => rmSync(file)],
  ])('a backup that %s is refused and nothing is touched', async (_, spoil) => {
    const { root, store } = await running();
    const file = join(folder(), 'copy.db');
    await ringdesk(root, 'backup', file);
    await store.close();
    spoil(file);
    expect(await ringdesk(root, 'restore', file)).toMatchObject({ code: 1 });
    expect(await textsOf(root)).toEqual(['a', 'b']);
  });
});

describe('a restore that is killed', () => {
  const places = ['restoreCopied', 'restoreDecided', 'restoreLogAside', 'restoreAside'] as const;

  /** Two lines in a backup, a third one only in the write-ahead log of the server that was killed, and a restore that dies. */
  async function dying(at: (typeof places)[number]) {
    const { root, engine, store } = await running();
    const file = join(folder(), 'copy.db');
    await ringdesk(root, 'backup', file);
    await engine.submit(wrote('c'), server);
    const killed = folder();
    for (const name of ['ringdesk.db', 'ringdesk.db-wal']) copyFileSync(join(root, name), join(killed, name));
    await store.close();
    const dies = restore(file, killed, Date.now(), migrations, (name) => {
      if (name === at) throw new Error('died');
    });
    await expect(dies).rejects.toThrow('died');
    return { root: killed, file };
  }

  /** What was there before the restore, opened as the operator would: by restoring it. */
  const before = async (root: string) => {
    const [name = ''] = readdirSync(join(root, 'backups')).filter((each) => /^before-restore-.*\.db$/.test(each));
    return textsOf(await restoredFrom(join(root, 'backups', name)));
  };

  test('before it has decided changes nothing', async () => {
    const { root } = await dying('restoreCopied');
    expect(await textsOf(root)).toEqual(['a', 'b', 'c']);
  });

  test.each(places.slice(1))('at %s is completed by the next start, and nothing of before is lost', async (at) => {
    const { root } = await dying(at);
    expect(await ringdesk(root, 'backup', join(folder(), 'x.db'))).toMatchObject({
      code: 1,
      said: expect.stringContaining('A restore was interrupted'),
    });
    expect(await textsOf(root)).toEqual(['a', 'b']);
    expect(await before(root)).toEqual(['a', 'b', 'c']);
  });

  test.each(places.slice(1))('at %s and run again restores', async (at) => {
    const { root, file } = await dying(at);
    expect(await ringdesk(root, 'restore', file)).toMatchObject({ code: 0 });
    expect(await textsOf(root)).toEqual(['a', 'b']);
  });
});

function change(file: string, sql: string): void {
  const database = new Database(file);
  database.exec(sql);
  database.close();
}

describe('the hourly backups', () => {
  test('the newest of each of 24 hours, 7 days and 4 weeks stay', () => {
    const HOUR = 3_600_000;
    const now = Date.UTC(2026, 10, 21, 12);
    const names = Array.from({ length: 24 * 60 }, (_, hours) => backupNameAt(now - hours * HOUR));
    const expired = new Set(expiredBackups([...names, 'mine.db', 'before-schema-1-to-2.db'], now));
    const kept = names.filter((name) => !expired.has(name));
    expect(kept.slice(0, 24)).toEqual(names.slice(0, 24));
    expect(kept.length).toBeGreaterThanOrEqual(24 + 5 + 2);
    expect(kept.length).toBeLessThanOrEqual(24 + 7 + 4);
    expect([...expired].every((name) => name.startsWith('backup-'))).toBe(true);
    expect(expiredBackups(kept, now)).toEqual([]);
  });

  test('are made in a worker beside a running server', async () => {
    const { root } = await running();
    const schedule = scheduleBackups(root, () => Date.UTC(2026, 10, 21, 12), silentLog);
    const file = await schedule.run();
    schedule.stop();
    expect(file).toBe(join(root, 'backups', 'backup-2026-11-21T12-00-00Z.db'));
    expect(verifyCopy(file).counts['events']).toBe(3);
    expect(readFileSync(join(root, 'backups', 'attachments', '01', 'file01'), 'utf8')).toBe('abc');
  });

  test('share the files they keep, and let go of those no backup lists', async () => {
    const { root, store } = await running();
    const HOUR = 3_600_000;
    let now = Date.UTC(2026, 10, 21, 12);
    const schedule = scheduleBackups(root, () => now, silentLog);
    await schedule.run();
    const kept = join(root, 'backups', 'attachments', '01', 'file01');
    await store.files.delete('file01' as AttachmentId);
    rmSync(join(root, 'attachments', '01', 'file01'));
    now += HOUR;
    await schedule.run();
    expect(readFileSync(kept, 'utf8')).toBe('abc');
    now += 60 * 24 * HOUR;
    await schedule.run();
    schedule.stop();
    expect(existsSync(kept)).toBe(false);
  });
});

describe('ringdesk doctor and migrate', () => {
  test('a healthy installation is said to be one', async () => {
    const { root } = await running();
    const { code, said } = await ringdesk(root, 'doctor');
    expect(said).toMatch(/ok +journal: 3 events/);
    expect(said).toMatch(/ok +audit log: 1 entries/);
    expect(said).toMatch(/ok +files: 1, none missing/);
    expect(code).toBe(0);
  });

  test.each([
    ['a changed event', `UPDATE events SET data = '{}' WHERE position = 2`, /fail +journal: Row 2 of table events/],
    ['a changed audit entry', `UPDATE audit SET act = 'x'`, /fail +audit log: the chain is broken from entry 1/],
    ['a newer schema', 'PRAGMA user_version = 99', /fail +schema: .*schema 99/],
  ])('finds %s', async (_, sql, finding) => {
    const { root, store } = await running();
    await store.close();
    change(join(root, 'ringdesk.db'), sql);
    const { code, said } = await ringdesk(root, 'doctor');
    expect(said).toMatch(finding);
    expect(code).toBe(1);
  });

  test('[F31] finds a missing attachment and a taken port', async () => {
    const { root } = await running();
    rmSync(join(root, 'attachments'), { recursive: true });
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const said: string[] = [];
    await runCommand(['doctor'], {
      dataDir: root,
      host: '127.0.0.1',
      port,
      wall: Date.now,
      write: (line) => said.push(line),
    });
    taken.close();
    expect(said.join('\n')).toMatch(/warn +files: file01 is missing/);
    expect(said.join('\n')).toMatch(/warn +port: .* is taken/);
  });

  test('a database that is no database fails, an absent one is only said', async () => {
    const root = folder();
    expect(await ringdesk(root, 'doctor')).toMatchObject({
      code: 0,
      said: expect.stringContaining('there is none yet'),
    });
    writeFileSync(join(root, 'ringdesk.db'), 'x'.repeat(9_000));
    expect(await ringdesk(root, 'doctor')).toMatchObject({ code: 1 });
  });

  test('migrate tries the steps on a copy and says when there are none', async () => {
    const { root } = await running();
    expect(await ringdesk(root, 'migrate', '--dry-run')).toEqual({ code: 0, said: 'The database is up to date.' });
    expect(await ringdesk(root, 'migrate')).toMatchObject({ code: 1, said: expect.stringContaining('is in use') });
  });

  test.each([
    [[]],
    [['backup']],
    [['restore']],
    [['dance']],
    [['doctor', 'x']],
    [['reset-link']],
    [['backup', 'a', 'b']],
    [['--what']],
    [['doctor', '--dry-run']],
  ])('wrong use %j shows how to use it', async (words) => {
    expect(await ringdesk(folder(), ...words)).toMatchObject({
      code: 2,
      said: expect.stringContaining('ringdesk backup PATH'),
    });
  });
});
