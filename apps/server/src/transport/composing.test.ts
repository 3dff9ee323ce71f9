import { expect, test } from 'vitest';

import { startTestServer, type TestServer } from './testing/testServer.ts';

async function scene(server: TestServer) {
  const [admin, ana] = [await server.person('Admin', 'admin'), await server.person('Ana')];
  const [adminDesk, anaDesk] = [await server.desk(admin), await server.desk(ana)];
  const { channelId } = await server.queue(adminDesk, [ana]);
  const visitor = await server.visitor(channelId);
  await visitor.write('Hello');
  const { offer } = await anaDesk.update('offer.put');
  const { interactionId } = await anaDesk.must('offer.accept', { offerId: offer.id });
  const opens = (desk: typeof anaDesk) => desk.ask('transcript.get', { interactionId, limit: 50 });
  return { admin, ana, adminDesk, anaDesk, visitor, interactionId, opens };
}

test('whoever has the conversation open is told that a colleague writes a reply or a note there, and its end', async () => {
  const server = await startTestServer();
  const { admin, ana, adminDesk, anaDesk, interactionId, opens } = await scene(server);
  await opens(anaDesk);
  await opens(adminDesk);
  anaDesk.socket.emit('composing', { interactionId, kind: 'reply' });
  expect(await adminDesk.composing.find(({ kind }) => kind !== null)).toEqual({
    interactionId,
    agentId: ana.id,
    kind: 'reply',
  });
  anaDesk.socket.emit('composing', { interactionId, kind: null });
  await adminDesk.composing.find(({ kind }) => kind === null);
  adminDesk.socket.emit('composing', { interactionId, kind: 'note' });
  expect(await anaDesk.composing.find(() => true)).toEqual({ interactionId, agentId: admin.id, kind: 'note' });
  expect(anaDesk.composing.all).toHaveLength(1);
});

test('who does not have it open neither tells nor is told, and a note is never told to the customer', async () => {
  const server = await startTestServer();
  const { adminDesk, anaDesk, visitor, interactionId, opens } = await scene(server);
  adminDesk.socket.emit('composing', { interactionId, kind: 'note' });
  await opens(anaDesk);
  anaDesk.socket.emit('composing', { interactionId, kind: 'note' });
  // What both said is through once the answers to later questions are.
  await opens(anaDesk);
  await adminDesk.ask('sessions.list', {});
  expect([...anaDesk.composing.all, ...adminDesk.composing.all, ...visitor.typing.all]).toEqual([]);
});

test('the name of the writer comes from the session, and what does not fit the contract is dropped', async () => {
  const server = await startTestServer();
  const { ana, adminDesk, anaDesk, interactionId, opens } = await scene(server);
  await opens(anaDesk);
  await opens(adminDesk);
  anaDesk.socket.emit('composing', { interactionId, kind: 'reply', agentId: 'somebody' });
  anaDesk.socket.emit('composing', { interactionId, kind: 'shout' });
  anaDesk.socket.emit('composing', { interactionId, kind: 'note' });
  await adminDesk.composing.find(({ kind }) => kind === 'note');
  expect(adminDesk.composing.all).toEqual([{ interactionId, agentId: ana.id, kind: 'note' }]);
});
