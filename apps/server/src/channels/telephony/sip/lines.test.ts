import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';

import { CALL_HEADER, ROLE_HEADER, type TrunkConfig } from '../callControl.ts';
import { realWaiting } from './reliability.ts';
import { openDatagrams } from './sockets.ts';
import { answerTo, headerIn, type LineServer, openDatagramLine, openStreamLine } from './testing/lineServer.ts';
import { LINE, openSipBoard, type SipBoard, softphone } from './testing/sipBoard.ts';
import { soundOf } from './testing/sipPage.ts';
import { agent, PATIENCE, trunk } from './testing/sipStage.ts';

const OPENSSL = '/usr/bin/openssl';
const REGISTERS = { host: '127.0.0.1', registers: true, user: 'acme' } as const;
const local = { openDatagrams, localAddress: () => Promise.resolve('127.0.0.1') };
const listen = { host: '127.0.0.1', udpPort: undefined, tcpPort: undefined, tls: undefined };

let stage: SipBoard;
let lines: LineServer[] = [];
afterEach(async () => {
  await stage.board.stop(0);
  for (const line of lines) await line.close();
  lines = [];
});

const opened = async (line: Promise<LineServer>): Promise<LineServer> => {
  lines.push(await line);
  return line;
};
const requests = (line: LineServer, method: string): readonly string[] =>
  line.requests.filter((text) => text.startsWith(`${method} `));
const request = (line: LineServer, method: string, skip = 0): Promise<string> =>
  vi.waitFor(() => {
    const found = requests(line, method)[skip];
    if (found === undefined) throw new Error(`no ${method} ${skip} among ${line.requests.length}`);
    return found;
  }, PATIENCE);
const health = (id = 'line') =>
  stage.facts.findLast((fact) => fact.type === 'trunk' && fact.health.trunkId === id) as
    | { health: { state: string; problem?: string } }
    | undefined;
const becomes = (state: string, id = 'line'): Promise<void> =>
  vi.waitFor(() => expect(health(id)?.health.state).toBe(state), PATIENCE);
/** Lets time pass until it is so: what is due is looked for once a second. */
const eventually = (ms: number, check: () => void): Promise<void> =>
  vi.waitFor(() => {
    stage.advance(ms);
    check();
  }, PATIENCE);

const callOut = async (id = 'call-out') => {
  const desk = stage.client('socket-ana', softphone('ana'));
  desk.register();
  stage.board.order({
    type: 'authorise',
    callId: id as InteractionId,
    agentId: agent('ana'),
    role: 'talk',
    to: { kind: 'outside', trunkId: 'line' as never, number: '+34600111222', callerId: undefined },
    until: 0 as never,
  });
  return desk.dial([`${CALL_HEADER}: ${id}`, `${ROLE_HEADER}: talk`]);
};
const answered = (invite: string): string =>
  answerTo(invite, '200 OK', ['Contact: <sip:far@127.0.0.1>', 'Content-Type: application/sdp'], soundOf('far'));
/** A call over this line in which both talk. */
const talking = async (line: LineServer) => {
  const { answered: agreed } = await callOut();
  line.say(answered(await request(line, 'INVITE')));
  const reply = await agreed;
  if (reply.ok) reply.ack();
  await stage.fact('connected');
};

