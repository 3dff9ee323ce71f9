import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InteractionId, MessageId } from '@ringdesk/shared/model/ids.ts';
import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';
import { HOUR, MINUTE } from '@ringdesk/shared/model/time.ts';
import { VISITOR_UPLOAD_PATH } from '@ringdesk/shared/protocol/files.ts';
import { v7 } from 'uuid';
import { expect, onTestFinished, test } from 'vitest';

import { steeredTime } from '../steeredClock.ts';
import { startTestServer, type TestOptions } from './testing/testServer.ts';

const asked: Partial<QueueSettings> = { askRating: true, ratingMinutes: 10, ratingCloses: true };

const said = (interactionId: InteractionId, text: string, kind: 'reply' | 'note' = 'reply') => ({
  interactionId,
  messageId: v7() as MessageId,
  kind,
  text,
  mentions: [],
  attachmentIds: [],
});

/** Mia's conversation, which ana has answered; ben serves the queue as well, lead steers it. */
async function given(settings: Partial<QueueSettings>, options: TestOptions = {}) {
  const server = await startTestServer(options);
  const [lead, ana, ben] = [
    await server.person('Lead', 'admin'),
    await server.person('Ana'),
    await server.person('Ben'),
  ];
  const [leadDesk, anaDesk] = [await server.desk(lead), await server.desk(ana)];
  const { channelId } = await server.queue(leadDesk, [ana, ben], { distribution: 'strict', ...settings });
  const mia = await server.visitor(channelId);
  await mia.write('Hello');
  const { offer } = await anaDesk.update('offer.put');
  const { interactionId } = await anaDesk.must('offer.accept', { offerId: offer.id });
  await anaDesk.must('message.post', said(interactionId, 'Good morning'));
  return { server, lead, ana, ben, leadDesk, anaDesk, channelId, mia, interactionId };
}

test('[43] [39] [44] the customer rates after the close, which is the end of it; the agent, the supervisor and the page see it', async () => {
  const { server, leadDesk, anaDesk, mia, channelId, interactionId } = await given(asked);
  expect(mia.welcome?.face.askRating).toBe(true);
  await anaDesk.must('interaction.close', { interactionId });
  await mia.update('conversation', ({ conversation }) => conversation?.state === 'closed');
  const waits = await anaDesk.update('interaction.put', ({ interaction }) => interaction.state === 'closed');
  expect(waits.interaction).toHaveProperty('ratingUntil');
  expect(await mia.command('rating.give', { score: 6, comment: '' })).toMatchObject({ error: { code: 'invalid' } });
  expect(await mia.command('rating.give', { score: 4, comment: 'Quick' })).toMatchObject({ ok: true });
  const rating = { score: 4, comment: 'Quick' };
  await mia.update('conversation', ({ conversation }) => conversation?.rating?.score === 4);
  const { interaction } = await anaDesk.update('interaction.put', (put) => put.interaction.rating !== undefined);
  expect(interaction).toMatchObject({ state: 'closed', rating });
  expect(interaction).not.toHaveProperty('ratingUntil');
  await leadDesk.must('interaction.review', { interactionId, score: 5, comment: 'Exactly right' });
  const { lines } = await leadDesk.ask('transcript.get', { interactionId, limit: 10 });
  expect(lines.slice(-2)).toMatchObject([
    { what: { name: 'rated', by: 'customer', ...rating } },
    { what: { name: 'rated', by: 'supervisor', score: 5, comment: 'Exactly right' } },
  ]);
  const again = await server.visitor(channelId, mia.welcome?.token);
  expect(again.welcome?.conversation).toMatchObject({ state: 'closed', rating });
  expect(JSON.stringify(again.welcome)).not.toContain('Exactly right');
});

test('[39] a rating that comes hours later is recorded and rings at nobody', async () => {
  const time = steeredTime();
  const options = { machine: time.machine, newAlarm: time.newAlarm };
  const { server, anaDesk, mia, channelId, interactionId } = await given({ ...asked, ratingMinutes: 0 }, options);
  await anaDesk.must('interaction.close', { interactionId });
  time.order({ pass: HOUR });
  // The command waits for the alarm's turn: by then the core has forgotten the conversation.
  await anaDesk.must('presence.set', { state: 'available' });
  expect(server.running.engine.read((state) => state.interactions.size)).toBe(0);
  const offers = anaDesk.updates.all.filter(({ kind }) => kind === 'offer.put').length;
  expect(await mia.command('rating.give', { score: 1, comment: 'Never heard again' })).toMatchObject({ ok: true });
  const { lines } = await anaDesk.ask('transcript.get', { interactionId, limit: 10 });
  expect(lines.at(-1)).toMatchObject({ what: { name: 'rated', score: 1 } });
  expect(anaDesk.updates.all.filter(({ kind }) => kind === 'offer.put')).toHaveLength(offers);
  // Forgotten once more: the tables keep it.
  time.order({ pass: HOUR });
  await anaDesk.must('presence.set', { state: 'available' });
  const again = await server.visitor(channelId, mia.welcome?.token);
  expect(again.welcome?.conversation).toMatchObject({ rating: { score: 1, comment: 'Never heard again' } });
});

