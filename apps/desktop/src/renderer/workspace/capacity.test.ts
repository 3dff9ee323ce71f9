import { describe, expect, it } from 'vitest';

import { callCapacity, chatCapacity, chatLimits, limitsDiffer } from './capacity.ts';
import { agentNoun, queueNoun } from './testNouns.ts';

const me = agentNoun('me', { chatLoad: 4 });
const counted = { answered: 1, waitingForCustomer: 2, closed: 4 };
const calls = { ...queueNoun('line'), medium: 'call' as const };
const capacityOf = (...queues: Parameters<typeof chatLimits>[2]) => chatCapacity(chatLimits(me, counted, queues));

describe('[18, 19] how full I am', () => {
  it.each([
    ['closed', 4],
    ['answered', 1],
    ['waitingForCustomer', 2],
  ])('[19] what is %s does not count', (notCounted, expected) => {
    expect(capacityOf(queueNoun('a', { limit: 5, notCounted }))).toEqual({ counted: expected, limit: 5 });
  });

  it('[18] what counts is the load where nobody said otherwise', () => {
    expect(chatCapacity(chatLimits(me, undefined, [queueNoun('a', { limit: 5 })]))).toEqual({ counted: 4, limit: 5 });
  });

  it('[18] of several limits the one with the most room says when nothing more comes', () => {
    const full = queueNoun('a', { limit: 3 });
    const wide = queueNoun('b', { limit: 8 });
    const quick = queueNoun('c', { limit: 5, notCounted: 'answered' });
    expect(capacityOf(full, wide)).toEqual({ counted: 4, limit: 8 });
    expect(capacityOf(full, quick)).toEqual({ counted: 1, limit: 5 });
    expect(capacityOf(full, wide, quick)).toEqual({ counted: 4, limit: 8 });
    expect(limitsDiffer(chatLimits(me, counted, [full, wide]))).toBe(true);
    expect(limitsDiffer(chatLimits(me, counted, [full, queueNoun('d', { limit: 3, notCounted: 'answered' })]))).toBe(
      true,
    );
    expect(limitsDiffer(chatLimits(me, counted, [full, queueNoun('d', { limit: 3 })]))).toBe(false);
  });

  it('[18] a queue without a limit stops nothing', () => {
    expect(capacityOf(queueNoun('a', { limit: 3 }), queueNoun('b'))).toEqual({ counted: 4, limit: undefined });
  });

  it('[81] one call at a time, be it that it rings or is wrapped up', () => {
    expect(callCapacity(me, [calls])).toEqual({ counted: 0, limit: 1 });
    for (const onCall of ['ringing', 'talking', 'wrapUp'])
      expect(callCapacity(agentNoun('me', { onCall }), [calls])).toEqual({ counted: 1, limit: 1 });
  });

  it('says nothing of what no queue of mine has', () => {
    expect(callCapacity(me, [queueNoun('a')])).toBeUndefined();
    expect(capacityOf(calls)).toBeUndefined();
  });
});
