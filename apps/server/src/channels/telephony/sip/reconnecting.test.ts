import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';

import { CALL_HEADER, LEAVING_TYPE } from '../callControl.ts';
import { heardIn, openSipPage, SessionState, soundIn, stateOf } from './testing/sipPage.ts';
import { agent, openSipStage, PATIENCE, type SipStage } from './testing/sipStage.ts';

const until = (check: () => void): Promise<void> => vi.waitFor(check, PATIENCE);

/** The status with which an upgrade ends: 101 where it succeeds. */
const upgrade = (
  address: string,
  options: { readonly origin?: string; readonly protocols?: string[] } = {},
): Promise<number> =>
  new Promise((resolve) => {
    const { origin, protocols = ['sip'] } = options;
    const socket = new WebSocket(address, protocols, origin === undefined ? {} : { origin });
    socket.on('error', () => undefined);
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    socket.on('open', () => {
      resolve(101);
      socket.close();
    });
  });

describe('the WebSocket door', () => {
  let stage: SipStage;
  beforeAll(async () => {
    stage = await openSipStage();
  });
  afterAll(() => stage.close());

  const client = { kind: 'softphone', agentId: agent('ana'), deskId: 'desk' } as const;

  test('lets in a good ticket once, of the right page, speaking SIP', async () => {
    const address = stage.address(client);
    expect(await upgrade(address)).toBe(101);
    expect(await upgrade(address)).toBe(401);
    expect(await upgrade(`ws://127.0.0.1:${stage.port}/sip`)).toBe(401);
    expect(await upgrade(stage.address(client), { origin: 'http://desk.example' })).toBe(101);
    expect(await upgrade(stage.address(client), { origin: 'http://evil.example' })).toBe(403);
    expect(await upgrade(stage.address(client), { protocols: ['chat'] })).toBe(400);
  });

  test('a frame that is no text, or too long, closes its socket alone', async () => {
    const other = await stage.softphone('other');
    for (const frame of [Buffer.from([1, 2, 3]), 'x'.repeat(20_000)]) {
      const socket = new WebSocket(stage.address(client), ['sip']);
      socket.on('error', () => undefined);
      const closed = new Promise<number>((resolve) => socket.once('close', resolve));
      socket.once('open', () => socket.send(frame));
      expect([1003, 1009]).toContain(await closed);
    }
    expect(other.agent.isConnected()).toBe(true);
  });

  test('answers a keep-alive of RFC 5626', async () => {
    const socket = new WebSocket(stage.address(client), ['sip']);
    const answer = new Promise<string>((resolve) => socket.once('message', (data: Buffer) => resolve(data.toString())));
    socket.once('open', () => socket.send('\r\n\r\n'));
    expect(await answer).toBe('\r\n');
    socket.close();
  });
});

