import { v7 } from 'uuid';
import { expect, test } from 'vitest';

import type { AgentClient, VisitorClient } from './testing/clients.ts';
import { startTestServer, type TestServer } from './testing/testServer.ts';

type Open = () => Promise<AgentClient | VisitorClient>;

const ack = (): void => undefined;
const command = { id: v7(), name: 'message.post', input: {} };
/** What an event may carry beside what it must: too much, too little, and nothing that would be an acknowledgement. */
const carried: readonly (readonly unknown[])[] = [
  [],
  [null],
  [command],
  [command, command],
  [ack],
  [null, ack],
  [command, ack],
  [command, command, ack],
  [command, {}, 0, ack],
];

const doors: readonly (readonly [string, readonly string[], (server: TestServer) => Promise<Open>])[] = [
  [
    'staff',
    ['hello', 'command', 'query', 'typing', 'composing', 'activity'],
    async (server) => {
      const ana = await server.person('Ana');
      return () => server.desk(ana);
    },
  ],
  [
    'visitors',
    ['hello', 'command', 'typing'],
    async (server) => {
      const admin = await server.person('Admin', 'admin');
      const { channelId } = await server.queue(await server.desk(admin), []);
      return () => server.visitor(channelId);
    },
  ],
];

test.each(doors)(
  'an event of %s that carries too much or too little harms its own connection at most',
  { timeout: 60_000 },
  async (_, events, openDoor) => {
    const server = await startTestServer();
    const open = await openDoor(server);
    const witness = await open();
    for (const event of events) {
      for (const values of carried) {
        const client = await open();
        // More often than any pace allows: what is refused for it is answered on a way of its own.
        for (let count = 0; count < 9; count += 1) client.socket.emit(event, ...values);
        // What one connection sends is read in its order.
        const last = client.emit('hello');
        await Promise.race([last, client.closed]);
        client.close();
      }
    }
    expect(witness.socket.connected).toBe(true);
    expect(await witness.command('presence.set' as never, {} as never)).toMatchObject({ ok: false });
  },
);
