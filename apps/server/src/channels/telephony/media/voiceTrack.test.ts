import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { SILENCE } from './muLaw.ts';
import type { RtpPacket } from './rtpPacket.ts';
import { VoiceTrack } from './voiceTrack.ts';

/** Packet n of a stream: 160 samples of the byte n. */
const packet = (n: number, { source = 1, from = 0 } = {}): RtpPacket => ({
  payloadType: 0,
  sequence: n & 0xffff,
  timestamp: (from + n * 160) >>> 0,
  source,
  payload: new Uint8Array(160).fill(n),
});
/** When packet n comes where nothing disturbs: at its end. */
const due = (n: number): number => (n + 1) * 20;

/** What was taken, a byte for each 20 ms. */
const pieces = (samples: Uint8Array): readonly number[] =>
  Array.from({ length: samples.length / 160 }, (_, index) => {
    const piece = samples.subarray(index * 160, (index + 1) * 160);
    expect(new Set(piece).size).toBe(1);
    return piece[0] ?? -1;
  });

describe('a voice on a line of time', () => {
  test('packets in any order, twice, within the time of waiting: as if in order', () => {
    const order = fc.shuffledSubarray([...Array(10).keys()], { minLength: 10 });
    fc.assert(
      fc.property(order, fc.nat(0xffffffff), fc.array(fc.nat(9)), (shuffled, from, again) => {
        const track = new VoiceTrack(0);
        track.add(packet(0, { from }), due(0));
        for (const n of [...shuffled, ...again]) track.add(packet(n, { from }), due(9));
        expect(pieces(track.take(200))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      }),
    );
  });

  test('what never came is silence, and moves nothing', () => {
    const lost = fc.uniqueArray(fc.integer({ min: 1, max: 19 }));
    fc.assert(
      fc.property(lost, (missing) => {
        const track = new VoiceTrack(0);
        for (let n = 0; n < 20; n += 1) if (!missing.includes(n)) track.add(packet(n), due(n) + 3);
        const expected = Array.from({ length: 20 }, (_, n) => (missing.includes(n) ? SILENCE : n));
        // The first one came 3 ms late: so much is all of it.
        expect(pieces(track.take(403).subarray(24))).toEqual(expected);
      }),
    );
  });

  test('as long as the time that passed, whatever came and however it is taken', () => {
    const noise = fc.record({ n: fc.nat(500), source: fc.nat(2), from: fc.nat(0xffffffff), at: fc.nat(9_000) });
    fc.assert(
      fc.property(fc.array(noise), fc.array(fc.nat(400), { minLength: 1 }), (packets, steps) => {
        const track = new VoiceTrack(0);
        for (const { n, source, from, at } of packets) track.add(packet(n, { source, from }), at);
        let until = 0;
        let samples = 0;
        for (const step of steps) {
          until += step;
          samples += track.take(until).length;
        }
        expect(samples).toBe(until * 8);
      }),
    );
  });

  test('a packet after its time is dropped: what was taken stays taken', () => {
    const track = new VoiceTrack(0);
    track.add(packet(0), due(0));
    expect(pieces(track.take(60))).toEqual([0, SILENCE, SILENCE]);
    track.add(packet(1), 65);
    track.add(packet(3), due(3));
    expect(pieces(track.take(100))).toEqual([3, SILENCE]);
  });

  test('whoever speaks next, with another clock, is set down where they come', () => {
    const track = new VoiceTrack(0);
    track.add(packet(0, { from: 4_000_000_000 }), due(0));
    track.add(packet(1, { source: 2, from: 77 }), 60);
    track.add(packet(2, { source: 2, from: 77 }), 80);
    expect(pieces(track.take(80))).toEqual([0, SILENCE, 1, 2]);
  });

  test('a clock that jumps is set anew', () => {
    const track = new VoiceTrack(0);
    track.add(packet(0), due(0));
    track.add({ ...packet(1), timestamp: 900_000 }, due(1));
    expect(pieces(track.take(40))).toEqual([0, 1]);
  });

  test.each([0.98, 0.999, 1.001, 1.02])('a phone whose clock runs at %d of ours is heard on and on', (speed) => {
    const track = new VoiceTrack(0);
    const heard: number[] = [];
    // Two minutes; taken 60 ms behind.
    for (let n = 0; n < 6_000; n += 1) {
      const at = due(n) / speed;
      track.add({ ...packet(n), payload: new Uint8Array(160).fill(7) }, at);
      heard.push(...track.take(at - 60));
    }
    const silent = heard.filter((byte) => byte === SILENCE).length;
    // What a slow clock leaves open is silence, and little more than that.
    expect(silent / heard.length).toBeLessThan(0.002 + 2 * Math.max(0, 1 - speed));
  });

  test('the clock of a stream may run over its end', () => {
    const track = new VoiceTrack(0);
    for (let n = 0; n < 4; n += 1) track.add(packet(n, { from: 0xffffffff - 200 }), due(n));
    expect(pieces(track.take(80))).toEqual([0, 1, 2, 3]);
  });

  test('nobody there is silence', () => {
    expect(new Set(new VoiceTrack(1_000).take(1_500))).toEqual(new Set([SILENCE]));
    expect(new VoiceTrack(1_000).take(900)).toHaveLength(0);
  });
});
