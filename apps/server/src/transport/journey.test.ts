import { v7 } from 'uuid';
import type { InteractionId, MessageId, OfferId } from '@ringdesk/shared/model/ids.ts';
import { expect, test } from 'vitest';

import { startTestServer } from './testing/testServer.ts';

const post = (interactionId: InteractionId, text: string, kind: 'reply' | 'note' = 'reply') => ({
  interactionId,
  messageId: v7() as MessageId,
  kind,
  text,
  mentions: [],
  attachmentIds: [],
});

test('a visitor writes, the queue offers, the first does not want, the second accepts, both talk, it is closed', async () => {
  const server = await startTestServer();
  const [admin, ana, ben] = [
    await server.person('Admin', 'admin'),
    await server.person('Ana'),
    await server.person('Ben'),
  ];
  const [adminDesk, anaDesk, benDesk] = [await server.desk(admin), await server.desk(ana), await server.desk(ben)];
  const { channelId } = await server.queue(adminDesk, [ana, ben], { distribution: 'strict' });

  const visitor = await server.visitor(channelId);
  expect(visitor.welcome?.conversation).toBeNull();
  const written = await visitor.write('Where is my order?');
  expect(written).toMatchObject({ ok: true, value: { seq: 1 } });

  const { offer } = await anaDesk.update('offer.put');
  expect(offer).toMatchObject({ agentId: ana.id, kind: 'queue', why: { rule: 'strict', position: 1 } });
  const { conversation } = await visitor.update('conversation');
  expect(conversation?.state).toBe('waiting');

  await anaDesk.must('offer.decline', { offerId: offer.id });
  const second = await benDesk.update('offer.put');
  const accepted = await benDesk.must('offer.accept', { offerId: second.offer.id });
  const { interactionId } = accepted;
  const told = await visitor.update('conversation', (update) => update.conversation?.state === 'active');
  expect(told.conversation?.agent?.name).toBe('Ben');

  await benDesk.must('message.post', post(interactionId, 'Let me look.'));
  const { line } = await visitor.update('line', ({ line: said }) => said.from === 'agent' && !said.happening);
  expect(line).toMatchObject({ text: 'Let me look.', agent: { name: 'Ben' } });
  await benDesk.must('message.post', post(interactionId, 'angry customer', 'note'));
  await visitor.write('Thank you');
  const received = await benDesk.update(
    'transcript.line',
    ({ line: l }) => l.type === 'message' && l.text === 'Thank you',
  );
  expect(received.line).toMatchObject({ author: { kind: 'customer' }, kind: 'reply' });

  await benDesk.must('interaction.transfer', { interactionId, to: { kind: 'agent', agentId: ana.id } });
  const transfer = await anaDesk.update('offer.put', (update) => update.offer.kind === 'transfer');
  await anaDesk.must('offer.accept', { offerId: transfer.offer.id });
  await visitor.update('conversation', (update) => update.conversation?.agent?.name === 'Ana');
  await anaDesk.must('interaction.close', { interactionId });
  await visitor.update('conversation', (update) => update.conversation?.state === 'closed');

  const page = await anaDesk.ask('transcript.get', { interactionId, limit: 50 });
  expect(page.lines.filter((l) => l.type === 'message').map((l) => l.text)).toEqual([
    'Where is my order?',
    'Let me look.',
    'angry customer',
    'Thank you',
  ]);
  expect(visitor.updates.all.some((update) => JSON.stringify(update).includes('angry'))).toBe(false);
});

