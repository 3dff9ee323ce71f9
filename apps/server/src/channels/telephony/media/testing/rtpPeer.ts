import { createSocket } from 'node:dgram';
import { once } from 'node:events';

import { linearOf, muLawOf, SAMPLE_RATE } from '../muLaw.ts';
import { rtpDatagram, rtpPacketIn } from '../rtpPacket.ts';
import { plainSound, soundIn } from '../sdp.ts';
import { ownAddress } from './rtpengine.ts';

const PACKET = 160;
/** Payload type of pressed keys. */
const KEYS = 101;

/** A plain phone without signalling: says one tone for ever, and remembers what it heard. */
export interface RtpPeer {
  readonly sdp: string;
  /** Begins to speak to where this SDP says. */
  talkTo(sdp: string): void;
  /** Presses a key, as RFC 4733 has it. */
  press(event: number): void;
  /** Says nothing more. */
  hangUp(): void;
  /** What was heard since the last time, 16-bit samples. */
  heard(): Int16Array;
  close(): void;
}

export async function openRtpPeer(hertz: number, loud = 8_000): Promise<RtpPeer> {
  const address = ownAddress();
  const socket = createSocket('udp4');
  socket.bind(0, address);
  await once(socket, 'listening');
  const source = socket.address().port;
  let samples: number[] = [];
  let sequence = 0;
  let said = 0;
  let timer: NodeJS.Timeout | undefined;
  let target: ReturnType<typeof soundIn>;
  const send = (payloadType: number, timestamp: number, payload: Uint8Array): void => {
    if (target === undefined) return;
    const packet = { payloadType, sequence, timestamp, source, payload };
    socket.send(rtpDatagram(packet), target.port, target.address);
    sequence += 1;
  };
  socket.on('message', (bytes) => {
    const packet = rtpPacketIn(bytes);
    if (packet?.payloadType === 0) samples.push(...[...packet.payload].map(linearOf));
  });
  const say = (): void => {
    const from = said * PACKET;
    const wave = (_: unknown, index: number): number =>
      muLawOf(Math.round(loud * Math.sin((2 * Math.PI * hertz * (from + index)) / SAMPLE_RATE)));
    send(0, from, Uint8Array.from({ length: PACKET }, wave));
    said += 1;
  };
  /** A phone's clock keeps time, however busy this machine is. */
  const speak = (since: number): void => {
    while (said * 20 < performance.now() - since) say();
  };
  return {
    sdp: plainSound({ address, port: socket.address().port, direction: 'sendrecv', keys: KEYS }),
    talkTo(sdp) {
      target = soundIn(sdp);
      if (timer !== undefined) return;
      const since = performance.now();
      timer = setInterval(() => speak(since), 10);
    },
    press(event) {
      const timestamp = said * PACKET;
      for (const [index, end] of [0, 0, 0, 1, 1, 1].entries()) {
        send(KEYS, timestamp, Uint8Array.from([event, end === 1 ? 0x8a : 0x0a, 0, Math.min(index + 1, 4) * 40]));
      }
    },
    hangUp() {
      clearInterval(timer);
    },
    heard() {
      const heard = Int16Array.from(samples);
      samples = [];
      return heard;
    },
    close() {
      clearInterval(timer);
      socket.close();
    },
  };
}

/** How loud one frequency is in these samples (Goertzel): the amplitude of its sine wave. */
export function loudness(samples: Int16Array, hertz: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hertz) / SAMPLE_RATE);
  let [last, before] = [0, 0];
  for (const sample of samples) [last, before] = [sample + coefficient * last - before, last];
  const power = last ** 2 + before ** 2 - coefficient * last * before;
  return samples.length === 0 ? 0 : (2 * Math.sqrt(Math.max(0, power))) / samples.length;
}
