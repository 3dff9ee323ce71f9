import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { type Bencoded, decode, encode } from './bencode.ts';

const bytesOf = (text: string): Uint8Array => Buffer.from(text);

const anything = fc.letrec<{ value: Bencoded }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    fc.string({ unit: 'grapheme' }),
    fc.maxSafeInteger(),
    fc.array(tie('value')),
    fc.dictionary(fc.string({ unit: 'binary' }), tie('value')),
  ),
})).value;

describe('bencoding', () => {
  test('the examples of its description', () => {
    expect(encode({ spam: ['a', 'b'], cow: 'moo', n: -3 })).toBe('d3:cow3:moo1:ni-3e4:spaml1:a1:bee');
    expect(decode(bytesOf('d3:cow3:moo4:spaml1:a1:bee'))).toEqual({ cow: 'moo', spam: ['a', 'b'] });
    expect(decode(bytesOf('i0e'))).toBe(0);
    expect(decode(bytesOf('0:'))).toBe('');
  });

  test('lengths count bytes and not characters', () => {
    expect(encode('ы')).toBe('2:ы');
  });

  test('whatever is written is read again', () => {
    fc.assert(
      fc.property(anything, (value) => {
        expect(decode(bytesOf(encode(value)))).toEqual(value);
      }),
    );
  });

  test.each([
    '',
    'i',
    'ie',
    'i01e',
    'i-0e',
    'i1',
    '5:abc',
    'l',
    'd1:ae',
    'di1e1:ae',
    '1:ab',
    '-1:a',
    'x',
    'i99999999999999999e',
  ])('what is not whole is nothing: %s', (text) => expect(decode(bytesOf(text))).toBeUndefined());

  test('random and damaged bytes are read or refused, and never thrown at', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void decode(bytes)),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(anything, fc.nat(), fc.nat(255), (value, at, byte) => {
        const bytes = Buffer.from(encode(value));
        bytes[at % bytes.length] = byte;
        decode(bytes);
        decode(bytes.subarray(0, at % bytes.length));
      }),
      { numRuns: 1_000 },
    );
    expect(decode(Buffer.alloc(60_000, 'l'))).toBeUndefined();
  });

  test('a key may have the name of a property of all objects', () => {
    const read = decode(bytesOf('d9:__proto__i1ee'));
    expect(Object.entries(read ?? {})).toEqual([['__proto__', 1]]);
  });
});
