import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Grammar } from 'sip.js/lib/grammar/grammar.js';
import { expect, test } from 'vitest';

import { remembered } from './grammarMemory.ts';

const library = Grammar.parse;

const message = [
  'INVITE sip:+34910000000@192.0.2.1:5060;transport=udp SIP/2.0',
  'Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK1;rport;received=192.0.2.11',
  'Max-Forwards: 70',
  'From: "Any Body" <sip:+34600111222@192.0.2.10>;tag=from',
  'To: <sip:%2B34910000000@Example.TEST;lr?subject=hi>;tag=to',
  'Call-ID: 1@192.0.2.10',
  'CSeq: 7 INVITE',
  'Contact: <sip:a@192.0.2.10:5060>;expires=60, "b" <sip:b@[2001:db8::1]>;q=0.5',
  'Record-Route: <sip:192.0.2.10;lr>, <sip:192.0.2.12;lr>',
  'WWW-Authenticate: Digest realm="here", nonce="x", qop="auth,auth-int", stale=true',
  'Content-Type: application/sdp',
  'Content-Length: 0',
  'Max-Forwards: many',
].join('\r\n');

/** The corpora lie beside the checkout, or where RINGDESK_CORPORA says. */
const corpora =
  process.env['RINGDESK_CORPORA'] ?? fileURLToPath(new URL('../../../../../../../shared/corpora/', import.meta.url));
const torture = join(corpora, 'sip-rfc4475');

/** What the library reads of a message: value and rule. */
const valuesOf = (text: string): [value: string, rule: string][] =>
  text.split('\r\n').flatMap((line, index): [string, string][] => {
    if (index === 0) return [[line, 'Request_Response']];
    const [, name, value] = /^([\w-]+)\s*:\s*(.*)$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[value, name.replaceAll('-', '_')]];
  });

/** Changes everything that can be changed. */
function spoil(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    spoil(part);
    Object.assign(value, { [key]: 'spoiled' });
  }
}

/** As the library reads it, however often and whatever was done to what was read before. */
function expectSame(read: typeof library, value: string, rule: string): void {
  const expected: unknown = library(value, rule);
  for (let time = 0; time < 3; time += 1) {
    const seen: unknown = read(value, rule);
    expect(seen, `${rule}: ${value}`).toStrictEqual(expected);
    spoil(seen);
  }
}

test('everything of a message reads as the library reads it, each time', () => {
  const read = remembered(library);
  for (const [value, rule] of valuesOf(message)) expectSame(read, value, rule);
  expect(String(read('"b" <sip:b@Example.TEST;lr>;tag=1', 'From'))).toBe('"b" <sip:b@example.test;lr>;tag=1');
});

test.skipIf(!existsSync(torture))('so does everything of the messages of RFC 4475', () => {
  const read = remembered(library);
  const files = readdirSync(torture).filter((name) => name.endsWith('.dat'));
  expect(files.length).toBeGreaterThan(40);
  for (const name of files)
    for (const [value, rule] of valuesOf(readFileSync(join(torture, name), 'latin1'))) expectSame(read, value, rule);
});

test('words that differ from message to message read as they stand, and the rest is read once', () => {
  let times = 0;
  const read = remembered((text, rule) => {
    times += 1;
    return library(text, rule);
  });
  const said = (word: string, count: number): [value: string, rule: string][] => [
    [`SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK${word};rport`, 'Via'],
    [`SIP/2.0/TCP 192.0.2.10;branch=${word}, SIP/2.0/UDP 192.0.2.11;branch=${word}.2`, 'Via'],
    [`"Any ;tag=x" <sip:a@192.0.2.10;tag=y>;tag=${word}`, 'From'],
    [`<sip:a@192.0.2.10>;tag=${word}`, 'To'],
    [`${count} REGISTER`, 'CSeq'],
    [`${word}@192.0.2.10`, 'Call_ID'],
  ];
  for (const [value, rule] of said('First', 1)) expectSame(read, value, rule);
  const before = times;
  const odd: readonly [word: string, count: number][] = [
    ['second', 2],
    ['%*+!~', 999_999_999],
    ['0', 7],
  ];
  for (const [word, count] of odd) for (const [value, rule] of said(word, count)) expectSame(read, value, rule);
  // The first of two Vias in one line is not looked for.
  expect(times - before).toBe(odd.length);
});

test('a word that only looks like one of those is read by the rules alone', () => {
  const read = remembered(library);
  const values: readonly [value: string, rule: string][] = [
    ['SIP/2.0/UDP h;branch=a;BRANCH=b', 'Via'],
    ['SIP/2.0/UDP h;x=";branch=a"', 'Via'],
    ['SIP/2.0/UDP h;branch=', 'Via'],
    ['SIP/2.0/UDP ;branch=a', 'Via'],
    ['"b>;tag=c', 'From'],
    ['<sip:a@h>;tag=1>;tag=2', 'From'],
    ['<not an address>;tag=2', 'To'],
    ['4294967296 INVITE', 'CSeq'],
    ['007 INVITE', 'CSeq'],
    ['1 inVite', 'CSeq'],
    ['a@b@c', 'Call_ID'],
    ['<a>@[b]', 'Call_ID'],
  ];
  for (const [value, rule] of [...values, ...values]) expectSame(read, value, rule);
  expect(read('007 INVITE', 'CSeq')).toEqual({ value: 7, method: 'INVITE' });
});

test('what is said again is read once; strangers make it forget, and not grow', () => {
  let times = 0;
  const read = remembered((text) => {
    times += 1;
    return { text };
  });
  const say = (first: number, count: number): number => {
    const before = times;
    for (let number = first; number < first + count; number += 1) read(String(number), 'Via');
    return times - before;
  };
  expect([say(0, 100), say(0, 100)]).toEqual([100, 0]);
  expect(read('7', 'To')).toEqual({ text: '7' });
  expect(say(1_000, 1_000) + say(0, 100)).toBe(1_000);
  // Two generations of 1,000 came since.
  expect(say(10_000, 2_000)).toBe(2_000);
  expect(say(0, 100)).toBe(100);
  const long = 'x'.repeat(600);
  expect(say(0, 1)).toBe(0);
  read(long, 'Via');
  const before = times;
  read(long, 'Via');
  expect(times - before).toBe(1);
});
