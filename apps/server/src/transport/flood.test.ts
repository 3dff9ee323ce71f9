import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { v7 } from 'uuid';
import { expect, onTestFinished, test } from 'vitest';

import type { AgentClient, VisitorClient } from './testing/clients.ts';
import { startTestServer } from './testing/testServer.ts';

const MB = 1024 * 1024;
const long = 'x'.repeat(60_000);
const command = { id: v7(), name: 'message.post', input: { text: long } };
/** Of 60 kB each: 24 MB. */
const MESSAGES = 400;

/** The connection under a client's WebSocket, as its libraries keep it. */
const netSocketOf = ({ socket }: AgentClient | VisitorClient): Socket =>
  (socket.io.engine as unknown as { transport: { ws: { _socket: Socket } } }).transport.ws._socket;

/** The server's side of every connection made from now on, in their order. */
function serverSockets(): readonly Socket[] {
  const sockets: Socket[] = [];
  const seen = (message: unknown): void => void sockets.push((message as { readonly socket: Socket }).socket);
  subscribe('net.server.socket', seen);
  onTestFinished(() => void unsubscribe('net.server.socket', seen));
  return sockets;
}

test(
  '[I23, F37] whoever floods is let go, nothing more of theirs is read, and others do not notice',
  { timeout: 60_000 },
  async () => {
    const sockets = serverSockets();
    const server = await startTestServer();
    const [admin, ana] = [await server.person('Admin', 'admin'), await server.person('Ana')];
    const [adminDesk, anaDesk] = [await server.desk(admin), await server.desk(ana)];
    const { channelId } = await server.queue(adminDesk, [ana]);
    const customer = await server.visitor(channelId);

    /** What the server read of a client that sends without end, in MB. */
    const flood = async (client: AgentClient | VisitorClient, event: string, input: unknown, ack: boolean) => {
      const line = sockets.at(-1);
      if (line === undefined) throw new Error('there is no connection');
      // Who means ill does not hear the goodbye either.
      netSocketOf(client).pause();
      const cut = once(line, 'close');
      for (let count = 0; count < MESSAGES; count += 1)
        client.socket.emit(event, input, ...(ack ? [() => undefined] : []));
      await cut;
      return line.bytesRead / MB;
    };
    const read = {
      commands: await flood(await server.visitor(channelId), 'command', command, true),
      typing: await flood(await server.visitor(channelId), 'typing', { text: long }, false),
      unknown: await flood(await server.visitor(channelId), 'whatever', { text: long }, true),
      'hello with a value': await flood(await server.visitor(channelId), 'hello', { text: long }, true),
      'typing of staff': await flood(await server.desk(ana), 'typing', { text: long }, false),
      'unknown of staff': await flood(await server.desk(ana), 'whatever', { text: long }, true),
    };
    for (const [what, megabytes] of Object.entries(read))
      expect({ what, megabytes, few: megabytes < 4 }).toMatchObject({ few: true });
    expect(await customer.write('Hello')).toMatchObject({ ok: true });
    const { offer } = await anaDesk.update('offer.put');
    await anaDesk.must('offer.accept', { offerId: offer.id });
  },
);

test('[I23, F37] packets with nothing in them are a flood as well', { timeout: 60_000 }, async () => {
  const sockets = serverSockets();
  const server = await startTestServer();
  const [admin, ana] = [await server.person('Admin', 'admin'), await server.person('Ana')];
  const { channelId } = await server.queue(await server.desk(admin), [ana]);
  for (const open of [() => server.visitor(channelId), () => server.desk(ana)]) {
    const client = await open();
    const line = sockets.at(-1);
    if (line === undefined) throw new Error('there is no connection');
    const { transport } = client.socket.io.engine as unknown as {
      readonly transport: { readonly ws: { send(text: string): void } };
    };
    const cut = once(line, 'close');
    // Of seven bytes each.
    for (let count = 0; count < 100_000; count += 1) transport.ws.send('3');
    await cut;
    expect(line.bytesRead).toBeLessThan(350_000);
  }
});

test('[I23] a session that asks for its snapshot over ever new sockets is told to slow down', async () => {
  const server = await startTestServer({ machine: { wall: () => 1_790_000_000_000, monotonic: () => 1_000 } });
  const ana = await server.person('Ana');
  const token = await server.token(ana);
  const hello = async (with_: string) => {
    const client = server.connect(with_);
    await client.connected();
    const reply = await client.emit('hello');
    client.close();
    return reply.ok ? 'welcome' : reply.error.code;
  };
  const answers: string[] = [];
  for (let count = 0; count < 62; count += 1) answers.push(await hello(token));
  expect(answers.slice(0, 60).every((answer) => answer === 'welcome')).toBe(true);
  expect(answers.slice(60)).toEqual(['slowDown', 'slowDown']);
  // On another device the same person is not the one who asks too often.
  expect(await hello(await server.token(ana, 'phone'))).toBe('welcome');
});
