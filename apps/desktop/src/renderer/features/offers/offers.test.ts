import type { AgentId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { Offer, type OfferEnd } from '@ringdesk/shared/model/offer.ts';
import type { OfferWhy } from '@ringdesk/shared/model/trace.ts';
import { describe, expect, test } from 'vitest';

import { ringOf } from './callFacts.ts';
import { countdown } from './countdown.ts';
import { endedSentence } from './endedSentence.ts';
import { stackOffers } from './stack.ts';
import { whyYou } from './whyYou.ts';

const me = 'maya' as AgentId;
const names = { queue: 'Sales', me, agent: (id: AgentId) => `name of ${id}` };

describe('why you', () => {
  test.each<[string, OfferWhy, object]>([
    [
      '[13] evenly, no tie',
      { rule: 'evenly', load: 2, candidates: 4, tie: 'none' },
      { key: 'why.evenly.none', values: { queue: 'Sales', count: 2, candidates: 4 } },
    ],
    [
      '[13] evenly, tie by time',
      { rule: 'evenly', load: 0, candidates: 3, tie: 'longestSinceOffer' },
      { key: 'why.evenly.longestSinceOffer', values: { queue: 'Sales', count: 0, candidates: 3 } },
    ],
    [
      '[13] the only one',
      { rule: 'evenly', load: 2, candidates: 1, tie: 'none' },
      { key: 'why.only', values: { queue: 'Sales' } },
    ],
    [
      '[14] first in order',
      { rule: 'strict', position: 1, candidates: 4, skipped: 0 },
      { key: 'why.strict.first', values: { queue: 'Sales', position: 1, candidates: 4 } },
    ],
    [
      '[14] after others',
      { rule: 'strict', position: 3, candidates: 1, skipped: 2 },
      { key: 'why.strict.after', values: { queue: 'Sales', position: 3, count: 2 } },
    ],
    [
      '[14] after others who let it pass: they could have taken it',
      { rule: 'strict', position: 3, candidates: 1, skipped: 2, tried: 2 },
      { key: 'why.strict.tried', values: { queue: 'Sales', position: 3, count: 2 } },
    ],
    [
      '[14] after some who let it pass and some who could not take it',
      { rule: 'strict', position: 4, candidates: 1, skipped: 3, tried: 1 },
      { key: 'why.strict.mixed', values: { queue: 'Sales', position: 4, count: 3, tried: 1 } },
    ],
    ['[15] to all', { rule: 'toAll', candidates: 5 }, { key: 'why.toAll', values: { queue: 'Sales', count: 5 } }],
    [
      'transfer',
      { rule: 'transfer', fromAgentId: 'ana' as AgentId },
      { key: 'why.transfer', values: { agent: 'name of ana' } },
    ],
    [
      'a colleague asks',
      { rule: 'consult', fromAgentId: 'ana' as AgentId },
      { key: 'why.consult', values: { agent: 'name of ana' } },
    ],
    [
      'a colleague asks the queue',
      { rule: 'consult', fromAgentId: 'ana' as AgentId, queueId: 'sales' as QueueId },
      { key: 'why.consultQueue', values: { agent: 'name of ana', queue: 'Sales' } },
    ],
    ['own transfer came back', { rule: 'returned', fromAgentId: me }, { key: 'why.returnedOwn', values: {} }],
  ])('%s', (_title, why, expected) => {
    expect(whyYou(why, names)).toEqual(expected);
  });
});

describe('the line about an ended offer', () => {
  const offer = (kind: Offer['kind'], why: OfferWhy = { rule: 'toAll', candidates: 2 }) => ({ kind, why });
  const facts = { customer: 'Peter', agent: names.agent, offer: offer('queue') };
  const keyOf = (end: OfferEnd, of = offer('queue')): string | undefined =>
    endedSentence(end, { ...facts, offer: of })?.key;
  const taken: OfferEnd = { outcome: 'withdrawn', at: 5, reason: 'takenByColleague', by: 'ana' as AgentId };

  test('[15] names the colleague who has it', () => {
    expect(endedSentence(taken, facts)).toEqual({
      key: 'ended.takenBy',
      values: { customer: 'Peter', agent: 'name of ana' },
    });
  });
  test('tells by how little a race was lost, never "0 seconds"', () => {
    expect(endedSentence(taken, { ...facts, lateByMs: 310 })?.values).toMatchObject({ seconds: 0.3 });
    expect(endedSentence(taken, { ...facts, lateByMs: 4 })?.values).toMatchObject({ seconds: 0.1 });
  });
  test('says nothing when the conversation opens anyway', () => {
    expect(endedSentence({ outcome: 'accepted', at: 5 }, facts)).toBeUndefined();
  });
  test.each([
    ['onCall', 'ended.because.onCall'],
    ['phoneOff', 'ended.because.phoneOff'],
    ['break', 'ended.because.state'],
    ['callsOnly', 'ended.because.switchedOff'],
    ['shiftClosed', 'ended.because.shiftClosed'],
    [undefined, 'ended.agentUnavailable'],
  ] as const)('[81] of an agent who could not take it any more says why: %s', (because, key) => {
    const end: OfferEnd = {
      outcome: 'withdrawn',
      at: 5,
      reason: 'agentUnavailable',
      ...(because === undefined ? {} : { because }),
    };
    expect(keyOf(end)).toBe(key);
  });
  test('tells the end of a question from the end of the conversation, and where a declined one goes', () => {
    const why = { rule: 'consult', fromAgentId: 'ana' as AgentId } as const;
    const over: OfferEnd = { outcome: 'withdrawn', at: 5, reason: 'closed' };
    expect(keyOf(over, offer('consult', why))).toBe('ended.consultOver');
    expect(keyOf(over, offer('transfer'))).toBe('ended.closed');
    const declined: OfferEnd = { outcome: 'declined', at: 5 };
    expect(keyOf(declined)).toBe('ended.declined');
    expect(keyOf(declined, offer('transfer'))).toBe('ended.declinedBack');
    expect(keyOf(declined, offer('consult', why))).toBe('ended.declinedBack');
    expect(keyOf(declined, offer('consult', { ...why, queueId: 'sales' as QueueId }))).toBe('ended.declined');
  });
  test('has a sentence of its own for every reason', () => {
    expect(endedSentence({ outcome: 'withdrawn', at: 5, reason: 'customerLeft' }, facts)?.key).toBe(
      'ended.customerLeft',
    );
    expect(endedSentence({ outcome: 'withdrawn', at: 5, reason: 'takenByColleague' }, facts)?.key).toBe(
      'ended.takenByColleague',
    );
    expect(endedSentence({ outcome: 'expired', at: 5 }, facts)?.key).toBe('ended.expired');
  });
});

describe('countdown', () => {
  const offer = { offeredAt: 100_000, expiresAt: 160_000 };
  test.each([
    [100_000, 60, 1, 'calm'],
    [149_999, 11, 10_001 / 60_000, 'calm'],
    [150_000, 10, 1 / 6, 'soon'],
    [155_000, 5, 1 / 12, 'danger'],
    [160_000, 0, 0, 'danger'],
    [999_999, 0, 0, 'danger'],
  ])('at %i shows %i s', (now, secondsLeft, share, urgency) => {
    expect(countdown(offer, now)).toEqual({ secondsLeft, share, urgency });
  });
  test('a clock behind the server does not show more than the whole time', () => {
    expect(countdown(offer, 0)).toEqual({ secondsLeft: 60, share: 1, urgency: 'calm' });
  });
});

describe('calls', () => {
  test('[13] evenly means longest idle', () => {
    const why: OfferWhy = { rule: 'evenly', load: 0, candidates: 4, tie: 'longestSinceOffer' };
    expect(whyYou(why, { ...names, call: true })).toEqual({
      key: 'why.idle.longestSinceOffer',
      values: { queue: 'Sales', count: 4 },
    });
  });

  test.each([
    [0, 1],
    [4_999, 1],
    [5_000, 2],
    [19_999, 4],
    [20_000, 4],
    [90_000, 4],
    [-3_000, 1],
  ])('[60] after %i ms it is ring %i of 4', (passed, ring) => {
    expect(ringOf({ offeredAt: 1_000, expiresAt: 21_000 }, 1_000 + passed)).toEqual({ ring, rings: 4 });
  });
});

describe('stack of cards', () => {
  const offer = (id: string, offeredAt: number, state: Offer['state'] = 'pending'): Offer =>
    Offer.parse({
      id,
      interactionId: `i-${id}`,
      queueId: 'q',
      agentId: me,
      kind: 'queue',
      state,
      offeredAt,
      expiresAt: offeredAt + 60_000,
      why: { rule: 'toAll', candidates: 2 },
    });
  test('in their order, three at most, the rest counted', () => {
    const stack = stackOffers([offer('a', 1), offer('b', 2), offer('c', 3), offer('d', 4), offer('e', 5)]);
    expect(stack.cards.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(stack.hidden).toBe(2);
  });
  test('what is being joined stays in sight', () => {
    const stack = stackOffers([offer('a', 1), offer('b', 2), offer('c', 3), offer('d', 4, 'connecting')]);
    expect(stack.cards.map(({ id }) => id)).toEqual(['d', 'a', 'b']);
  });
});
