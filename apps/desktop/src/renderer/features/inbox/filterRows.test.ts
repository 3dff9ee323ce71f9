import type { AgentId, ChannelId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { expect, test } from 'vitest';

import { rowMatches } from './filterRows.ts';
import { NO_FILTERS } from './inboxView.ts';
import { pageAddress } from '../../text/pageAddress.ts';

const me = 'maya' as AgentId;
const interaction = Interaction.parse({
  id: 'i1',
  medium: 'chat',
  channelId: 'site',
  queueId: 'sales',
  customer: { id: 'c1', name: 'José' },
  arrivedAt: 1,
  priority: 5,
  lastSeq: 3,
  lastAt: 2,
  preview: { by: 'customer', text: 'Where is my ORDER?' },
  lastCustomerSeq: 3,
  ownerReadSeq: 0,
  customerReadSeq: 0,
  unread: 1,
  customerOnline: true,
  mentioned: [me],
  state: 'active',
  since: 1,
  ownerId: me,
});
const facts = { me, name: 'José' };

test('text in name or last line, without case and accents', () => {
  expect(rowMatches(interaction, NO_FILTERS, ' jose ', facts)).toBe(true);
  expect(rowMatches(interaction, NO_FILTERS, 'order', facts)).toBe(true);
  expect(rowMatches(interaction, NO_FILTERS, 'invoice', facts)).toBe(false);
});
test('any of one kind, all of the kinds', () => {
  const filters = {
    ...NO_FILTERS,
    queueIds: ['sales', 'support'] as QueueId[],
    channelIds: ['site'] as ChannelId[],
    mentionsOnly: true,
  };
  expect(rowMatches(interaction, filters, '', facts)).toBe(true);
  expect(rowMatches(interaction, { ...filters, channelIds: ['other' as ChannelId] }, '', facts)).toBe(false);
  expect(rowMatches(interaction, filters, '', { ...facts, me: 'ana' as AgentId })).toBe(false);
});
test.each([
  ['https://www.halden.bike/e-bikes/', 'halden.bike/e-bikes'],
  ['http://localhost:8080/', 'localhost:8080'],
  ['https://x.test/%D0%BC%D0%B8%D1%80?token=secret#a', 'x.test/мир'],
  ['https://x.test/%E0%A4%A', 'x.test/%E0%A4%A'],
  ['javascript:alert(1)', ''],
  ['nonsense', ''],
])('the page %s is called %s', (url, shown) => {
  expect(pageAddress(url)).toBe(shown);
});
