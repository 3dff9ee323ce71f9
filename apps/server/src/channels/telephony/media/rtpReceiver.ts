import { createSocket } from 'node:dgram';
import { once } from 'node:events';

import { keyIn, type RtpPacket, rtpPacketIn } from './rtpPacket.ts';

/** Payload type of μ-law sound (RFC 3551). */
const PCMU = 0;

export interface RtpReceiver {
  readonly port: number;
  /**
   * From now on packets from this port are heard, and only those of the address the first of them comes from: behind a NAT
   * the media server speaks of another one than it sends from. `keys`: the payload type of keys that are pressed.
   */
  hear(from: { readonly port: number; readonly keys: number | undefined }): void;
  /** Where packets come from; undefined: none came yet. */
  readonly sender: string | undefined;
  close(): void;
}

/**
 * A door for one plain RTP stream of μ-law sound. `onSound` gets packets as they come, in whatever order, some twice;
 * `onKey` each key once (RFC 4733, section 2.5.1.4: its end comes three times).
 *
 * @param localAddress - The address of this machine as the sender sees it.
 */
export async function openRtpReceiver(
  localAddress: string,
  onSound: (packet: RtpPacket) => void,
  onKey: (key: string) => void,
): Promise<RtpReceiver> {
  const socket = createSocket(localAddress.includes(':') ? 'udp6' : 'udp4');
  socket.bind(0, localAddress);
  await once(socket, 'listening');
  // What the other side's machine says of closed ports is nothing to end a server for.
  socket.on('error', () => undefined);
  let awaited: Parameters<RtpReceiver['hear']>[0] | undefined;
  let sender: string | undefined;
  let lastKeyAt: number | undefined;

  socket.on('message', (bytes, from) => {
    if (from.port !== awaited?.port || (sender !== undefined && from.address !== sender)) return;
    const packet = rtpPacketIn(bytes);
    if (packet === undefined) return;
    sender = from.address;
    if (packet.payloadType === PCMU) onSound(packet);
    if (packet.payloadType !== awaited.keys || packet.timestamp === lastKeyAt) return;
    const key = keyIn(packet.payload);
    // All packets of one key bear the time it went down.
    lastKeyAt = packet.timestamp;
    if (key !== undefined) onKey(key);
  });

  return {
    port: socket.address().port,
    hear(from) {
      awaited = from;
    },
    get sender() {
      return sender;
    },
    close() {
      socket.close();
    },
  };
}
