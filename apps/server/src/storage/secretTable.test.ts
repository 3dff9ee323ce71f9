import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

import { backUp } from './backup.ts';
import { openDatabase } from './database.ts';
import { openTestStore } from './testing/testStore.ts';

const SECRET = '123456:AAcanarycanarycanarycanarycanary';

function folder(): string {
  const root = mkdtempSync(join(tmpdir(), 'ringdesk-secrets-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

test('a secret comes back under its name, also after a restart, and stands in no file', async () => {
  const root = folder();
  const store = await openTestStore({ root });
  expect(await store.secrets.get('channel a token')).toBeUndefined();
  await store.secrets.put('channel a token', SECRET, 1);
  await store.secrets.put('channel b token', 'another', 1);
  await store.close();
  const next = await openTestStore({ root });
  expect(await next.secrets.get('channel a token')).toBe(SECRET);
  expect(await next.secrets.get('channel b token')).toBe('another');
  await next.secrets.forget('channel b token');
  expect(await next.secrets.get('channel b token')).toBeUndefined();
  await next.close();
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const holding = files.filter((file) => readFileSync(join(file.parentPath, file.name)).includes(SECRET));
  expect(holding).toEqual([]);
});

test('its key is readable by this user alone, whatever the umask is', async () => {
  const root = folder();
  const umask = process.umask(0o000);
  onTestFinished(() => void process.umask(umask));
  const store = await openTestStore({ root });
  await store.secrets.put('name', SECRET, 1);
  expect((statSync(join(root, 'secrets.key')).mode & 0o777).toString(8)).toBe('600');
});

test('a backup holds no key: what is restored elsewhere asks for its secrets again', async () => {
  const root = folder();
  const store = await openTestStore({ root });
  await store.secrets.put('name', SECRET, 1);
  const target = join(folder(), 'copy.db');
  await backUp(join(root, 'ringdesk.db'), target, () => undefined);
  expect(readdirSync(join(target, '..'))).not.toContain('secrets.key');
  const elsewhere = folder();
  const other = await openTestStore({ root: elsewhere });
  await other.close();
  const copy = openDatabase(target);
  const rows = copy.prepare<[], { name: string; sealed: Buffer }>('SELECT name, sealed FROM secrets').all();
  copy.close();
  const moved = openDatabase(join(elsewhere, 'ringdesk.db'));
  for (const { name, sealed } of rows)
    moved.prepare<[string, Buffer]>('INSERT INTO secrets (name, sealed, at) VALUES (?, ?, 1)').run(name, sealed);
  moved.close();
  const again = await openTestStore({ root: elsewhere });
  expect(await again.secrets.get('name')).toBeUndefined();
  await again.secrets.put('name', 'anew', 2);
  expect(await again.secrets.get('name')).toBe('anew');
});

test('a secret that was moved under another name, or altered, is none', async () => {
  const root = folder();
  const store = await openTestStore({ root });
  await store.secrets.put('one', SECRET, 1);
  await store.secrets.put('two', 'other', 1);
  const database = openDatabase(join(root, 'ringdesk.db'));
  database.exec(`UPDATE secrets SET sealed = (SELECT sealed FROM secrets WHERE name = 'one') WHERE name = 'two'`);
  database.exec(`UPDATE secrets SET sealed = zeroblob(40) WHERE name = 'one'`);
  database.close();
  expect([await store.secrets.get('one'), await store.secrets.get('two')]).toEqual([undefined, undefined]);
});
