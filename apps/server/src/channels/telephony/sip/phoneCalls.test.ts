import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';

import { CALL_HEADER, type Party, ROLE_HEADER } from '../callControl.ts';
import { type Baresip, hasBaresip, startBaresip } from './testing/baresip.ts';
import { agent, openSipStage, PATIENCE, type SipStage, trunk } from './testing/sipStage.ts';

const UDP = 15_300;
/** Trunks are known by their address. */
const NETWORK = '127.0.0.9';
const [line, number] = ['line' as never, '+34600111222'];

describe.skipIf(!hasBaresip)('calls by phones of another make', { timeout: 60_000 }, () => {
  let stage: SipStage;
  const phones: Baresip[] = [];
  const phoneOf = async (name: string, port: number): Promise<Baresip> => {
    const account = `<sip:${name}@127.0.0.1:${UDP};transport=udp>;auth_user=${name};auth_pass=geheim;regint=60`;
    const phone = await startBaresip({ host: '127.0.0.1', port, controlPort: port + 2, account });
    phones.push(phone);
    await vi.waitFor(
      () => expect(stage.facts).toContainEqual({ type: 'phones', agentId: name, devices: ['phone'] }),
      PATIENCE,
    );
    return phone;
  };
  const outside = async (answers = true): Promise<Baresip> => {
    const account = `<sip:${number}@${NETWORK}:15320>;regint=0`;
    const phone = await startBaresip({ host: NETWORK, port: 15_320, controlPort: 15_322, account, answers });
    phones.push(phone);
    return phone;
  };
  const allow = (callId: InteractionId, name: string, role: 'talk' | 'consult', to: Party): void =>
    stage.control.order({ type: 'authorise', callId, agentId: agent(name), role, to, until: 0 });
  const before = (type: 'dialled' | 'arrived'): number => stage.facts.filter((fact) => fact.type === type).length;

  beforeAll(async () => {
    stage = await openSipStage({
      listen: { host: '0.0.0.0', udpPort: UDP, tcpPort: undefined, tls: undefined },
      phones: ['ute', 'tom', 'sam', 'lea', 'leo', 'mia', 'noa', 'eva'].map((name) => ({
        agentId: agent(name),
        user: name,
        password: 'geheim',
      })),
      trunks: [trunk('line', { host: NETWORK, port: 15_320, allowedAddresses: [NETWORK] })],
    });
    await stage.fact('trunk');
  });
  afterEach(async () => {
    for (const phone of phones.splice(0)) await phone.close();
  });
  afterAll(() => stage.close());

  test('its owner dials a number: asked for, allowed, and joined with who answers', async () => {
    const phone = await phoneOf('ute', 15_310);
    await outside();
    phone.dial(`sip:${number}@127.0.0.1:${UDP}`);
    const { callId, ...dialled } = await stage.fact('dialled');
    expect(dialled).toEqual({ type: 'dialled', agentId: 'ute', to: number });
    allow(callId, 'ute', 'talk', { kind: 'outside', trunkId: line, number, callerId: undefined });
    expect(await stage.fact('connected', callId)).toMatchObject({ agentId: 'ute' });
    await phone.happened('CALL_ESTABLISHED');
    phone.hangUp();
    expect(await stage.fact('ended', callId)).toMatchObject({ by: 'agent', because: 'hangUp' });
  });

  test('what is not allowed is refused, calls nobody, and is nobody’s call', async () => {
    const phone = await phoneOf('tom', 15_310);
    const skip = before('dialled');
    phone.dial(`sip:112@127.0.0.1:${UDP}`);
    const { callId } = await stage.fact('dialled', undefined, skip);
    stage.control.order({ type: 'refuse', callId, because: 'forbidden' });
    await phone.happened('CALL_CLOSED');
    expect(stage.told(callId)).toEqual(['dialled']);
  });

  test('a colleague’s phone rings for them, and picks up', async () => {
    const caller = await phoneOf('sam', 15_310);
    const called = await phoneOf('lea', 15_314);
    const skip = before('dialled');
    caller.dial(`sip:lea@127.0.0.1:${UDP}`);
    const { callId, to } = await stage.fact('dialled', undefined, skip);
    expect(to).toBe('lea');
    allow(callId, 'sam', 'talk', { kind: 'agent', agentId: agent('lea') });
    stage.control.order({ type: 'ring', callId, agentIds: [agent('lea')], callerName: 'Sam' });
    await called.happened('CALL_INCOMING');
    called.accept();
    expect(await stage.fact('pickedUp', callId)).toMatchObject({ agentId: 'lea' });
    stage.control.order({ type: 'connect', callId, agentId: agent('lea') });
    expect(await stage.fact('connected', callId)).toMatchObject({ agentId: 'lea' });
    await caller.happened('CALL_ESTABLISHED');
    expect(called.events.filter((type) => type === 'CALL_INCOMING')).toHaveLength(1);
    called.hangUp();
    expect(await stage.fact('ended', callId)).toMatchObject({ by: 'customer', because: 'hangUp' });
    await caller.happened('CALL_CLOSED');
  });

  test('without a media server, who has nothing but a desk is not called from a phone that they would not hear', async () => {
    const caller = await phoneOf('eva', 15_310);
    const desk = await stage.softphone('zoe');
    const skip = before('dialled');
    caller.dial(`sip:zoe@127.0.0.1:${UDP}`);
    const { callId } = await stage.fact('dialled', undefined, skip);
    allow(callId, 'eva', 'talk', { kind: 'agent', agentId: agent('zoe') });
    expect(await stage.fact('farEndFailed', callId)).toMatchObject({ role: 'talk', because: 'unreachable' });
    expect(await stage.fact('ended', callId)).toMatchObject({ by: 'server' });
    await caller.happened('CALL_CLOSED');
    expect(desk.invitations).toEqual([]);
  });

  /** Wim's softphone talks with somebody outside, and Leo or whoever is asked has a phone that rings. */
  const asked = async (name: string) => {
    const phone = await phoneOf(name, 15_310);
    await outside();
    const page = await stage.softphone('wim');
    const callId = `consult-${name}` as InteractionId;
    allow(callId, 'wim', 'talk', { kind: 'outside', trunkId: line, number, callerId: undefined });
    const call = await page.call([`${CALL_HEADER}: ${callId}`, `${ROLE_HEADER}: talk`]);
    await stage.fact('connected', callId);
    stage.control.order({ type: 'ring', callId, agentIds: [agent(name)], callerName: 'Mia' });
    await phone.happened('CALL_INCOMING');
    return { phone, page, callId, call };
  };
  const consultHeaders = (callId: InteractionId) => [`${CALL_HEADER}: ${callId}`, `${ROLE_HEADER}: consult`];

  test('who is consulted picks up their phone: that leg is where they are asked, and takes the customer', async () => {
    const { phone, page, callId } = await asked('leo');
    phone.accept();
    await stage.fact('pickedUp', callId);
    allow(callId, 'wim', 'consult', { kind: 'agent', agentId: agent('leo') });
    await page.call(consultHeaders(callId));
    await vi.waitFor(
      () => expect(stage.facts).toContainEqual({ type: 'farEnd', callId, role: 'consult', state: 'answered' }),
      PATIENCE,
    );
    expect(phone.events.filter((type) => type === 'CALL_INCOMING')).toHaveLength(1);
    stage.control.order({ type: 'completeConsult', callId });
    expect(await stage.fact('connected', callId, 1)).toMatchObject({ agentId: 'leo' });
    phone.hangUp();
    expect(await stage.fact('ended', callId)).toMatchObject({ by: 'agent' });
  });

  test('accepted at the desk, the phone rings no longer', async () => {
    const { phone, callId, call } = await asked('mia');
    allow(callId, 'wim', 'consult', { kind: 'agent', agentId: agent('mia') });
    await phone.happened('CALL_CLOSED');
    await call.bye();
    expect(await stage.fact('ended', callId)).toMatchObject({ by: 'agent' });
  });

  test('the consultation ends before the phone that was picked up is joined: it is sent away', async () => {
    const { phone, callId, call } = await asked('noa');
    phone.accept();
    await stage.fact('pickedUp', callId);
    stage.control.order({ type: 'endConsult', callId });
    await phone.happened('CALL_CLOSED');
    await call.bye();
    expect(await stage.fact('ended', callId)).toMatchObject({ by: 'agent' });
  });
});
