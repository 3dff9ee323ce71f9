import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { afterEach, describe, expect, test, vi } from 'vitest';

import { CALL_HEADER, ROLE_HEADER } from '../callControl.ts';
import { realWaiting, type Waiting } from './reliability.ts';
import { openDatagrams } from './sockets.ts';
import { answerTo, headerIn, type LineServer, openDatagramLine, openStreamLine } from './testing/lineServer.ts';
import { openNameServer } from './testing/nameServer.ts';
import { openSipBoard, type SipBoard, softphone } from './testing/sipBoard.ts';
import { soundOf } from './testing/sipPage.ts';
import { agent, PATIENCE, trunk } from './testing/sipStage.ts';

/** Twenty times as fast: what is waited for are seconds. */
const fast: Waiting = { after: (ms, run) => realWaiting.after(ms / 20, run) };
const id = 'call-out' as InteractionId;

let close: (() => unknown)[] = [];
afterEach(async () => {
  for (const each of close.toReversed()) await each();
  close = [];
});

const requests = (line: LineServer, method: string): readonly string[] =>
  line.requests.filter((text) => text.startsWith(`${method} `));
const request = (line: LineServer, method: string): Promise<string> =>
  vi.waitFor(() => {
    const [found] = requests(line, method);
    if (found === undefined) throw new Error(`no ${method}`);
    return found;
  }, PATIENCE);

/** A line whose name stands for two servers, the first of which is to be tried first. */
async function given(transport: 'udp' | 'tcp' = 'udp') {
  const open = transport === 'udp' ? openDatagramLine : openStreamLine;
  const [first, second] = [await open(), await open()];
  close.push(
    () => first.close(),
    () => second.close(),
  );
  const service = (name: string, priority: number, port: number) => ({ name, priority, weight: 0, port });
  const server = await openNameServer({
    services: {
      [`_sip._${transport}.line.example`]: [
        service('a.line.example', 10, first.port),
        service('b.line.example', 20, second.port),
      ],
    },
    addresses: { 'a.line.example': ['127.0.0.1'], 'b.line.example': ['127.0.0.1'] },
  });
  close.push(() => server.close());
  const stage = await openSipBoard(
    {
      listen: { host: '127.0.0.1', udpPort: undefined, tcpPort: undefined, tls: undefined },
      trunks: [trunk('line', { host: 'line.example', port: 5_060, transport, allowedAddresses: [] })],
    },
    fast,
    { openDatagrams, localAddress: () => Promise.resolve('127.0.0.1'), names: server.names },
  );
  close.push(() => stage.board.stop(0));
  const health = () => stage.facts.findLast((fact) => fact.type === 'trunk')?.health.state;
  await expect.poll(health, PATIENCE).toBe('ok');
  return { stage, first, second };
}

function calls(stage: SipBoard, name = 'ana') {
  const desk = stage.client(`socket-${name}`, softphone(name));
  desk.register();
  stage.board.order({
    type: 'authorise',
    callId: id,
    agentId: agent(name),
    role: 'talk',
    to: { kind: 'outside', trunkId: 'line' as never, number: '+34600111222', callerId: undefined },
    until: 0 as never,
  });
  return desk.dial([`${CALL_HEADER}: ${id}`, `${ROLE_HEADER}: talk`]);
}

const takes = (invite: string): string =>
  answerTo(invite, '200 OK', ['Contact: <sip:far@127.0.0.1>', 'Content-Type: application/sdp'], soundOf('far'));

async function talksAt(line: LineServer, stage: SipBoard, { answered }: ReturnType<typeof calls>): Promise<string> {
  const invite = await request(line, 'INVITE');
  line.say(takes(invite));
  const reply = await answered;
  if (!reply.ok) throw new Error(`refused: ${reply.status}`);
  reply.ack();
  await stage.fact('connected');
  return invite;
}

