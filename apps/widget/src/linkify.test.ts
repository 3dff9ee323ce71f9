import { existsSync, readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { linkify, type Piece } from './linkify.ts';

const corpus = (name: string): URL => new URL(`../../../../shared/corpora/${name}`, import.meta.url);
const naughty = corpus('naughty-strings.json');
const payloads = corpus('html-payloads.json');

const linksOf = (text: string): (string | undefined)[] => linkify(text).flatMap(({ href }) => href ?? []);

describe('linkify', () => {
  test('links a plain address and leaves the words around it', () => {
    expect(linkify('See https://example.com/a?b=c#d for more')).toEqual([
      { text: 'See ' },
      { text: 'https://example.com/a?b=c#d', href: 'https://example.com/a?b=c#d' },
      { text: ' for more' },
    ]);
  });

  test.each([
    ['Look: https://example.com.', 'https://example.com/'],
    ['(https://example.com/a)', 'https://example.com/a'],
    ['https://example.com/a_(b)', 'https://example.com/a_(b)'],
    ['https://example.com/a?!', 'https://example.com/a'],
    ['«https://example.com/я»', 'https://example.com/%D1%8F'],
    ['HTTPS://EXAMPLE.COM/A', 'https://example.com/A'],
  ])('finds the end of the address in %s', (text, href) => {
    expect(linksOf(text)).toEqual([href]);
  });

  test.each([
    'http://example.com',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://',
    'https://user:secret@example.com/',
    'https://bank.com@evil.example/',
    'https://localhost/',
    'ftp://example.com',
    'www.example.com',
    `https://example.com/${'a'.repeat(3_000)}`,
  ])('leaves %s as text', (text) => {
    expect(linksOf(text)).toEqual([]);
  });

  test('an address ends where a character would hide or turn what follows', () => {
    expect(linksOf('https://example.com/\u202Egpj.exe')).toEqual(['https://example.com/']);
    expect(linksOf('https://example.com/\u200Bx')).toEqual(['https://example.com/']);
  });

  test('a host of look-alike letters is shown in its encoded form', () => {
    expect(linkify('https://аррӏе.com/')).toEqual([
      { text: 'https://xn--80ak6aa92e.com/', href: 'https://xn--80ak6aa92e.com/' },
    ]);
  });

  test('a long message full of almost-addresses takes no time to speak of', () => {
    const before = performance.now();
    linkify('https://('.repeat(10_000));
    linkify(`https://${'.'.repeat(100_000)}`);
    linkify(`https://a.b/${')'.repeat(100_000)}`);
    expect(performance.now() - before).toBeLessThan(2_000);
  });

  const hostile = (file: URL): string[] =>
    (JSON.parse(readFileSync(file, 'utf8')) as (string | { payload: string })[]).map((each) =>
      typeof each === 'string' ? each : each.payload,
    );

  test.skipIf(!existsSync(naughty) || !existsSync(payloads))(
    'keeps every hostile string as it is, and links to https only',
    () => {
      const all = [...hostile(naughty), ...hostile(payloads)];
      expect(all.length).toBeGreaterThan(600);
      const split = all.map((text) => ({ text, pieces: linkify(text) }));
      const schemes = split.flatMap(({ pieces }) =>
        pieces.flatMap(({ href }) => (href === undefined ? [] : new URL(href).protocol)),
      );
      expect(schemes.filter((scheme) => scheme !== 'https:')).toEqual([]);
      const isEncoded = ({ text, href }: Piece): boolean => href !== undefined && text === href;
      const plain = split.filter(({ pieces }) => !pieces.some(isEncoded));
      expect(plain.map(({ pieces }) => pieces.map((piece) => piece.text).join(''))).toEqual(
        plain.map(({ text }) => text),
      );
    },
  );
});
