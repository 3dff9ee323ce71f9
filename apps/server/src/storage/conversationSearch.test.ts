import type { CustomerId, InteractionId, MessageId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { expect, test, vi } from 'vitest';

import { openTestStore, project, temporaryFolder } from './testing/testStore.ts';

// Every commit is a real fsync; a busy disk makes them slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

const interaction = Interaction.parse({
  id: 'talk' as InteractionId,
  medium: 'chat',
  channelId: 'site',
  queueId: 'sales' as QueueId,
  customer: { id: 'c' as CustomerId, name: 'Zoë' },
  arrivedAt: 1,
  priority: 5,
  lastSeq: 1,
  lastAt: 1,
  lastCustomerSeq: 0,
  ownerReadSeq: 0,
  customerReadSeq: 0,
  unread: 0,
  customerOnline: false,
  mentioned: [],
  since: 1,
  state: 'closed',
  reopenUntil: 9,
});

async function onDisk() {
  const store = await openTestStore({ root: temporaryFolder() });
  await project(store, {
    interactions: [interaction],
    lines: [
      {
        type: 'message',
        id: 'm' as MessageId,
        interactionId: interaction.id,
        seq: 1,
        at: 1,
        kind: 'reply',
        author: { kind: 'customer' },
        text: 'Where is my parcel?',
        mentions: [],
        attachments: [],
      },
    ],
  });
  return store;
}

const query = (text: string) => ({ text, sight: 'everything', limit: 10 }) as const;

test('a search finds what was committed a moment before, while the loop goes on', async () => {
  const { search } = await onDisk();
  const order: string[] = [];
  setImmediate(() => order.push('loop'));
  const [hit] = await search.find(query('parc'));
  order.push('found');
  expect(hit).toMatchObject({ interaction: { id: 'talk' }, snippet: 'Where is my ⟦parcel⟧?', seq: 1 });
  expect(order).toEqual(['loop', 'found']);
  expect(await search.find(query('zoe'))).toHaveLength(1);
});

test('more searches than may wait are turned away, and those at hand are answered, also at the end', async () => {
  const store = await onDisk();
  await store.search.find(query('x'));
  const answers = Promise.allSettled(Array.from({ length: 25 }, () => store.search.find(query('parcel'))));
  await store.close();
  const found = (await answers).map((answer) => (answer.status === 'fulfilled' ? answer.value.length : 'refused'));
  expect(found).toEqual([...Array.from({ length: 20 }, () => 1), ...Array.from({ length: 5 }, () => 'refused')]);
});