describe('[57] a call that a server of the line does not take (RFC 3263, 4.3)', () => {
  test('goes to the next as the same call, and stays there with all that belongs to it', async () => {
    const { stage, first, second } = await given();
    const call = calls(stage);
    const refused = await request(first, 'INVITE');
    first.say(answerTo(refused, '503 Service Unavailable'));
    const taken = await talksAt(second, stage, call);
    for (const name of ['Call-ID', 'From', 'CSeq']) expect(headerIn(taken, name)).toBe(headerIn(refused, name));
    expect(headerIn(taken, 'Via')).not.toBe(headerIn(refused, 'Via'));
    stage.board.order({ type: 'hangUp', callId: id });
    await request(second, 'BYE');
    expect(requests(first, 'BYE')).toEqual([]);
  });

  test('whose far end hangs up at the next server is over', async () => {
    const { stage, first, second } = await given();
    const call = calls(stage);
    first.say(answerTo(await request(first, 'INVITE'), '503 Service Unavailable'));
    const invite = await talksAt(second, stage, call);
    const ack = await request(second, 'ACK');
    second.say(
      [
        `BYE ${/<(sip:[^>]+)>/.exec(headerIn(invite, 'Contact'))?.[1]} SIP/2.0`,
        `Via: SIP/2.0/UDP 127.0.0.1:${second.port};branch=z9hG4bKbye`,
        `From: ${headerIn(ack, 'To')}`,
        `To: ${headerIn(ack, 'From')}`,
        `Call-ID: ${headerIn(ack, 'Call-ID')}`,
        'CSeq: 1 BYE',
        'Content-Length: 0',
        '',
        '',
      ].join('\r\n'),
    );
    expect(await stage.fact('ended')).toMatchObject({ callId: id, by: 'customer', because: 'hangUp' });
  });

  test('does not wait for one that says nothing; where that wakes up its phone is told to stop', async () => {
    const { stage, first, second } = await given();
    const call = calls(stage);
    const silent = await request(first, 'INVITE');
    await talksAt(second, stage, call);
    const times = requests(first, 'INVITE').length;
    expect(new Set(requests(first, 'INVITE')).size).toBe(1);
    first.say(answerTo(silent, '180 Ringing', ['Contact: <sip:far@127.0.0.1>']));
    expect(headerIn(await request(first, 'CANCEL'), 'Call-ID')).toBe(headerIn(silent, 'Call-ID'));
    // By now it would have been sent again twice.
    await new Promise<void>((resolve) => void fast.after(16_000, resolve));
    expect(requests(first, 'INVITE')).toHaveLength(times);
  });

  test('is tried there last for a while', async () => {
    const { stage, first, second } = await given();
    const call = calls(stage);
    first.say(answerTo(await request(first, 'INVITE'), '503 Service Unavailable'));
    await talksAt(second, stage, call);
    stage.board.order({ type: 'hangUp', callId: id });
    await request(second, 'BYE');
    calls(stage, 'bo');
    await vi.waitFor(() => expect(requests(second, 'INVITE')).toHaveLength(2), PATIENCE);
    expect(requests(first, 'INVITE')).toHaveLength(1);
  });

  test.each([
    ['has rung there', '503 Service Unavailable', true],
    ['is refused there by whom it is for', '486 Busy Here', false],
    ['is not there', '404 Not Found', false],
  ])('but never one that %s', async (_what, status, rings) => {
    const { stage, first, second } = await given();
    calls(stage);
    const invite = await request(first, 'INVITE');
    if (rings) {
      first.say(answerTo(invite, '180 Ringing', ['Contact: <sip:far@127.0.0.1>']));
      await stage.fact('farEnd');
    }
    first.say(answerTo(invite, status));
    await stage.fact('farEndFailed');
    expect(requests(second, 'INVITE')).toEqual([]);
  });

  test('goes to the next where no connection comes about', async () => {
    const { stage, first, second } = await given('tcp');
    await first.close();
    const invite = await talksAt(second, stage, calls(stage));
    expect(headerIn(invite, 'Via')).toMatch(/^SIP\/2\.0\/TCP /);
  });

  test('is given up by who called, and tried nowhere else', async () => {
    const { stage, first, second } = await given();
    const call = calls(stage);
    const invite = await request(first, 'INVITE');
    stage.board.order({ type: 'hangUp', callId: id });
    await call.answered;
    first.say(answerTo(invite, '503 Service Unavailable'));
    await vi.waitFor(() => expect(requests(first, 'ACK')).toHaveLength(1), PATIENCE);
    expect(requests(second, 'INVITE')).toEqual([]);
  });
});
