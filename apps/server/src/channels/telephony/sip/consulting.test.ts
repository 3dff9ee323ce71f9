import type { AgentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import { expect, test } from 'vitest';

import type { CallFact } from '../callControl.ts';
import { type Call, type CallParts, type ConsultLegs, newCall } from './call.ts';
import { completeConsult } from './consulting.ts';
import type { Leg } from './leg.ts';

const [kim, ute] = ['kim', 'ute'] as [AgentId, AgentId];

const leg = (kind: 'plain' | 'webrtc', over: Partial<Leg> = {}): Leg =>
  ({
    flow: { kind },
    state: 'standing',
    sdp: 'v=0',
    listener: { ended: () => undefined },
    change: async () => ({ ok: true, sdp: 'v=0', ack: () => undefined }),
    end: () => undefined,
    replaces: () => undefined,
    ...over,
  }) as unknown as Leg;

const colleague: ConsultLegs['party'] = { kind: 'agent', agentId: ute };
const outside = { kind: 'outside' } as ConsultLegs['party'];

/** Kim asks Ute, who was reached on a phone of another make, or somebody outside; `takes`: whether that phone takes the customer's session. */
function asked(
  takes: boolean,
  party = colleague,
): { readonly call: Call; readonly parts: CallParts; readonly facts: CallFact[] } {
  const facts: CallFact[] = [];
  const call = newCall('c1' as InteractionId, { anchored: false, shown: { user: 'u', name: '' }, hops: 70 });
  call.customer = leg('plain');
  call.agent = { leg: leg('webrtc'), agentId: kim };
  const other = leg('plain', takes ? {} : { change: async () => ({ ok: false, status: 488 }) });
  const mediaId = 'm1' as InteractionId;
  call.consult = { asker: leg('webrtc'), agentId: kim, party, mediaId, other };
  const parts = {
    media: () => ({ end: async () => undefined }),
    report: (fact: CallFact) => void facts.push(fact),
    exchange: { noted: () => undefined, now: () => 0, waiting: { after: () => () => undefined } },
  } as unknown as CallParts;
  return { call, parts, facts };
}

test('a phone of another make that takes the customer over is told as joined', async () => {
  const { call, parts, facts } = asked(true);
  await completeConsult(parts, call);
  expect(facts).toContainEqual({ type: 'connected', callId: 'c1', agentId: ute });
  expect(call.agent?.agentId).toBe(ute);
});

test('one that does not is told as not joined: the rules, which gave it the customer, find somebody else', async () => {
  const { call, parts, facts } = asked(false);
  await completeConsult(parts, call);
  expect(facts).toEqual([{ type: 'connectFailed', callId: 'c1', agentId: ute, because: 'failed' }]);
  expect(call.agent?.agentId).toBe(kim);
});

test('somebody outside who takes the customer over is told as reached', async () => {
  const { call, parts, facts } = asked(true, outside);
  await completeConsult(parts, call);
  expect(facts).toEqual([{ type: 'farEnd', callId: 'c1', role: 'forward', state: 'answered' }]);
  expect(call.consult).toBeUndefined();
});

test('one outside who does not is told as not reached: the customer stays with their agent, who may ask on', async () => {
  const { call, parts, facts } = asked(false, outside);
  await completeConsult(parts, call);
  expect(facts).toEqual([{ type: 'farEndFailed', callId: 'c1', role: 'forward', because: 'unreachable' }]);
  expect(call.agent?.agentId).toBe(kim);
  expect(call.consult).toBeDefined();
});

test('nor is one who has hung up in the same moment', async () => {
  const { call, parts, facts } = asked(true, outside);
  call.consult = undefined;
  await completeConsult(parts, call);
  expect(facts).toEqual([{ type: 'farEndFailed', callId: 'c1', role: 'forward', because: 'unreachable' }]);
});
