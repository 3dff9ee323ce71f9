import type { SessionId } from '@ringdesk/shared/model/ids.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { createDigest, parseCredentials } from './digest.ts';
import { createHash } from 'node:crypto';
import { createFraming } from './framing.ts';
import { plainReply, screen } from './screening.ts';
import { createTickets } from './tickets.ts';

const message = (extra: readonly string[] = [], body = ''): string =>
  [
    'OPTIONS sip:a@b SIP/2.0',
    'v: SIP/2.0/UDP x;branch=z9hG4bKa',
    'f: <sip:c@d>;tag=1',
    't: <sip:a@b>',
    'i: id',
    'CSeq: 1 OPTIONS',
    ...extra,
    `l: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');

describe('a message before it is parsed', () => {
  test('compact and folded headers are headers', () => {
    const screened = screen(message(['Subject: one', ' two']), 8_000);
    if (screened.kind !== 'good') throw new Error(screened.kind);
    expect(screened.message.headers).toContainEqual({ name: 'subject', value: 'one two' });
  });

  test.each([
    ['too long', message(['X: '.padEnd(9_000, 'x')])],
    ['too many headers', message(Array.from({ length: 101 }, (_, at) => `X-${at}: 1`))],
    ['a NUL', message(['X: \u0000'])],
    ['no end', 'OPTIONS sip:a@b SIP/2.0\r\nVia: x'],
    ['no Call-ID', message().replace('i: id\r\n', '')],
    ['a method in small letters', message().replace('OPTIONS sip', 'options sip')],
    ['nothing', ''],
  ])('%s is dropped without an answer', (_name, text) => {
    expect(screen(text, 8_000)).toEqual({ kind: 'dropped' });
  });

  test.each([
    ['two From', message(['From: <sip:e@f>;tag=2']), 400],
    ['a method that is not the CSeq’s', message().replace('1 OPTIONS', '1 BYE'), 400],
    ['a CSeq beyond 2^31', message().replace('CSeq: 1', 'CSeq: 2147483648'), 400],
    ['a branch of the old kind', message().replace('z9hG4bKa', 'abc'), 400],
    ['a body without its type', message([], 'x'), 400],
    ['a length that lies', message().replace('l: 0', 'l: 7'), 400],
  ])('%s is refused', (_name, text, status) => {
    expect(screen(text, 8_000)).toMatchObject({ kind: 'refused', status });
  });

  test('an answer made without the parser carries what the request said, and no more', () => {
    const screened = screen(message(), 8_000);
    if (screened.kind !== 'good') throw new Error('refused');
    expect(plainReply(screened.message, 503, 'Retry-After: 5')).toBe(
      'SIP/2.0 503 Service Unavailable\r\nVia: SIP/2.0/UDP x;branch=z9hG4bKa\r\nFrom: <sip:c@d>;tag=1\r\nTo: <sip:a@b>;tag=refused\r\nCall-ID: id\r\nCSeq: 1 OPTIONS\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n',
    );
    expect(plainReply({ ...screened.message, method: 'ACK' }, 503)).toBeUndefined();
  });

  test('whatever comes, it is judged without a throw', () => {
    const kinds = new Set<string>();
    const judge = (units: readonly number[]): void => {
      kinds.add(screen(message([`X: ${String.fromCharCode(...units)}`]), 8_000).kind);
    };
    fc.assert(fc.property(fc.array(fc.nat(0x7f), { maxLength: 20 }), judge), { numRuns: 1_000 });
    expect([...kinds].toSorted()).toEqual(['dropped', 'good']);
  });
});

describe('a stream cut into messages', () => {
  test('in whatever pieces it arrives', () => {
    const whole = Buffer.from(`\r\n\r\n${message([], 'ñandú')}${message()}`);
    fc.assert(
      fc.property(fc.array(fc.nat(whole.length), { maxLength: 8 }), (cuts) => {
        const framing = createFraming();
        const messages: string[] = [];
        let pings = 0;
        const edges = [0, ...cuts.toSorted((a, b) => a - b), whole.length];
        for (let at = 1; at < edges.length; at += 1) {
          const found = framing.push(whole.subarray(edges[at - 1], edges[at]));
          messages.push(...(found?.messages ?? ['broken']));
          pings += found?.pings ?? 0;
        }
        expect(messages).toEqual([message([], 'ñandú'), message()]);
        expect(pings).toBeLessThanOrEqual(1);
      }),
    );
  });

  test.each([
    ['has no length', 'OPTIONS sip:a@b SIP/2.0\r\nVia: x\r\n\r\n'],
    ['wants too much', 'OPTIONS sip:a@b SIP/2.0\r\nContent-Length: 900000\r\n\r\n'],
    ['has a head without end', 'x'.repeat(20_000)],
  ])('what %s ends the connection', (_name, text) => {
    expect(createFraming().push(Buffer.from(text))).toBeUndefined();
  });
});

describe('proof of a password', () => {
  const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
  const answer = (challenge: string, password: string, nc = '00000001'): ReadonlyMap<string, string> => {
    const nonce = /nonce="([^"]+)"/.exec(challenge)?.[1] ?? '';
    const response = md5(`${md5(`ute:ring:${password}`)}:${nonce}:${nc}:c:auth:${md5('REGISTER:sip:x')}`);
    const found = parseCredentials(
      `Digest username="ute", realm="ring", nonce="${nonce}", uri="sip:x", response="${response}", qop=auth, nc=${nc}, cnonce="c"`,
    );
    if (found === undefined) throw new Error('not credentials');
    return found;
  };

  test('is good once, for its time and its place', () => {
    let now = 1_000_000;
    const digest = createDigest('ring', () => now);
    const challenge = digest.challenge('here', false);
    const proof = answer(challenge, 'geheim');
    expect(digest.verify(proof, 'REGISTER', 'geheim', 'elsewhere')).toBe('wrong');
    expect(digest.verify(proof, 'INVITE', 'geheim', 'here')).toBe('wrong');
    expect(digest.verify(proof, 'REGISTER', 'other', 'here')).toBe('wrong');
    expect(digest.verify(proof, 'REGISTER', 'geheim', 'here')).toBe('good');
    expect(digest.verify(proof, 'REGISTER', 'geheim', 'here')).toBe('stale');
    expect(digest.verify(answer(challenge, 'geheim', '00000002'), 'REGISTER', 'geheim', 'here')).toBe('good');
    now += 10 * 60_000;
    expect(digest.verify(answer(challenge, 'geheim', '00000003'), 'REGISTER', 'geheim', 'here')).toBe('stale');
    expect(digest.challenge('here', true)).toContain('stale=true');
  });

  test('is read from any header without harm', () => {
    expect(parseCredentials('Basic abc')).toBeUndefined();
    expect(parseCredentials(`Digest ${'a='.repeat(2_000)}`)).toBeUndefined();
    fc.assert(fc.property(fc.string(), (noise) => parseCredentials(`Digest ${noise}`) !== undefined));
  });
});

describe('tickets', () => {
  const client = { kind: 'softphone', agentId: 'ana' as never, deskId: 'd' } as const;

  test('let in once, and for a minute', () => {
    let now = 0;
    const tickets = createTickets(() => now);
    const first = tickets.issue(client);
    expect(tickets.take(first)?.client).toEqual(client);
    expect(tickets.take(first)).toBeUndefined();
    const second = tickets.issue(client);
    now += 60_000;
    expect(tickets.take(second)).toBeUndefined();
    expect(tickets.take('')).toBeUndefined();
  });

  test('are good no longer than the session they were given to', () => {
    const tickets = createTickets(() => 0);
    const ended = tickets.issue(client, 'ended' as SessionId);
    const other = tickets.issue(client, 'other' as SessionId);
    tickets.drop(({ sessionId }) => sessionId === 'ended');
    expect(tickets.take(ended)).toBeUndefined();
    expect(tickets.take(other)?.client).toEqual(client);
  });
});
