import { expect, test } from 'vitest';

import { UPDATES_EVERY_MS, type Updater, watchUpdates } from './updates.ts';

const open = (fails = false) => {
  const done: string[] = [];
  const heard = new Map<string, (data: never) => void>();
  const again: (() => void)[] = [];
  const updater = {
    autoDownload: false,
    autoInstallOnAppQuit: false,
    allowDowngrade: true,
    checkForUpdates: async () => {
      done.push('look');
      if (fails) throw new Error('no network');
      return null;
    },
    quitAndInstall: () => void done.push('install'),
    on: (event: string, listener: (data: never) => void) => heard.set(event, listener),
  };
  const updates = watchUpdates({
    updater: updater as unknown as Updater,
    every: (ms, act) => {
      expect(ms).toBe(UPDATES_EVERY_MS);
      again.push(act);
    },
    ready: (version) => done.push(`ready ${version}`),
    leaving: () => done.push('leaving'),
    log: (code) => done.push(code),
  });
  return { updates, updater, done, again, heard };
};

test('fetched in the background, put in place at quit, never backwards', () => {
  const { updater, done, again } = open();
  expect(updater).toMatchObject({ autoDownload: true, autoInstallOnAppQuit: true, allowDowngrade: false });
  again[0]?.();
  expect(done).toEqual(['look', 'look']);
});

test('put in place earlier only when one is there and the desk is idle', () => {
  const { updates, done, heard } = open();
  updates.install(true);
  heard.get('update-downloaded')?.({ version: '1.2.3' } as never);
  updates.install(false);
  expect(done).toEqual(['look', 'ready 1.2.3']);
  updates.install(true);
  expect(done.slice(2)).toEqual(['leaving', 'install']);
});

test('a failure is logged and ends nothing', async () => {
  const { done, again, heard } = open(true);
  heard.get('error')?.(new Error('no network') as never);
  again[0]?.();
  await Promise.resolve();
  expect(done).toEqual(['look', 'update.failed', 'look']);
});
