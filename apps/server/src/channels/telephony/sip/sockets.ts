import { createSocket, type RemoteInfo, type Socket as DatagramSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer as createTcpServer, isIP, type Server, type Socket } from 'node:net';
import { createSecureContext, createServer as createTlsServer } from 'node:tls';

import type { Certificate } from './certificate.ts';
import { createFraming } from './framing.ts';
import type { Place } from './flow.ts';

/** Datagrams. `send` never throws, also after `close`: what cannot be sent is lost, as on the way. */
export interface Datagrams {
  readonly port: number;
  /** Whether an address of this family can be reached from here. */
  reaches(address: string): boolean;
  send(text: string, to: Place): void;
  close(): void;
}

/** `host` undefined: every address of this machine, of both families where it has both. */
export type OpenDatagrams = (
  host: string | undefined,
  port: number,
  received: (text: string, from: Place) => void,
) => Promise<Datagrams>;

/** An IPv4 address that came over an IPv6 socket, as itself. */
export const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/, '');

const isMissingFamily = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EAFNOSUPPORT' || error.code === 'EADDRNOTAVAIL');

async function bound(host: string, port: number): Promise<DatagramSocket> {
  const socket = createSocket({ type: host.includes(':') ? 'udp6' : 'udp4', recvBufferSize: 1024 * 1024 });
  socket.bind(port, host);
  try {
    await once(socket, 'listening');
  } catch (error) {
    socket.close();
    throw error;
  }
  // An ICMP refusal or a full buffer is a lost datagram.
  socket.on('error', () => undefined);
  return socket;
}

async function boundAnywhere(port: number): Promise<DatagramSocket> {
  try {
    return await bound('::', port);
  } catch (error) {
    if (!isMissingFamily(error)) throw error;
    return bound('0.0.0.0', port);
  }
}

/** Rejects where the port is taken, or the address is none of this machine. */
export const openDatagrams: OpenDatagrams = async (host, port, received) => {
  const socket = await (host === undefined ? boundAnywhere(port) : bound(host, port));
  const { address: own, family, port: boundPort } = socket.address();
  /** An IPv6 socket reaches IPv4 as well, where it stands on no address of its own (RFC 4291, 2.5.5.2). */
  const both = own === '::';
  let closed = false;
  socket.on('message', (bytes: Buffer, { address, port: from }: RemoteInfo) => {
    received(bytes.toString('utf8'), { address: plainAddress(address), port: from });
  });
  const reaches = (address: string): boolean => both || `IPv${isIP(address)}` === family;
  return {
    port: boundPort,
    reaches,
    send(text, { address, port: to }) {
      if (closed || isIP(address) === 0 || !reaches(address) || !(to > 0 && to < 65_536)) return;
      socket.send(text, to, both && isIP(address) === 4 ? `::ffff:${address}` : address, () => undefined);
    },
    close() {
      if (closed) return;
      closed = true;
      socket.close();
    },
  };
};

/** Our own address on the way to another, as routes are now; nothing is sent. undefined: no way leads there. */
export async function localAddressTo(address: string): Promise<string | undefined> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  try {
    socket.connect(9, address);
    await once(socket, 'connect');
    return socket.address().address;
  } catch {
    return undefined;
  } finally {
    socket.close();
  }
}

/** One connection, cut into messages. */
export interface Stream {
  readonly from: Place;
  readonly localPort: number;
  send(text: string): void;
  close(): void;
}

/** A peer that reads nothing is let go before it fills the memory. */
const MAX_UNSENT = 1024 * 1024;

/** Reads messages off a socket and answers its keep-alives. */
export function readStream(socket: Socket, received: (text: string) => void, closed: () => void): Stream {
  const framing = createFraming();
  socket.setNoDelay(true);
  socket.setKeepAlive(true, 30_000);
  socket.on('error', () => undefined);
  socket.once('close', closed);
  socket.on('data', (bytes: Buffer) => {
    const found = framing.push(bytes);
    if (found === undefined) return void socket.destroy();
    for (let ping = 0; ping < Math.min(found.pings, 10); ping += 1) socket.write('\r\n');
    for (const text of found.messages) received(text);
  });
  return {
    from: { address: plainAddress(socket.remoteAddress ?? ''), port: socket.remotePort ?? 0 },
    localPort: socket.localPort ?? 0,
    send(text) {
      if (socket.destroyed) return;
      if (socket.writableLength > MAX_UNSENT) return void socket.destroy();
      socket.write(text);
    },
    close: () => socket.destroy(),
  };
}

export interface Listening {
  /** Over TLS: whoever connects from now on is shown this one. @throws where it cannot be used; the one before stays */
  renew(certificate: Certificate): void;
  close(): void;
}

const MIN_TLS = 'TLSv1.2';

/** Takes connections; `tls` with its certificate. Rejects where the port is taken or the certificate cannot be used. */
export async function listenForStreams(
  where: {
    readonly host: string;
    readonly port: number;
    readonly tls?: Certificate;
  },
  connected: (socket: Socket) => void,
): Promise<Listening> {
  let shown = where.tls;
  const secured = shown && createTlsServer({ ...shown, minVersion: MIN_TLS, handshakeTimeout: 10_000 }, connected);
  const server: Server = secured ?? createTcpServer(connected);
  server.maxConnections = 1_000;
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => open.delete(socket));
  });
  server.on('tlsClientError', () => undefined);
  server.listen(where.port, where.host);
  await once(server, 'listening');
  server.on('error', () => undefined);
  return {
    renew({ cert, key }) {
      if (secured === undefined || (shown?.cert.equals(cert) && shown.key.equals(key))) return;
      createSecureContext({ cert, key });
      secured.setSecureContext({ cert, key, minVersion: MIN_TLS });
      shown = { cert, key };
    },
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
