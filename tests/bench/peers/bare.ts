import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import Database from 'better-sqlite3';
import { Server, type Socket } from 'socket.io';

import { serveParent } from '../peer.ts';

/**
 * The denominators: Socket.IO without a product (`ack`, `relay`), and the floor program, which makes one row durable in
 * `FULL` groups before it passes a message on (`floor`).
 */
const { folder } = JSON.parse(process.argv[2] ?? '{}') as { readonly folder: string };

const database = new Database(join(folder, `bare-${process.pid}.sqlite`));
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.pragma('wal_autocheckpoint = 0');
database.exec(
  'CREATE TABLE rows (id INTEGER PRIMARY KEY, data TEXT NOT NULL); CREATE TABLE heads (id INTEGER PRIMARY KEY, at INTEGER)',
);
database.exec('INSERT INTO heads VALUES (1, 0)');
const insert = database.prepare('INSERT INTO rows (data) VALUES (?)');
const update = database.prepare('UPDATE heads SET at = at + 1 WHERE id = 1');

const http = createServer();
const io = new Server(http, { serveClient: false, transports: ['websocket'], perMessageDeflate: false });
const sockets = new Map<number, Socket>();
let pending: { readonly to: number; readonly text: string; readonly ack: () => void }[] = [];

const commit = (): void => {
  const batch = pending;
  pending = [];
  database.exec('BEGIN IMMEDIATE');
  for (const { text } of batch) insert.run(text);
  update.run();
  database.exec('COMMIT');
  for (const { to, text, ack } of batch) {
    ack();
    sockets.get(to)?.emit('message', text);
  }
};

let snapshot = '';
io.on('connection', (socket) => {
  sockets.set(Number(socket.handshake.auth['number']), socket);
  socket.on('ack', (ack: () => void) => ack());
  socket.on('hello', (ack: (text: string) => void) => ack(snapshot));
  socket.on('relay', (to: number, text: string, ack: () => void) => {
    ack();
    sockets.get(to)?.emit('message', text);
  });
  socket.on('typing', (to: number, text: string) => sockets.get(to)?.volatile.emit('message', text));
  socket.on('fan', (text: string) => io.emit('message', text));
  socket.on('floor', (to: number, text: string, ack: () => void) => {
    if (pending.length === 0) setImmediate(commit);
    pending.push({ to, text, ack });
  });
});

await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
const delays = monitorEventLoopDelay({ resolution: 1 });
serveParent({
  ready: () => ({ url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` }),
  /** Single durable commits of an insert and an update, each in milliseconds. */
  commits: (count: number) =>
    Array.from({ length: count }, () => {
      const start = performance.now();
      database.exec('BEGIN IMMEDIATE');
      insert.run('x'.repeat(200));
      update.run();
      database.exec('COMMIT');
      return performance.now() - start;
    }),
  /** Bytes each connection gets when it says hello. */
  snapshot: (bytes: number) => {
    snapshot = 'x'.repeat(bytes);
  },
  stalls: () => {
    const seen = { p999: delays.percentile(99.9) / 1e6, worst: delays.max / 1e6 };
    delays.reset();
    delays.enable();
    return seen;
  },
});
