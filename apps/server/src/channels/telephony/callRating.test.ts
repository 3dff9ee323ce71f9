import { type ChannelId, CustomerId, type InteractionId } from '@ringdesk/shared/model/ids.ts';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';

import { callCenter, calls as callsIn, closed, talks } from './testing/callCenter.ts';

/** A site with a call button whose queue asks for ratings, and a visitor on it. */
async function given(askRating = true) {
  const center = await callCenter({}, { askRating });
  const { adminDesk, server, queueId, ana, endpoint } = center;
  const { channelId: site } = await server.queue(adminDesk, [ana]);
  const button = v7() as ChannelId;
  await adminDesk.must('channel.create', {
    channelId: button,
    name: 'Button',
    queueId,
    kind: 'webCall',
    settings: { siteChannelId: site },
  });
  const visitor = await server.visitor(site);
  const begun = await visitor.command('call.begin', {});
  const uri = begun.ok ? (begun.value as { uri: string }).uri : '';
  const customerId = CustomerId.parse(/^sip:(.+)@/.exec(uri)?.[1]);
  const rate = (score: number, comment = '') => visitor.command('rating.give', { score, comment, of: 'call' });
  const calls = (): InteractionId => {
    const callId = v7() as InteractionId;
    endpoint.tell({
      type: 'arrived',
      callId,
      from: { kind: 'visitor', customerId, channelId: button },
      to: '',
    });
    return callId;
  };
  return { ...center, visitor, rate, calls };
}

test('[43] a visitor rates the call that is over, once more, and nobody rates one in which nobody talked', async () => {
  const center = await given();
  const { rate, calls, endpoint, anaDesk, adminDesk, visitor } = center;
  expect(visitor.welcome?.face).toMatchObject({ askRating: false, rateCalls: true });

  const missed = calls();
  await anaDesk.update('offer.put', ({ offer }) => offer.interactionId === missed);
  endpoint.tell({ type: 'ended', callId: missed, by: 'customer', because: 'hangUp' });
  await closed(center, missed);
  expect(await rate(5)).toMatchObject({ error: { code: 'wrongState' } });

  const callId = calls();
  await talks(center, callId);
  expect(await rate(5)).toMatchObject({ error: { code: 'wrongState' } });
  endpoint.tell({ type: 'ended', callId, by: 'customer', because: 'hangUp' });
  await closed(center, callId);
  expect(await rate(2, 'A long wait')).toMatchObject({ ok: true });
  expect(await rate(4, 'A long wait, but kind')).toMatchObject({ ok: true });
  // In the wrap-up of the agent, in the history, and in the list with everything else.
  const { interaction, lines } = await adminDesk.ask('transcript.get', { interactionId: callId, limit: 50 });
  expect(interaction.rating).toMatchObject({ score: 4, comment: 'A long wait, but kind' });
  expect(lines.filter((line) => line.type === 'happening' && line.what.name === 'rated')).toHaveLength(2);
  const { interactions } = await adminDesk.ask('conversations.report', {
    filter: { ratings: [4] },
    sort: { by: 'arrivedAt', descending: true },
    limit: 10,
  });
  expect(interactions.map(({ id }) => id)).toEqual([callId]);
});

test('[43] where the queue of the calls asks for no rating none is taken, whatever the queue of the chats does', async () => {
  const center = await given(false);
  const { rate, visitor, calls, endpoint } = center;
  expect(visitor.welcome?.face.rateCalls).toBe(false);
  // Nobody has called yet.
  expect(await rate(5)).toMatchObject({ error: { code: 'notFound' } });
  const callId = calls();
  await talks(center, callId);
  endpoint.tell({ type: 'ended', callId, by: 'customer', because: 'hangUp' });
  await closed(center, callId);
  expect(await rate(5)).toMatchObject({ error: { code: 'notAllowed' } });
});

describe('[43] who calls from a phone', () => {
  test('is asked at the end of the call, rates by a key, and it counts as every rating does', async () => {
    const center = await callCenter({}, { askRating: true });
    const { endpoint, adminDesk } = center;
    const callId = callsIn(center);
    await talks(center, callId);
    expect(await endpoint.order('askRating')).toMatchObject({ callId, language: 'en' });
    endpoint.tell({ type: 'ended', callId, by: 'agent', because: 'hangUp' });
    endpoint.tell({ type: 'rated', callId, score: 5 });
    await center.anaDesk.update(
      'interaction.put',
      ({ interaction: { id, rating } }) => id === callId && rating?.score === 5,
    );
    const { interaction, lines } = await adminDesk.ask('transcript.get', { interactionId: callId, limit: 50 });
    expect(interaction.rating).toMatchObject({ score: 5, comment: '' });
    expect(lines.filter((line) => line.type === 'happening' && line.what.name === 'rated')).toHaveLength(1);
    const { interactions } = await adminDesk.ask('conversations.report', {
      filter: { ratings: [5] },
      sort: { by: 'arrivedAt', descending: true },
      limit: 10,
    });
    expect(interactions.map(({ id }) => id)).toEqual([callId]);
  });

  test('is asked for nothing where the queue does not want to know', async () => {
    const center = await callCenter({}, { askRating: false });
    const { endpoint, adminDesk } = center;
    const callId = callsIn(center);
    await talks(center, callId);
    endpoint.tell({ type: 'ended', callId, by: 'agent', because: 'hangUp' });
    endpoint.tell({ type: 'rated', callId, score: 5 });
    await closed(center, callId);
    const { interaction } = await adminDesk.ask('transcript.get', { interactionId: callId, limit: 50 });
    expect(interaction.rating).toBeUndefined();
    expect(endpoint.orders.filter(({ type }) => type === 'askRating')).toEqual([]);
  });
});
