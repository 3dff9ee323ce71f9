import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { CALL_HEADER, ROLE_HEADER } from '../callControl.ts';
import { directionIn, heardIn, SessionState, soundIn, stateOf } from './testing/sipPage.ts';
import { agent, openSipStage, PATIENCE, type SipStage } from './testing/sipStage.ts';

const until = (check: () => void): Promise<void> => vi.waitFor(check, PATIENCE);

describe('calls of visitors and softphones', () => {
  let stage: SipStage;
  beforeAll(async () => {
    stage = await openSipStage();
  });
  afterAll(() => stage.close());

  /** A visitor who talks with this agent. */
  const talking = async (agentName: string, visitorName: string) => {
    const desk = await stage.softphone(agentName);
    desk.answersAll();
    const page = await stage.visitor(visitorName);
    const call = await page.call();
    const { callId } = await vi.waitFor(() => {
      const found = stage.facts.find(
        (fact) => fact.type === 'arrived' && fact.from.kind === 'visitor' && fact.from.customerId === visitorName,
      );
      if (found?.type !== 'arrived') throw new Error('not arrived');
      return found;
    }, PATIENCE);
    stage.control.order({ type: 'connect', callId, agentId: agent(agentName) });
    await stage.fact('connected', callId);
    await until(() => expect(stateOf(call)).toBe(SessionState.Established));
    return { desk, page, call, callId };
  };

  test('[57] a registered softphone is told, and that it is gone when its page leaves', async () => {
    const page = await stage.softphone('ana');
    expect(await stage.fact('phones')).toEqual({ type: 'phones', agentId: 'ana', devices: ['softphone'] });
    await page.close();
    await until(() => expect(stage.facts).toContainEqual({ type: 'phones', agentId: 'ana', devices: [] }));
  });

  test('a visitor waits ringing and is joined with the desk that accepted, whose other desk says no', async () => {
    const second = await stage.softphone('bea', 'desk-other');
    second.rejectsAll();
    const { desk, call, callId } = await talking('bea', 'vera');
    expect(heardIn(call)).toBe('bea');
    const [invitation] = desk.invitations;
    if (invitation === undefined) throw new Error('no call at the desk');
    expect(heardIn(invitation)).toBe('vera');
    expect(invitation.request.getHeader(CALL_HEADER)).toBe(callId);
    expect(invitation.request.getHeader(ROLE_HEADER)).toBe('talk');
    await call.bye();
    expect(await stage.fact('ended', callId)).toMatchObject({ by: 'customer', because: 'hangUp' });
    await until(() => expect(stateOf(invitation)).toBe(SessionState.Terminated));
  });

  test('[73] whoever hangs up is named: the agent', async () => {
    const { desk, call, callId } = await talking('cleo', 'viktor');
    await desk.invitations[0]?.bye();
    expect(await stage.fact('ended', callId)).toMatchObject({ by: 'agent', because: 'hangUp' });
    await until(() => expect(stateOf(call)).toBe(SessionState.Terminated));
  });

  test('a visitor who gives up while it rings ends the call, and nothing rings for nobody', async () => {
    const desk = await stage.softphone('dina');
    const page = await stage.visitor('vito');
    const call = await page.call();
    const { callId } = await stage.fact(
      'arrived',
      undefined,
      stage.facts.filter(({ type }) => type === 'arrived').length,
    );
    stage.control.order({ type: 'connect', callId, agentId: agent('dina') });
    await until(() => expect(desk.invitations).toHaveLength(1));
    await call.cancel();
    expect(await stage.fact('ended', callId)).toMatchObject({ by: 'customer' });
    await until(() => expect(stateOf(desk.invitations[0])).toBe(SessionState.Terminated));
  });

  test('an agent without a phone, and one who does not answer, are told apart', async () => {
    const page = await stage.visitor('vlad');
    const call = await page.call();
    const { callId } = await stage.fact(
      'arrived',
      undefined,
      stage.facts.filter(({ type }) => type === 'arrived').length,
    );
    stage.control.order({ type: 'connect', callId, agentId: agent('nobody') });
    expect(await stage.fact('connectFailed', callId)).toMatchObject({ because: 'noPhone' });
    const desk = await stage.softphone('emil');
    desk.rejectsAll();
    stage.control.order({ type: 'connect', callId, agentId: agent('emil') });
    expect(await stage.fact('connectFailed', callId, 1)).toMatchObject({ agentId: 'emil', because: 'noAnswer' });
    stage.control.order({ type: 'hangUp', callId });
    expect(await stage.fact('ended', callId)).toMatchObject({ by: 'server' });
    await until(() => expect(stateOf(call)).toBe(SessionState.Terminated));
  });

  test('hold and its end go through to the other side and are told', async () => {
    const { desk, call, callId } = await talking('fay', 'vanessa');
    const [session] = desk.invitations;
    if (session === undefined) throw new Error('no call at the desk');
    soundIn(session).direction = 'sendonly';
    await session.invite();
    expect(await stage.fact('held', callId)).toMatchObject({ on: true });
    await until(() => expect(directionIn(soundIn(call).remote)).toBe('sendonly'));
    soundIn(session).direction = 'sendrecv';
    // What the other side has seen may not be over here: a second change waits for the end of the first.
    await vi.waitFor(() => session.invite(), PATIENCE);
    expect(await stage.fact('held', callId, 1)).toMatchObject({ on: false });
    stage.control.order({ type: 'hangUp', callId });
    await until(() => expect(stateOf(call)).toBe(SessionState.Terminated));
  });

  test('[81] a second call at the same desk: the first is held meanwhile, and each goes on and ends by itself', async () => {
    const { desk, call, callId } = await talking('yaro', 'yvette');
    const [first] = desk.invitations;
    if (first === undefined) throw new Error('no call at the desk');
    soundIn(first).direction = 'sendonly';
    await first.invite();
    await stage.fact('held', callId);
    const { call: waiting, callId: secondId } = await talking('zita', 'zelda');
    // A direct transfer to who talks already.
    stage.control.order({ type: 'connect', callId: secondId, agentId: agent('yaro') });
    expect(await stage.fact('connected', secondId, 1)).toMatchObject({ agentId: 'yaro' });
    await until(() => expect(heardIn(waiting)).toBe('yaro'));
    expect([stateOf(call), stateOf(first)]).toEqual([SessionState.Established, SessionState.Established]);
    expect(directionIn(soundIn(call).remote)).toBe('sendonly');
    await waiting.bye();
    await stage.fact('ended', secondId);
    await until(() => expect(stateOf(desk.invitations[1])).toBe(SessionState.Terminated));
    expect(stage.told(callId)).not.toContain('ended');
    soundIn(first).direction = 'sendrecv';
    await first.invite();
    expect(await stage.fact('held', callId, 1)).toMatchObject({ on: false });
    await until(() => expect(directionIn(soundIn(call).remote)).toBe('sendrecv'));
    await first.bye();
    expect(await stage.fact('ended', callId)).toMatchObject({ by: 'agent' });
  });

  test('a transfer moves the customer to the new agent within the same call', async () => {
    const { desk, call, callId } = await talking('gus', 'vincent');
    const next = await stage.softphone('hana');
    next.answersAll();
    stage.control.order({ type: 'connect', callId, agentId: agent('hana') });
    expect(await stage.fact('connected', callId, 1)).toMatchObject({ agentId: 'hana' });
    expect(heardIn(call)).toBe('hana');
    await until(() => expect(next.invitations.map(heardIn)).toEqual(['vincent']));
    await until(() => expect(stateOf(desk.invitations[0])).toBe(SessionState.Terminated));
    expect(stage.told(callId)).not.toContain('ended');
    await next.invitations[0]?.bye();
    expect(await stage.fact('ended', callId)).toMatchObject({ by: 'agent' });
  });

  test('a transfer to somebody who refuses leaves the customer with their agent', async () => {
    const { desk, call, callId } = await talking('ida', 'vroni');
    const next = await stage.softphone('jon');
    next.rejectsAll(603);
    stage.control.order({ type: 'connect', callId, agentId: agent('jon') });
    await stage.fact('connectFailed', callId);
    expect(heardIn(call)).toBe('ida');
    expect(stateOf(desk.invitations[0])).toBe(SessionState.Established);
    await call.bye();
    await stage.fact('ended', callId);
  });

  test('a consultation, then its completion: the one who was asked gets the customer, the asker leaves', async () => {
    const { desk, call, callId } = await talking('kim', 'vasco');
    const expertPage = await stage.softphone('lea');
    expertPage.answersAll();
    stage.control.order({
      type: 'authorise',
      callId,
      agentId: agent('kim'),
      role: 'consult',
      to: { kind: 'agent', agentId: agent('lea') },
      until: 0 as never,
    });
    const asking = await desk.call([`${CALL_HEADER}: ${callId}`, `${ROLE_HEADER}: consult`]);
    expect(await stage.fact('farEnd', callId)).toMatchObject({ role: 'consult', state: 'answered' });
    await until(() => expect(heardIn(asking)).toBe('lea'));
    expect(heardIn(call)).toBe('kim');
    stage.control.order({ type: 'completeConsult', callId });
    expect(await stage.fact('connected', callId, 1)).toMatchObject({ agentId: 'lea' });
    expect(heardIn(call)).toBe('lea');
    await until(() => expect(stateOf(asking)).toBe(SessionState.Terminated));
    await until(() => expect(stateOf(desk.invitations[0])).toBe(SessionState.Terminated));
    await until(() =>
      expect(expertPage.invitations.map(stateOf)).toEqual([SessionState.Terminated, SessionState.Established]),
    );
    expect(stage.told(callId)).not.toContain('consultEnded');
    await call.bye();
    await until(() => expect(stateOf(expertPage.invitations[1])).toBe(SessionState.Terminated));
  });

  test('an INVITE that is here before its permission waits for it; without one it is refused', async () => {
    const { desk, call, callId } = await talking('rosa', 'wanda');
    const expertPage = await stage.softphone('sven');
    expertPage.answersAll();
    const asking = await desk.call([`${CALL_HEADER}: ${callId}`, `${ROLE_HEADER}: consult`]);
    // The door takes what one flow sends in its order: when this is refused the other was looked at.
    const without = await desk.call([`${ROLE_HEADER}: consult`]);
    await until(() => expect(stateOf(without)).toBe(SessionState.Terminated));
    stage.control.order({
      type: 'authorise',
      callId,
      agentId: agent('rosa'),
      role: 'consult',
      to: { kind: 'agent', agentId: agent('sven') },
      until: 0 as never,
    });
    await stage.fact('farEnd', callId);
    await until(() => expect(heardIn(asking)).toBe('sven'));
    const never = await desk.call([`${CALL_HEADER}: ${callId}`, `${ROLE_HEADER}: listen`]);
    await until(() => expect(stateOf(never)).toBe(SessionState.Terminated));
    expect(stateOf(asking)).toBe(SessionState.Established);
    await call.bye();
  });

  test('a consultation that is ended leaves the customer with the asker', async () => {
    const { desk, call, callId } = await talking('mara', 'vicky');
    const expertPage = await stage.softphone('ned');
    expertPage.answersAll();
    stage.control.order({
      type: 'authorise',
      callId,
      agentId: agent('mara'),
      role: 'consult',
      to: { kind: 'agent', agentId: agent('ned') },
      until: 0 as never,
    });
    const asking = await desk.call([`${CALL_HEADER}: ${callId}`, `${ROLE_HEADER}: consult`]);
    await stage.fact('farEnd', callId);
    stage.control.order({ type: 'endConsult', callId });
    await stage.fact('consultEnded', callId);
    await until(() => expect(stateOf(asking)).toBe(SessionState.Terminated));
    await until(() => expect(stateOf(expertPage.invitations[0])).toBe(SessionState.Terminated));
    expect(stateOf(call)).toBe(SessionState.Established);
    await call.bye();
  });

  test('[F17] a customer who hangs up while a colleague is asked: every leg ends, and the end is told once', async () => {
    const { desk, call, callId } = await talking('tea', 'vadim');
    const expertPage = await stage.softphone('udo');
    expertPage.answersAll();
    stage.control.order({
      type: 'authorise',
      callId,
      agentId: agent('tea'),
      role: 'consult',
      to: { kind: 'agent', agentId: agent('udo') },
      until: 0 as never,
    });
    const asking = await desk.call([`${CALL_HEADER}: ${callId}`, `${ROLE_HEADER}: consult`]);
    await stage.fact('farEnd', callId);
    await call.bye();
    await stage.fact('ended', callId);
    const legs = [desk.invitations[0], asking, expertPage.invitations[0]];
    await until(() => expect(legs.map(stateOf)).toEqual(legs.map(() => SessionState.Terminated)));
    expect(stage.told(callId).filter((type) => type === 'ended')).toHaveLength(1);
  });

  test('a colleague who is called is joined when they accept, and their hanging up ends the call', async () => {
    const caller = await stage.softphone('olga');
    const colleague = await stage.softphone('pia');
    colleague.answersAll();
    const callId = 'call-internal' as InteractionId;
    stage.control.order({
      type: 'authorise',
      callId,
      agentId: agent('olga'),
      role: 'talk',
      to: { kind: 'agent', agentId: agent('pia') },
      until: 0 as never,
    });
    const session = await caller.call([`${CALL_HEADER}: ${callId}`, `${ROLE_HEADER}: talk`]);
    expect(colleague.invitations).toHaveLength(0);
    stage.control.order({ type: 'connect', callId, agentId: agent('pia') });
    expect(await stage.fact('connected', callId)).toMatchObject({ agentId: 'pia' });
    await until(() => expect(heardIn(session)).toBe('pia'));
    await colleague.invitations[0]?.bye();
    expect(await stage.fact('ended', callId)).toMatchObject({ by: 'customer' });
  });

  test('nobody calls out without being allowed to, and only once', async () => {
    const page = await stage.softphone('quin');
    const refused = await page.call([`${CALL_HEADER}: stolen`, `${ROLE_HEADER}: talk`]);
    await until(() => expect(stateOf(refused)).toBe(SessionState.Terminated));
    const bare = await page.call();
    await until(() => expect(stateOf(bare)).toBe(SessionState.Terminated));
  });

  test('a supervisor hears a call through the agent’s softphone, and is gone when it ends', async () => {
    const { desk, call, callId } = await talking('rosa', 'vera2');
    const supervisor = await stage.softphone('sven');
    stage.control.order({ type: 'listen', callId, agentId: agent('sven'), mode: 'whisper' });
    const listening = await supervisor.call([`${CALL_HEADER}: ${callId}`, `${ROLE_HEADER}: whisper`]);
    expect(await stage.fact('listening', callId)).toMatchObject({ agentId: 'sven', mode: 'whisper', on: true });
    expect(desk.invitations[1]?.request.getHeader(ROLE_HEADER)).toBe('whisper');
    await call.bye();
    expect(await stage.fact('listening', callId, 1)).toMatchObject({ on: false });
    await until(() => expect(stateOf(listening)).toBe(SessionState.Terminated));
  });
});
