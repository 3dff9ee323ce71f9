import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { AppInfo, type DesktopApi } from '../../bridge/desktopApi.ts';
import { type Connection, installConnection } from '../connection/connection.ts';
import { installDesktop } from '../connection/desktop.ts';
import { snapshotOf, T0 } from '../workspace/testNouns.ts';
import { workspaceWriter } from '../workspace/workspaceWriter.ts';
import { browserDesktop } from './browserDesktop.ts';
import { LOOK_MS, noteTouches, startIdleWatch } from './idleWatch.ts';

let said: number[];
let live: boolean;
/** What the system says; null: it does not. */
let system: number | null;
let power: (data: { state: string }) => void;
let ends: (() => void)[];

const MINUTE = 60_000;
const welcome = (idle: object | undefined): void => {
  workspaceWriter.welcome(snapshotOf(idle === undefined ? {} : { idle }));
  workspaceWriter.link({ phase: 'live', since: T0 });
};
const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

beforeEach(async () => {
  vi.useFakeTimers();
  said = [];
  live = true;
  system = null;
  const plain = browserDesktop('1');
  installDesktop(
    {
      call: (name: string, input: never) =>
        name === 'system.idle' ? Promise.resolve({ seconds: system }) : plain.call(name as never, input),
      on: (name: string, listener: never) => {
        if (name === 'power.changed') power = listener;
        return () => undefined;
      },
    } as unknown as DesktopApi,
    AppInfo.parse(await plain.call('app.info', {})),
  );
  installConnection({
    signalActivity: (seconds: number) => {
      if (live) said.push(seconds);
      return live;
    },
  } as unknown as Connection);
  ends = [startIdleWatch(), noteTouches(window)];
  welcome({ minutes: 15, reasonId: null });
});
afterEach(() => {
  for (const end of ends) end();
  workspaceWriter.signedOut(T0);
  vi.useRealTimers();
});

test('the server is told once that the desk was left, for how long, and at once when somebody touches it again', async () => {
  await pass(45_000);
  window.dispatchEvent(new Event('keydown'));
  await pass(59_000);
  expect(said).toEqual([]);
  await pass(10 * MINUTE);
  expect(said).toHaveLength(1);
  expect(said[0]).toBeGreaterThanOrEqual(60);
  expect(said[0]).toBeLessThanOrEqual(60 + LOOK_MS / 1_000);
  window.dispatchEvent(new Event('pointermove'));
  expect(said.slice(1)).toEqual([0]);
});

test('nothing is told where the center has no such rule', async () => {
  welcome(undefined);
  await pass(60 * MINUTE);
  expect(said).toEqual([]);
});

test('in the app another program on the same machine keeps the desk from being left', async () => {
  system = 3;
  await pass(30 * MINUTE);
  expect(said).toEqual([]);
  system = 70;
  await pass(LOOK_MS);
  expect(said).toEqual([70]);
});

test('a locked screen is left since it was locked, however the mouse moves over it', async () => {
  system = 0;
  power({ state: 'lock' });
  await pass(2 * MINUTE);
  expect(said).toHaveLength(1);
  window.dispatchEvent(new Event('pointermove'));
  expect(said).toHaveLength(1);
  power({ state: 'unlock' });
  expect(said.slice(1)).toEqual([0]);
});

test('over a new line it is told anew', async () => {
  await pass(5 * MINUTE);
  expect(said).toHaveLength(1);
  live = false;
  workspaceWriter.link({ phase: 'lost', since: T0 });
  await pass(MINUTE);
  live = true;
  workspaceWriter.link({ phase: 'live', since: T0 });
  await pass(LOOK_MS);
  expect(said).toHaveLength(2);
  expect(said[1]).toBeGreaterThan(360);
});
