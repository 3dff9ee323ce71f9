import { existsSync, readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { boundedText, cleanText } from './text.ts';

/** Beside the project where it is present; see the repository's guide for contributors. */
const corpus = new URL('../../../../../shared/corpora/naughty-strings.json', import.meta.url);

/** A subset of our own, for machines without the corpus: each stands for a kind of trouble. */
const own = [
  '',
  ' \t\n ',
  'null',
  '__proto__',
  '\u0000\u0001\u001b[31m',
  'a\r\nb\rc',
  '\ud800',
  'x\udfffy',
  '\ud83d\ude00',
  '👩‍👩‍👧‍👦',
  'e\u0301',
  'e\u0000\u0301',
  '\ufeffbom',
  '\u202eevil\u202c',
  'Ω≈ç√∫˜µ≤≥÷',
  '田中さんにあげて下さい',
  'ثم نفس سقطت',
  '<script>alert(1)</script>',
  "'; DROP TABLE interactions; --",
  '%s%n%x${7*7}{{7*7}}',
  '\ufffe\uffff',
  'Zalgo: H\u0315\u0300\u0301e\u0317l\u0318l\u0319o',
];
const corpusStrings = existsSync(corpus) ? (JSON.parse(readFileSync(corpus, 'utf8')) as string[]) : [];

// eslint-disable-next-line no-control-regex -- what must not come through is exactly this
const forbidden = /[\u0000-\u0008\u000B-\u001F\u007F\uFFFE\uFFFF]|\p{Surrogate}/u;

/** What is wrong with a string after it was cleaned; nothing should be. */
function troubles(raw: string): string[] {
  const found: string[] = [];
  for (const lines of [true, false]) {
    const clean = cleanText(raw, lines);
    if (forbidden.test(clean)) found.push('controls');
    if (clean !== clean.normalize('NFC')) found.push('not composed');
    if (clean !== clean.trim()) found.push('not trimmed');
    if (cleanText(clean, lines) !== clean) found.push('changes again');
    if (!lines && /[\n\t]/.test(clean)) found.push('lines');
  }
  const parsed = boundedText({ max: 80 }).safeParse(raw);
  if (parsed.success && [...parsed.data].length > 80) found.push('too long');
  return found;
}

describe('text from outside', () => {
  it.each(own)('is made safe or refused: %j', (raw) => {
    expect(troubles(raw)).toEqual([]);
  });

  it.skipIf(corpusStrings.length === 0)(
    `the corpus of naughty strings (${corpusStrings.length}; skipped where it is absent)`,
    () => {
      expect(corpusStrings.flatMap(troubles)).toEqual([]);
    },
  );

  it('any string at all, also with lone surrogates and controls; cleaning twice changes nothing', () => {
    const unit = fc.oneof(
      fc.integer({ min: 0, max: 0xffff }),
      fc.constantFrom(0, 9, 10, 13, 32, 0x301, 0xd800, 0xdc00, 0xfeff, 0x65),
    );
    const result = fc.check(
      fc.property(fc.array(unit, { maxLength: 60 }), (units) => troubles(String.fromCharCode(...units)).length === 0),
      { numRuns: 1_000 },
    );
    expect(result).toMatchObject({ failed: false });
  });

  it('counts code points, not units, and takes exactly the limit', () => {
    const schema = boundedText({ min: 1, max: 3 });
    expect(schema.safeParse('😀😀😀').success).toBe(true);
    expect(schema.safeParse('😀😀😀😀').success).toBe(false);
    expect(schema.safeParse('  ').success).toBe(false);
    expect(schema.parse(' a\u0000b ')).toBe('ab');
  });

  it('line ends become one kind, or spaces where there are no lines', () => {
    expect(cleanText('a\r\nb\rc\td', true)).toBe('a\nb\nc\td');
    expect(cleanText('a\r\nb\rc\td', false)).toBe('a b c d');
  });

  it('refuses what is far too long before it works on it', () => {
    expect(boundedText({ max: 10 }).safeParse('x'.repeat(10_000_000)).success).toBe(false);
  });
});
