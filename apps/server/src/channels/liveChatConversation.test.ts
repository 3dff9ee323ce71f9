import type { ChannelId, InteractionId, MessageId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { VisitorLine } from '@ringdesk/shared/protocol/visitor.ts';
import { describe, expect, test } from 'vitest';

import type { VisitorClient } from '../transport/testing/clients.ts';
import { startTestServer } from '../transport/testing/testServer.ts';

async function given(settings: Parameters<Awaited<ReturnType<typeof startTestServer>>['queue']>[2] = {}) {
  const server = await startTestServer();
  const people = [
    await server.person('Admin', 'admin'),
    await server.person('Ana'),
    await server.person('Ben'),
  ] as const;
  const [admin, ana, ben] = people;
  const [adminDesk, anaDesk, benDesk] = [await server.desk(admin), await server.desk(ana), await server.desk(ben)];
  const { channelId, queueId } = await server.queue(adminDesk, [ana, ben], { distribution: 'strict', ...settings });
  return { server, people, adminDesk, anaDesk, benDesk, channelId, queueId };
}

const post = (interactionId: InteractionId, kind: 'reply' | 'note', text: string) => ({
  interactionId,
  messageId: `${kind}-${text.length}` as MessageId,
  kind,
  text,
  mentions: [],
  attachmentIds: [],
});

type Given = Awaited<ReturnType<typeof given>>;

/** What the customer reads of a line, without times and ids. */
const told = ({ from, happening, agent, fromAgent, text }: VisitorLine): string =>
  happening === undefined
    ? `${from}: ${text}`
    : [happening, agent?.name, fromAgent && `from ${fromAgent.name}`, from === 'me' && 'by me']
        .filter(Boolean)
        .join(' ');

const linesOf = (visitor: VisitorClient): VisitorLine[] =>
  visitor.updates.all.flatMap((update) => (update.kind === 'line' ? [update.line] : []));

async function begin({ server, anaDesk, channelId }: Given): Promise<[VisitorClient, InteractionId]> {
  const visitor = await server.visitor(channelId);
  await visitor.write('Hello');
  const { offer } = await anaDesk.update('offer.put');
  const { interactionId } = await anaDesk.must('offer.accept', { offerId: offer.id });
  return [visitor, interactionId];
}

const hears = (visitor: VisitorClient, happening: string, from = 0) =>
  visitor.update('line', ({ line }) => line.happening === happening, from);

describe('what happens to a conversation', () => {
  test('[20] who joins, hands over and ends is told in lines, the same after a reload', async () => {
    const set = await given();
    const { anaDesk, benDesk, people } = set;
    const [visitor, interactionId] = await begin(set);
    await anaDesk.must('message.post', post(interactionId, 'note', 'angry'));
    await anaDesk.must('interaction.transfer', { interactionId, to: { kind: 'agent', agentId: people[2].id } });
    const { offer } = await benDesk.update('offer.put');
    await benDesk.must('offer.accept', { offerId: offer.id });
    await visitor.command('conversation.end', {});
    await benDesk.must('interaction.close', { interactionId });
    await visitor.write('One more thing');
    await visitor.update('line', ({ line }) => line.text === 'One more thing');
    const lines = linesOf(visitor);
    expect(lines.map(told)).toEqual([
      'me: Hello',
      'joined Ana',
      'transferred Ben from Ana',
      'ended by me',
      'ended',
      'reopened by me',
      'me: One more thing',
    ]);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
    const again = await set.server.visitor(set.channelId, visitor.welcome?.token);
    expect(again.welcome?.lines).toEqual(lines);
  });

  test('[20] where nothing is shown of agents, their coming and going has no name', async () => {
    const set = await given({ agentShown: 'nothing' });
    const [visitor, interactionId] = await begin(set);
    await set.anaDesk.must('interaction.transfer', { interactionId, to: { kind: 'queue', queueId: set.queueId } });
    await hears(visitor, 'left');
    expect(linesOf(visitor).slice(1).map(told)).toEqual(['joined', 'left']);
  });
});

test('[29, 31] outside the hours of its queue a conversation is kept for later, also where the widget is open', async () => {
  const never = { timeZone: 'Europe/Madrid', week: [[], [], [], [], [], [], []], holidays: [] };
  const day = [{ from: 0, to: 1_440 }];
  const always = { ...never, week: [day, day, day, day, day, day, day] };
  const { server, people, adminDesk } = await given();
  const { channelId } = await server.queue(adminDesk, [people[1]], { workingHours: never }, { workingHours: always });
  const visitor = await server.visitor(channelId);
  expect(visitor.welcome?.face.open).toBe(true);
  await visitor.write('Hello');
  const { conversation } = await visitor.update('conversation');
  expect(conversation).toMatchObject({ state: 'waiting', held: true });
  expect(conversation?.heldUntil).toBeUndefined();
});

describe('[7] a channel that is disconnected while a conversation is open', () => {
  const switchOff = ({ adminDesk, queueId }: Given, openTo: QueueId | null) =>
    adminDesk.must('queue.setActive', { queueId, active: false, disconnectChannels: true, openTo });
  const waitsHeld = (visitor: VisitorClient, held: true | undefined, from = 0) =>
    visitor.update(
      'conversation',
      ({ conversation }) => conversation?.state === 'waiting' && conversation.held === held,
      from,
    );
  const refusedOn = (set: Given, channelId: ChannelId) => set.server.page(channelId).refused();

  test('who waits keeps the line and is told that it waits; nobody new comes in', async () => {
    const set = await given({ distribution: 'strict', members: [] });
    const visitor = await set.server.visitor(set.channelId);
    await visitor.write('Hello');
    await switchOff(set, null);
    await waitsHeld(visitor, true);
    expect(await refusedOn(set, set.channelId)).toEqual({ code: 'channelOff' });
    expect(await visitor.write('Are you there?')).toMatchObject({ ok: true, value: { seq: 2 } });
    const again = await set.server.visitor(set.channelId, visitor.welcome?.token);
    expect(again.welcome?.conversation).toMatchObject({ state: 'waiting', held: true });
    expect(again.welcome?.face.title).toBe(visitor.welcome?.face.title);

    const before = again.updates.all.length;
    await set.adminDesk.must('queue.setActive', { queueId: set.queueId, active: true, disconnectChannels: false });
    await waitsHeld(again, undefined, before);
  });

  test('what an agent owns goes on; when it ends the channel is closed to them too', async () => {
    const set = await given();
    const [visitor, interactionId] = await begin(set);
    await switchOff(set, null);
    await set.anaDesk.must('message.post', post(interactionId, 'reply', 'Still here'));
    await visitor.update('line', ({ line }) => line.text === 'Still here');
    expect(visitor.byes.all).toEqual([]);
    await set.anaDesk.must('interaction.close', { interactionId });
    await visitor.byes.find((reason) => reason === 'channelOff');
    expect(linesOf(visitor).map(told).at(-1)).toBe('ended');
  });
});
