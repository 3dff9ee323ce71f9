import { defaultCallSettings } from '@ringdesk/shared/model/call.ts';
import type { AgentId, ChannelId, CustomerId, InteractionId, MessageId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { defaultQueueSettings, type QueueSettings } from '@ringdesk/shared/model/queue.ts';
import { MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';

import type { AgentClient } from './testing/clients.ts';
import { type Person, startTestServer, TestClock } from './testing/testServer.ts';

/** A queue of Ana and Ben, whose desks are open; the clock is moved by hand. */
async function given(settings: Partial<QueueSettings>) {
  const clock = new TestClock();
  const server = await startTestServer({ machine: clock });
  const admin = await server.person('Admin', 'admin');
  const [ana, ben] = [await server.person('Ana'), await server.person('Ben')];
  const [adminDesk, anaDesk, benDesk] = [await server.desk(admin), await server.desk(ana), await server.desk(ben)];
  const { queueId, channelId } = await server.queue(adminDesk, [ana, ben], settings);
  const desks = new Map<AgentId, AgentClient>([
    [ana.id, anaDesk],
    [ben.id, benDesk],
  ]);
  /** Whom a new conversation rings at, by name, and its id. */
  const begin = async () => {
    const visitor = await server.visitor(channelId);
    await visitor.write('Hello');
    const { conversation } = await visitor.update('conversation');
    const id = conversation?.interactionId as InteractionId;
    const rings = async (): Promise<readonly string[]> => {
      const { interaction: now } = await adminDesk.ask('transcript.get', { interactionId: id, limit: 1 });
      const names: Readonly<Record<string, string>> = { [ana.id]: 'Ana', [ben.id]: 'Ben' };
      if (now.state === 'offered') return now.offeredTo.map((agentId) => names[agentId] ?? agentId).toSorted();
      return [now.state === 'queued' ? now.state : `${now.state} ${'ownerId' in now ? names[now.ownerId] : ''}`];
    };
    const accept = async (by: Person): Promise<void> => {
      const desk = desks.get(by.id) as AgentClient;
      const { offer } = await desk.update('offer.put', (update) => update.offer.interactionId === id);
      await desk.must('offer.accept', { offerId: offer.id });
    };
    const reply = (by: Person): Promise<unknown> =>
      (desks.get(by.id) as AgentClient).must('message.post', {
        interactionId: id,
        messageId: v7() as MessageId,
        kind: 'reply',
        text: 'Good day',
        mentions: [],
        attachmentIds: [],
      });
    return { id, visitor, rings, accept, reply };
  };
  /** What is due happens before the next input. */
  const pass = async (ms: number): Promise<void> => {
    clock.pass(ms);
    await adminDesk.must('presence.set', { state: 'busy' });
  };
  return { server, adminDesk, anaDesk, benDesk, ana, ben, queueId, channelId, begin, pass };
}

describe('who is asked', () => {
  test('[12] the members, in their order, as it is saved', async () => {
    const { adminDesk, ana, ben, queueId, begin } = await given({ distribution: 'strict' });
    const { queue } = await adminDesk.update('queue.put', (update) => update.queue.id === queueId);
    const members = [ben, ana].map(({ id }) => ({ kind: 'agent' as const, agentId: id }));
    const { version, name, language } = queue;
    await adminDesk.must('queue.save', { queueId, version, name, language, settings: { ...queue.settings, members } });
    expect(await (await begin()).rings()).toEqual(['Ben']);
  });

  test('[13] evenly: whoever has fewer', async () => {
    const { ana, begin } = await given({ distribution: 'evenly' });
    const first = await begin();
    expect(await first.rings()).toEqual(['Ana']);
    await first.accept(ana);
    const second = await begin();
    expect(await second.rings()).toEqual(['Ben']);
  });

  test('[14] strictly in order: the first again, whatever they have', async () => {
    const { ana, begin } = await given({ distribution: 'strict' });
    const first = await begin();
    await first.accept(ana);
    expect(await (await begin()).rings()).toEqual(['Ana']);
  });

  test('[15] to all: everybody at once, one wins', async () => {
    const { ana, benDesk, begin } = await given({ distribution: 'toAll' });
    const one = await begin();
    expect(await one.rings()).toEqual(['Ana', 'Ben']);
    await one.accept(ana);
    const { end } = await benDesk.update('offer.gone', (gone) => gone.interactionId === one.id);
    expect(end).toMatchObject({ outcome: 'withdrawn', reason: 'takenByColleague' });
    expect(await one.rings()).toEqual(['active Ana']);
  });

  test('[16] nobody answers in time: the next', async () => {
    const { begin, pass } = await given({ distribution: 'strict', offerSeconds: 120 });
    const one = await begin();
    await pass(119 * SECOND);
    expect(await one.rings()).toEqual(['Ana']);
    await pass(2 * SECOND);
    expect(await one.rings()).toEqual(['Ben']);
  });

  test.each([
    ['online', 'Ben'],
    ['off', 'Ana'],
  ] as const)('[17] with the check “%s”, while the first is away: %s', async (availabilityCheck, name) => {
    const { anaDesk, begin } = await given({ distribution: 'strict', availabilityCheck });
    await anaDesk.must('presence.set', { state: 'away' });
    expect(await (await begin()).rings()).toEqual([name]);
  });

  test.each([
    ['closed', 'has the last word', 'queued'],
    ['answered', 'has the last word', 'Ana'],
    ['answered', 'is asked again', 'Ana'],
    ['waitingForCustomer', 'has the last word', 'Ana'],
    ['waitingForCustomer', 'is asked again', 'queued'],
  ] as const)(
    '[18, 19] one at a time, and %s does not count: when Ana %s, the next is for %s',
    async (notCounted, then, name) => {
      const { ana, begin } = await given({ distribution: 'strict', limit: 1, notCounted });
      const first = await begin();
      await first.accept(ana);
      expect(await (await begin()).rings()).toEqual(['Ben']);
      await first.reply(ana);
      if (then === 'is asked again') await first.visitor.write('And in blue?');
      expect(await (await begin()).rings()).toEqual([name]);
    },
  );

  test('[82] what is transferred may exceed the limit, and the change log says so', async () => {
    const { adminDesk, anaDesk, ana, ben, begin } = await given({ distribution: 'strict', limit: 1 });
    const first = await begin();
    await first.accept(ana);
    const second = await begin();
    await second.accept(ben);
    await anaDesk.must('interaction.transfer', { interactionId: first.id, to: { kind: 'agent', agentId: ben.id } });
    await first.accept(ben);
    expect(await first.rings()).toEqual(['active Ben']);
    const { entries } = await adminDesk.ask('audit.list', { limit: 50 });
    expect(entries.map(({ act }) => act)).toContain('limit.exceeded');
  });
});

/** Ana talks with a caller of another queue. */
async function talking({
  server,
  adminDesk,
  anaDesk,
  ana,
  channelId: siteChannelId,
}: Awaited<ReturnType<typeof given>>) {
  const { engine } = server.running;
  const report = async (input: Parameters<typeof engine.submit>[0]): Promise<void> => {
    expect(await engine.submit(input, { actor: { kind: 'server' } })).toMatchObject({ ok: true });
  };
  const [queueId, channelId, interactionId] = [v7() as QueueId, v7() as ChannelId, v7() as InteractionId];
  const members = [{ kind: 'agent' as const, agentId: ana.id }];
  const settings = { ...defaultQueueSettings, members, wrapUpSeconds: 45, call: defaultCallSettings };
  await adminDesk.must('queue.create', { queueId, name: 'Calls', language: 'en', settings });
  const channel = { channelId, name: 'Button', queueId, kind: 'webCall', settings: { siteChannelId } } as const;
  await adminDesk.must('channel.create', channel);
  await report({ type: 'phone.changed', agentId: ana.id, devices: ['softphone'] });
  const customerId = 'caller' as CustomerId;
  await report({ type: 'call.arrived', interactionId, channelId, customerId, customerName: 'Mia' });
  const { offer } = await anaDesk.update('offer.put', (update) => update.offer.interactionId === interactionId);
  await anaDesk.must('offer.accept', { offerId: offer.id });
  await report({ type: 'call.connected', interactionId, agentId: ana.id });
}

describe('[81] while Ana is on a call', () => {
  test.each([
    ['none', 'Ben'],
    ['goOn', 'Ana'],
  ] as const)('of chats %s: the next conversation is for %s', async (chatsDuringCalls, name) => {
    const center = await given({ distribution: 'strict', chatsDuringCalls });
    expect(await (await center.begin()).rings()).toEqual(['Ana']);
    await talking(center);
    expect(await (await center.begin()).rings()).toEqual([name]);
  });
});

describe('what becomes of who has it', () => {
  test('[47] the next reply has a limit of its own', async () => {
    const { adminDesk, ana, begin, pass } = await given({ firstReplySeconds: null, nextReplySeconds: 60 });
    const one = await begin();
    await one.accept(ana);
    await pass(2 * MINUTE);
    await one.reply(ana);
    const from = adminDesk.updates.all.length;
    await one.visitor.write('And what does it cost?');
    await pass(61 * SECOND);
    const { interaction } = await adminDesk.update(
      'interaction.put',
      ({ interaction: put }) => put.id === one.id && put.replyDue?.overdue === true,
      from,
    );
    expect(interaction).toMatchObject({ replyDue: { which: 'next' }, overdue: { count: 1 } });
  });

  test('[78] what somebody owns returns to the queue when they are gone for that long', async () => {
    const { anaDesk, ana, begin, pass } = await given({ distribution: 'strict', returnDisconnectedAfterMinutes: 3 });
    const one = await begin();
    await one.accept(ana);
    anaDesk.close();
    await pass(SECOND);
    expect(await one.rings()).toEqual(['active Ana']);
    await expect.poll(async () => (await pass(MINUTE), one.rings()), { interval: 20 }).toEqual(['Ben']);
  });

  test('[79] after the close there is time for after-work, which counts as load', async () => {
    const { anaDesk, ana, begin, pass } = await given({ distribution: 'strict', limit: 1, wrapUpSeconds: 30 });
    const one = await begin();
    await one.accept(ana);
    await anaDesk.must('interaction.close', { interactionId: one.id });
    expect(await one.rings()).toEqual(['wrapUp Ana']);
    expect(await (await begin()).rings()).toEqual(['Ben']);
    await pass(31 * SECOND);
    expect(await (await begin()).rings()).toEqual(['Ana']);
  });

  test('[80] so many missed offers, and nothing rings there until they are back', async () => {
    const { adminDesk, anaDesk, ana, begin, pass } = await given({ distribution: 'strict', missedOffersLimit: 1 });
    const one = await begin();
    await pass(61 * SECOND);
    expect(await one.rings()).toEqual(['Ben']);
    const { agent } = await adminDesk.update(
      'agent.put',
      (update) => update.agent.id === ana.id && update.agent.presence.state === 'notResponding',
    );
    expect(agent.id).toBe(ana.id);
    expect(await (await begin()).rings()).toEqual(['Ben']);
    await anaDesk.must('presence.set', { state: 'available' });
    expect(await (await begin()).rings()).toEqual(['Ana']);
  });
});
