import { createRequire } from 'node:module';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { Decoder, Encoder, type Packet, PacketType } from './textParser.ts';

// The library's own parser, found from the library: the widget does not depend on it.
const fromClient = createRequire(createRequire(import.meta.url).resolve('socket.io-client'));
const library = fromClient('socket.io-parser') as {
  Encoder: new () => { encode(packet: Packet): string[] };
  Decoder: new () => { on(event: 'decoded', heard: (packet: Packet) => void): void; add(text: string): void };
};

const read = (
  decoder: { on(event: 'decoded', heard: (packet: Packet) => void): void; add(text: string): void },
  text: string,
): unknown => {
  let got: unknown = 'nothing';
  decoder.on('decoded', (packet) => (got = { type: packet.type, nsp: packet.nsp, id: packet.id, data: packet.data }));
  try {
    decoder.add(text);
  } catch {
    return 'refused';
  }
  return got;
};

const namespace = fc.constantFrom('/', '/visitor');
const json = fc.jsonValue().filter((value) => value !== null);
const object = fc.dictionary(fc.string(), json);
const packet: fc.Arbitrary<Packet> = fc.oneof(
  fc.record({ type: fc.constant(PacketType.CONNECT), nsp: namespace, data: object }),
  fc.record({ type: fc.constant(PacketType.DISCONNECT), nsp: namespace }),
  fc.record({
    type: fc.constant(PacketType.EVENT),
    nsp: namespace,
    id: fc.option(fc.nat(), { nil: undefined }),
    data: fc.tuple(fc.constantFrom('update', 'command', '__proto__'), json),
  }),
  fc.record({ type: fc.constant(PacketType.ACK), nsp: namespace, id: fc.nat(), data: fc.array(json) }),
  fc.record({ type: fc.constant(PacketType.CONNECT_ERROR), nsp: namespace, data: object }),
);

describe('textParser', () => {
  test("writes what the library's parser writes", () => {
    fc.assert(
      fc.property(packet, (each) => {
        expect(new Encoder().encode(each)).toEqual(new library.Encoder().encode(each));
      }),
    );
  });

  test("reads what the library's parser reads", () => {
    fc.assert(
      fc.property(packet, (each) => {
        const [text] = new library.Encoder().encode(each);
        expect(read(new Decoder(), text ?? '')).toEqual(read(new library.Decoder(), text ?? ''));
      }),
    );
  });

  test.each([
    '',
    'x',
    '9',
    '2',
    '2{}',
    '2["connect"]',
    '2["disconnect",1]',
    '2/visitor,["newListener"]',
    '3/visitor,7{}',
    '0[]',
    '1[]',
    '5["x"]',
    '51-["x",{"_placeholder":true,"num":0}]',
    '2["a"',
    '2/visitor',
  ])('refuses %j as a packet', (text) => {
    expect(read(new Decoder(), text)).toBe('refused');
  });

  test('refuses binary', () => {
    expect(() => new Decoder().add(new ArrayBuffer(3))).toThrow('Not a packet.');
  });
});