describe('a softphone whose socket breaks in a call', { timeout: 60_000 }, () => {
  test('comes back on a new socket and has its call: hold and end go through', async () => {
    const stage = await openSipStage();
    const desk = await stage.softphone('bea', 'desk-bea');
    desk.answersAll();
    const page = await stage.visitor('vera');
    const call = await page.call();
    const { callId } = await stage.fact('arrived');
    stage.control.order({ type: 'connect', callId, agentId: agent('bea') });
    await stage.fact('connected', callId);
    // The library's own client ends its dialogs with its transport; the address of its next socket is all that changes.
    await desk.drop();
    const [session] = desk.invitations;
    if (session === undefined) throw new Error('no call');
    const next = stage.address({ kind: 'softphone', agentId: agent('bea'), deskId: 'desk-bea' });
    Object.assign(desk.agent.transport, {
      configuration: { ...Reflect.get(desk.agent.transport, 'configuration'), server: next },
    });
    await desk.agent.reconnect();
    await desk.register();
    soundIn(session).direction = 'sendonly';
    await session.invite();
    expect(await stage.fact('held', callId)).toMatchObject({ on: true });
    expect(stage.facts.filter(({ type }) => type === 'phones')).toHaveLength(1);
    await session.bye();
    expect(await stage.fact('ended', callId)).toMatchObject({ by: 'agent' });
    await until(() => expect(stateOf(call)).toBe(SessionState.Terminated));
    await stage.close();
  });

  /** Who talks with a visitor, and loads their page anew. */
  const reloaded = async (name: string) => {
    const stage = await openSipStage();
    onTestFinished(() => stage.close());
    const client = { kind: 'softphone', agentId: agent(name), deskId: `desk-${name}` } as const;
    const desk = await stage.softphone(name, client.deskId);
    desk.answersAll();
    const page = await stage.visitor('vito');
    const call = await page.call();
    const { callId } = await stage.fact('arrived');
    stage.control.order({ type: 'connect', callId, agentId: client.agentId });
    await stage.fact('connected', callId);
    return { stage, desk, call, callId, anew: () => stage.open(name, client.deskId, client) };
  };

  test('a page that was loaded anew gets its call back: the customer is on hold meanwhile, and nobody else is told', async () => {
    const { stage, desk, call, callId, anew } = await reloaded('cleo');
    await desk.invitations[0]?.info({
      requestOptions: { body: { contentDisposition: 'render', contentType: LEAVING_TYPE, content: 'leaving' } },
    });
    expect(await stage.fact('held', callId)).toMatchObject({ on: true });
    await desk.drop();
    const back = await anew();
    back.answersAll();
    await back.register();
    expect(await stage.fact('held', callId, 1)).toMatchObject({ on: false });
    expect(heardIn(call)).toBe('cleo');
    expect(back.invitations[0]?.request.getHeader(CALL_HEADER)).toBe(callId);
    expect(stage.told(callId)).toEqual(['arrived', 'connected', 'held', 'held']);
    await back.invitations[0]?.bye();
    expect(await stage.fact('ended', callId)).toMatchObject({ by: 'agent', because: 'hangUp' });
  });

  test('also one that fell down without a word; where it does not want its call the customer waits, and may be joined again', async () => {
    const { stage, desk, call, callId, anew } = await reloaded('cleo');
    await desk.drop();
    const back = await anew();
    back.rejectsAll();
    await back.register();
    expect(await stage.fact('connectFailed', callId)).toMatchObject({ agentId: 'cleo', because: 'failed' });
    expect(stateOf(call)).toBe(SessionState.Established);
    await back.close();
    const third = await anew();
    third.answersAll();
    await third.register();
    stage.control.order({ type: 'connect', callId, agentId: agent('cleo') });
    await stage.fact('connected', callId, 1);
    expect(heardIn(call)).toBe('cleo');
    await call.bye();
    await stage.fact('ended', callId);
  });
});

describe('the worker dies in a running call', { timeout: 60_000 }, () => {
  test('another takes its place within a second, each call is told as lost, and everybody can come back', async () => {
    const stage = await openSipStage();
    const desk = await stage.softphone('dina');
    desk.answersAll();
    const page = await stage.visitor('vic');
    await page.call();
    const { callId } = await stage.fact('arrived');
    stage.control.order({ type: 'connect', callId, agentId: agent('dina') });
    await stage.fact('connected', callId);
    const ringing = await stage.visitor('vicky');
    await ringing.call();
    const second = await stage.fact('arrived', undefined, 1);
    stage.control.order({
      type: 'authorise',
      callId: 'never-begun' as never,
      agentId: agent('dina'),
      role: 'talk',
      to: { kind: 'agent', agentId: agent('x') },
      until: 0 as never,
    });
    await stage.control.kill();
    const died = performance.now();
    await stage.fact('restarted');
    const after = stage.facts.slice(stage.facts.findIndex(({ type }) => type === 'restarted') + 1);
    expect(after).toContainEqual({ type: 'phones', agentId: 'dina', devices: [] });
    for (const id of [callId, second.callId, 'never-begun']) {
      expect(after).toContainEqual({ type: 'ended', callId: id, by: 'server', because: 'lost' });
    }
    // Their sockets were closed: pages come back by themselves, with a new ticket.
    await until(() => expect(desk.agent.isConnected()).toBe(false));
    const back = await vi.waitFor(async () => {
      const server = stage.address({ kind: 'softphone', agentId: agent('dina'), deskId: 'desk-dina' });
      const opened = await openSipPage({ name: 'dina', contact: 'desk-dina', server });
      await opened.register();
      return opened;
    }, PATIENCE);
    expect(performance.now() - died).toBeLessThan(10_000);
    expect(stage.facts.filter(({ type }) => type === 'ended')).toHaveLength(3);
    await back.close();
    await stage.close();
  });
});
