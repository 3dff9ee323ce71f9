import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { keyIn, rtpDatagram, rtpPacketIn } from './rtpPacket.ts';

const packets = fc.record({
  payloadType: fc.nat(63),
  sequence: fc.nat(0xffff),
  timestamp: fc.nat(0xffffffff),
  source: fc.nat(0xffffffff),
  payload: fc.uint8Array({ maxLength: 200 }),
});

const zeros = (count: number): readonly number[] => [...new Uint8Array(count)];

describe('RTP', () => {
  test('what is sent is read again', () => {
    fc.assert(
      fc.property(packets, (packet) => {
        expect(rtpPacketIn(rtpDatagram(packet))).toEqual(packet);
      }),
    );
  });

  test('contributing sources, an extension and padding are no sound', () => {
    const header = [0xb1, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3];
    const source = [9, 9, 9, 9];
    const extension = [0xbe, 0xde, 0, 1, 7, 7, 7, 7];
    const packet = rtpPacketIn(Uint8Array.from([...header, ...source, ...extension, 1, 2, 3, 0, 2]));
    expect(packet).toEqual({ payloadType: 0, sequence: 1, timestamp: 2, source: 3, payload: Uint8Array.of(1, 2, 3) });
  });

  test.each([
    ['cut off', [0x80, 0, 0, 1]],
    ['of another version', [0x40, ...zeros(11)]],
    ['RTCP on the same port', [0x80, 200, ...zeros(10)]],
    ['shorter than its sources', [0x8f, ...zeros(11)]],
    ['shorter than its extension', [0x90, ...zeros(11), 0, 0, 0, 9]],
    ['padding of more than there is', [0xa0, ...zeros(11), 200]],
    ['padding of nothing', [0xa0, ...zeros(11), 0]],
  ])('%s is no packet', (_, bytes) => expect(rtpPacketIn(Uint8Array.from(bytes))).toBeUndefined());

  test('random bytes are a packet or none, and never thrown at', () => {
    const bytes = fc.uint8Array({ maxLength: 64 });
    const likely = bytes.map((noise) => Uint8Array.from([0x80 | (noise[0] ?? 0), ...noise]));
    fc.assert(
      fc.property(fc.oneof(bytes, likely), (noise) => {
        expect(rtpPacketIn(noise)?.payload.length ?? 0).toBeLessThanOrEqual(noise.length);
        expect(keyIn(noise)?.length ?? 1).toBe(1);
      }),
      { numRuns: 20_000 },
    );
  });

  test('keys by their number, what nobody presses is none', () => {
    const keys = Array.from({ length: 16 }, (_, event) => keyIn(Uint8Array.of(event, 0x8a, 0, 160)));
    expect(keys.join('')).toBe('0123456789*#ABCD');
    expect(keyIn(Uint8Array.of(16, 0, 0, 0))).toBeUndefined();
    expect(keyIn(Uint8Array.of(1))).toBeUndefined();
  });
});
