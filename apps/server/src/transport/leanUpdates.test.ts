import type { MessageId } from '@ringdesk/shared/model/ids.ts';
import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';
import { v7 } from 'uuid';
import { expect, test } from 'vitest';

import { fold, ordered } from './testing/fold.ts';
import { startTestServer, type TestServer } from './testing/testServer.ts';

/** Ana talks to a customer; Ben is a member of the same queue, and an admin steers it. */
async function conversation(server: TestServer, settings: Partial<QueueSettings> = {}) {
  const [admin, ana, ben] = [
    await server.person('Admin', 'admin'),
    await server.person('Ana'),
    await server.person('Ben'),
  ];
  const [adminDesk, anaDesk] = [await server.desk(admin), await server.desk(ana)];
  const { channelId } = await server.queue(adminDesk, [ana, ben], settings);
  const visitor = await server.visitor(channelId);
  await visitor.write('Hello');
  const { offer } = await anaDesk.update('offer.put');
  const { interactionId } = await anaDesk.must('offer.accept', { offerId: offer.id });
  await adminDesk.update('interaction.put', ({ interaction }) => interaction.state === 'active');
  const benDesk = await server.desk(ben);
  return { adminDesk, anaDesk, benDesk, visitor, interactionId, channelId };
}

test('a message reaches its owner as one line, an admin as the conversation, and a colleague not at all', async () => {
  const server = await startTestServer();
  const { adminDesk, anaDesk, benDesk, visitor, interactionId } = await conversation(server);
  const start = await anaDesk.hello();
  const atStart = anaDesk.updates.all.length;
  // The first commit after a desk came tells it once how its agent stands; from then on the lines say it all.
  await visitor.write('One');
  await anaDesk.update('transcript.line', ({ line }) => line.seq === 3);
  const before = { ana: anaDesk.updates.all.length, ben: benDesk.updates.all.length };
  await visitor.write('Two');
  const reply = { interactionId, messageId: v7() as MessageId, kind: 'reply' as const, text: 'Three' };
  await anaDesk.must('message.post', { ...reply, mentions: [], attachmentIds: [] });
  await visitor.write('Four');
  await adminDesk.update('interaction.put', ({ interaction }) => interaction.lastSeq === 6);
  // How agents and queues stand is told in rounds of their own, whenever one is due: on a busy machine in between.
  const told = (desk: typeof anaDesk, from: number) =>
    desk.updates.all.slice(from).flatMap(({ kind }) => (/^(agent|queue)\./.test(kind) ? [] : [kind]));
  expect(told(anaDesk, before.ana)).toEqual(['transcript.line', 'transcript.line', 'transcript.line']);
  expect(told(benDesk, before.ben)).toEqual([]);
  const fresh = await anaDesk.hello();
  expect(fold(start.snapshot, anaDesk.updates.all.slice(atStart))).toEqual(ordered(fresh.snapshot));
});

test('a page that takes its own line from the answer is sent it only where the server changed the text', async () => {
  const server = await startTestServer();
  const { visitor, channelId } = await conversation(server);
  const other = await server.visitor(channelId, visitor.welcome?.token);
  const post = (text: string, messageId: string) =>
    visitor.socket.emitWithAck('command', {
      id: v7(),
      name: 'message.post',
      input: { messageId, text, attachmentIds: [] },
      ownLine: false,
    });
  const ids = [v7(), v7()] as const;
  expect(await post('As it is', ids[0])).toMatchObject({ ok: true, value: { seq: 3 } });
  expect(await post(' Trimmed ', ids[1])).toMatchObject({ ok: true, value: { seq: 4 } });
  for (const id of ids) await other.update('line', ({ line }) => line.id === id);
  await visitor.write('And an echo');
  await visitor.update('line', ({ line }) => line.seq === 5);
  const seen = visitor.updates.all.flatMap((update) => (update.kind === 'line' ? [update.line.seq] : []));
  expect(seen.filter((seq) => seq > 2)).toEqual([4, 5]);
  const seqs = visitor.batches.map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.map((_, index) => seqs[0]! + index));
});

test('of who waits and of loads only the numbers are told again, whatever a desk knew when it came', async () => {
  const server = await startTestServer();
  const { adminDesk, channelId } = await conversation(server);
  const first = await server.visitor(channelId);
  await first.write('Me too');
  await adminDesk.update('queue.waiting', ({ waiting }) => waiting === 1);
  const late = await server.desk(await server.person('Eve'));
  const { welcome } = late;
  const second = await server.visitor(channelId);
  await second.write('And me');
  const { queueId, oldestWaitingSince } = await late
    .update('queue.put', ({ queue }) => queue.waiting === 2)
    .then(({ queue }) => ({ queueId: queue.id, oldestWaitingSince: queue.oldestWaitingSince }));
  await first.command('conversation.end', {});
  await second.command('conversation.end', {});
  const none = await late.update('queue.waiting', ({ waiting }) => waiting === 0);
  expect(none).toEqual({ kind: 'queue.waiting', queueId, waiting: 0 });
  expect(oldestWaitingSince).toEqual(welcome?.snapshot.queues[0]?.oldestWaitingSince);
  await late.update('agent.load', ({ chatLoad }) => chatLoad === 0);
  const told = late.updates.all;
  const fresh = await late.hello();
  expect(fold(welcome!.snapshot, told)).toEqual(ordered(fresh.snapshot));
});

test('[19] what counts of their chats is told to the one whose limit counts it, when it changes, and to nobody else', async () => {
  const server = await startTestServer();
  const settings = { limit: 5, notCounted: 'waitingForCustomer' } as const;
  const { anaDesk, benDesk, interactionId } = await conversation(server, settings);
  const before = { answered: 1, waitingForCustomer: 1, closed: 1 };
  expect((await anaDesk.hello()).snapshot.counted).toEqual(before);
  const reply = { interactionId, messageId: v7() as MessageId, kind: 'reply' as const, text: 'Yes?' };
  await anaDesk.must('message.post', { ...reply, mentions: [], attachmentIds: [] });
  const after = { answered: 0, waitingForCustomer: 0, closed: 1 };
  await anaDesk.update('own.counted', ({ counted }) => counted?.answered === 0);
  expect((await anaDesk.hello()).snapshot.counted).toEqual(after);
  const zero = { answered: 0, waitingForCustomer: 0, closed: 0 };
  const toBen = benDesk.updates.all.flatMap((update) => (update.kind === 'own.counted' ? [update.counted] : []));
  expect(toBen.filter((counted) => JSON.stringify(counted) !== JSON.stringify(zero))).toEqual([]);
});
