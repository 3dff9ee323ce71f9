import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { Update } from '@ringdesk/shared/protocol/updates.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type ListName, listNames } from './lists.ts';
import { applyUpdate, type Mirror, mirrorOf } from './mirror.ts';
import { predict } from './predict.ts';
import { availabilityOf, badgeCount, offersInOrder, ownedLive, ringsAtColleagues } from './selectors.ts';
import { agentNoun, interactionNoun, messageNoun, offerNoun, queueNoun, snapshotOf, T0 } from './testNouns.ts';

const put = (interaction: unknown): Update => Update.parse({ kind: 'interaction.put', interaction });
const ids = (mirror: Mirror, list: ListName): readonly string[] => [...mirror.lists[list]];

/** Everything the mirror knows, in one order: two mirrors with the same content are equal here. */
const content = (mirror: Mirror): unknown => ({
  interactions: [...mirror.interactions.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)),
  offers: [...mirror.offers.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)),
  agents: [...mirror.agents.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)),
  lists: listNames.map((name) => [name, [...mirror.lists[name]]]),
});

const anyInteraction = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    state: fc.constantFrom('queued', 'offered', 'connecting', 'active', 'parked', 'closed', 'wrapUp'),
    owner: fc.constantFrom('me', 'ana'),
    priority: fc.integer({ min: 0, max: 9 }),
    lastAt: fc.integer({ min: 0, max: 50 }),
    unanswered: fc.boolean(),
    mentioned: fc.boolean(),
  })
  .map(({ id, state, owner, priority, lastAt, unanswered, mentioned }) =>
    interactionNoun(id, {
      state,
      ownerId: owner,
      agentId: owner,
      lastOwnerId: owner,
      offeredTo: [owner],
      nextWakeAt: T0,
      until: T0 + lastAt,
      reopenUntil: T0,
      priority,
      lastAt: T0 + lastAt,
      ...(unanswered ? { unansweredSince: T0 + lastAt } : {}),
      mentioned: mentioned ? ['me'] : [],
    }),
  );

