import { expect, test } from 'vitest';

import { startTestServer, type TestServer } from './testing/testServer.ts';

async function conversation(server: TestServer, settings: { liveTyping?: boolean } = {}) {
  const [admin, ana] = [await server.person('Admin', 'admin'), await server.person('Ana')];
  const [adminDesk, anaDesk] = [await server.desk(admin), await server.desk(ana)];
  const { channelId } = await server.queue(adminDesk, [ana], {}, settings);
  const visitor = await server.visitor(channelId);
  await visitor.write('Hello');
  const { offer } = await anaDesk.update('offer.put');
  return { adminDesk, anaDesk, visitor, offer };
}

test('[42] whom it rings at and who owns it sees the text as it is typed, nobody else does', async () => {
  const server = await startTestServer();
  const { adminDesk, anaDesk, visitor, offer } = await conversation(server);
  visitor.socket.emit('typing', { text: 'I would like' });
  const typed = await anaDesk.typing.find(({ text }) => text === 'I would like');
  expect(typed).toEqual({ interactionId: offer.interactionId, typing: true, text: 'I would like' });
  await anaDesk.must('offer.accept', { offerId: offer.id });
  visitor.socket.emit('typing', { text: '' });
  await anaDesk.typing.find(({ typing }) => !typing);
  expect(adminDesk.typing.all).toEqual([]);
});

test('[42] card numbers are masked before the text leaves the server', async () => {
  const server = await startTestServer();
  const { anaDesk, visitor } = await conversation(server);
  visitor.socket.emit('typing', { text: 'my card is 4111 1111 1111 1111 ok' });
  const { text } = await anaDesk.typing.find(({ typing }) => typing);
  expect(text).toBe('my card is •••• •••• •••• 1111 ok');
});

test('[42] with the setting off the agent sees only that somebody types', async () => {
  const server = await startTestServer();
  const { anaDesk, visitor, offer } = await conversation(server, { liveTyping: false });
  visitor.socket.emit('typing', { text: 'private thoughts' });
  expect(await anaDesk.typing.find(({ typing }) => typing)).toEqual({
    interactionId: offer.interactionId,
    typing: true,
  });
});

test('[42] a burst is thinned out and its last state always arrives', async () => {
  const server = await startTestServer();
  const { anaDesk, visitor } = await conversation(server);
  for (let letter = 1; letter <= 50; letter += 1) visitor.socket.emit('typing', { text: 'x'.repeat(letter) });
  await anaDesk.typing.find(({ text }) => text?.length === 50);
  expect(anaDesk.typing.all.length).toBeLessThan(10);
});

test('[42] nobody sees what a blocked sender types, and what stood there goes', async () => {
  const server = await startTestServer();
  const { anaDesk, visitor, offer } = await conversation(server);
  const { interactionId } = await anaDesk.must('offer.accept', { offerId: offer.id });
  await anaDesk.must('interaction.block', { interactionId, blocked: true });
  visitor.socket.emit('typing', { text: 'still here' });
  visitor.socket.emit('typing', { text: '' });
  await anaDesk.typing.find(({ typing }) => !typing);
  expect(anaDesk.typing.all).toEqual([{ interactionId, typing: false, text: '' }]);
});

test('[42] the customer sees that the owner types, and nothing of what others do', async () => {
  const server = await startTestServer();
  const { adminDesk, anaDesk, visitor, offer } = await conversation(server);
  const { interactionId } = await anaDesk.must('offer.accept', { offerId: offer.id });
  adminDesk.socket.emit('typing', { interactionId, typing: true });
  anaDesk.socket.emit('typing', { interactionId, typing: true, text: 'never told' });
  await visitor.typing.find(({ typing }) => typing);
  expect(visitor.typing.all).toEqual([{ typing: true }]);
});

test('[42] nothing that is only typed reaches the database or the log', async () => {
  const lines: string[] = [];
  const server = await startTestServer({ onLog: (line) => lines.push(line) });
  const { anaDesk, visitor, offer } = await conversation(server);
  visitor.socket.emit('typing', { text: 'typed-canary' });
  await anaDesk.typing.find(({ text }) => text === 'typed-canary');
  const { lines: transcript } = await anaDesk.ask('transcript.get', { interactionId: offer.interactionId, limit: 50 });
  expect(JSON.stringify(transcript)).not.toContain('typed-canary');
  expect((await anaDesk.ask('conversations.search', { text: 'typed-canary', limit: 10 })).hits).toEqual([]);
  expect(lines.join('')).not.toContain('typed-canary');
});

test('[42] a page that floods the server with keystrokes is let go', async () => {
  const server = await startTestServer();
  const admin = await server.desk(await server.person('Admin', 'admin'));
  const { channelId } = await server.queue(admin, []);
  const visitor = await server.visitor(channelId);
  for (let stroke = 0; stroke < 200; stroke += 1) visitor.socket.emit('typing', { text: `${stroke}` });
  expect(await visitor.closed).toBe('io server disconnect');
});
