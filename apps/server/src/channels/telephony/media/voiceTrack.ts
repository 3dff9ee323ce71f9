import { SAMPLES_PER_MS, SILENCE } from './muLaw.ts';
import type { RtpPacket } from './rtpPacket.ts';

/** What may be kept before it is taken, in samples: four seconds. */
const ROOM = 4_000 * SAMPLES_PER_MS;
/**
 * A stream whose own clock is so far behind or ahead of the arrivals has jumped: it is set down anew where it arrives.
 * Ahead is the smaller one: what comes early is heard late from then on.
 */
const MAX_BEHIND = 1_000 * SAMPLES_PER_MS;
const MAX_AHEAD = 300 * SAMPLES_PER_MS;
/** So many packets in a row that came too late are no accident of the network: their clock is slower than ours. */
const MAX_LATE = 5;

/**
 * One party's voice on a line of time: packets come in any order, twice or never; samples go out in order, without end,
 * silence where nothing came. Pure: times are given, in milliseconds of one clock.
 */
export class VoiceTrack {
  readonly #beganAt: number;
  /** Sample n of the line lies at n modulo its length. */
  readonly #ring = new Uint8Array(ROOM).fill(SILENCE);
  /** Samples that were taken. */
  #taken = 0;
  /** Where the stream that speaks has its timestamp `timestamp` on the line. */
  #anchor: { readonly source: number; readonly timestamp: number; readonly position: number } | undefined;

  /** Packets in a row of which something came after its time. */
  #late = 0;

  constructor(beganAt: number) {
    this.#beganAt = beganAt;
  }

  /** A packet of μ-law samples that came at this time. What is too late for its place is dropped. */
  add(packet: RtpPacket, at: number): void {
    const position = this.#positionOf(packet, at);
    for (const [index, byte] of packet.payload.entries()) {
      const place = position + index;
      if (place >= this.#taken && place < this.#taken + ROOM) this.#ring[place % ROOM] = byte;
    }
  }

  /** Samples since the last time up to this moment; what comes later for them is lost. At most four seconds at a time. */
  take(until: number): Uint8Array {
    const count = Math.min(Math.max(0, this.#placeOf(until) - this.#taken), ROOM);
    const samples = new Uint8Array(count);
    for (let index = 0; index < count; index += 1) {
      const place = (this.#taken + index) % ROOM;
      samples[index] = this.#ring[place] ?? SILENCE;
      this.#ring[place] = SILENCE;
    }
    this.#taken += count;
    return samples;
  }

  #placeOf(at: number): number {
    return Math.round((at - this.#beganAt) * SAMPLES_PER_MS);
  }

  /** By the stream's own clock while that agrees with ours; network and scheduling then move nothing. */
  #positionOf({ source, timestamp, payload }: RtpPacket, at: number): number {
    const arrived = this.#placeOf(at) - payload.length;
    const anchor = this.#anchor;
    if (anchor?.source === source) {
      const position = anchor.position + ((timestamp - anchor.timestamp) | 0);
      this.#late = position < this.#taken ? this.#late + 1 : 0;
      const ahead = position - arrived;
      if (ahead <= MAX_AHEAD && ahead >= -MAX_BEHIND && this.#late < MAX_LATE) return position;
    }
    this.#late = 0;
    this.#anchor = { source, timestamp, position: arrived };
    return arrived;
  }
}