describe('the mirror', () => {
  it('[61] who left a message waits to be called back, longest first, until somebody has or says so', () => {
    const message = (id: string, at: number, facts: object = {}) =>
      interactionNoun(id, {
        medium: 'call',
        state: 'closed',
        reopenUntil: T0,
        since: T0 + at,
        call: {
          direction: 'in',
          via: 'trunk',
          rang: true,
          end: { at: T0, by: 'customer', outcome: 'voicemail' },
          ...facts,
        },
      });
    const missed = { end: { at: T0, by: 'customer', outcome: 'missed' } };
    const start = mirrorOf(
      snapshotOf({
        interactions: [message('b', 2), message('a', 1), message('c', 0, missed), message('d', 0, { settledAt: T0 })],
      }),
    );
    expect(ids(start, 'voicemail')).toEqual(['a', 'b']);
    const put = Update.parse({ kind: 'interaction.put', interaction: message('a', 1, { calledBackAt: T0 }) });
    expect(ids(applyUpdate(start, put), 'voicemail')).toEqual(['b']);
  });

  it('takes loads, who waits, and what a line says over into the nouns; of unknown ones nothing', () => {
    const start = mirrorOf(
      snapshotOf({ agents: [agentNoun('me')], queues: [queueNoun('sales')], interactions: [interactionNoun('a')] }),
    );
    const after = [
      { kind: 'agent.load', agentId: 'me', chatLoad: 3 },
      { kind: 'queue.waiting', queueId: 'sales', waiting: 2, oldestWaitingSince: T0 },
      { kind: 'transcript.line', line: messageNoun('a', 2) },
      { kind: 'customer.online', interactionId: 'a', online: false },
      { kind: 'customer.online', interactionId: 'b', online: false },
      { kind: 'agent.load', agentId: 'nobody', chatLoad: 3 },
      { kind: 'queue.waiting', queueId: 'none', waiting: 2 },
      { kind: 'transcript.line', line: messageNoun('b', 2) },
    ].reduce((mirror, update) => applyUpdate(mirror, Update.parse(update)), start);
    expect(after.agents.get('me' as never)).toEqual(agentNoun('me', { chatLoad: 3 }));
    expect(after.queues.get('sales' as never)).toMatchObject({ waiting: 2, oldestWaitingSince: T0 });
    expect(after.interactions.get('a' as InteractionId)).toMatchObject({
      lastSeq: 2,
      lastCustomerSeq: 2,
      unread: 2,
      customerOnline: false,
    });
    expect(ids(after, 'needsReply')).toEqual(['a']);
    expect([after.agents, after.queues, after.interactions].map((table) => [...table.values()].length)).toEqual([
      1, 1, 1,
    ]);
    const empty = applyUpdate(after, Update.parse({ kind: 'queue.waiting', queueId: 'sales', waiting: 0 }));
    expect(empty.queues.get('sales' as never)?.oldestWaitingSince).toBeUndefined();
  });

  it('[mirror law] folded updates equal a fresh snapshot, lists included', () => {
    const changes = fc.array(
      fc.oneof(
        anyInteraction.map((interaction) => ({ interaction })),
        fc.constantFrom('a', 'b', 'c', 'd').map((gone) => ({ gone })),
      ),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(changes, (list) => {
        const updates = list.map((change) =>
          'gone' in change
            ? Update.parse({ kind: 'interaction.gone', interactionId: change.gone })
            : put(change.interaction),
        );
        const folded = updates.reduce(applyUpdate, mirrorOf(snapshotOf()));
        const last = new Map<string, unknown>();
        for (const change of list) {
          if ('gone' in change) last.delete(change.gone);
          else last.set(change.interaction.id, change.interaction);
        }
        expect(content(folded)).toEqual(content(mirrorOf(snapshotOf({ interactions: [...last.values()] }))));
      }),
      { numRuns: 200 },
    );
  });

  it('does not change when an update is applied twice', () => {
    const update = put(interactionNoun('a', { unansweredSince: T0 }));
    const once = applyUpdate(mirrorOf(snapshotOf()), update);
    expect(content(applyUpdate(once, update))).toEqual(content(once));
  });

  it('sorts what needs my reply by waiting, and what waits by priority before arrival [13, Waiting order]', () => {
    const mirror = mirrorOf(
      snapshotOf({
        interactions: [
          interactionNoun('late', { unansweredSince: T0 + 50 }),
          interactionNoun('early', { unansweredSince: T0 + 10 }),
          interactionNoun('answered'),
          interactionNoun('left-last', { customerLeft: true, lastAt: T0 + 20 }),
          interactionNoun('left-first', { customerLeft: true, lastAt: T0 + 10 }),
          interactionNoun('old', { state: 'queued', nextWakeAt: T0, arrivedAt: T0, priority: 5 }),
          interactionNoun('urgent', { state: 'queued', nextWakeAt: T0, arrivedAt: T0 + 900, priority: 9 }),
          interactionNoun('theirs', { ownerId: 'ana', unansweredSince: T0 }),
        ],
      }),
    );
    expect(ids(mirror, 'needsReply')).toEqual(['early', 'late']);
    expect(ids(mirror, 'waitingForCustomer')).toEqual(['answered']);
    // Who ended it is waited for no more.
    expect(ids(mirror, 'ended')).toEqual(['left-first', 'left-last']);
    expect(ownedLive(mirror)).toBe(5);
    expect(ids(mirror, 'waiting')).toEqual(['urgent', 'old']);
  });

  it('counts in the badge what needs me, once each, and never the queue (decision 7)', () => {
    const mirror = mirrorOf(
      snapshotOf({
        interactions: [
          interactionNoun('unanswered', { unansweredSince: T0, mentioned: ['me'] }),
          interactionNoun('mention', { ownerId: 'ana', mentioned: ['me'] }),
          interactionNoun('waits', { state: 'queued', nextWakeAt: T0 }),
          interactionNoun('rings', { state: 'offered', offeredTo: ['me'] }),
        ],
        offers: [offerNoun('o1', 'rings'), offerNoun('o2', 'unanswered', { state: 'connecting' })],
      }),
    );
    expect(badgeCount(mirror)).toBe(3);
    expect(offersInOrder(mirror).map(({ id }) => id)).toEqual(['o1', 'o2']);
  });

  it('[62] shows rings at colleagues and allows a member of a queue that permits it', () => {
    const interactions = [
      interactionNoun('r', { state: 'offered', offeredTo: ['ana'] }),
      interactionNoun('mine', { state: 'offered', offeredTo: ['me', 'ana'] }),
    ];
    const may = (settings: object): readonly boolean[] =>
      ringsAtColleagues(mirrorOf(snapshotOf({ interactions, queues: [queueNoun('sales', settings)] })), 9).map(
        ({ mayIntercept }) => mayIntercept,
      );
    const members = [{ kind: 'agent', agentId: 'me' }];
    expect(may({ interceptAllowed: true, members })).toEqual([true]);
    expect(may({ interceptAllowed: true })).toEqual([false]);
    expect(may({ interceptAllowed: false, members })).toEqual([false]);
  });

  it('[17] shows every term that any of my queues asks for', () => {
    const terms = availabilityOf(agentNoun('me', { shiftOpen: false }), [
      queueNoun('a'),
      queueNoun('b', { availabilityCheck: 'shift' }),
    ]);
    expect(terms.map(({ reason, holds }) => `${reason} ${holds}`)).toEqual([
      'dismissed true',
      'absent true',
      'offline true',
      'shiftClosed false',
    ]);
  });
});

