import type { AgentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { expect, test } from 'vitest';

import { listsOf } from '../../workspace/lists.ts';
import { nextByNeed, nthOfMine, othersWait } from './steps.ts';

const me = 'maya' as AgentId;
const mine = (id: string, unansweredSince: number | undefined): Interaction =>
  Interaction.parse({
    id,
    medium: 'chat',
    channelId: 'c',
    queueId: 'q',
    customer: { id: 'k', name: '' },
    arrivedAt: 1,
    priority: 5,
    lastSeq: 1,
    lastAt: 1,
    lastCustomerSeq: 1,
    ownerReadSeq: 0,
    customerReadSeq: 0,
    unread: 0,
    customerOnline: true,
    mentioned: [],
    state: 'active',
    since: 1,
    ownerId: me,
    ...(unansweredSince === undefined ? {} : { unansweredSince }),
  });
const lists = listsOf([mine('late', 10), mine('later', 20), mine('latest', 30), mine('answered', undefined)], me);
const id = (text: string): InteractionId => text as InteractionId;

test.each([
  [undefined, 'late'],
  ['late', 'later'],
  ['latest', 'late'],
  ['answered', 'late'],
] as const)('[2.3] by need from %s to %s', (from, to) => {
  expect(nextByNeed(lists, from === undefined ? undefined : id(from))).toBe(to);
  expect(othersWait(lists, from === undefined ? undefined : id(from))).toBe(to !== undefined);
});
test('by need goes nowhere when nobody else waits', () => {
  for (const lists of [listsOf([mine('a', 1)], me), listsOf([], me)]) {
    expect(nextByNeed(lists, id('a'))).toBeUndefined();
    expect(othersWait(lists, id('a'))).toBe(false);
  }
  expect(othersWait(listsOf([mine('a', 1)], me), undefined)).toBe(true);
});
test('the n-th of mine', () => {
  expect([1, 2, 3, 4, 5].map((n) => nthOfMine(lists, n))).toEqual(['late', 'later', 'latest', 'answered', undefined]);
});
