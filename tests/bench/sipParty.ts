import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** Where a server takes SIP over UDP. */
export interface SipPlace {
  readonly address: string;
  readonly port: number;
}

export const OUR_NUMBER = '+34910000000';

const sdp = (address: string): string =>
  `v=0\r\no=- 1 1 IN IP4 ${address}\r\ns=-\r\nc=IN IP4 ${address}\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n`;

export const random = (): string => randomBytes(9).toString('hex');

const patterns = new Map(
  ['From', 'To', 'Call-ID', 'CSeq', 'Contact', 'WWW-Authenticate', 'Retry-After'].map(
    (name) => [name, new RegExp(`^${name}: *(.*)$`, 'im')] as const,
  ),
);
export const headerOf = (text: string, name: string): string => patterns.get(name)?.exec(text)?.[1]?.trim() ?? '';
const viasOf = (text: string): readonly string[] => text.match(/^Via:.*$/gim) ?? [];

interface Parts {
  readonly headers: readonly string[];
  readonly body?: string;
}

const written = (start: string, { headers, body = '' }: Parts): string =>
  [
    start,
    ...headers,
    ...(body === '' ? [] : ['Content-Type: application/sdp']),
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n');

/**
 * One end of SIP over UDP that writes its messages by hand, so that a bench measures the server and not a library at both
 * ends. On one machine nothing is lost: it sends nothing twice.
 */
export abstract class SipParty {
  readonly #socket = createSocket({ type: 'udp4', recvBufferSize: 1024 * 1024 });
  readonly #server: SipPlace;
  readonly address: string;

  protected constructor(address: string, server: SipPlace) {
    this.address = address;
    this.#server = server;
  }

  protected async open(): Promise<this> {
    this.#socket.on('message', (bytes) => this.received(bytes.toString('utf8')));
    this.#socket.bind(0, this.address);
    await once(this.#socket, 'listening');
    return this;
  }

  get port(): number {
    return this.#socket.address().port;
  }

  protected get host(): string {
    return `${this.address}:${this.port}`;
  }

  protected get server(): string {
    return `${this.#server.address}:${this.#server.port}`;
  }

  protected abstract received(text: string): void;

  protected send(text: string): void {
    this.#socket.send(text, this.#server.port, this.#server.address);
  }

  protected request(method: string, uri: string, parts: Parts & { readonly branch?: string }): void {
    const via = `Via: SIP/2.0/UDP ${this.host};branch=${parts.branch ?? `z9hG4bK${random()}`};rport`;
    const headers = [via, 'Max-Forwards: 70', ...parts.headers];
    this.send(written(`${method} ${uri} SIP/2.0`, { ...parts, headers }));
  }

  protected reply(request: string, status: string, tag: string, body?: string): void {
    const to = headerOf(request, 'To');
    const headers = [
      ...viasOf(request),
      `From: ${headerOf(request, 'From')}`,
      `To: ${to.includes(';tag=') ? to : `${to};tag=${tag}`}`,
      `Call-ID: ${headerOf(request, 'Call-ID')}`,
      `CSeq: ${headerOf(request, 'CSeq')}`,
      `Contact: <sip:bench@${this.host}>`,
    ];
    this.send(written(`SIP/2.0 ${status}`, { headers, ...(body !== undefined && { body }) }));
  }

  protected get sound(): string {
    return sdp(this.address);
  }

  close(): void {
    this.#socket.close();
  }
}

/** Something that is waited for. */
export interface Turn {
  readonly promise: Promise<void>;
  resolve(): void;
  reject(error: Error): void;
}
