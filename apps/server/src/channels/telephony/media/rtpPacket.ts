/** An RTP packet (RFC 3550, section 5.1), as far as it matters to who listens. */
export interface RtpPacket {
  readonly payloadType: number;
  /** 0 to 65,535, then from 0 again. */
  readonly sequence: number;
  /** In samples, 32 bits, from anywhere. */
  readonly timestamp: number;
  /** Whose stream: another one after a transfer. */
  readonly source: number;
  readonly payload: Uint8Array;
}

const HEADER = 12;

/** The packet in a datagram; undefined: it is none (RTCP, STUN, noise, cut off). Never throws. */
export function rtpPacketIn(bytes: Uint8Array): RtpPacket | undefined {
  if (bytes.length < HEADER) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = view.getUint8(0);
  if (first >> 6 !== 2) return undefined;
  const payloadType = view.getUint8(1) & 0x7f;
  // RTCP on the same port has its types here (RFC 5761, section 4).
  if (payloadType >= 64 && payloadType <= 95) return undefined;
  const extension = HEADER + (first & 0x0f) * 4;
  const from = (first & 0x10) === 0 ? extension : afterExtension(view, extension);
  const padding = (first & 0x20) === 0 ? 0 : view.getUint8(bytes.length - 1);
  const to = bytes.length - padding;
  if (from === undefined || from > to || (padding === 0) !== ((first & 0x20) === 0)) return undefined;
  return {
    payloadType,
    sequence: view.getUint16(2),
    timestamp: view.getUint32(4),
    source: view.getUint32(8),
    payload: bytes.subarray(from, to),
  };
}

const afterExtension = (view: DataView, at: number): number | undefined =>
  at + 4 > view.byteLength ? undefined : at + 4 + view.getUint16(at + 2) * 4;

/** The datagram of a packet without extensions, for those who send. */
export function rtpDatagram(packet: RtpPacket): Uint8Array {
  const bytes = new Uint8Array(HEADER + packet.payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, 0x80);
  view.setUint8(1, packet.payloadType);
  view.setUint16(2, packet.sequence & 0xffff);
  view.setUint32(4, packet.timestamp >>> 0);
  view.setUint32(8, packet.source >>> 0);
  bytes.set(packet.payload, HEADER);
  return bytes;
}

const KEYS = '0123456789*#ABCD';

/** The key in a telephone event (RFC 4733, section 2.3); undefined: flash and others that nobody presses. */
export function keyIn(payload: Uint8Array): string | undefined {
  const [event] = payload;
  return payload.length < 4 || event === undefined ? undefined : KEYS[event];
}