describe.each(['tcp', 'tls'] as const)('a line over %s', (transport) => {
  let folder: string;
  let tls: { cert: Buffer; key: Buffer } | undefined;
  beforeAll(async () => {
    if (transport === 'tcp' || !existsSync(OPENSSL)) return;
    folder = await mkdtemp(join(tmpdir(), 'ringdesk-line-'));
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=line.invalid'];
    execFileSync(OPENSSL, [...args, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    tls = { cert: await readFile(cert), key: await readFile(key) };
  });
  afterAll(async () => {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });
  const possible = transport === 'tcp' || existsSync(OPENSSL);
  const open = (port?: number): Promise<LineServer> => opened(openStreamLine(port, tls));
  const config = (line: LineServer): TrunkConfig =>
    trunk('line', { ...REGISTERS, port: line.port, transport }, 'geheim');

  test.skipIf(!possible)('[57] comes back when its registrar was gone while a REGISTER was open', async () => {
    const line = await open();
    stage = await openSipBoard({ listen, trunks: [config(line)] });
    await becomes('ok');
    line.status = undefined;
    await eventually(60_000, () => expect(requests(line, 'REGISTER')).toHaveLength(2));
    await line.close();
    lines = [];
    await becomes('failing');
    const back = await open(line.port);
    await eventually(5_000, () => expect(requests(back, 'REGISTER')).not.toEqual([]));
    await becomes('ok');
  });

  test.skipIf(!possible)('a call goes on when its connection breaks, and ends over the next', async () => {
    const line = await open();
    stage = await openSipBoard({ listen, trunks: [config(line)] });
    await becomes('ok');
    await talking(line);
    await line.close();
    lines = [];
    await becomes('failing');
    const back = await open(line.port);
    await eventually(5_000, () => expect(requests(back, 'REGISTER')).not.toEqual([]));
    expect(stage.facts.filter(({ type }) => type === 'ended')).toEqual([]);
    stage.board.order({ type: 'hangUp', callId: 'call-out' as InteractionId });
    await request(back, 'BYE');
  });
});

describe('lines come and go', () => {
  test('the last line over UDP says goodbye, and what is set afterwards takes effect', async () => {
    const first = await opened(openDatagramLine());
    const second = await opened(openDatagramLine());
    stage = await openSipBoard(
      { listen, trunks: [trunk('line', { ...REGISTERS, port: first.port }, 'geheim')] },
      realWaiting,
      local,
    );
    await becomes('ok');
    await stage.board.configure({ ...stage.config, trunks: [] });
    expect(headerIn(await request(first, 'REGISTER', 1), 'Contact')).toContain('expires=0');
    await stage.board.configure({
      ...stage.config,
      trunks: [trunk('other', { ...REGISTERS, port: second.port }, 'geheim')],
    });
    await becomes('ok', 'other');
    expect(stage.noted.get('tickFailed')).toBeUndefined();
  });

  test('the first line over UDP cuts nobody who is connected', async () => {
    const line = await opened(openDatagramLine());
    const port = 15_071;
    stage = await openSipBoard({ trunks: [], listen: { ...listen, tcpPort: port } }, realWaiting, local);
    const phone = connect(port, '127.0.0.1');
    let heard = '';
    phone.on('data', (bytes) => (heard += bytes.toString('utf8')));
    const register = (branch: string): string =>
      [
        'REGISTER sip:ringdesk.invalid SIP/2.0',
        `Via: SIP/2.0/TCP 127.0.0.1:5060;branch=z9hG4bK${branch}`,
        'From: <sip:ute@ringdesk.invalid>;tag=1',
        'To: <sip:ute@ringdesk.invalid>',
        'Call-ID: tcp',
        'CSeq: 1 REGISTER',
        'Content-Length: 0',
        '',
        '',
      ].join('\r\n');
    phone.write(register('a'));
    await vi.waitFor(() => expect(heard).toContain('branch=z9hG4bKa'), PATIENCE);
    await stage.board.configure({
      ...stage.config,
      trunks: [trunk('line', { host: '127.0.0.1', port: line.port })],
    });
    await becomes('ok');
    phone.write(register('b'));
    await vi.waitFor(() => expect(heard).toContain('branch=z9hG4bKb'), PATIENCE);
    phone.destroy();
  });

  test('a port that is taken keeps no other closed, is told, and is had once it is free', async () => {
    const port = 15_072;
    const taker = createServer().listen(port, '127.0.0.1');
    await once(taker, 'listening');
    const line = await opened(openDatagramLine());
    stage = await openSipBoard(
      { listen: { ...listen, tcpPort: port }, trunks: [trunk('line', { host: '127.0.0.1', port: line.port })] },
      realWaiting,
      local,
    );
    await becomes('ok');
    const ports = () => stage.facts.findLast((fact) => fact.type === 'ports')?.ports;
    expect(ports()).toEqual([{ transport: 'tcp', port, problem: 'taken' }]);
    taker.close();
    await once(taker, 'close');
    await eventually(5_000, () => expect(ports()).toEqual([{ transport: 'tcp', port }]));
  });

  test('two lines at one provider each get the answers to their own questions', async () => {
    const line = await opened(openDatagramLine());
    const at = { ...REGISTERS, port: line.port };
    stage = await openSipBoard(
      { listen, trunks: [trunk('one', { ...at, user: 'one' }, 'a'), trunk('two', { ...at, user: 'two' }, 'b')] },
      realWaiting,
      local,
    );
    await becomes('ok', 'one');
    await becomes('ok', 'two');
    expect(requests(line, 'REGISTER')).toHaveLength(2);
  });

  test('a running call notices nothing of another password, and of another server only that it ends there', async () => {
    const line = await opened(openDatagramLine());
    const second = await opened(openDatagramLine());
    const settings = { ...REGISTERS, port: line.port };
    stage = await openSipBoard({ listen, trunks: [trunk('line', settings, 'geheim')] }, realWaiting, local);
    await becomes('ok');
    await talking(line);
    await stage.board.configure({ ...stage.config, trunks: [trunk('line', settings, 'anders')] });
    await request(line, 'REGISTER', 1);
    await stage.board.configure({
      ...stage.config,
      trunks: [trunk('line', { ...settings, port: second.port }, 'anders')],
    });
    await request(second, 'REGISTER');
    expect(stage.facts.filter(({ type }) => type === 'ended')).toEqual([]);
    // The registration that took its place is not undone.
    expect(requests(line, 'REGISTER').some((text) => text.includes('expires=0'))).toBe(false);
    stage.board.order({ type: 'hangUp', callId: 'call-out' as InteractionId });
    await request(line, 'BYE');
    expect(requests(second, 'BYE')).toEqual([]);
  });

  test('a line that is deleted ends its calls with a goodbye on both sides', async () => {
    const line = await opened(openDatagramLine());
    stage = await openSipBoard(
      { listen, trunks: [trunk('line', { ...REGISTERS, port: line.port }, 'geheim')] },
      realWaiting,
      local,
    );
    await becomes('ok');
    await talking(line);
    await stage.board.configure({ ...stage.config, trunks: [] });
    await request(line, 'BYE');
    expect(await stage.fact('ended')).toMatchObject({ callId: 'call-out', by: 'server' });
  });

  test('a name that cannot be looked up is tried again as soon as it says', async () => {
    const line = await opened(openDatagramLine());
    stage = await openSipBoard(
      { listen, trunks: [trunk('line', { host: 'line.invalid', port: line.port })] },
      realWaiting,
      local,
    );
    await becomes('failing');
    const before = stage.facts.filter(({ type }) => type === 'trunk').length;
    await eventually(5_000, () =>
      expect(stage.facts.filter(({ type }) => type === 'trunk').length).toBeGreaterThan(before),
    );
  });
});

describe('what registrars want', () => {
  const sent = (method: string, skip = 0): Promise<string> =>
    vi.waitFor(() => {
      const found = stage.datagrams.filter(({ text }) => text.startsWith(`${method} `))[skip];
      if (found === undefined) throw new Error(`no ${method}`);
      return found.text;
    }, PATIENCE);
  const settings = { host: LINE.address, registers: true, user: 'acme' };

  test('one that wants us less often is obeyed (423)', async () => {
    stage = await openSipBoard({ trunks: [trunk('line', settings, 'geheim')] });
    stage.datagram(answerTo(await sent('REGISTER'), '423 Interval Too Brief', ['Min-Expires: 1800']));
    const again = await sent('REGISTER', 1);
    expect(headerIn(again, 'Contact')).toContain('expires=1800');
    stage.datagram(answerTo(again, '200 OK', [`Contact: ${headerIn(again, 'Contact')}`]));
    await becomes('ok');
  });

  test('the way to it is kept open through a NAT', async () => {
    stage = await openSipBoard({ trunks: [trunk('line', settings, 'geheim')] });
    stage.datagram(answerTo(await sent('REGISTER'), '200 OK'));
    await becomes('ok');
    const kept = () => stage.datagrams.filter(({ text }) => text === '\r\n\r\n').length;
    const before = kept();
    await eventually(25_000, () => expect(kept()).toBeGreaterThan(before));
    // What comes back of it is no message.
    stage.datagram('\r\n');
    expect(stage.noted.get('malformed')).toBeUndefined();
  });

  test.each([
    ['To', ['To: <sip:+34910000000@192.0.2.1>']],
    ['P-Called-Party-ID', ['To: <sip:acme@192.0.2.1>', 'P-Called-Party-ID: <sip:+34910000000@192.0.2.10>']],
  ])('[57] a call to our name at the line is for the number in %s', async (_where, headers) => {
    stage = await openSipBoard({
      trunks: [trunk('line', { ...settings, allowedAddresses: [LINE.address] }, 'geheim')],
    });
    stage.datagram(answerTo(await sent('REGISTER'), '200 OK'));
    await becomes('ok');
    stage.datagram(
      [
        'INVITE sip:acme@192.0.2.1 SIP/2.0',
        'Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKname',
        'From: <sip:+34600333444@192.0.2.10>;tag=name',
        ...headers,
        'Call-ID: name',
        'CSeq: 1 INVITE',
        'Contact: <sip:a@192.0.2.10>',
        'Content-Length: 0',
        '',
        '',
      ].join('\r\n'),
    );
    expect(await stage.fact('arrived')).toMatchObject({ to: '+34910000000' });
  });

  test.each([
    ['its target', ['Contact: <sip:a@198.51.100.7:5080>'], { address: '198.51.100.7', port: 5_080 }],
    [
      'its first route',
      ['Contact: <sip:a@198.51.100.7:5080>', 'Record-Route: <sip:198.51.100.9;lr>, <sip:198.51.100.8;lr>'],
      { address: '198.51.100.8', port: 5_060 },
    ],
    ['a target without a port', [`Contact: <sip:a@${LINE.address}>`], LINE],
    ['a target by a name', ['Contact: <sip:a@sbc.example.test>'], LINE],
    ['a target that is none of the line’s', ['Contact: <sip:a@203.0.113.9:5070>'], LINE],
    ['a target that wants another transport', ['Contact: <sip:a@198.51.100.7:5080;transport=tcp>'], LINE],
  ])('what belongs to a call goes by %s (RFC 3261, 8.1.2)', async (_what, headers, place) => {
    stage = await openSipBoard();
    const { answered: agreed } = await callOut();
    const taken = answerTo(
      await sent('INVITE'),
      '200 OK',
      [...headers, 'Content-Type: application/sdp'],
      soundOf('far'),
    );
    stage.datagram(taken);
    const reply = await agreed;
    if (reply.ok) reply.ack();
    stage.board.order({ type: 'hangUp', callId: 'call-out' as InteractionId });
    const bye = await sent('BYE');
    expect(stage.datagrams.find(({ text }) => text === bye)?.to).toMatchObject(place);
    expect(stage.datagrams.find(({ text }) => text.startsWith('ACK '))?.to).toMatchObject(place);
  });
});