test('[43] is refused where nobody asks for it', async () => {
  const { anaDesk, mia, interactionId } = await given({ askRating: false });
  expect(mia.welcome?.face.askRating).toBe(false);
  await anaDesk.must('interaction.close', { interactionId });
  expect(await mia.command('rating.give', { score: 5, comment: '' })).toEqual({
    ok: false,
    error: { code: 'notAllowed' },
  });
});

test('a topic is asked for; spam needs none', async () => {
  const { anaDesk, interactionId } = await given({ topics: ['Order', 'Return'], topicRequired: true });
  expect(await anaDesk.command('interaction.close', { interactionId })).toEqual({
    ok: false,
    error: { code: 'topicRequired' },
  });
  await anaDesk.must('interaction.close', { interactionId, topic: 'Return' });
  const { interaction } = await anaDesk.update('interaction.put', (put) => put.interaction.topic !== undefined);
  expect(interaction).toMatchObject({ state: 'closed', topic: 'Return' });
  await anaDesk.must('interaction.reopen', { interactionId });
  await anaDesk.must('interaction.close', { interactionId, spam: true });
  const marked = await anaDesk.update('interaction.put', (put) => put.interaction.spam === true);
  expect(marked.interaction.state).toBe('closed');
});

const refused = { ok: false, error: { code: 'blocked' } };

test('a blocked sender is refused at every door, and uses up nothing', async () => {
  const plenty = { perSecond: 100, burst: 100 };
  const limits = { conversationsPerHour: 1, commands: plenty, sustained: { perSecond: 0.001, burst: 3 } };
  const { server, anaDesk, mia, interactionId } = await given({}, { limits });
  await anaDesk.must('interaction.block', { interactionId, blocked: true });
  const { interaction } = await anaDesk.update('interaction.put', (put) => put.interaction.blocked === true);
  expect(interaction.state).toBe('active');
  for (let message = 0; message < 4; message += 1) expect(await mia.write('Buy now')).toEqual(refused);
  const upload = await server.fetch(VISITOR_UPLOAD_PATH, {
    method: 'POST',
    headers: { authorization: `Bearer ${mia.welcome?.token ?? ''}` },
  });
  expect([upload.status, await upload.json()]).toEqual([403, { code: 'blocked' }]);
  await anaDesk.must('interaction.block', { interactionId, blocked: false });
  expect(await mia.write('Sorry')).toMatchObject({ ok: true });
  const { lines } = await anaDesk.ask('transcript.get', { interactionId, limit: 20 });
  expect(lines.map((line) => (line.type === 'message' ? line.text : line.what.name))).toEqual([
    'Hello',
    'accepted',
    'Good morning',
    'senderBlocked',
    'senderUnblocked',
    'Sorry',
  ]);
});

test('a blocked sender stays blocked after a restart', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'ringdesk-blocked-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const { server, anaDesk, mia, channelId, interactionId } = await given({}, { dataDir });
  await anaDesk.must('interaction.block', { interactionId, blocked: true });
  await server.stop();
  const again = await startTestServer({ dataDir });
  const page = await again.visitor(channelId, mia.welcome?.token);
  expect(await page.write('Buy now')).toEqual(refused);
});

test('a colleague reads along live, writes notes, and is shown; the customer hears nothing of it', async () => {
  const { server, ben, anaDesk, mia, interactionId } = await given({});
  const benDesk = await server.desk(ben);
  expect(benDesk.welcome?.snapshot.interactions).toEqual([]);
  await benDesk.must('interaction.join', { interactionId });
  const { interaction } = await benDesk.update('interaction.put');
  expect(interaction).toMatchObject({ id: interactionId, joined: [ben.id] });
  await anaDesk.update('interaction.put', (put) => put.interaction.joined?.includes(ben.id) === true);
  await mia.write('Are you there?');
  await benDesk.update('transcript.line', ({ line }) => line.type === 'message' && line.text === 'Are you there?');
  await benDesk.must('message.post', said(interactionId, 'Offer the refund', 'note'));
  await anaDesk.update('transcript.line', ({ line }) => line.type === 'message' && line.text === 'Offer the refund');
  expect(await benDesk.command('message.post', said(interactionId, 'Hi'))).toMatchObject({
    error: { code: 'notOwner' },
  });
  await benDesk.must('interaction.leave', { interactionId });
  await benDesk.update('interaction.gone', (gone) => gone.interactionId === interactionId);
  const before = benDesk.updates.all.length;
  await mia.write('Hello?');
  await anaDesk.update('transcript.line', ({ line }) => line.type === 'message' && line.text === 'Hello?');
  expect(JSON.stringify(benDesk.updates.all.slice(before))).not.toContain('Hello?');
  expect(JSON.stringify(mia.updates.all)).not.toMatch(/refund|colleague|Ben/);
});

test('[39] the time for a rating passes by the server’s clock', async () => {
  const time = steeredTime();
  const { anaDesk, interactionId } = await given(asked, { machine: time.machine, newAlarm: time.newAlarm });
  await anaDesk.must('interaction.close', { interactionId });
  const open = await anaDesk.update('interaction.put', ({ interaction }) => interaction.state === 'closed');
  expect(open.interaction).toHaveProperty('ratingUntil');
  const seen = anaDesk.updates.all.length;
  time.order({ pass: 10 * MINUTE });
  const { interaction } = await anaDesk.update('interaction.put', (put) => put.interaction.id === interactionId, seen);
  expect(interaction).not.toHaveProperty('ratingUntil');
});
