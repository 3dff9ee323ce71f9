import { v7 } from 'uuid';
import { defaultLiveChatSettings } from '@ringdesk/shared/model/channel.ts';
import type { ChannelId, InteractionId, MessageId } from '@ringdesk/shared/model/ids.ts';
import { HOUR, MINUTE } from '@ringdesk/shared/model/time.ts';
import { describe, expect, test } from 'vitest';

import { temporaryFolder } from '../storage/testing/testStore.ts';
import { startTestServer, TestClock, type TestServer } from './testing/testServer.ts';

const posted = (interactionId: InteractionId, text: string, kind: 'reply' | 'note' = 'reply') => ({
  interactionId,
  messageId: v7() as MessageId,
  kind,
  text,
  mentions: [],
  attachmentIds: [],
});

/** Ana answered Vera and closed the conversation; then the server forgot it. */
async function forgotten(server: TestServer, clock: TestClock) {
  const [admin, ana, ben] = [
    await server.person('Admin', 'admin'),
    await server.person('Ana'),
    await server.person('Ben'),
  ];
  const [adminDesk, anaDesk] = [await server.desk(admin), await server.desk(ana)];
  const { channelId } = await server.queue(adminDesk, [ana, ben], { distribution: 'strict' });
  const visitor = await server.visitor(channelId);
  const messageId = v7();
  await visitor.command('name.set', { name: 'Vera' });
  await visitor.write('Where is my order?', messageId);
  const { offer } = await anaDesk.update('offer.put');
  const { interactionId } = await anaDesk.must('offer.accept', { offerId: offer.id });
  await anaDesk.must('message.post', posted(interactionId, 'On its way.'));
  await anaDesk.must('interaction.close', { interactionId });
  await visitor.update('conversation', (update) => update.conversation?.state === 'closed');
  await forget(server, clock);
  const desks = { adminDesk: await server.desk(admin), anaDesk: await server.desk(ana) };
  return { admin, ana, ben, ...desks, channelId, visitor, messageId, interactionId };
}

/** Long enough that the core forgets what is closed; the sweep comes with the next input. */
async function forget(server: TestServer, clock: TestClock): Promise<void> {
  clock.pass(11 * MINUTE);
  await server.running.engine.submit({ type: 'clock.ticked' }, { actor: { kind: 'server' } });
  expect(server.running.engine.read((state) => state.interactions.size)).toBe(0);
}

describe('a conversation that has left the memory', () => {
  test('the visitor still finds it, closed, with its lines, name and agent', async () => {
    const clock = new TestClock();
    const server = await startTestServer({ machine: clock });
    const { channelId, visitor, interactionId } = await forgotten(server, clock);
    const back = await server.visitor(channelId, visitor.welcome?.token);
    expect(back.welcome).toMatchObject({ name: 'Vera', conversation: { interactionId, state: 'closed' } });
    expect(back.welcome?.lines).toMatchObject([
      { from: 'me', text: 'Where is my order?' },
      { happening: 'joined', agent: { name: 'Ana' } },
      { from: 'agent', text: 'On its way.', agent: { name: 'Ana' } },
      { happening: 'ended' },
    ]);
  });

  test('[13] a message picks it up: the last owner is rung, the lines go on, an open page is told', async () => {
    const clock = new TestClock();
    const server = await startTestServer({ machine: clock });
    const { anaDesk, visitor, interactionId } = await forgotten(server, clock);
    const from = visitor.updates.all.length;
    expect(await visitor.write('It has not come.')).toMatchObject({ ok: true, value: { interactionId } });
    const { offer } = await anaDesk.update('offer.put');
    expect(offer).toMatchObject({ interactionId, kind: 'reopen' });
    await visitor.update('conversation', ({ conversation }) => conversation?.state === 'waiting', from);
    await anaDesk.must('offer.accept', { offerId: offer.id });
    const { lines, interaction } = await anaDesk.ask('transcript.get', { interactionId, limit: 50 });
    expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => index + 1));
    expect(interaction).toMatchObject({ state: 'active', customer: { name: 'Vera' }, customerOnline: true });
  });

  test('the same message again is answered the same and stored once (I9)', async () => {
    const clock = new TestClock();
    const server = await startTestServer({ machine: clock });
    const { anaDesk, visitor, interactionId, messageId } = await forgotten(server, clock);
    for (const age of [0, 30 * HOUR]) {
      clock.pass(age);
      expect(await visitor.write('Where is my order?', messageId)).toMatchObject({ value: { interactionId, seq: 1 } });
    }
    expect(server.running.engine.read((state) => state.interactions.size)).toBe(0);
    const { interactions } = await anaDesk.ask('conversations.list', { state: 'any', limit: 10 });
    expect(interactions.map(({ id }) => id)).toEqual([interactionId]);
  });

  test('[13] after the reopen time a message begins a new one, under the same name', async () => {
    const clock = new TestClock();
    const server = await startTestServer({ machine: clock });
    const { anaDesk, visitor, interactionId } = await forgotten(server, clock);
    clock.pass(24 * HOUR);
    await visitor.write('Another matter.');
    const { offer } = await anaDesk.update('offer.put');
    expect(offer).toMatchObject({ kind: 'queue' });
    expect(offer.interactionId).not.toBe(interactionId);
    const { interaction } = await anaDesk.ask('transcript.get', { interactionId: offer.interactionId, limit: 5 });
    expect(interaction.customer.name).toBe('Vera');
  });

  test('its last owner reads it, notes something and takes it up again; colleagues do not', async () => {
    const clock = new TestClock();
    const server = await startTestServer({ machine: clock });
    const { anaDesk, ben, interactionId, visitor } = await forgotten(server, clock);
    const { interactions } = await anaDesk.ask('conversations.list', { state: 'closed', limit: 10 });
    expect(interactions).toMatchObject([{ id: interactionId, state: 'closed', customerOnline: false }]);
    const benDesk = await server.desk(ben);
    expect(await benDesk.command('interaction.reopen', { interactionId })).toMatchObject({ ok: false });
    const note = posted(interactionId, 'lost parcel', 'note');
    await anaDesk.must('message.post', note);
    await forget(server, clock);
    expect(await anaDesk.must('message.post', note)).toMatchObject({ seq: 5 });
    const { hits } = await anaDesk.ask('conversations.search', { text: 'parcel', limit: 5 });
    expect(hits).toMatchObject([{ interaction: { id: interactionId } }]);
    await anaDesk.must('interaction.reopen', { interactionId });
    // Their page is open, which the agent is told though nobody was while it was closed.
    await anaDesk.update('interaction.put', ({ interaction: now }) => now.state === 'active');
    await anaDesk.update('customer.online', (update) => update.interactionId === interactionId && update.online);
    const { conversation } = await visitor.update('conversation', (update) => update.conversation?.state === 'active');
    expect(conversation).toMatchObject({ interactionId, agent: { name: 'Ana' } });
  });
});

