import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';

import { CALL_HEADER, ROLE_HEADER } from '../callControl.ts';
import { LINE, openSipBoard, type SipBoard, softphone } from './testing/sipBoard.ts';
import { soundOf } from './testing/sipPage.ts';
import { agent, PATIENCE, trunk } from './testing/sipStage.ts';

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** The next request to the line after so many. */
const sent = (stage: SipBoard, method: string, skip = 0): Promise<string> =>
  vi.waitFor(() => {
    const found = stage.datagrams.filter(({ text }) => text.startsWith(`${method} `))[skip];
    if (found === undefined) throw new Error(`no ${method}`);
    return found.text;
  }, PATIENCE);

const header = (text: string, name: string): string =>
  new RegExp(`^${name}: (.*)$`, 'im').exec(text)?.[1]?.trim() ?? '';

const reply = (request: string, status: string, extra: readonly string[] = [], body = ''): string =>
  [
    `SIP/2.0 ${status}`,
    `Via: ${header(request, 'Via')}`,
    `From: ${header(request, 'From')}`,
    `To: ${header(request, 'To')};tag=line`,
    `Call-ID: ${header(request, 'Call-ID')}`,
    `CSeq: ${header(request, 'CSeq')}`,
    ...extra,
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n');

const invite = (id: string): string =>
  [
    'INVITE sip:+34910000000@192.0.2.1 SIP/2.0',
    `Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK${id}`,
    `From: <sip:anonymous@192.0.2.10>;tag=${id}`,
    'To: <sip:+34910000000@192.0.2.1>',
    `Call-ID: ${id}`,
    'CSeq: 1 INVITE',
    'Contact: <sip:a@192.0.2.10>',
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');

const CHALLENGE = 'Digest realm="line", nonce="n1", algorithm=MD5, qop="auth"';
const registering = { host: LINE.address, registers: true, user: 'acme', authUser: 'acme-auth' };

describe('a line to the telephone network', () => {
  let stage: SipBoard;
  afterEach(() => stage.board.stop(0));

  const health = () => stage.facts.findLast((fact) => fact.type === 'trunk')?.health;

  test('[57] registers with its password, and says so', async () => {
    stage = await openSipBoard({ trunks: [trunk('line', registering, 'geheim')] });
    stage.datagram(reply(await sent(stage, 'REGISTER'), '401 Unauthorized', [`WWW-Authenticate: ${CHALLENGE}`]));
    const proved = await sent(stage, 'REGISTER', 1);
    const field = (name: string): string =>
      new RegExp(`${name}="?([^",]+)`).exec(header(proved, 'Authorization'))?.[1] ?? '';
    const ha1 = md5('acme-auth:line:geheim');
    const ha2 = md5(`REGISTER:${field('uri')}`);
    expect(field('response')).toBe(md5(`${ha1}:n1:${field('nc')}:${field('cnonce')}:auth:${ha2}`));
    expect(header(proved, 'Contact')).toContain('<sip:acme@192.0.2.1:5060>');
    expect(proved).not.toContain('geheim');
    stage.datagram(reply(proved, '200 OK', ['Contact: <sip:acme@192.0.2.1:5060>;expires=120']));
    await vi.waitFor(() => expect(health()).toMatchObject({ state: 'ok', calls: 0 }), PATIENCE);
    // And again before the registration ends.
    stage.advance(100_000);
    await sent(stage, 'REGISTER', 2);
  });

  test.each([
    ['401 Unauthorized', 'unauthorized'],
    ['403 Forbidden', 'refused'],
    ['503 Service Unavailable', 'unreachable'],
    ['500 Oops', 'badAnswer'],
  ])('%s is told as %s, and tried again', async (status, problem) => {
    stage = await openSipBoard({ trunks: [trunk('line', registering, 'falsch')] });
    const extra = [`WWW-Authenticate: ${CHALLENGE}`];
    stage.datagram(reply(await sent(stage, 'REGISTER'), status, extra));
    if (problem === 'unauthorized') stage.datagram(reply(await sent(stage, 'REGISTER', 1), status, extra));
    await vi.waitFor(() => expect(health()).toMatchObject({ state: 'failing', problem }), PATIENCE);
    expect(health()?.retryAt).toBeGreaterThan(1_800_000_000_000);
    const before = stage.datagrams.filter(({ text }) => text.startsWith('REGISTER ')).length;
    stage.advance(10_000);
    await sent(stage, 'REGISTER', before);
  });

  test('one that does not register is asked whether it is there: any answer will do', async () => {
    stage = await openSipBoard();
    stage.datagram(reply(await sent(stage, 'OPTIONS'), '404 Not Found'));
    await vi.waitFor(() => expect(health()).toMatchObject({ state: 'ok' }), PATIENCE);
  });

  const callOut = async (number = '+34600111222') => {
    const desk = stage.client('socket-ana', softphone('ana'));
    desk.register();
    const callId = 'call-out' as InteractionId;
    stage.board.order({
      type: 'authorise',
      callId,
      agentId: agent('ana'),
      role: 'talk',
      to: { kind: 'outside', trunkId: 'line' as never, number, callerId: '+34910000000' },
      until: 0 as never,
    });
    const dialled = desk.dial([`${CALL_HEADER}: ${callId}`, `${ROLE_HEADER}: talk`]);
    return { callId, ...dialled };
  };

  test('a call out names who calls, rings, is answered, and ends at their hanging up', async () => {
    stage = await openSipBoard();
    const { callId, answered, leg } = await callOut();
    const invite = await sent(stage, 'INVITE');
    expect(invite).toContain('INVITE sip:+34600111222@192.0.2.10:5060 SIP/2.0');
    expect(header(invite, 'From')).toContain('<sip:+34910000000@192.0.2.10:5060>');
    expect(invite).toContain('s=ana');
    stage.datagram(reply(invite, '180 Ringing', ['Contact: <sip:far@192.0.2.10>']));
    expect(await stage.fact('farEnd')).toMatchObject({ callId, state: 'ringing' });
    stage.datagram(
      reply(invite, '200 OK', ['Contact: <sip:far@192.0.2.10>', 'Content-Type: application/sdp'], soundOf('far')),
    );
    const reply200 = await answered;
    expect(reply200).toMatchObject({ ok: true, sdp: soundOf('far') });
    if (reply200.ok) reply200.ack();
    expect(await stage.fact('connected')).toMatchObject({ callId, agentId: 'ana' });
    await sent(stage, 'ACK');
    const bye = [
      'BYE sip:acme@192.0.2.1:5060 SIP/2.0',
      'Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKbye',
      `From: ${header(invite, 'To')};tag=line`,
      `To: ${header(invite, 'From')}`,
      `Call-ID: ${header(invite, 'Call-ID')}`,
      'CSeq: 1 BYE',
      'Content-Length: 0',
      '',
      '',
    ].join('\r\n');
    stage.datagram(bye);
    expect(await stage.fact('ended')).toMatchObject({ callId, by: 'customer' });
    await vi.waitFor(() => expect(leg.state).toBe('ended'), PATIENCE);
  });

  test.each([
    ['486 Busy Here', 'busy'],
    ['480 Temporarily Unavailable', 'noAnswer'],
    ['603 Decline', 'refused'],
    ['302 Moved Temporarily', 'unreachable'],
    ['503 Service Unavailable', 'unreachable'],
  ])('%s from the far end is told as %s, and goes nowhere else', async (status, because) => {
    stage = await openSipBoard();
    const { callId } = await callOut();
    stage.datagram(reply(await sent(stage, 'INVITE'), status, ['Contact: <sip:+900@premium.example>']));
    expect(await stage.fact('farEndFailed')).toEqual({ type: 'farEndFailed', callId, role: 'talk', because });
    await stage.fact('ended');
    expect(stage.datagrams.filter(({ text }) => text.startsWith('INVITE '))).toHaveLength(1);
  });

  test('an address which only answers may not call', async () => {
    stage = await openSipBoard({ trunks: [trunk('line', { host: LINE.address, allowedAddresses: ['203.0.113.9'] })] });
    stage.datagram(reply(await sent(stage, 'OPTIONS'), '200 OK'));
    await vi.waitFor(() => expect(health()).toMatchObject({ state: 'ok' }), PATIENCE);
    stage.datagram(invite('x'));
    expect(stage.facts.filter(({ type }) => type === 'arrived')).toEqual([]);
    stage.datagram(invite('y'), { address: '203.0.113.9', port: 5_060 });
    expect(stage.facts.filter(({ type }) => type === 'arrived')).toHaveLength(1);
  });

  test('a number that could end a header is not dialled', async () => {
    stage = await openSipBoard();
    const { callId } = await callOut('+34600>\r\nX-Evil: 1');
    expect(await stage.fact('farEndFailed')).toMatchObject({ callId, because: 'unreachable' });
    expect(stage.datagrams.filter(({ text }) => text.startsWith('INVITE '))).toEqual([]);
  });

  test('a 200 that crosses our CANCEL is taken and given back', async () => {
    stage = await openSipBoard();
    const { leg } = await callOut();
    const invite = await sent(stage, 'INVITE');
    stage.datagram(reply(invite, '180 Ringing', ['Contact: <sip:far@192.0.2.10>']));
    await stage.fact('farEnd');
    leg.end();
    await sent(stage, 'CANCEL');
    stage.datagram(
      reply(invite, '200 OK', ['Contact: <sip:far@192.0.2.10>', 'Content-Type: application/sdp'], soundOf('far')),
    );
    await sent(stage, 'ACK');
    await sent(stage, 'BYE');
    expect(stage.facts.filter(({ type }) => type === 'connected')).toEqual([]);
  });

  test('more calls than the line takes are told that it is busy', async () => {
    stage = await openSipBoard({
      trunks: [trunk('line', { host: LINE.address, allowedAddresses: [LINE.address], maxCalls: 2 })],
    });
    for (const id of ['a', 'b', 'c']) stage.datagram(invite(id));
    const arrived = stage.facts.filter((fact) => fact.type === 'arrived');
    expect(arrived).toHaveLength(2);
    // A number that is withheld is none.
    expect(arrived[0]).toMatchObject({ to: '+34910000000', from: { number: undefined } });
    expect(stage.datagrams.at(-1)?.text).toMatch(/^SIP\/2\.0 486 /);
  });
});
