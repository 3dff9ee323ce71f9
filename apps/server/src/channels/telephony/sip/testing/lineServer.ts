import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

import { createFraming } from '../framing.ts';
import type { Place } from '../flow.ts';

export const headerIn = (text: string, name: string): string =>
  new RegExp(`^${name}: (.*)$`, 'im').exec(text)?.[1]?.trim() ?? '';

export const answerTo = (request: string, status: string, extra: readonly string[] = [], body = ''): string =>
  [
    `SIP/2.0 ${status}`,
    `Via: ${headerIn(request, 'Via')}`,
    `From: ${headerIn(request, 'From')}`,
    `To: ${headerIn(request, 'To')}${headerIn(request, 'To').includes(';tag=') ? '' : ';tag=line'}`,
    `Call-ID: ${headerIn(request, 'Call-ID')}`,
    `CSeq: ${headerIn(request, 'CSeq')}`,
    ...extra,
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n');

export interface LineServer {
  readonly port: number;
  /** Every request that came, in order. */
  readonly requests: string[];
  /** To whom it heard last. */
  say(text: string): void;
  /** Answers every request but INVITE and ACK with this; undefined: nothing more. */
  status: string | undefined;
  close(): Promise<void>;
}

const answers = (server: Pick<LineServer, 'status' | 'requests'>, text: string): string | undefined => {
  if (text.startsWith('SIP/2.0 ') || text.trim() === '') return undefined;
  server.requests.push(text);
  if (/^(?:INVITE|ACK) /.test(text) || server.status === undefined) return undefined;
  const contact = headerIn(text, 'Contact');
  return answerTo(text, server.status, contact === '' ? [] : [`Contact: ${contact}`]);
};

/** A provider's registrar over connections, which goes and comes back as the test wants. */
export async function openStreamLine(
  port = 0,
  tls?: { readonly cert: Buffer; readonly key: Buffer },
): Promise<LineServer> {
  const open = new Set<Socket>();
  let last: Socket | undefined;
  const taken = (socket: Socket): void => {
    const framing = createFraming();
    last = socket;
    open.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => open.delete(socket));
    socket.on('data', (bytes: Buffer) => {
      for (const text of framing.push(bytes)?.messages ?? []) {
        const answer = answers(line, text);
        if (answer !== undefined) socket.write(answer);
      }
    });
  };
  const server: Server = tls === undefined ? createServer(taken) : createTlsServer(tls, taken);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const line: LineServer = {
    port: (server.address() as AddressInfo).port,
    requests: [],
    status: '200 OK',
    say: (text) => void last?.write(text),
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return line;
}

/** The same over UDP. */
export async function openDatagramLine(port = 0): Promise<LineServer> {
  const socket = createSocket('udp4');
  let last: Place | undefined;
  socket.on('message', (bytes, { address, port: from }) => {
    last = { address, port: from };
    const answer = answers(line, bytes.toString('utf8'));
    if (answer !== undefined) socket.send(answer, from, address);
  });
  socket.bind(port, '127.0.0.1');
  await once(socket, 'listening');
  const line: LineServer = {
    port: socket.address().port,
    requests: [],
    status: '200 OK',
    say(text) {
      if (last !== undefined) socket.send(text, last.port, last.address);
    },
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
  return line;
}
