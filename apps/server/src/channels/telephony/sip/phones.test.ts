import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';

import { CALL_HEADER, ROLE_HEADER } from '../callControl.ts';
import { type Baresip, type BaresipOptions, hasBaresip, startBaresip } from './testing/baresip.ts';
import { SessionState, stateOf } from './testing/sipPage.ts';
import { agent, openSipStage, PATIENCE, type SipStage, trunk } from './testing/sipStage.ts';

const UDP = 15_060;
/** Trunks are known by their address: callers have one of their own on this machine. */
const NETWORK = '127.0.0.3';

describe.skipIf(!hasBaresip)('phones of another make', { timeout: 60_000 }, () => {
  let stage: SipStage;
  const phones: Baresip[] = [];
  const start = async (options: BaresipOptions): Promise<Baresip> => {
    const phone = await startBaresip(options);
    phones.push(phone);
    return phone;
  };
  const caller = (answers = false): Promise<Baresip> =>
    start({
      host: NETWORK,
      port: 15_080,
      controlPort: 15_082,
      account: `<sip:+34600111222@${NETWORK}:15080>;regint=0`,
      answers,
    });
  const phoneOf = (name: string, transport: 'udp' | 'tcp', password = 'geheim', answers = false): Promise<Baresip> =>
    start({
      host: '127.0.0.1',
      port: 15_084,
      controlPort: 15_086,
      account: `<sip:${name}@127.0.0.1:${UDP};transport=${transport}>;auth_user=${name};auth_pass=${password};regint=60`,
      answers,
    });

  beforeAll(async () => {
    stage = await openSipStage({
      listen: { host: '0.0.0.0', udpPort: UDP, tcpPort: UDP, tls: undefined },
      phones: [
        { agentId: agent('ute'), user: 'ute', password: 'geheim' },
        { agentId: agent('tom'), user: 'tom', password: 'geheim' },
        { agentId: agent('sam'), user: 'sam', password: 'geheim' },
        { agentId: agent('lea'), user: 'lea', password: 'geheim' },
        { agentId: agent('leo'), user: 'leo', password: 'geheim' },
      ],
      trunks: [trunk('line', { host: NETWORK, port: 15_080, allowedAddresses: [NETWORK] })],
    });
    await stage.fact('trunk');
  });
  afterEach(async () => {
    for (const phone of phones.splice(0)) await phone.close();
  });
  afterAll(() => stage.close());

  test.each(['udp', 'tcp'] as const)(
    '[57] one registers over %s with its password, rings, and takes a call from outside',
    async (transport) => {
      const name = transport === 'udp' ? 'ute' : 'tom';
      const phone = await phoneOf(name, transport);
      await vi.waitFor(
        () => expect(stage.facts).toContainEqual({ type: 'phones', agentId: name, devices: ['phone'] }),
        PATIENCE,
      );
      const line = await caller();
      const before = stage.facts.filter(({ type }) => type === 'arrived').length;
      line.dial(`sip:+34910000000@127.0.0.1:${UDP}`);
      const arrived = await stage.fact('arrived', undefined, before);
      expect(arrived).toMatchObject({
        to: '+34910000000',
        from: { kind: 'trunk', trunkId: 'line', number: '+34600111222' },
      });
      const { callId } = arrived;
      stage.control.order({ type: 'ring', callId, agentIds: [agent(name)], callerName: 'Vera' });
      await phone.happened('CALL_INCOMING');
      phone.accept();
      expect(await stage.fact('pickedUp', callId)).toMatchObject({ agentId: name });
      stage.control.order({ type: 'connect', callId, agentId: agent(name) });
      expect(await stage.fact('connected', callId)).toMatchObject({ agentId: name });
      await line.happened('CALL_ESTABLISHED');
      phone.hold();
      expect(await stage.fact('held', callId)).toMatchObject({ on: true });
      phone.resume();
      expect(await stage.fact('held', callId, 1)).toMatchObject({ on: false });
      phone.transfer('sip:+34911111111@ringdesk.invalid');
      expect((await stage.fact('referred', callId)).to).toContain('+34911111111');
      line.hangUp();
      expect(await stage.fact('ended', callId)).toMatchObject({ by: 'customer', because: 'hangUp' });
      await phone.happened('CALL_CLOSED');
    },
  );

  test('a phone that rings stops when somebody else has taken the call', async () => {
    const phone = await phoneOf('sam', 'udp');
    await vi.waitFor(
      () => expect(stage.facts).toContainEqual({ type: 'phones', agentId: 'sam', devices: ['phone'] }),
      PATIENCE,
    );
    const line = await caller();
    const before = stage.facts.filter(({ type }) => type === 'arrived').length;
    line.dial(`sip:+34910000000@127.0.0.1:${UDP}`);
    const { callId } = await stage.fact('arrived', undefined, before);
    stage.control.order({ type: 'ring', callId, agentIds: [agent('sam')], callerName: 'Vera' });
    await phone.happened('CALL_INCOMING');
    stage.control.order({ type: 'stopRinging', callId, because: 'elsewhere' });
    await phone.happened('CALL_CLOSED');
    stage.control.order({ type: 'announce', callId, file: null });
    await line.happened('CALL_CLOSED');
    expect(await stage.fact('ended', callId)).toMatchObject({ by: 'server' });
  });

  test('a softphone calls a number over the trunk', async () => {
    await caller(true);
    const page = await stage.softphone('wim');
    const callId = 'call-out' as InteractionId;
    stage.control.order({
      type: 'authorise',
      callId,
      agentId: agent('wim'),
      role: 'talk',
      to: { kind: 'outside', trunkId: 'line' as never, number: '+34600111222', callerId: '+34910000000' },
      until: 0 as never,
    });
    const call = await page.call([`${CALL_HEADER}: ${callId}`, `${ROLE_HEADER}: talk`]);
    expect(await stage.fact('connected', callId)).toMatchObject({ agentId: 'wim' });
    expect(stage.facts).toContainEqual({ type: 'farEnd', callId, role: 'talk', state: 'answered' });
    await vi.waitFor(() => expect(stateOf(call)).toBe(SessionState.Established), PATIENCE);
    await call.bye();
    expect(await stage.fact('ended', callId)).toMatchObject({ by: 'agent', because: 'hangUp' });
  });

  test.each(['rings', 'talks'] as const)(
    'a phone that %s when the server is killed is told that it is over',
    async (how) => {
      const name = how === 'rings' ? 'lea' : 'leo';
      const phone = await phoneOf(name, 'udp');
      await vi.waitFor(
        () => expect(stage.facts).toContainEqual({ type: 'phones', agentId: name, devices: ['phone'] }),
        PATIENCE,
      );
      const line = await caller();
      const before = stage.facts.filter(({ type }) => type === 'arrived').length;
      line.dial(`sip:+34910000000@127.0.0.1:${UDP}`);
      const { callId } = await stage.fact('arrived', undefined, before);
      stage.control.order({ type: 'ring', callId, agentIds: [agent(name)], callerName: 'Vera' });
      await phone.happened('CALL_INCOMING');
      if (how === 'talks') {
        phone.accept();
        await stage.fact('pickedUp', callId);
        stage.control.order({ type: 'connect', callId, agentId: agent(name) });
        await stage.fact('connected', callId);
      }
      const kept = how === 'talks' ? /"phone".*"bye"/ : /"phone".*CANCEL/;
      await vi.waitFor(async () => {
        const folder = stage.config.legsDir ?? '';
        const all = await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file), 'utf8')));
        expect(all.some((text) => kept.test(text))).toBe(true);
      }, PATIENCE);
      await stage.control.kill();
      await phone.happened('CALL_CLOSED');
      await line.happened('CALL_CLOSED');
    },
  );
});
