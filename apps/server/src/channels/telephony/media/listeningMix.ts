import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

import type { MediaKind } from '../callMedia.ts';
import type { MediaServer } from './mediaServers.ts';
import { linearOf, muLawOf, SAMPLES_PER_MS } from './muLaw.ts';
import { NgRefused } from './ngClient.ts';
import { profileFor } from './profiles.ts';
import { rtpDatagram, type RtpPacket } from './rtpPacket.ts';
import { plainSound, soundIn } from './sdp.ts';
import { subscribe, type Subscription } from './subscription.ts';
import { VoiceTrack } from './voiceTrack.ts';

/** How long packets are waited for, in milliseconds: who listens live would rather miss one. */
const PATIENCE = 60;
const PACKET_MS = 20;
const PACKET = PACKET_MS * SAMPLES_PER_MS;

export interface ListeningParts {
  readonly server: MediaServer;
  /** The call that is heard. */
  readonly ngCallId: string;
  /** The listener's own, beside it. */
  readonly ownNgCallId: string;
  readonly sdp: string;
  readonly kind: MediaKind;
  readonly now: () => number;
  /** Of the stream that is made: 32 bits, by chance. */
  readonly source: number;
}

export interface Listening {
  /** The answer to the listener's offer. */
  readonly sdp: string;
  /** Ends what belongs to it but its own call at the media server. */
  end(): Promise<void>;
}

/**
 * Both parties of a call as one stream for a listener of any make, who is not heard. It goes on through transfers: what is
 * listened to are the places in the call, not the people.
 */
export async function startListening(parts: ListeningParts): Promise<Listening> {
  const { server, now } = parts;
  const socket = createSocket(server.localAddress.includes(':') ? 'udp6' : 'udp4');
  socket.bind(0, server.localAddress);
  await once(socket, 'listening');
  socket.on('error', () => undefined);
  const subscriptions: Subscription[] = [];
  let stop: (() => void) | undefined;
  const end = async (): Promise<void> => {
    stop?.();
    socket.close();
    await Promise.all(subscriptions.map((subscription) => subscription.end()));
  };
  try {
    const beganAt = now();
    const tracks = ['agent', 'customer'].map((party) => ({ party, voice: new VoiceTrack(beganAt) }));
    for (const { party, voice } of tracks) {
      const onSound = (packet: RtpPacket): void => voice.add(packet, now());
      subscriptions.push(await subscribe(server, parts.ngCallId, party, { onSound, onKey: () => undefined }));
    }
    const { sdp, port } = await joined(parts, socket.address().port);
    // Behind a NAT the address in its SDP is not the one it has here: that is where the voices come from.
    const address = (): string | undefined => subscriptions.map(({ sender }) => sender).find(Boolean);
    const take = (): readonly Uint8Array[] => tracks.map(({ voice }) => voice.take(now() - PATIENCE));
    stop = send(socket, { address, port }, parts.source, take);
    return { sdp, end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** The listener's leg: an ordinary call with this process as the far end. */
async function joined(
  { server, ownNgCallId, sdp, kind }: ListeningParts,
  port: number,
): Promise<{ readonly sdp: string; readonly port: number }> {
  const offered = await server.send('offer', ownNgCallId, {
    'from-tag': 'listener',
    sdp,
    // Whatever they speak: from here comes μ-law.
    codec: { transcode: ['PCMU'] },
    ...profileFor(kind, 'plain'),
  });
  const target = typeof offered['sdp'] === 'string' ? soundIn(offered['sdp']) : undefined;
  const answered = await server.send('answer', ownNgCallId, {
    'from-tag': 'listener',
    'to-tag': 'mix',
    sdp: plainSound({ address: server.localAddress, port, direction: 'sendonly', keys: undefined }),
    ...profileFor('plain', kind),
  });
  if (target === undefined || typeof answered['sdp'] !== 'string') throw new NgRefused('no sound in the answer');
  return { sdp: answered['sdp'], port: target.port };
}

/** Sends as the line of time goes on; returns what ends it. */
function send(
  socket: Socket,
  to: { readonly address: () => string | undefined; readonly port: number },
  source: number,
  take: () => readonly Uint8Array[],
): () => void {
  let waiting = new Uint8Array();
  let sequence = 0;
  const timer = setInterval(() => {
    waiting = new Uint8Array(Buffer.concat([waiting, mixed(take())]));
    for (; waiting.length >= PACKET; waiting = waiting.slice(PACKET)) {
      const packet = {
        payloadType: 0,
        sequence,
        timestamp: sequence * PACKET,
        source,
        payload: waiting.slice(0, PACKET),
      };
      const address = to.address();
      // Before a voice was heard there is nothing to hear.
      if (address !== undefined) socket.send(rtpDatagram(packet), to.port, address, () => undefined);
      sequence += 1;
    }
  }, PACKET_MS);
  return () => clearInterval(timer);
}

/** Voices of the same length at once, cut off where they are too loud together. */
export function mixed(voices: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(voices[0] ?? [], (_, index) => {
    let sum = 0;
    for (const voice of voices) sum += linearOf(voice[index] ?? 0xff);
    return muLawOf(sum);
  });
}
