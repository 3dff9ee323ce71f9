import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, WebSocket, WebSocketServer } from 'ws';

import { networkOf } from '../../../application/network.ts';
import { TokenBuckets } from '../../../application/tokenBuckets.ts';
import { type CallControl, type PageClient, SIP_PATH, type SipClient } from '../callControl.ts';
import type { Admitted, Tickets } from './tickets.ts';

/** RFC 7118, 5: one message a frame. The worker's own limit is lower; this one is for the socket's memory. */
const FRAME_BYTES = 16 * 1024;
/** A dead peer is known after eighteen seconds, as on the other sockets. */
const PING_MS = 10_000;
const PONG_MS = 8_000;
const MAX_UNSENT_BYTES = 512 * 1024;
const MAX_SOCKETS = 5_000;
/** Upgrades tried from one network. */
const ATTEMPTS = { perSecond: 5, burst: 60 };

export interface SipDoorParts {
  readonly http: Server;
  readonly tickets: Tickets;
  readonly control: () => Pick<CallControl, 'clientOpened' | 'clientSaid' | 'clientClosed'>;
  /** The address behind proxies which are believed. */
  addressOf(request: IncomingMessage): string;
  /** Whether a page of this origin may connect as this client; undefined: no page of a browser. */
  mayConnect(client: PageClient, origin: string | undefined, host: string | undefined): boolean;
  /** Whether phones of other makes have accounts: without one, nobody has business here without a ticket. */
  takesPhones(): boolean;
  newId(): string;
  readonly monotonic: () => number;
}

/** Whom a socket is for, and of staff the session that asked for it. */
interface Behind {
  readonly client: SipClient;
  readonly sessionId: Admitted['sessionId'];
}

interface Opened extends Behind {
  readonly socket: WebSocket;
}

const refuse = (socket: Duplex, status: string): void => {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};

const textOf = (data: RawData): string =>
  Array.isArray(data) ? Buffer.concat(data).toString('utf8') : Buffer.from(data as ArrayBuffer).toString('utf8');

/**
 * The WebSocket door of softphones and visitors on the port of HTTP (RFC 7118). Lets in who shows a good ticket from a page
 * that may use it, and hands frames to the worker unread.
 */
export function createSipDoor(parts: SipDoorParts) {
  const open = new Map<string, Opened>();
  const attempts = new TokenBuckets(ATTEMPTS);
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: FRAME_BYTES,
    perMessageDeflate: false,
    clientTracking: false,
    handleProtocols: () => 'sip',
  });

  const admit = (request: IncomingMessage, url: URL): Behind | string => {
    const address = parts.addressOf(request);
    if (attempts.take(networkOf(address), parts.monotonic()) > 0 || open.size >= MAX_SOCKETS)
      return '429 Too Many Requests';
    const protocols = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
    if (!protocols.includes('sip')) return '400 Bad Request';
    const ticket = url.searchParams.get('ticket');
    // A phone of another make has none: it proves itself by digest, to whoever reads its messages.
    if (ticket === null && parts.takesPhones()) return { client: { kind: 'phone', address }, sessionId: undefined };
    const admitted = parts.tickets.take(ticket ?? '');
    if (admitted === undefined) return '401 Unauthorized';
    const { origin, host } = request.headers;
    return parts.mayConnect(admitted.client, origin, host) ? admitted : '403 Forbidden';
  };

  const watch = (socket: WebSocket): void => {
    let pong: NodeJS.Timeout | undefined;
    const ping = setInterval(() => {
      socket.ping();
      pong ??= setTimeout(() => socket.terminate(), PONG_MS);
    }, PING_MS);
    socket.on('pong', () => {
      clearTimeout(pong);
      pong = undefined;
    });
    socket.once('close', () => {
      clearInterval(ping);
      clearTimeout(pong);
    });
  };

  const welcome = (socket: WebSocket, { client, sessionId }: Behind, address: string): void => {
    const socketId = parts.newId();
    open.set(socketId, { socket, client, sessionId });
    watch(socket);
    // A frame too long or not UTF-8 closes the socket; the library has said why to the peer.
    socket.on('error', () => undefined);
    socket.on('message', (data, isBinary) => {
      // RFC 7118, 5 allows both; our own clients send text, and nothing else is expected here.
      if (isBinary) return socket.close(1003);
      parts.control().clientSaid(socketId, textOf(data));
    });
    socket.once('close', () => {
      if (open.delete(socketId)) parts.control().clientClosed(socketId);
    });
    parts.control().clientOpened(socketId, client, address);
  };

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const { url = '' } = request;
    if (!URL.canParse(url, 'http://here') || new URL(url, 'http://here').pathname !== SIP_PATH) return;
    socket.on('error', () => undefined);
    const admitted = admit(request, new URL(url, 'http://here'));
    if (typeof admitted === 'string') return refuse(socket, admitted);
    server.handleUpgrade(request, socket, head, (accepted) => welcome(accepted, admitted, parts.addressOf(request)));
  };
  parts.http.on('upgrade', upgrade);

  return {
    /** As `CallControlEvents.toClient`. */
    toClient(socketId: string, text: string | undefined): void {
      const socket = open.get(socketId)?.socket;
      if (socket === undefined) return;
      if (text === undefined) return socket.close(1000);
      if (socket.bufferedAmount > MAX_UNSENT_BYTES) return socket.terminate();
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    /**
     * Closes the sockets of whoever has no business here any more, and takes back their unused tickets: signed out,
     * dismissed, the server stops.
     */
    close(which: (behind: Behind) => boolean): void {
      parts.tickets.drop(which);
      for (const opened of open.values()) if (which(opened)) opened.socket.close(1001);
    },
    count: () => open.size,
    stop(): void {
      parts.http.off('upgrade', upgrade);
      for (const { socket } of open.values()) socket.close(1001);
      server.close();
    },
  };
}

export type SipDoor = ReturnType<typeof createSipDoor>;
