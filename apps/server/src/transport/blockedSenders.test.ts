import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { expect, test } from 'vitest';

import { startTestServer } from './testing/testServer.ts';

test('[74–77] who is blocked, by whom, when and why: of everybody for admins, of their queues for supervisors, for no agent; unblocked there, and written down', async () => {
  const server = await startTestServer();
  const [lead, ana, sam] = [
    await server.person('Lead', 'admin'),
    await server.person('Ana'),
    await server.person('Sam', 'supervisor'),
  ];
  const [leadDesk, anaDesk] = [await server.desk(lead), await server.desk(ana)];
  const theirs = await server.queue(leadDesk, [ana], { distribution: 'strict' });
  const other = await server.queue(leadDesk, [ana], { distribution: 'strict' });
  await leadDesk.must('agent.save', {
    agentId: sam.id,
    name: 'Sam',
    role: 'supervisor',
    supervises: [theirs.queueId],
    absent: false,
  });
  const samDesk = await server.desk(sam);

  const seen: InteractionId[] = [];
  /** A visitor who writes and is blocked by Ana. */
  const blocked = async (channelId: typeof theirs.channelId, name: string, reason?: 'spam'): Promise<InteractionId> => {
    const visitor = await server.visitor(channelId);
    await visitor.write('Hello');
    const { offer } = await anaDesk.update('offer.put', (put) => !seen.includes(put.offer.interactionId));
    const { interactionId } = await anaDesk.must('offer.accept', { offerId: offer.id });
    seen.push(interactionId);
    await anaDesk.must('interaction.nameCustomer', { interactionId, name });
    await anaDesk.must('interaction.block', { interactionId, blocked: true, ...(reason && { reason }) });
    return interactionId;
  };
  const mia = await blocked(theirs.channelId, 'Mia Müller', 'spam');
  const noa = await blocked(other.channelId, 'Noa');
  const listed = async (desk: typeof leadDesk, search = '', limit = 10) => {
    const { senders, more } = await desk.ask('senders.blocked', { search, limit });
    return { names: senders.map(({ name }) => name), more, senders };
  };

  const all = await listed(leadDesk);
  expect(all.names).toEqual(['Noa', 'Mia Müller']);
  expect(all.senders[1]).toMatchObject({ interactionId: mia, by: ana.id, reason: 'spam', channelId: theirs.channelId });
  expect(all.senders[0]).not.toHaveProperty('reason');
  expect(await listed(leadDesk, '', 1)).toMatchObject({ names: ['Noa'], more: true });
  expect(await listed(leadDesk, ' müll')).toMatchObject({ names: ['Mia Müller'], more: false });
  expect(await listed(samDesk)).toMatchObject({ names: ['Mia Müller'], more: false });
  expect(await anaDesk.query('senders.blocked', { search: '', limit: 10 })).toMatchObject({
    ok: false,
    error: { code: 'notAllowed' },
  });

  await samDesk.must('interaction.block', { interactionId: mia, blocked: false });
  expect(await samDesk.command('interaction.block', { interactionId: noa, blocked: false })).toMatchObject({
    ok: false,
  });
  expect((await listed(leadDesk)).names).toEqual(['Noa']);
  const { entries } = await leadDesk.ask('audit.list', { limit: 50 });
  expect(
    entries
      .filter(({ act }) => act.startsWith('sender.'))
      .map(({ act, by, subject, details }) => [act, by, subject, details]),
  ).toEqual([
    ['sender.unblocked', sam.id, mia, '{"reason":null}'],
    ['sender.blocked', ana.id, noa, '{"reason":null}'],
    ['sender.blocked', ana.id, mia, '{"reason":"spam"}'],
  ]);
});
