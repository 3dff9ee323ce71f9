import { type Allowance, TokenBucket } from './tokenBuckets.ts';

/** A reader with more than this unread is let go; it comes back with a snapshot. */
const TOO_MUCH = 1024 * 1024;
/** With more than this unread it gets no typing. */
const LAG = 64 * 1024;

/** What is looked up with care, because Socket.IO has no public name for it. */
interface Connection {
  /** Packets that wait behind what its WebSocket has not sent. */
  readonly writeBuffer?: unknown;
  readonly transport?: { readonly socket?: { readonly bufferedAmount?: unknown } };
}

/** Bytes waiting for an engine.io connection; what is not found counts nothing. Asked with every frame. */
function waitingBytes(connection: unknown): number {
  const { writeBuffer, transport } = Object(connection) as Connection;
  const sending = transport?.socket?.bufferedAmount;
  let bytes = typeof sending === 'number' ? sending : 0;
  if (!Array.isArray(writeBuffer)) return bytes;
  for (const packet of writeBuffer as readonly ({ readonly data?: unknown } | undefined)[])
    if (typeof packet?.data === 'string') bytes += packet.data.length;
  return bytes;
}

export const isBackedUp = (connection: unknown): boolean => waitingBytes(connection) > TOO_MUCH;
export const isLagging = (connection: unknown): boolean => waitingBytes(connection) > LAG;

/** What the smallest packet takes to be read, in bytes that are read as fast: a flood of empty ones is a flood. */
const PACKET_BYTES = 100;

interface Incoming {
  on(event: 'packet', listener: (packet: { readonly data?: string | Buffer }) => void): unknown;
}

/** Lets a client go that sends more than it is allowed, in bytes, whatever it is and whether anybody wants it. */
export function cutOffFloods(
  socket: Cuttable & { readonly conn: Incoming },
  allowed: Allowance,
  monotonic: () => number,
): void {
  const received = new TokenBucket(allowed, monotonic());
  socket.conn.on('packet', ({ data }) => {
    if (received.take(monotonic(), PACKET_BYTES + (data?.length ?? 0)) > 0) cutOff(socket);
  });
}

/** The part of a Socket.IO socket that {@link cutOff} needs. */
interface Cuttable {
  readonly conn: { readonly transport: { readonly name: string } };
  readonly request: { readonly socket: { destroy(): unknown } };
  disconnect(close: true): unknown;
}

/**
 * Lets a client go without waiting for its part of the closing handshake: until that comes everything else it sends would be
 * read, which is what a flood is for. A connection of polling may carry other people's requests, from a proxy, and stays.
 */
export function cutOff(socket: Cuttable): void {
  const ownsConnection = socket.conn.transport.name === 'websocket';
  socket.disconnect(true);
  if (ownsConnection) socket.request.socket.destroy();
}