describe('what is predicted while a command is on its way', () => {
  const mirror = mirrorOf(
    snapshotOf({
      interactions: [
        interactionNoun('a', { unansweredSince: T0 }),
        interactionNoun('b', { ownerId: 'ana', unansweredSince: T0 }),
      ],
      offers: [offerNoun('o', 'a')],
    }),
  );
  const id = 'a' as InteractionId;

  it('a reply of mine moves the row to those waiting for the customer; a note and somebody else’s stay', () => {
    const post = (interactionId: string, kind: 'reply' | 'note'): Mirror =>
      predict(
        mirror,
        {
          name: 'message.post',
          input: {
            interactionId: interactionId as InteractionId,
            messageId: 'm' as never,
            kind,
            text: 'x',
            mentions: [],
            attachmentIds: [],
          },
        },
        T0,
      );
    expect(ids(post('a', 'reply'), 'waitingForCustomer')).toEqual(['a']);
    expect(ids(post('a', 'note'), 'needsReply')).toEqual(['a']);
    expect(post('b', 'reply')).toBe(mirror);
  });

  it('closing answers nobody: taken back, the customer waits since when they wrote', () => {
    const closed = predict(mirror, { name: 'interaction.close', input: { interactionId: id } }, T0 + 900);
    const again = predict(closed, { name: 'interaction.reopen', input: { interactionId: id } }, T0 + 950);
    expect(again.interactions.get(id)).toMatchObject({ state: 'active', ownerId: 'me', unansweredSince: T0 });
    expect(ids(again, 'needsReply')).toEqual(['a']);
    expect(ids(again, 'closed')).toEqual([]);
  });

  it('accepting shows Connecting, closing moves to closed, reading empties the count', () => {
    expect(
      predict(mirror, { name: 'offer.accept', input: { offerId: 'o' as never } }, T0).offers.get('o' as never)?.state,
    ).toBe('connecting');
    expect(ids(predict(mirror, { name: 'interaction.close', input: { interactionId: id } }, T0), 'closed')).toEqual([
      'a',
    ]);
    expect(
      predict(mirror, { name: 'interaction.read', input: { interactionId: id, seq: 1 } }, T0).interactions.get(id)
        ?.unread,
    ).toBe(0);
  });
});
