import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { pick, seededRandom } from '../../../simulation/random.ts';
import type { Place } from './flow.ts';
import { mutate } from './testing/mutate.ts';
import { openSipBoard, type Peer, PORT, type SipBoard, softphone, talk, visitor } from './testing/sipBoard.ts';
import { soundOf } from './testing/sipPage.ts';

/** The long run of a release wants ten times as many; each run is repeated by its seed. */
const MUTATIONS = Number(process.env['RINGDESK_SIP_MUTATIONS'] ?? 2_000);
const SEED = Number(process.env['RINGDESK_SIP_SEED'] ?? 20_260_401);
/** The corpora lie beside the checkout, or where RINGDESK_CORPORA says. */
const corpora =
  process.env['RINGDESK_CORPORA'] ?? fileURLToPath(new URL('../../../../../../../shared/corpora/', import.meta.url));
const torture = join(corpora, 'sip-rfc4475');

const request = (method: string, extra: readonly string[] = [], body = ''): string =>
  [
    `${method} sip:+34910000000@192.0.2.1:${PORT} SIP/2.0`,
    'Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKNUMBER;rport',
    'Max-Forwards: 70',
    'From: "Anybody" <sip:+34600111222@192.0.2.10>;tag=fromNUMBER',
    'To: <sip:+34910000000@192.0.2.1>',
    'Call-ID: NUMBER@192.0.2.10',
    `CSeq: 7 ${method}`,
    'Contact: <sip:+34600111222@192.0.2.10:5060>',
    ...extra,
    ...(body === '' ? [] : ['Content-Type: application/sdp']),
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n');

const messages: readonly string[] = [
  request('INVITE', ['Supported: replaces, 100rel', 'Session-Expires: 90'], soundOf('stranger')),
  request('INVITE', [
    'Replaces: a@b;to-tag=1;from-tag=2',
    'Record-Route: <sip:192.0.2.10;lr>',
    'X-Ringdesk-Call: call-1',
    'X-Ringdesk-Role: barge',
  ]),
  request('REGISTER', [
    'Expires: 600',
    'Authorization: Digest username="ute", realm="ringdesk.invalid", nonce="x", uri="sip:a", response="0", qop=auth, nc=00000001, cnonce="c"',
  ]),
  request('BYE'),
  request('CANCEL'),
  request('ACK'),
  request('OPTIONS', ['Accept: application/sdp']),
  request('REFER', ['Refer-To: <sip:+900@premium.example>', 'Referred-By: <sip:a@b>']),
  request('INFO', ['Content-Disposition: session'], 'Signal=5\r\nDuration=100\r\n'),
  request('SUBSCRIBE', ['Event: presence', 'Expires: 60']),
  request('NOTIFY', ['Event: refer', 'Subscription-State: active']),
  request('PRACK', ['RAck: 1 7 INVITE']),
  request('MESSAGE', [], 'hello'),
  'SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKNUMBER\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>;tag=2\r\nCall-ID: NUMBER\r\nCSeq: 1 INVITE\r\nContact: <sip:c@d>\r\nContent-Length: 0\r\n\r\n',
];

describe('hostile messages through every door', { timeout: 600_000 }, () => {
  let stage: SipBoard;
  let running: Awaited<ReturnType<typeof talk>>;
  let attacker: Peer;
  let deskOfAttacker: Peer;
  beforeEach(async () => {
    stage = await openSipBoard();
    running = await talk(stage, 'ana', 'vera');
    attacker = stage.client('socket-attacker', visitor('attacker'));
    deskOfAttacker = stage.client('socket-desk', softphone('mallory'));
  });
  afterEach(() => stage.board.stop(0));

  const sources: readonly Place[] = [
    { address: '192.0.2.10', port: 5_060 },
    { address: '198.51.100.7', port: 5_060 },
    { address: '203.0.113.5', port: 5_062 },
    { address: '2001:db8::1', port: 5_062 },
  ];
  const throughAll = (text: string): void => {
    // Time goes on, so that nothing is dropped for its rate alone.
    stage.advance(50);
    for (const through of doors) through(text);
  };
  const doors: readonly ((text: string) => void)[] = [
    ...sources.map((source) => (text: string) => stage.datagram(text, source)),
    (text) => attacker.said(text),
    (text) => deskOfAttacker.said(text),
  ];

  /** Nobody but the two noticed anything: their session changes and ends as ever. */
  const unharmed = async (): Promise<void> => {
    expect(running.leg.state).toBe('standing');
    const changed = await running.leg.change(soundOf('vera', 'sendonly'));
    expect(changed).toMatchObject({ ok: true });
    if (changed.ok) changed.ack();
    expect(stage.facts.filter((fact) => fact.type === 'ended' && fact.callId === running.callId)).toEqual([]);
    running.leg.end();
    await expect
      .poll(() => stage.facts.filter((fact) => fact.type === 'ended' && fact.callId === running.callId).length)
      .toBe(1);
    await expect.poll(() => running.desk.legs[0]?.state).toBe('ended');
    // It still takes new calls.
    const next = await talk(stage, 'bea', 'vic');
    expect(next.leg.state).toBe('standing');
    expect([...stage.noted.keys()]).not.toContain('portTaken');
  };

  test.skipIf(!existsSync(torture))('the fifty messages of RFC 4475 leave a running call unharmed', async () => {
    const files = readdirSync(torture).filter((name) => name.endsWith('.dat'));
    expect(files.length).toBe(50);
    for (const name of files) throughAll(readFileSync(join(torture, name), 'utf8'));
    await unharmed();
  });

  test(`${MUTATIONS} spoiled messages leave a running call unharmed`, async () => {
    const random = seededRandom(SEED);
    // What the board itself sends carries branches, tags and Call-IDs it knows: answers to them reach deep.
    for (let sent = 0; sent < MUTATIONS; sent += 1) {
      const ours = stage.datagrams.at(-1)?.text;
      const base = ours !== undefined && random() < 0.2 ? ours : pick(random, messages);
      stage.advance(50);
      pick(random, doors)(mutate(base.replaceAll('NUMBER', String(sent)), random));
      if (sent % 200 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    const statuses = new Set(stage.datagrams.map(({ text }) => /^SIP\/2\.0 (\d{3})/.exec(text)?.[1]));
    // They were not all turned away at the first glance.
    for (const status of ['100', '180', '200', '400', '401', '403', '405', '481']) expect(statuses).toContain(status);
    await unharmed();
  });

  test('a stranger is answered nothing but the challenge to a REGISTER, and not for long', () => {
    const stranger: Place = { address: '203.0.113.77', port: 5_090 };
    const from = (text: string): number => {
      const before = stage.datagrams.length;
      stage.datagram(text, stranger);
      return stage.datagrams.length - before;
    };
    for (const method of ['INVITE', 'OPTIONS', 'BYE', 'SUBSCRIBE', 'MESSAGE'])
      expect(from(request(method).replaceAll('NUMBER', method))).toBe(0);
    expect(from(request('REGISTER').replaceAll('NUMBER', 'r'))).toBe(1);
    expect(stage.datagrams.at(-1)?.text).toMatch(/^SIP\/2\.0 401 /);
    expect(stage.datagrams.at(-1)?.to).toEqual(stranger);
    let answered = 0;
    for (let tries = 0; tries < 100; tries += 1)
      answered += from(request('REGISTER').replaceAll('NUMBER', `n${tries}`));
    expect(answered).toBeLessThan(25);
  });

  test('passwords cannot be guessed at will', () => {
    const stranger: Place = { address: '203.0.113.78', port: 5_090 };
    let challenges = 0;
    for (let tries = 0; tries < 60; tries += 1) {
      stage.advance(1_000);
      const before = stage.datagrams.length;
      stage.datagram(messages[2]?.replaceAll('NUMBER', `g${tries}`) ?? '', stranger);
      challenges += stage.datagrams.length - before;
    }
    expect(challenges).toBeLessThanOrEqual(11);
    expect(stage.facts.filter((fact) => fact.type === 'phones' && fact.agentId === 'ute')).toEqual([]);
  });

  test('nobody registers over a trunk', () => {
    stage.datagram(request('REGISTER').replaceAll('NUMBER', 'trunk'));
    expect(stage.datagrams.at(-1)?.text).toMatch(/^SIP\/2\.0 403 /);
  });

  test('more requests than there is time for are sent away, running calls are not', async () => {
    for (let sent = 0; sent < 2_000; sent += 1) {
      stage.datagram(request('OPTIONS').replaceAll('NUMBER', `o${sent}`), {
        address: `198.51.100.${sent % 200}`,
        port: 5_060,
      });
    }
    const busy = stage.datagrams.filter(({ text }) => text.startsWith('SIP/2.0 503 '));
    expect(busy.length + stage.datagrams.filter(({ text }) => text.startsWith('SIP/2.0 200 ')).length).toBeGreaterThan(
      100,
    );
    await unharmed();
  });

  test('what a request may not ask for is refused by name', () => {
    const status = (text: string): string | undefined => {
      stage.advance(100);
      stage.datagram(text);
      return /^SIP\/2\.0 (\d{3})/.exec(stage.datagrams.at(-1)?.text ?? '')?.[1];
    };
    expect(status(request('OPTIONS', ['Require: nothingSeen']).replaceAll('NUMBER', 'a'))).toBe('420');
    expect(stage.datagrams.at(-1)?.text).toContain('Unsupported: nothingSeen');
    expect(status(request('INVITE').replaceAll('NUMBER', 'b').replace('Max-Forwards: 70', 'Max-Forwards: 0'))).toBe(
      '483',
    );
    expect(status(request('OPTIONS').replaceAll('NUMBER', 'c').replace('sip:+349', 'tel:+349'))).toBe('416');
    expect(status(request('OPTIONS').replaceAll('NUMBER', 'd').replace('SIP/2.0\r\n', 'SIP/7.0\r\n'))).toBe('505');
    expect(status(request('OPTIONS').replaceAll('NUMBER', 'e').replace('Content-Length: 0', 'Content-Length: 9'))).toBe(
      '400',
    );
    expect(status(request('OPTIONS').replaceAll('NUMBER', 'f'))).toBe('200');
  });
});