test('[15] two agents accept at once: one owns, the other is told who', async () => {
  const server = await startTestServer();
  const [admin, ana, ben] = [
    await server.person('Admin', 'admin'),
    await server.person('Ana'),
    await server.person('Ben'),
  ];
  const [adminDesk, anaDesk, benDesk] = [await server.desk(admin), await server.desk(ana), await server.desk(ben)];
  const { channelId } = await server.queue(adminDesk, [ana, ben], { distribution: 'toAll' });
  const visitor = await server.visitor(channelId);
  await visitor.write('Hello');
  const offers = await Promise.all([anaDesk.update('offer.put'), benDesk.update('offer.put')]);
  const replies = await Promise.all([
    anaDesk.command('offer.accept', { offerId: offers[0].offer.id as OfferId }),
    benDesk.command('offer.accept', { offerId: offers[1].offer.id as OfferId }),
  ]);
  expect(replies.filter((reply) => reply.ok)).toHaveLength(1);
  const loser = replies.find((reply) => !reply.ok);
  const winner = replies[0].ok ? ana : ben;
  expect(loser).toMatchObject({
    error: { code: 'offerGone', ownerId: winner.id, end: { outcome: 'withdrawn', by: winner.id } },
  });
  const gone = await (replies[0].ok ? benDesk : anaDesk).update('offer.gone');
  expect(gone.end).toMatchObject({ outcome: 'withdrawn', reason: 'takenByColleague' });
});

test('the same command comes twice and is done once; its id with another body is refused', async () => {
  const server = await startTestServer();
  const [admin, ana] = [await server.person('Admin', 'admin'), await server.person('Ana')];
  const [adminDesk, anaDesk] = [await server.desk(admin), await server.desk(ana)];
  const { channelId } = await server.queue(adminDesk, [ana]);
  const visitor = await server.visitor(channelId);
  const messageId = v7();
  const id = v7();
  const body = { messageId, text: 'Hi', attachmentIds: [] };
  const replies = await Promise.all([
    visitor.command('message.post', body, id),
    visitor.command('message.post', body, id),
  ]);
  expect(replies[0]).toEqual(replies[1]);
  expect(await visitor.command('message.post', { ...body, text: 'Other' }, id)).toMatchObject({
    error: { code: 'commandIdReused' },
  });
  const { offer } = await anaDesk.update('offer.put');
  const { lines } = await anaDesk.ask('transcript.get', { interactionId: offer.interactionId, limit: 50 });
  expect(lines).toHaveLength(1);
});

test('a visitor comes back with the token and finds the conversation, on a second page too', async () => {
  const server = await startTestServer();
  const [admin, ana] = [await server.person('Admin', 'admin'), await server.person('Ana')];
  const [adminDesk, anaDesk] = [await server.desk(admin), await server.desk(ana)];
  const { channelId } = await server.queue(adminDesk, [ana]);
  const first = await server.visitor(channelId);
  await first.command('name.set', { name: 'Vera' });
  await first.write('One');
  const { offer } = await anaDesk.update('offer.put');
  const { interactionId } = await anaDesk.must('offer.accept', { offerId: offer.id });
  const token = first.welcome?.token;
  const second = await server.visitor(channelId, token);
  expect(second.welcome).toMatchObject({ name: 'Vera', conversation: { interactionId, state: 'active' } });
  expect(second.welcome?.lines.flatMap((line) => line.text || [])).toEqual(['One']);
  await anaDesk.must('message.post', post(interactionId, 'Two'));
  await Promise.all([first, second].map((page) => page.update('line', (update) => update.line.text === 'Two')));
  const forged = await server.visitor(channelId, `${token?.slice(0, -2)}xx`);
  expect(forged.welcome?.lines).toEqual([]);
});

test('updates are numbered without a gap, and the snapshot with them equals a fresh one', async () => {
  const server = await startTestServer();
  const [admin, ana] = [await server.person('Admin', 'admin'), await server.person('Ana')];
  const [adminDesk, anaDesk] = [await server.desk(admin), await server.desk(ana)];
  const { channelId } = await server.queue(adminDesk, [ana]);
  const visitor = await server.visitor(channelId);
  await visitor.write('Hello');
  const { offer } = await anaDesk.update('offer.put');
  await anaDesk.must('offer.accept', { offerId: offer.id });
  await adminDesk.update('interaction.put', ({ interaction }) => interaction.state === 'active');
  const first = anaDesk.welcome!.seq;
  expect(anaDesk.batches.map((batch) => batch.seq)).toEqual(anaDesk.batches.map((_, index) => first + index + 1));
  const fresh = await anaDesk.hello();
  expect(fresh.seq).toBe(anaDesk.batches.at(-1)!.seq);
  expect(fresh.snapshot.interactions).toMatchObject([{ state: 'active', ownerId: ana.id }]);
});
