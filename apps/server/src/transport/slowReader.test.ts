import type { MessageId } from '@ringdesk/shared/model/ids.ts';
import type { Socket as NetSocket } from 'node:net';
import { v7 } from 'uuid';
import { expect, test } from 'vitest';

import { startTestServer, TestClock } from './testing/testServer.ts';

test('a desk that stops reading is let go; the others do not notice', { timeout: 30_000 }, async () => {
  const clock = new TestClock();
  const generous = { perSecond: 10_000, burst: 10_000 };
  const server = await startTestServer({ machine: clock, limits: { commands: generous, sustained: generous } });
  const [admin, ana] = [await server.person('Admin', 'admin'), await server.person('Ana')];
  const [adminDesk, anaDesk] = [await server.desk(admin), await server.desk(ana)];
  const stuck = await server.desk(ana);
  const { channelId } = await server.queue(adminDesk, [ana]);
  const visitor = await server.visitor(channelId);
  await visitor.write('Hello');
  const { offer } = await anaDesk.update('offer.put');
  const { interactionId } = await anaDesk.must('offer.accept', { offerId: offer.id });

  const { transport } = stuck.socket.io.engine as unknown as { transport: { ws: { _socket: NetSocket } } };
  transport.ws._socket.pause();
  let sent = 0;
  const before = server.running.desks();
  while (server.running.desks() === before && sent < 4_000) {
    clock.pass(100);
    sent += 1;
    const text = 'x'.repeat(4_000);
    await anaDesk.must('message.post', {
      interactionId,
      messageId: v7() as MessageId,
      kind: 'reply',
      text,
      mentions: [],
      attachmentIds: [],
    });
  }
  expect(server.running.desks()).toBe(before - 1);
  expect(server.running.engine.read((state) => state.agents.get(ana.id)?.online)).toBe(true);
  const seqs = anaDesk.batches.map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.map((_, index) => seqs[0]! + index));
  await anaDesk.update('transcript.line', ({ line }) => line.seq > sent);
});

test('a client that does not read keeps no server from stopping', { timeout: 10_000 }, async () => {
  const server = await startTestServer();
  const stuck = await server.desk(await server.person('Ana'));
  const { transport } = stuck.socket.io.engine as unknown as { transport: { ws: { _socket: NetSocket } } };
  transport.ws._socket.pause();
  // The library alone would wait 30 s for the closing handshake, longer than this test may take.
  await server.running.stop();
  expect(server.running.desks()).toBe(0);
});

test('a desk that asks and does not read the answers is let go', { timeout: 30_000 }, async () => {
  const clock = new TestClock();
  const server = await startTestServer({ machine: clock });
  const [admin, ana] = [await server.person('Admin', 'admin'), await server.person('Ana')];
  const [adminDesk, anaDesk] = [await server.desk(admin), await server.desk(ana)];
  const { channelId } = await server.queue(adminDesk, [ana]);
  const visitor = await server.visitor(channelId);
  await visitor.write('Hello');
  const { offer } = await anaDesk.update('offer.put');
  const { interactionId } = await anaDesk.must('offer.accept', { offerId: offer.id });
  for (let line = 0; line < 100; line += 1) {
    clock.pass(100);
    await anaDesk.must('message.post', {
      interactionId,
      messageId: v7() as MessageId,
      kind: 'reply',
      text: 'x'.repeat(4_000),
      mentions: [],
      attachmentIds: [],
    });
  }
  const stuck = await server.desk(ana);
  const { transport } = stuck.socket.io.engine as unknown as { transport: { ws: { _socket: NetSocket } } };
  transport.ws._socket.pause();
  const before = server.running.desks();
  let asked = 0;
  for (; server.running.desks() === before && asked < 100; asked += 1) {
    clock.pass(100);
    const query = { name: 'transcript.get', input: { interactionId, limit: 200 } };
    stuck.socket.emit('query', query, () => undefined);
    await anaDesk.ask('sessions.list', {});
  }
  expect(server.running.desks()).toBe(before - 1);
});
