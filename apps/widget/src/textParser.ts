import { toJson } from './json.ts';

/**
 * The text half of Socket.IO's packet format (protocol 5), in the shape of a custom parser of its client. The widget
 * sends and takes JSON only; the library's own parser, which also carries binary data, is 1 kB more on every page.
 * `textParser.test.ts` holds it against the library's.
 *
 *   <type>[<namespace other than "/">,][<number of the acknowledgement>][<JSON>]
 */
export const protocol = 5;

export const PacketType = {
  CONNECT: 0,
  DISCONNECT: 1,
  EVENT: 2,
  ACK: 3,
  CONNECT_ERROR: 4,
  BINARY_EVENT: 5,
  BINARY_ACK: 6,
};

export interface Packet {
  readonly type: number;
  readonly nsp: string;
  readonly id?: number | undefined;
  readonly data?: unknown;
}

export class Encoder {
  encode({ type, nsp, id, data }: Packet): string[] {
    return [`${type}${nsp === '/' ? '' : `${nsp},`}${id ?? ''}${data === undefined ? '' : toJson(data)}`];
  }
}

// Events of the client itself, which a server must not be able to play.
const OWN = /^(connect|connect_error|disconnect|disconnecting|newListener|removeListener)$/;

const isObject = (data: unknown): boolean => typeof data === 'object' && data !== null && !Array.isArray(data);

const fits = (type: number, data: unknown): boolean => {
  switch (type) {
    case PacketType.CONNECT:
      return data === undefined || isObject(data);
    case PacketType.DISCONNECT:
      return data === undefined;
    case PacketType.EVENT:
      return Array.isArray(data) && typeof data[0] === 'string' && !OWN.test(data[0]);
    case PacketType.ACK:
      return Array.isArray(data);
    default:
      return typeof data === 'string' || isObject(data);
  }
};

export class Decoder {
  private listener: ((packet: Packet) => void) | undefined;

  on(_decoded: string, listener: (packet: Packet) => void): void {
    this.listener = listener;
  }

  off(): void {
    this.listener = undefined;
  }

  /** Throws at what is not a packet; the client then closes the connection and comes back. */
  add(text: unknown): void {
    const parts = typeof text === 'string' ? /^([0-4])(?:(\/[^,]*),?)?(\d{1,15})?(.*)$/s.exec(text) : null;
    if (!parts) throw new Error('Not a packet.');
    const [, type, nsp, id, json] = parts;
    const packet = {
      type: Number(type),
      nsp: nsp ?? '/',
      id: id === undefined ? undefined : Number(id),
      data: json ? (JSON.parse(json) as unknown) : undefined,
    };
    if (!fits(packet.type, packet.data)) throw new Error('Not a packet.');
    this.listener?.(packet);
  }

  destroy(): void {
    this.listener = undefined;
  }
}
