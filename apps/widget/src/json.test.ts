import { afterEach, expect, test } from 'vitest';

import { toJson } from './json.ts';
import { Encoder, PacketType } from './textParser.ts';

const prototypes = [Array, String, Number].map(({ prototype }) => prototype as { toJSON?: () => string });

afterEach(() => {
  for (const prototype of prototypes) delete prototype.toJSON;
});

test('what a page of an old library gives arrays, strings and numbers changes nothing of what is sent and kept', () => {
  const value = {
    languages: ['en', 'ru'],
    at: 5,
    text: 'He said "no"',
    none: null,
    left: undefined,
    is: true,
    in: [[1]],
  };
  const packet = { type: PacketType.EVENT, nsp: '/visitor', id: 1, data: ['command', value] };
  const [before, sentBefore] = [JSON.stringify(value), new Encoder().encode(packet)];
  // As Prototype.js did before 1.7.
  for (const prototype of prototypes) prototype.toJSON = () => 'of the page';
  expect(JSON.stringify(value)).not.toBe(before);
  expect(toJson(value)).toBe(before);
  expect(new Encoder().encode(packet)).toEqual(sentBefore);
});
