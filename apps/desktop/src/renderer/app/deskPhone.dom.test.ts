import 'fake-indexeddb/auto';

import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';

import type { DesktopApi } from '../../bridge/desktopApi.ts';
import { AppInfo } from '../../bridge/desktopApi.ts';
import { installDesktop } from '../connection/desktop.ts';
import { type ScriptedSoftphone, scriptedSoftphone } from '../phone/testing/scriptedSoftphone.ts';
import { missesCall, takesCall } from '../workspace/answering.ts';
import { interactionNoun, offerNoun, queueNoun, snapshotOf, T0 } from '../workspace/testNouns.ts';
import { workspaceWriter } from '../workspace/workspaceWriter.ts';
import { browserDesktop } from './browserDesktop.ts';
import { deskId } from './deskId.ts';
import { startPhone } from './useDeskPhone.ts';

const told: unknown[] = [];
let power: ((data: { state: 'resume' | 'suspend' }) => void) | undefined;
let phone: ScriptedSoftphone;
let stop: () => void;

const call = (change: object) =>
  interactionNoun('c1', { medium: 'call', call: { direction: 'in', via: 'trunk', rang: true }, ...change });
const world = (interaction: object, offers: readonly object[] = []): void =>
  workspaceWriter.welcome(
    snapshotOf({ queues: [{ ...queueNoun('sales'), medium: 'call' }], interactions: [interaction], offers }),
  );

beforeEach(async () => {
  told.length = 0;
  const plain = browserDesktop('1');
  const api: DesktopApi = {
    call: (name, input) => {
      if (name === 'calls.running') told.push(input);
      return plain.call(name, input);
    },
    on: (name, listener) => {
      if (name === 'power.changed') power = listener as unknown as typeof power;
      return () => undefined;
    },
  };
  installDesktop(api, AppInfo.parse(await plain.call('app.info', {})));
  phone = scriptedSoftphone(() => T0);
  stop = startPhone(phone);
});
afterEach(() => {
  stop();
  workspaceWriter.signedOut(0);
});

const c1 = 'c1' as InteractionId;

test('a call taken at this desk is answered by its phone, one that was lost to a colleague no longer', () => {
  world(call({ state: 'offered', offeredTo: ['me'] }));
  takesCall(c1);
  missesCall(c1);
  expect(phone.asked).toEqual(['volume 0.8', 'answer c1', 'reject c1']);
  expect(phone.invite('c1')).toBe(false);
  takesCall(c1);
  expect(phone.invite('c1')).toBe(true);
});

test('a chat that is taken rings no phone', () => {
  world(interactionNoun('c1'));
  takesCall(c1);
  expect(phone.asked.filter((what) => what.startsWith('answer'))).toEqual([]);
});

test('the system is told while a call goes on, and the phone when the machine wakes', () => {
  world(call({ state: 'active', ownerId: 'me' }));
  world(call({ state: 'closed', reopenUntil: T0 }));
  expect(told).toEqual([{ on: true }, { on: false }]);
  power?.({ state: 'suspend' });
  power?.({ state: 'resume' });
  expect(phone.asked.filter((what) => what === 'wake')).toHaveLength(1);
});

test('the headset shows what rings and what goes on', () => {
  world(call({ state: 'offered', offeredTo: ['me'] }), [offerNoun('o1', 'c1')]);
  expect(phone.lamps()).toEqual({ inCall: false, muted: false, ringing: true });
  takesCall(c1);
  phone.invite('c1');
  world(call({ state: 'active', ownerId: 'me' }));
  phone.mute('c1', true);
  expect(phone.lamps()).toEqual({ inCall: true, muted: true, ringing: false });
});

test('a tab asks before it is closed in a call, and only then', () => {
  const leave = (): boolean => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  expect(leave()).toBe(false);
  world(call({ state: 'active', ownerId: 'me' }));
  takesCall(c1);
  phone.invite('c1');
  expect(leave()).toBe(true);
  phone.hangUp('c1');
  expect(leave()).toBe(false);
});

test('the line of a desk that is left is given up', () => {
  expect(phone.state().line.phase).toBe('ready');
  stop();
  expect(phone.state().line.phase).toBe('off');
});

test('a desk keeps its name through a reload only', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  } as Storage;
  const first = deskId(storage);
  expect(first).toMatch(/^[0-9a-z_-]{1,40}$/);
  // A window that was opened anew has the copied storage of the one it came from.
  expect(deskId(storage)).not.toBe(first);
});
