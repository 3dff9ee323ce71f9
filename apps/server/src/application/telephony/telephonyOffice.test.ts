import { createHmac } from 'node:crypto';
import { defaultTelephonySettings, type TrunkSettings } from '@ringdesk/shared/model/call.ts';
import type { AgentId, ChannelId, TrunkId } from '@ringdesk/shared/model/ids.ts';
import { HOUR, type Instant } from '@ringdesk/shared/model/time.ts';
import { describe, expect, test } from 'vitest';

import { openTestStore } from '../../storage/testing/testStore.ts';
import { createTelephonyOffice } from './telephonyOffice.ts';

const now = 1_800_000_000_000 as Instant;
const main = 'main' as TrunkId;
const ana = 'ana' as AgentId;
const settings: TrunkSettings = {
  host: 'sip.example.com',
  port: 5060,
  transport: 'udp',
  registers: true,
  user: 'halden',
  authUser: '',
  allowedAddresses: [],
  maxCalls: 10,
  dialAs: 'e164',
  country: 'ES',
};

async function office(used: readonly ChannelId[] = []) {
  const store = await openTestStore();
  const make = () =>
    createTelephonyOffice({ table: store.telephony, secrets: store.secrets, channelsOn: () => used, now: () => now });
  return { store, make, office: await make() };
}

describe('lines', () => {
  test('[57] are kept with their password apart, and are there after a restart', async () => {
    const { store, make, office: first } = await office();
    let told = 0;
    first.onChange(() => (told += 1));
    expect(await first.saveTrunk({ id: main, version: 0, name: 'Main', settings, password: 'secret' })).toEqual({
      ok: true,
      value: 1,
    });
    expect(told).toBe(1);
    expect(JSON.stringify(first.trunks())).not.toContain('secret');
    const second = await make();
    expect(second.trunks()).toEqual([{ id: main, version: 1, name: 'Main', settings, passwordSet: true }]);
    expect(second.lines()[0]?.password).toBe('secret');
    expect(JSON.stringify(await store.telephony.trunks())).not.toContain('secret');
  });

  test('keep the password that is kept only for the server and user it was typed for', async () => {
    const { office: it } = await office();
    await it.saveTrunk({ id: main, version: 0, name: 'Main', settings, password: 'secret' });
    const moved = { ...settings, host: 'thief.example' };
    expect(await it.saveTrunk({ id: main, version: 1, name: 'Main', settings: moved, password: null })).toEqual({
      ok: false,
      error: { code: 'invalid', fields: { password: 'required' } },
    });
    expect(it.passwordFor(main, null, moved)).toMatchObject({ ok: false });
    const louder = { ...settings, maxCalls: 20 };
    expect(await it.saveTrunk({ id: main, version: 1, name: 'Main', settings: louder, password: null })).toEqual({
      ok: true,
      value: 2,
    });
    expect(it.lines()[0]).toMatchObject({ password: 'secret', settings: louder });
  });

  test('[11] refuse an old version and a name that is taken', async () => {
    const { office: it } = await office();
    await it.saveTrunk({ id: main, version: 0, name: 'Main', settings, password: null });
    expect(await it.saveTrunk({ id: main, version: 0, name: 'Main', settings, password: null })).toEqual({
      ok: false,
      error: { code: 'versionConflict', currentVersion: 1 },
    });
    const other = { id: 'other' as TrunkId, version: 0, name: 'MAIN', settings, password: null };
    expect(await it.saveTrunk(other)).toEqual({ ok: false, error: { code: 'nameTaken' } });
  });

  test('are not deleted under their numbers, and leave no password and no way out behind', async () => {
    const inUse = await office(['number' as ChannelId]);
    await inUse.office.saveTrunk({ id: main, version: 0, name: 'Main', settings, password: 'secret' });
    expect(await inUse.office.deleteTrunk(main)).toEqual({
      ok: false,
      error: { code: 'trunkInUse', channelIds: ['number'] },
    });

    const { store, make, office: it } = await office();
    await it.saveTrunk({ id: main, version: 0, name: 'Main', settings, password: 'secret' });
    await it.saveSettings({ ...defaultTelephonySettings, outboundTrunkId: main }, null);
    expect(await it.deleteTrunk(main)).toEqual({ ok: true, value: undefined });
    expect(it.settings().outboundTrunkId).toBeNull();
    expect((await make()).settings().outboundTrunkId).toBeNull();
    expect(await store.secrets.get('trunk:main')).toBeUndefined();
  });

  test('are on their way until the endpoint has said something', async () => {
    const { office: it } = await office();
    await it.saveTrunk({ id: main, version: 0, name: 'Main', settings, password: null });
    expect(it.health()).toEqual([{ trunkId: main, state: 'connecting', since: now, calls: 0 }]);
    it.heardOf({ trunkId: main, state: 'failing', problem: 'unauthorized', since: now, calls: 0 });
    it.heardOf({ trunkId: 'gone' as TrunkId, state: 'ok', since: now, calls: 0 });
    expect(it.health()).toMatchObject([{ state: 'failing', problem: 'unauthorized' }]);
  });
});

describe('connectivity servers', () => {
  test('get credentials for twelve hours, worked out from the shared secret', async () => {
    const { office: it } = await office();
    const iceServers = ['stun:stun.example.com:3478', 'turn:turn.example.com:3478?transport=udp'];
    await it.saveSettings({ ...defaultTelephonySettings, iceServers }, null);
    // A relay without a secret would refuse: it is left out.
    expect(it.iceServers(ana)).toEqual([{ urls: iceServers[0] }]);
    await it.saveSettings({ ...defaultTelephonySettings, iceServers }, 'shared');
    const username = `${(now + 12 * HOUR) / 1_000}:ana`;
    expect(it.iceServers(ana)[1]).toEqual({
      urls: iceServers[1],
      username,
      credential: createHmac('sha1', 'shared').update(username).digest('base64'),
    });
    await it.saveSettings({ ...defaultTelephonySettings, iceServers }, '');
    expect(it.turnSecretSet()).toBe(false);
  });
});

describe('phones of other makes', () => {
  test('get an account of their agent; a new password takes the place of the old one', async () => {
    const { make, office: it } = await office();
    const first = await it.newAccount(ana);
    const second = await it.newAccount(ana);
    expect(second.user).toBe(first.user);
    expect(second.password).not.toBe(first.password);
    expect((await make()).phones()).toEqual([{ agentId: ana, ...second }]);
    await it.deleteAccount(ana);
    expect((await make()).phones()).toEqual([]);
  });
});
