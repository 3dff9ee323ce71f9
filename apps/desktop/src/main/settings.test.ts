import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { readStart } from './serverAddress.ts';
import { openSettings } from './storedSettings.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringdesk-settings-'));
  path = join(folder, 'deeper/settings.json');
});
afterEach(() => rmSync(folder, { recursive: true }));
const never = (error: unknown): void => expect(error).toBeUndefined();

describe('what the app remembers', () => {
  test('survives a restart', () => {
    openSettings(path, never).change({ server: 'https://desk.example', language: 'ru' });
    expect(openSettings(path, never).get()).toMatchObject({
      server: 'https://desk.example',
      language: 'ru',
      theme: 'system',
    });
  });

  test.for([
    '',
    '{',
    'null',
    '[]',
    '"x"',
    '{"server":"http://evil.example","language":"xx","theme":7,"windows":{"last":"a"},"trayExplained":"yes","later":1}',
  ])('a file with %s starts the desk anyway', (content) => {
    const file = join(folder, 'settings.json');
    writeFileSync(file, content);
    expect(openSettings(file, never).get()).toEqual({
      server: null,
      language: null,
      theme: 'system',
      windows: { last: null, places: {} },
      popOuts: { last: null, places: {} },
      closeToTray: true,
      telephoneLinks: false,
      headsets: [],
      spelling: false,
      trayExplained: false,
    });
  });

  test('one broken part does not cost the others', () => {
    const file = join(folder, 'settings.json');
    writeFileSync(file, '{"server":"https://desk.example","theme":"pink"}');
    expect(openSettings(file, never).get()).toMatchObject({ server: 'https://desk.example', theme: 'system' });
  });

  test('a disk that cannot be written is told, and the change holds meanwhile', () => {
    const failures: unknown[] = [];
    writeFileSync(join(folder, 'deeper'), 'a file where the folder should be');
    const settings = openSettings(path, (error) => failures.push(error));
    settings.change({ theme: 'dark' });
    expect([failures.length, settings.get().theme]).toEqual([1, 'dark']);
  });

  test('holds no token', () => {
    openSettings(path, never).change({ theme: 'dark' });
    expect(readFileSync(path, 'utf8')).not.toMatch(/token|secret|password/i);
  });
});

describe('how it was started', () => {
  test('the command line before the environment', () => {
    expect(readStart(['--server=https://a.example'], { RINGDESK_URL: 'https://b.example' })).toEqual({
      server: 'https://a.example',
      serverRefused: false,
      diagnostics: false,
      hidden: false,
    });
    expect(readStart([], { RINGDESK_URL: 'http://127.0.0.1:7080/' }).server).toBe('http://127.0.0.1:7080');
    expect(readStart([], {})).toMatchObject({ server: undefined, serverRefused: false });
  });

  test('macOS gives no argument to what it starts with the session', () => {
    expect([readStart([], {}, true).hidden, readStart([], {}, false).hidden]).toEqual([true, false]);
  });

  test.for([
    'http://desk.example',
    'https://u:p@desk.example',
    'https://desk.example/inbox',
    'file:///etc',
    'desk.example',
    'http://127.0.0.1.evil.example',
  ])('%s is no server', (address) => {
    expect(readStart([`--server=${address}`], {})).toMatchObject({ server: undefined, serverRefused: true });
  });

  test('switches of Chromium, links and files stand beside', () => {
    expect(
      readStart(['--no-sandbox', 'ringdesk://interaction/a', '--hidden', '--enable-features=A,B', '--diagnostics'], {}),
    ).toEqual({ server: undefined, serverRefused: false, diagnostics: true, hidden: true });
  });
});
