import type { Server as HttpServer } from 'node:http';
import type { Socket as NetSocket } from 'node:net';
import { SECOND } from '@ringdesk/shared/model/time.ts';
import { Server } from 'socket.io';

import { networkOf } from '../application/network.ts';

/** One event of staff or visitors never needs more; files do not travel here. */
const MESSAGE_BYTES = 64 * 1024;

/** Clients get this long to answer the closing handshake. */
const FAREWELL_MS = 2 * SECOND;

/**
 * The one Socket.IO server beside the HTTP routes (reliability, section 4). A dead peer is known after 18 s at most. Connection
 * state recovery stays off: sequence numbers and snapshots are the only recovery, and two of them would disagree.
 */
export function createSocketServer(http: HttpServer): Server {
  const io = new Server(http, {
    serveClient: false,
    transports: ['websocket', 'polling'],
    maxHttpBufferSize: MESSAGE_BYTES,
    perMessageDeflate: false,
    httpCompression: false,
    pingInterval: 10 * SECOND,
    pingTimeout: 8 * SECOND,
    connectTimeout: 5 * SECOND,
    upgradeTimeout: 5 * SECOND,
    cleanupEmptyChildNamespaces: true,
    // CORS is no defence for WebSockets: each namespace judges `Origin` itself. Polling needs the header to be read at all.
    cors: { origin: true, credentials: false, methods: ['GET', 'POST'] },
    cookie: false,
  });
  // The library lets everybody into the main namespace. Nobody has business there, and whoever is let into none is
  // disconnected after `connectTimeout`: else connections would pile up beside every limit of the two doors.
  io.of('/').use((_socket, next) => next(new Error('notFound')));
  return io;
}

/**
 * Connections of one network at the same time, whatever is said over them: an office with hundreds of desks and its visitors
 * has fewer. Each holds some kilobytes before it has said a word, and nobody else counts those.
 */
const CONNECTIONS = 2_000;

/** Turns away whom `CONNECTIONS` are not enough. `isExempt`: a proxy, which speaks for everybody, and this very machine. */
export function limitConnections(
  http: HttpServer,
  isExempt: (address: string) => boolean,
  most: number = CONNECTIONS,
): void {
  const open = new Map<string, number>();
  http.on('connection', (socket) => {
    const address = socket.remoteAddress ?? '';
    if (isExempt(address)) return;
    const network = networkOf(address);
    const count = (open.get(network) ?? 0) + 1;
    if (count > most) return void socket.destroy();
    open.set(network, count);
    socket.once('close', () => {
      const left = (open.get(network) ?? 1) - 1;
      if (left > 0) open.set(network, left);
      else open.delete(network);
    });
  });
}

/**
 * Knows the open connections of a server, upgraded ones too. What is returned closes the server politely and cuts off whoever
 * does not answer: a client that stopped reading must not keep the process alive.
 */
export function trackConnections(http: HttpServer): (close: () => Promise<void>) => Promise<void> {
  const open = new Set<NetSocket>();
  http.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return async (close) => {
    const cut = setTimeout(() => {
      for (const socket of open) socket.destroy();
    }, FAREWELL_MS);
    await close();
    clearTimeout(cut);
  };
}
