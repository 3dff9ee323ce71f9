import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { desktopEntry, startAtLogin } from './startAtLogin.ts';

const configFolder = mkdtempSync(join(tmpdir(), 'ringdesk-login-'));
afterAll(() => rmSync(configFolder, { recursive: true }));

test('Linux: a file of the session, started hidden, there and gone', () => {
  const noApp = {
    getLoginItemSettings: () => expect.fail('not asked'),
    setLoginItemSettings: () => expect.fail('not asked'),
  };
  const login = startAtLogin(noApp, { platform: 'linux', configFolder, program: '/opt/Ringdesk/ringdesk' });
  expect([login.get(), login.set(true), login.get()]).toEqual([false, true, true]);
  expect(readFileSync(join(configFolder, 'autostart/ringdesk.desktop'), 'utf8')).toContain(
    'Exec="/opt/Ringdesk/ringdesk" --hidden\n',
  );
  expect([login.set(false), login.set(false), login.get()]).toEqual([false, false, false]);
});

test('Linux: a path with signs of the shell starts that path and nothing else', () => {
  const exec = desktopEntry('/home/a b/$(x)`y`"z"%f\\q')
    .split('\n')
    .find((line) => line.startsWith('Exec='));
  expect(exec).toBe('Exec="/home/a b/\\\\$(x)\\\\`y\\\\`\\\\"z\\\\"%%f\\\\\\\\q" --hidden');
});

test.for(['darwin', 'win32'] as const)('%s: the list of the system, whose answer counts', (platform) => {
  const asked: unknown[] = [];
  const refusing = {
    getLoginItemSettings: () => ({ openAtLogin: false }) as ReturnType<Electron.App['getLoginItemSettings']>,
    setLoginItemSettings: (settings: unknown) => void asked.push(settings),
  };
  expect(startAtLogin(refusing, { platform, configFolder, program: '/x' }).set(true)).toBe(false);
  expect(asked).toEqual([{ openAtLogin: true, args: ['--hidden'] }]);
});
