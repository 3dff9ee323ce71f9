import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { openVault, type SafePlace } from './vault.ts';

const server = 'https://desk.example';
let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringdesk-vault-'));
  file = join(folder, 'session');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The system's own encryption is not ours to test: this one turns bytes around, so that nothing readable reaches the file. */
const system = (backend: ReturnType<SafePlace['getSelectedStorageBackend']>, available = true): SafePlace => ({
  isAsyncEncryptionAvailable: async () => available,
  encryptStringAsync: async (text) => Buffer.from(text).map((byte) => byte ^ 0x5a) as Buffer,
  decryptStringAsync: async (bytes) => ({
    result: Buffer.from(bytes.map((byte) => byte ^ 0x5a)).toString(),
    shouldReEncrypt: false,
  }),
  getSelectedStorageBackend: () => backend,
});

describe('the session token', () => {
  test('is kept over a restart, unreadable in the file and only for the person', async () => {
    await (await openVault(system('gnome_libsecret'), file, 'linux')).set(server, 'secret-token', true);
    expect(readFileSync(file, 'utf8')).not.toContain('secret');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const again = await openVault(system('gnome_libsecret'), file, 'linux');
    expect([again.state, again.get(server)]).toEqual(['ready', 'secret-token']);
  });

  test('is given to no other server', async () => {
    const vault = await openVault(system('kwallet6'), file, 'linux');
    await vault.set(server, 'secret-token', true);
    expect([vault.get('https://evil.example'), vault.get('http://127.0.0.1:7080'), vault.get(undefined)]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test.for(['basic_text', 'unknown'] as const)(
    'Linux with %s: not stored, kept until the end of the process',
    async (backend) => {
      const vault = await openVault(system(backend), file, 'linux');
      await vault.set(server, 'secret-token', true);
      expect([vault.state, vault.get(server), existsSync(file)]).toEqual(['noKeyRing', 'secret-token', false]);
    },
  );

  test('without encryption nothing is stored; the backend is a matter of Linux only', async () => {
    expect((await openVault(system('unknown', false), file, 'win32')).state).toBe('notAvailable');
    expect((await openVault(system('unknown'), file, 'darwin')).state).toBe('ready');
  });

  test('"keep" off: a token stored before is removed', async () => {
    const vault = await openVault(system('kwallet'), file, 'linux');
    await vault.set(server, 'one', true);
    await vault.set(server, 'two', false);
    expect([vault.get(server), existsSync(file)]).toEqual(['two', false]);
  });

  test('signed out: gone from file and memory, also twice', async () => {
    const vault = await openVault(system('kwallet'), file, 'linux');
    await vault.set(server, 'one', true);
    await vault.clear();
    await vault.clear();
    expect([vault.get(server), existsSync(file)]).toEqual([null, false]);
  });

  test.for(['', 'garbage', '{"server":"https://desk.example"}', '{"server":"http://evil.example","token":"x"}'])(
    'a file with %j is no token',
    async (content) => {
      writeFileSync(file, await system('kwallet').encryptStringAsync(content));
      expect((await openVault(system('kwallet'), file, 'linux')).get(server)).toBeNull();
    },
  );

  test('a key ring that was reset cannot read it: no token, and no failure', async () => {
    writeFileSync(file, 'x');
    const reset: SafePlace = {
      ...system('kwallet'),
      decryptStringAsync: async () => Promise.reject(new Error('wrong key')),
    };
    expect((await openVault(reset, file, 'linux')).get(server)).toBeNull();
  });

  test('what the system wants encrypted anew is written anew', async () => {
    await (await openVault(system('kwallet'), file, 'linux')).set(server, 'one', true);
    const renewing: SafePlace = {
      ...system('kwallet'),
      decryptStringAsync: async (bytes) => ({
        ...(await system('kwallet').decryptStringAsync(bytes)),
        shouldReEncrypt: true,
      }),
      encryptStringAsync: async (text) => Buffer.from(`new${text.length}`),
    };
    await openVault(renewing, file, 'linux');
    expect(readFileSync(file, 'utf8')).toMatch(/^new\d+$/);
  });
});
