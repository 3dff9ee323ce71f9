import type { CallWaiting } from '@ringdesk/shared/model/agent.ts';
import { MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';
import { describe, expect, it } from 'vitest';
import { CallCenter } from './calls.testkit.ts';
import { agentId, interactionId } from './center.testkit.ts';
import { checkpointOf, stateFrom } from './checkpoint.ts';
import { projectionOf } from './projection.ts';
import { agentView, offerView } from './views.ts';

/** ana talks with mia, bo with leo; cy has nobody and is in no queue. */
function given(wanted?: CallWaiting, wrapUpSeconds = 45, missedOffersLimit = 2): CallCenter {
  const center = new CallCenter().agent('boss', { role: 'admin' }).withPhones('ana', 'bo', 'cy');
  center.callQueue('sales', ['ana', 'bo'], {}, { distribution: 'strict', wrapUpSeconds, missedOffersLimit });
  for (const [name, caller] of [
    ['ana', 'mia'],
    ['bo', 'leo'],
  ] as const) {
    center.rings(caller);
    center.talks(name, caller);
  }
  if (wanted) center.command('bo', 'phone.setCallWaiting', wanted);
  return center;
}

const bo = { kind: 'agent' as const, agentId: agentId('bo') };
const both = { colleagues: true, transfers: true };
const callsOf = (center: CallCenter, name: string) => center.state.agents.get(agentId(name))?.calls;
const asks = (center: CallCenter) => center.on('ana', 'call.consult', 'mia', { with: bo });
const transfers = (center: CallCenter) => center.on('ana', 'interaction.transfer', 'mia', { to: bo });
const calls = (center: CallCenter, name: string) =>
  center.command('cy', 'call.dial', { interactionId: interactionId(name), to: bo });

describe('[81] a colleague’s call rings at somebody who talks', () => {
  it('[81, 82] who asks and who calls, not who transfers, unless they want it otherwise; logged as above the limit', () => {
    const center = given();
    const to = { interactionId: interactionId('mia'), to: bo };
    expect(center.refusal('ana', 'interaction.transfer', to)).toEqual({ code: 'agentUnavailable' });
    const asked = asks(center);
    expect(center.ringsWhere('mia')).toEqual(['bo']);
    expect(projectionOf(asked, center.state).audit).toMatchObject([{ act: 'limit.exceeded', subject: 'mia' }]);
    expect(offerView(center.state, center.callOffer('bo', 'mia').id)).not.toHaveProperty('beside');
    center.refuses('bo', 'mia');
    center.command('bo', 'phone.setCallWaiting', { colleagues: false, transfers: true });
    expect(center.refusal('ana', 'call.consult', { interactionId: interactionId('mia'), with: bo })?.code).toBe(
      'agentUnavailable',
    );
    expect(center.refusal('cy', 'call.dial', { interactionId: interactionId('one'), to: bo })?.code).toBe(
      'agentUnavailable',
    );
    transfers(center);
    expect(center.ringsWhere('mia')).toEqual(['bo']);
  });

  it('[81] the queue offers nobody a second call, however much they let wait', () => {
    const center = given(both);
    center.rings('tom');
    expect(center.ringsWhere('tom')).toEqual([]);
    expect(center.refusal('bo', 'interaction.take', { interactionId: interactionId('tom') })).toEqual({
      code: 'onCall',
    });
  });

  it('[82] is transferred: both are theirs, and each ends by itself', () => {
    const center = given(both);
    transfers(center);
    const accepted = center.talks('bo', 'mia');
    expect(accepted.filter((event) => 'overLimit' in event).map(({ type }) => type)).toEqual([
      'offer.accepted',
      'interaction.joined',
    ]);
    expect(callsOf(center, 'bo')).toEqual({ ringing: 0, talking: 2, wrapUp: 0 });
    expect(center.callOf('leo').ownerId).toBe('bo');
    expect(center.callOf('mia').ownerId).toBe('bo');
    center.hangsUp('mia');
    // The first goes on while the second is wrapped up [79].
    expect(center.callOf('leo')).toMatchObject({ state: 'active', ownerId: 'bo' });
    expect(callsOf(center, 'bo')).toEqual({ ringing: 0, talking: 1, wrapUp: 1 });
    expect(center.state.agents.get(agentId('bo'))?.onCall).toBe('talking');
    expect(center.refusal('cy', 'call.dial', { interactionId: interactionId('one'), to: bo })?.code).toBe(
      'agentUnavailable',
    );
    center.pass(MINUTE);
    center.hangsUp('leo');
    expect(callsOf(center, 'bo')).toEqual({ ringing: 0, talking: 0, wrapUp: 1 });
  });

  it('nobody is reserved twice: while one waits, or two are had, nothing else rings there', () => {
    const center = given(both);
    asks(center);
    const dial = { interactionId: interactionId('one'), to: bo };
    expect(center.refusal('cy', 'call.dial', dial)?.code).toBe('agentUnavailable');
    expect(callsOf(center, 'bo')).toEqual({ ringing: 1, talking: 1, wrapUp: 0 });
    center.picksUp('bo', 'mia');
    expect(center.refusal('cy', 'call.dial', dial)?.code).toBe('agentUnavailable');
  });

  it('not while they are being joined, ask somebody themselves, transfer, wrap up, or only ring', () => {
    const center = given(both);
    const dial = { interactionId: interactionId('one'), to: bo };
    const refused = () => center.refusal('cy', 'call.dial', dial)?.code;
    center.on('bo', 'call.consult', 'leo', { with: { kind: 'agent', agentId: agentId('ana') } });
    expect(refused()).toBe('agentUnavailable');
    center.on('bo', 'call.endConsult', 'leo', {});
    center.command('ana', 'phone.setCallWaiting', both);
    center.on('bo', 'interaction.transfer', 'leo', { to: { kind: 'agent', agentId: agentId('ana') } });
    expect(refused()).toBe('agentUnavailable');
    center.refuses('ana', 'leo');
    center.hangsUp('leo');
    expect(refused()).toBe('agentUnavailable');
    center.pass(MINUTE);
    center.rings('tom');
    expect(center.ringsWhere('tom')).toEqual(['bo']);
    expect(refused()).toBe('agentUnavailable');
    center.picksUp('bo', 'tom');
    expect(refused()).toBe('agentUnavailable');
  });

  it('the first ends while the second rings: it rings on, also beside the wrap-up, and can be taken', () => {
    const center = given();
    calls(center, 'one');
    center.hangsUp('leo');
    expect(center.ringsWhere('one')).toEqual(['bo']);
    center.picksUp('bo', 'one');
    center.tells('call.connected', 'one', { agentId: agentId('bo') });
    expect(center.callOf('one')).toMatchObject({ state: 'active', ownerId: 'cy' });
    expect(callsOf(center, 'bo')).toEqual({ ringing: 0, talking: 1, wrapUp: 1 });
  });

  it('rings at both who talk with each other, too', () => {
    const center = given(undefined, 0);
    center.hangsUp('leo');
    calls(center, 'one');
    center.picksUp('bo', 'one');
    center.tells('call.connected', 'one', { agentId: agentId('bo') });
    asks(center);
    expect(center.ringsWhere('mia')).toEqual(['bo']);
    center.refuses('bo', 'mia');
    center.on('ana', 'call.consult', 'mia', { with: { kind: 'agent', agentId: agentId('cy') } });
    expect(center.ringsWhere('mia')).toEqual(['cy']);
  });

  it('[80] not taken, it is over for who called, and who talks has missed nothing', () => {
    const center = given();
    asks(center);
    center.pass(21 * SECOND);
    expect(center.callOf('mia').call?.consult).toBeUndefined();
    expect(center.state.agents.get(agentId('bo'))).toMatchObject({
      missedInARow: 0,
      presence: { state: 'available' },
    });
    expect(callsOf(center, 'bo')).toEqual({ ringing: 0, talking: 1, wrapUp: 0 });
  });

  it('[80] nor is who talks taken for one who does not respond, where a single missed call is enough for that', () => {
    const center = given(undefined, 45, 1);
    asks(center);
    center.pass(21 * SECOND);
    expect(center.state.agents.get(agentId('bo'))?.presence.state).toBe('available');
  });

  it('the consult is completed: who was asked has both', () => {
    const center = given();
    asks(center);
    center.picksUp('bo', 'mia');
    center.tells('call.farEnd', 'mia', { role: 'consult', state: 'answered' });
    center.on('ana', 'call.completeConsult', 'mia', {});
    expect(center.callOf('mia').ownerId).toBe('bo');
    expect(callsOf(center, 'bo')).toEqual({ ringing: 0, talking: 2, wrapUp: 0 });
    expect(callsOf(center, 'ana')).toEqual({ ringing: 0, talking: 0, wrapUp: 0 });
  });

  it('could not be joined, or the phone gone: the first call and the sender keep what they had', () => {
    const center = given(both);
    transfers(center);
    center.picksUp('bo', 'mia');
    center.tells('call.connectFailed', 'mia', { agentId: agentId('bo') });
    expect(center.callOf('mia')).toMatchObject({ state: 'active', ownerId: 'ana' });
    expect(center.callOf('leo')).toMatchObject({ state: 'active', ownerId: 'bo' });
    transfers(center);
    center.phone('bo', []);
    expect(center.ringsWhere('mia')).toEqual([]);
    expect(center.callOf('mia')).toMatchObject({ state: 'active', ownerId: 'ana', transfer: undefined });
  });

  it('both calls are lost with what carried them: everybody is free', () => {
    const center = given(both);
    transfers(center);
    center.talks('bo', 'mia');
    center.server({ type: 'calls.lost' });
    for (const name of ['ana', 'bo']) expect(callsOf(center, name)).toEqual({ ringing: 0, talking: 0, wrapUp: 0 });
  });

  it('what rings beside a call, and who wants what, outlive a restart', () => {
    const center = given({ colleagues: true, transfers: true });
    transfers(center);
    const offerId = center.callOffer('bo', 'mia').id;
    const state = stateFrom(JSON.parse(JSON.stringify(checkpointOf(center.state))));
    expect(state.offers.get(offerId)).toMatchObject({ beside: true, agentId: 'bo' });
    expect(agentView(state, agentId('bo'))).toMatchObject({ callWaiting: both, onCall: 'talking' });
  });

  it('who wants what is said when it changes, to everybody', () => {
    const center = given();
    expect(agentView(center.state, agentId('bo'))).not.toHaveProperty('callWaiting');
    expect(center.command('bo', 'phone.setCallWaiting', { colleagues: true, transfers: false })).toEqual([]);
    expect(center.command('bo', 'phone.setCallWaiting', both)).toMatchObject([{ type: 'agent.callWaitingSet' }]);
    expect(agentView(center.state, agentId('bo'))).toMatchObject({ callWaiting: both });
  });
});