describe('names of visitors', () => {
  test('a name given before the first message survives a restart', async () => {
    const dataDir = temporaryFolder();
    const first = await startTestServer({ dataDir });
    const admin = await first.person('Admin', 'admin');
    const { channelId } = await first.queue(await first.desk(admin), [admin]);
    const visitor = await first.visitor(channelId);
    await visitor.command('name.set', { name: 'Vera' });
    const token = visitor.welcome?.token;
    await first.stop();

    const second = await startTestServer({ dataDir });
    const back = await second.visitor(channelId, token);
    expect(back.welcome?.name).toBe('Vera');
    await back.write('Hello');
    const [interaction] = second.running.engine.read((state) => [...state.interactions.values()]);
    expect(interaction?.customer.name).toBe('Vera');
  });

  test('a name given after the close is brought in by the next message', async () => {
    const clock = new TestClock();
    const server = await startTestServer({ machine: clock });
    const { visitor, interactionId } = await forgotten(server, clock);
    await visitor.command('name.set', { name: 'Vera Lind' });
    await visitor.write('Hello again');
    const name = server.running.engine.read((state) => state.interactions.get(interactionId)?.customer.name);
    expect(name).toBe('Vera Lind');
  });

  test('a channel that requires a name takes no first message without one', async () => {
    const server = await startTestServer();
    const admin = await server.person('Admin', 'admin');
    const desk = await server.desk(admin);
    const { channelId, queueId } = await server.queue(desk, [admin]);
    const { version, name } = server.running.engine.read((state) => state.channels.get(channelId as ChannelId)!);
    const settings = { ...defaultLiveChatSettings, askName: 'required' as const };
    await desk.must('channel.save', { channelId, version, name, queueId, kind: 'liveChat', settings });
    const visitor = await server.visitor(channelId);
    expect(await visitor.write('Hello')).toEqual({
      ok: false,
      error: { code: 'invalid', fields: { name: 'required' } },
    });
    await visitor.command('name.set', { name: 'Vera' });
    expect(await visitor.write('Hello')).toMatchObject({ ok: true });
    expect(await visitor.write('Are you there?')).toMatchObject({ ok: true });
  });
});

test('after a restart no row says that a customer is there', async () => {
  const dataDir = temporaryFolder();
  const first = await startTestServer({ dataDir });
  const admin = await first.person('Admin', 'admin');
  const desk = await first.desk(admin);
  const { channelId } = await first.queue(desk, [admin]);
  const visitor = await first.visitor(channelId);
  await visitor.write('Hello');
  const online = async (of: typeof desk) =>
    (await of.ask('conversations.list', { state: 'any', limit: 10 })).interactions.map((each) => each.customerOnline);
  expect(await online(desk)).toEqual([true]);
  await first.stop();
  const second = await startTestServer({ dataDir });
  const again = await second.desk(admin);
  expect(await online(again)).toEqual([false]);
  const { hits } = await again.ask('conversations.search', { text: 'Hello', limit: 5 });
  expect(hits).toMatchObject([{ interaction: { customerOnline: false } }]);
});
