import { MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';
import type { MessageId } from '@ringdesk/shared/model/ids.ts';
import type { VisitorLine } from '@ringdesk/shared/protocol/visitor.ts';
import { v7 } from 'uuid';
import { expect, test } from 'vitest';

import type { AgentClient, VisitorClient } from '../transport/testing/clients.ts';
import { startTestServer, TestClock } from '../transport/testing/testServer.ts';

type Settings = Parameters<Awaited<ReturnType<typeof startTestServer>>['queue']>[2];

/** A queue with Ana, whose desk is open, and an admin; the clock is moved by hand. */
async function given(settings: Settings, { anaIsThere = true } = {}) {
  const clock = new TestClock();
  const server = await startTestServer({ machine: clock });
  const [admin, ana] = [await server.person('Admin', 'admin'), await server.person('Ana')];
  const adminDesk = await server.desk(admin);
  const anaDesk = anaIsThere ? await server.desk(ana) : undefined;
  const overdueNotice = settings?.overdueNotice && { ...settings.overdueNotice, agentId: admin.id };
  const { channelId } = await server.queue(adminDesk, [ana], { ...settings, ...(overdueNotice && { overdueNotice }) });
  const visitor = await server.visitor(channelId);
  /** What is due happens before the next input. */
  const pass = async (ms: number): Promise<void> => {
    clock.pass(ms);
    await visitor.command('conversation.read', { seq: 1 });
  };
  return { server, adminDesk, anaDesk, visitor, channelId, pass };
}

const lineOf = (visitor: VisitorClient, fits: (line: VisitorLine) => boolean) =>
  visitor.update('line', ({ line }) => fits(line));

async function accept(desk: AgentClient | undefined) {
  if (desk === undefined) throw new Error('nobody is there');
  const { offer } = await desk.update('offer.put');
  const { interactionId } = await desk.must('offer.accept', { offerId: offer.id });
  const reply = (text: string) =>
    desk.must('message.post', {
      interactionId,
      messageId: v7() as MessageId,
      kind: 'reply',
      text,
      mentions: [],
      attachmentIds: [],
    });
  return { interactionId, reply, desk };
}

test('[33] [38] the customer reads the greeting after their first message, and the farewell before the end', async () => {
  const { anaDesk, visitor } = await given({ greeting: 'Hello!', closeText: 'Goodbye.' });
  await visitor.write('Hi');
  const { line } = await lineOf(visitor, ({ from }) => from === 'queue');
  expect(line).toMatchObject({ text: 'Hello!', seq: 2 });
  expect(line.agent).toBeUndefined();
  const { interactionId, desk } = await accept(anaDesk);
  await desk.must('interaction.close', { interactionId });
  const { line: bye } = await lineOf(visitor, ({ text }) => text === 'Goodbye.');
  const { line: end } = await lineOf(visitor, ({ happening }) => happening === 'ended');
  expect(end.seq).toBe(bye.seq + 1);
});

test('[30] [37] who writes while nobody is online is told so', async () => {
  const { visitor, adminDesk } = await given({ offHoursText: 'Nobody is here.' }, { anaIsThere: false });
  await visitor.write('Hi');
  expect((await lineOf(visitor, ({ from }) => from === 'queue')).line.text).toBe('Nobody is here.');
  const { interaction } = await adminDesk.update('interaction.put', ({ interaction: put }) => put.lastSeq === 2);
  expect(interaction).toMatchObject({ state: 'queued', preview: { by: 'customer' }, unread: 1 });
});

test('[36] a new conversation that finds everybody busy is told so', async () => {
  const { anaDesk, visitor, server, channelId } = await given({ nobodyText: 'All are busy.', limit: 1 });
  await visitor.write('Hi');
  await accept(anaDesk);
  const second = await server.visitor(channelId);
  await second.write('Hi');
  expect((await lineOf(second, ({ from }) => from === 'queue')).line.text).toBe('All are busy.');
});

test('[29] [31] outside the hours the desk and the widget see until when, and it rings at the opening', async () => {
  // The test's clock begins on a Monday at 14:13:20 UTC.
  const day = [{ from: 14 * 60 + 30, to: 15 * 60 }];
  const workingHours = { timeZone: 'UTC', week: [day, day, day, day, day, day, day], holidays: [] };
  const { adminDesk, anaDesk, visitor, pass } = await given({ workingHours });
  const { open, opensAt } = visitor.welcome?.face ?? {};
  expect([open, opensAt]).toEqual([false, Date.parse('2026-09-21T14:30:00Z')]);
  await visitor.write('Hi');
  const { interaction } = await adminDesk.update('interaction.put');
  expect(interaction).toMatchObject({ state: 'queued', reason: 'outsideHours', nextWakeAt: opensAt });
  await pass(17 * MINUTE);
  await anaDesk?.update('offer.put');
  await visitor.update('face', ({ face }) => face.open);
});

test('[29] [31] who waits hears when the queue opens, not when the widget does, and hours of the widget alone hold nothing back', async () => {
  // The test's clock begins on a Monday at 14:13:20 UTC.
  const hours = (from: number) => {
    const day = [{ from: from * 60, to: 24 * 60 }];
    return { timeZone: 'UTC', week: [day, day, day, day, day, day, day], holidays: [] };
  };
  const { server, adminDesk } = await given({});
  const ask = async (queue: number, channel: number) => {
    const workingHours = hours(channel);
    const { channelId } = await server.queue(adminDesk, [], { workingHours: hours(queue) }, { workingHours });
    const visitor = await server.visitor(channelId);
    await visitor.write('Hello');
    const { conversation } = await visitor.update('conversation');
    return [visitor.welcome?.face.opensAt, conversation?.held, conversation?.heldUntil];
  };
  const [four, five] = [Date.parse('2026-09-21T16:00:00Z'), Date.parse('2026-09-21T17:00:00Z')];
  expect(await ask(16, 17)).toEqual([five, true, four]);
  expect(await ask(0, 17)).toEqual([five, undefined, undefined]);
});

test('[35] [46] [48] a wait is marked and overdue, and the chosen person is told, at their minutes', async () => {
  const { adminDesk, anaDesk, visitor, pass } = await given({
    offerSeconds: 3_600,
    markUnansweredAfterMinutes: 2,
    firstReplySeconds: 60,
    overdueNotice: { agentId: 'filled-in' as never, text: '#OPERATOR# has not answered #DIALOG#' },
  });
  await visitor.write('Hi');
  const { interactionId, reply } = await accept(anaDesk);
  await pass(61 * SECOND);
  const { notice } = await adminDesk.update('notice.put');
  expect(notice).toMatchObject({ interactionId, text: `Ana has not answered ${interactionId.slice(-6)}` });
  await adminDesk.update('interaction.put', ({ interaction }) => interaction.replyDue?.overdue === true);
  await pass(60 * SECOND);
  await adminDesk.update('interaction.put', ({ interaction }) => interaction.unansweredMarkAt !== undefined);
  await adminDesk.must('notice.seen', { noticeId: notice.id });
  await adminDesk.update('notice.gone', ({ noticeId }) => noticeId === notice.id);
  await reply('Sorry for the wait');
  const { interaction } = await adminDesk.update(
    'interaction.put',
    ({ interaction: put }) => put.responses !== undefined,
  );
  expect(interaction.unansweredMarkAt).toBeUndefined();
  expect(interaction.responses?.firstMs).toBeGreaterThanOrEqual(121 * SECOND);
});

test('[40] a silent customer is told, and the conversation is closed', async () => {
  const { anaDesk, visitor, pass } = await given({ silence: { minutes: 5, text: 'Are you still there?' } });
  await visitor.write('Hi');
  const { reply } = await accept(anaDesk);
  await reply('How can I help?');
  await pass(5 * MINUTE + SECOND);
  await lineOf(visitor, ({ text }) => text === 'Are you still there?');
  const { conversation } = await visitor.update('conversation', (update) => update.conversation?.state === 'closed');
  expect(conversation?.contactWanted).toBe(false);
});
