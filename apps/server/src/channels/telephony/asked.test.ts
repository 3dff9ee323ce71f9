import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { expect, test } from 'vitest';

import { involvedIn } from '../../application/involvement.ts';
import { callCenter, calls, talks } from './testing/callCenter.ts';

test('a call concerns who is asked at once, and not with the next round of what is seen from afar', () => {
  const consult = { with: { kind: 'agent', agentId: 'ana', offerId: 'o1' }, state: 'ringing', since: 0 };
  const call = {
    id: 'c1',
    state: 'active',
    ownerId: 'ben',
    mentioned: [],
    call: { consult },
  } as unknown as Interaction;
  expect(involvedIn(call)).toEqual(['ben', 'ana']);
});

test('who is asked has the call on the screen before its offer, also where it was theirs before', async () => {
  const center = await callCenter();
  const { endpoint, anaDesk, benDesk, ana, ben } = center;
  const callId = calls(center);
  await talks(center, callId);
  await anaDesk.must('interaction.transfer', { interactionId: callId, to: { kind: 'agent', agentId: ben.id } });
  const { offer } = await benDesk.update('offer.put', (update) => update.offer.interactionId === callId);
  await benDesk.must('offer.accept', { offerId: offer.id });
  endpoint.tell({ type: 'connected', callId, agentId: ben.id });
  await anaDesk.update('interaction.gone', ({ interactionId }) => interactionId === callId);
  const before = anaDesk.updates.all.length;
  await benDesk.must('call.consult', { interactionId: callId, with: { kind: 'agent', agentId: ana.id } });
  await anaDesk.update('offer.put', undefined, before);
  const told = anaDesk.updates.all.slice(before).map(({ kind }) => kind);
  expect(told.indexOf('interaction.put')).toBeGreaterThanOrEqual(0);
  expect(told.indexOf('interaction.put')).toBeLessThan(told.indexOf('offer.put'));
  // What happens in the call meanwhile changes nothing about that.
  endpoint.tell({ type: 'held', callId, on: true });
  const held = await anaDesk.update(
    'interaction.put',
    ({ interaction: { call } }) => call?.heldSince !== undefined,
    before,
  );
  expect(held.interaction.id).toBe(callId);
  const asked = anaDesk.updates.all.length;
  await benDesk.must('call.endConsult', { interactionId: callId });
  const gone = await anaDesk.update('interaction.gone', undefined, asked);
  expect(gone.interactionId).toBe(callId);
});
