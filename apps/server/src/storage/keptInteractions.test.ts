import type { AgentId, ChannelId, CustomerId, InteractionId, MessageId } from '@ringdesk/shared/model/ids.ts';
import { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { Message, TranscriptLine } from '@ringdesk/shared/model/message.ts';
import { expect, test } from 'vitest';

import { openTestStore, project } from './testing/testStore.ts';

const customerId = 'mia' as CustomerId;
const channelId = 'site' as ChannelId;

const row = (id: string, over: object = {}): Interaction =>
  Interaction.parse({
    id,
    medium: 'chat',
    channelId,
    queueId: 'sales',
    customer: { id: customerId, name: 'Mia' },
    arrivedAt: 1,
    priority: 0,
    lastSeq: 5,
    lastAt: 1,
    lastCustomerSeq: 4,
    ownerReadSeq: 1,
    customerReadSeq: 0,
    unread: 1,
    customerOnline: true,
    mentioned: [],
    since: 1,
    state: 'closed',
    reopenUntil: 9,
    ...over,
  });

const message = (seq: number, by: 'mia' | 'ana', kind: Message['kind'] = 'reply'): TranscriptLine => ({
  type: 'message',
  id: `m${seq}` as MessageId,
  interactionId: 'first' as InteractionId,
  seq,
  at: 100 + seq,
  author: by === 'mia' ? { kind: 'customer' } : { kind: 'agent', agentId: 'ana' as AgentId },
  kind,
  text: 'text',
  mentions: [],
  attachments: [],
});

test('what the core needs to go on with a closed interaction', async () => {
  const store = await openTestStore();
  const closed: TranscriptLine = {
    type: 'happening',
    interactionId: 'first' as InteractionId,
    seq: 5,
    at: 105,
    what: { name: 'closed', by: 'agent' },
  };
  await project(store, {
    interactions: [row('first')],
    lines: [message(1, 'mia'), message(2, 'ana'), message(3, 'ana', 'note'), message(4, 'mia'), closed],
  });
  const kept = await store.kept.find({ customerId, channelId });
  expect(kept).toEqual({
    interaction: { ...row('first'), customerOnline: false },
    newest: true,
    lastWord: 'customer',
    texts: {},
    unreadSeqs: [4],
    messages: [1, 2, 3, 4].map((seq) => ({ id: `m${seq}`, seq, at: 100 + seq })),
  });
  expect(await store.kept.find({ interactionId: 'first' as InteractionId })).toEqual(kept);
});

test('the newest is the one that arrived last on the channel, whatever was written to since', async () => {
  const store = await openTestStore();
  await project(store, { interactions: [row('first'), row('second'), row('elsewhere', { channelId: 'shop' })] });
  await project(store, { interactions: [row('first', { lastAt: 1_000 })] });
  expect(await store.kept.find({ customerId, channelId })).toMatchObject({
    interaction: { id: 'second' },
    newest: true,
  });
  expect(await store.kept.find({ interactionId: 'first' as InteractionId })).toMatchObject({ newest: false });
  expect(await store.kept.newest(customerId, 'shop' as ChannelId)).toMatchObject({ id: 'elsewhere' });
  expect(await store.kept.newest('leo' as CustomerId, channelId)).toBeUndefined();
});

test('a customer is called what they were called last, in whatever conversation', async () => {
  const store = await openTestStore();
  const called = (name: string) => ({ customer: { id: customerId, name } });
  await project(store, {
    interactions: [
      row('first', called('Mia')),
      row('second', { ...called('Mia Berg'), channelId: 'phone' }),
      row('third', called('')),
    ],
  });
  expect(await store.kept.nameOf(customerId)).toBe('Mia Berg');
  await project(store, { interactions: [row('third', called('Dr. Berg'))] });
  expect(await store.kept.nameOf(customerId)).toBe('Dr. Berg');
  expect(await store.kept.nameOf('leo' as CustomerId)).toBeUndefined();
});

test('what is open, or unknown, is not kept', async () => {
  const store = await openTestStore();
  await project(store, { interactions: [row('first', { state: 'active', ownerId: 'ana' })] });
  expect(await store.kept.find({ customerId, channelId })).toBeUndefined();
  expect(await store.kept.find({ interactionId: 'first' as InteractionId })).toBeUndefined();
  expect(await store.kept.find({ interactionId: 'none' as InteractionId })).toBeUndefined();
});

test('names wait for a first message, thirty days at most', async () => {
  const store = await openTestStore();
  const day = 86_400_000;
  await store.visitorNames.put(customerId, 'Mia', 0);
  await store.visitorNames.put(customerId, 'Mia B', 1);
  expect(await store.visitorNames.get(customerId)).toBe('Mia B');
  await store.visitorNames.put('leo' as CustomerId, 'Leo', 30 * day + 2);
  expect(await store.visitorNames.get(customerId)).toBeUndefined();
  await store.visitorNames.forget('leo' as CustomerId);
  expect(await store.visitorNames.get('leo' as CustomerId)).toBeUndefined();
});
