import { Update } from '@ringdesk/shared/protocol/updates.ts';
import { WAITING_BREACH_MS } from '@ringdesk/shared/rules/waiting.ts';
import { describe, expect, it } from 'vitest';

import { applyUpdate, mirrorOf } from '../../workspace/mirror.ts';
import { agentNoun, interactionNoun, messageNoun, queueNoun, snapshotOf, T0 } from '../../workspace/testNouns.ts';
import { factsOf, timeFacts } from './facts.ts';

const after = (from: object, to: object): readonly unknown[] => {
  const before = mirrorOf(snapshotOf({ interactions: [interactionNoun('a', from)] }));
  const update = Update.parse({ kind: 'interaction.put', interaction: interactionNoun('a', to) });
  return factsOf([update], before, applyUpdate(before, update)).map(({ kind }) => kind);
};

describe('what a batch means for me', () => {
  it('a new customer message in my conversation, once', () => {
    expect(after({ lastCustomerSeq: 1 }, { lastCustomerSeq: 4 })).toEqual(['message']);
    expect(after({ lastCustomerSeq: 4 }, { lastCustomerSeq: 4, customerOnline: false })).toEqual([]);
    const before = mirrorOf(snapshotOf({ interactions: [interactionNoun('a')] }));
    const line = Update.parse({ kind: 'transcript.line', line: messageNoun('a', 2) });
    expect(factsOf([line], before, applyUpdate(before, line)).map(({ kind }) => kind)).toEqual(['message']);
    const put = Update.parse({ kind: 'interaction.put', interaction: interactionNoun('a', { lastCustomerSeq: 2 }) });
    expect(factsOf([put, line], before, applyUpdate(before, put)).map(({ kind }) => kind)).toEqual(['message']);
  });

  it('nothing for what was written before it became mine, or to a colleague', () => {
    expect(after({ ownerId: 'ana', lastCustomerSeq: 1 }, { lastCustomerSeq: 4 })).toEqual([]);
    expect(after({ ownerId: 'ana' }, { ownerId: 'ana', lastCustomerSeq: 4 })).toEqual([]);
  });

  it('a mention anywhere in my sight', () => {
    expect(after({ ownerId: 'ana' }, { ownerId: 'ana', mentioned: ['me'] })).toEqual(['mention']);
    expect(after({ ownerId: 'ana', mentioned: ['me'] }, { ownerId: 'ana', mentioned: ['me'] })).toEqual([]);
  });
});

describe('what the clock means for me', () => {
  const told = new Set<string>();
  const mirror = (change: object = {}) =>
    mirrorOf(
      snapshotOf({
        interactions: [interactionNoun('a', { unansweredSince: T0 })],
        queues: [{ ...queueNoun('sales'), oldestWaitingSince: T0, waiting: 1 }],
        ...change,
      }),
    );
  const kinds = (now: number, change: object = {}) => timeFacts(mirror(change), now, told).map(({ fact }) => fact.kind);

  it('warns within the last 30 seconds before the target, and not after', () => {
    expect(kinds(T0 + WAITING_BREACH_MS - 31_000)).toEqual([]);
    expect(kinds(T0 + WAITING_BREACH_MS - 30_000)).toEqual(['targetNear']);
    expect(kinds(T0 + WAITING_BREACH_MS)).toEqual([]);
  });

  it('tells supervisors of the queue and admins, not agents, and each wait once', () => {
    const late = T0 + WAITING_BREACH_MS;
    expect(kinds(late, { agents: [agentNoun('me', { role: 'supervisor', supervises: ['sales'] })] })).toEqual([
      'queueAlert',
    ]);
    expect(kinds(late, { agents: [agentNoun('me', { role: 'supervisor', supervises: ['other'] })] })).toEqual([]);
    const admin = { agents: [agentNoun('me', { role: 'admin' })] };
    const [first] = timeFacts(mirror(admin), late, told);
    expect(timeFacts(mirror(admin), late, new Set([first!.key]))).toEqual([]);
  });
});
