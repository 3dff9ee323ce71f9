import { expect, onTestFinished, test, vi } from 'vitest';

import { CALL_HEADER, ROLE_HEADER } from '../callControl.ts';
import { heardIn, SessionState, stateOf } from './testing/sipPage.ts';
import { agent, openSipStage, PATIENCE } from './testing/sipStage.ts';

test('who hands a call over may hang up at once: the customer and the one who was asked are joined all the same', async () => {
  const stage = await openSipStage();
  onTestFinished(() => stage.close());
  const asker = await stage.softphone('kim');
  const expert = await stage.softphone('lea');
  asker.answersAll();
  expert.answersAll();
  const call = await (await stage.visitor('vasco')).call();
  const { callId } = await stage.fact('arrived');
  stage.control.order({ type: 'connect', callId, agentId: agent('kim') });
  await stage.fact('connected', callId);
  const to = { kind: 'agent', agentId: agent('lea') } as const;
  stage.control.order({ type: 'authorise', callId, agentId: agent('kim'), role: 'consult', to, until: 0 as never });
  await asker.call([`${CALL_HEADER}: ${callId}`, `${ROLE_HEADER}: consult`]);
  await stage.fact('farEnd', callId);
  stage.control.order({ type: 'completeConsult', callId });
  await asker.invitations[0]?.bye();
  expect(await stage.fact('connected', callId, 1)).toMatchObject({ agentId: 'lea' });
  await vi.waitFor(() => expect(heardIn(call)).toBe('lea'), PATIENCE);
  expect(stateOf(call)).toBe(SessionState.Established);
  expect(stage.told(callId)).not.toContain('ended');
  await call.bye();
  await stage.fact('ended', callId);
});
