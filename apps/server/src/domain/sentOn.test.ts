import type { MissedCallAction } from '@ringdesk/shared/model/call.ts';
import type { AttachmentId } from '@ringdesk/shared/model/ids.ts';
import { MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';
import { describe, expect, it } from 'vitest';
import { CallCenter, spain } from './calls.testkit.ts';
import { agentId, interactionId, queueId } from './center.testkit.ts';
import type { Event } from './events.ts';
import { lineOf } from './lines.ts';
import { interactionView } from './interactionView.ts';

const NUMBER = '+34600111222';

const given = (): CallCenter =>
  new CallCenter()
    .agent('boss', { role: 'admin' })
    .withPhones('ana', 'bo')
    .trunk({ maxMinutesPerDay: 10 })
    .callQueue('sales', ['ana', 'bo'], {}, { wrapUpSeconds: 45, distribution: 'strict' });

const sends = (center: CallCenter): readonly Event[] =>
  center.do(
    { kind: 'agent', agentId: agentId('ana') },
    {
      type: 'command',
      command: { name: 'call.sendOn', input: { interactionId: interactionId('mia'), number: NUMBER } },
      dialled: { number: spain() },
    },
  );

const asks = (center: CallCenter): readonly Event[] =>
  center.do(
    { kind: 'agent', agentId: agentId('ana') },
    {
      type: 'command',
      command: {
        name: 'call.consult',
        input: { interactionId: interactionId('mia'), with: { kind: 'number', number: NUMBER } },
      },
      dialled: { number: spain() },
    },
  );

/** Ana has sent mia on to a number, which has answered. */
const sentOn = (): CallCenter => {
  const center = given();
  center.rings('mia');
  center.talks('ana', 'mia');
  sends(center);
  center.tells('call.farEnd', 'mia', { role: 'forward', state: 'answered' });
  return center;
};

const lines = (events: readonly Event[]) =>
  events.flatMap((event) => {
    const line = lineOf(event);
    return line?.type === 'happening' ? [line.what] : [];
  });

const talkedMs = (center: CallCenter, who: string) => center.state.agents.get(agentId(who))?.talked?.ms ?? 0;

describe('[61, 73] a customer who was sent on to a number', () => {
  it('talks on: the agent is free, the call is seen as sent on, and stays in the memory as long as they talk', () => {
    const center = sentOn();
    const since = center.now;
    expect(interactionView(center.state, interactionId('mia'))).toMatchObject({
      state: 'wrapUp',
      call: { end: { outcome: 'forwarded' }, sentOn: { number: NUMBER, since, by: 'ana' } },
    });
    center.pass(45 * SECOND);
    expect(center.state.agents.get(agentId('ana'))?.onCall).toBeUndefined();
    center.pass(60 * MINUTE);
    expect(center.callOf('mia').call?.sentOn).toEqual({ number: NUMBER, since, by: 'ana' });
    expect(center.state.calls.has(interactionId('mia'))).toBe(true);
  });

  it('[73] hangs up: how long they talked is written down, and counts as minutes of who sent them', () => {
    const center = sentOn();
    center.pass(11 * MINUTE);
    const ended = center.hangsUp('mia');
    expect(lines(ended)).toEqual([{ name: 'sentOnEnded', by: 'customer', seconds: 660, number: NUMBER }]);
    expect(center.orders(ended)).toEqual([]);
    expect(center.callOf('mia').call?.sentOn).toMatchObject({ seconds: 660 });
    expect(center.state.calls.size).toBe(0);
    expect(center.dials('ana', 'next')).toMatchObject({ ok: false, error: { code: 'tooManyCalls', per: 'day' } });
    expect(center.hangsUp('mia')).toEqual([]);
    center.pass(11 * MINUTE);
    expect(center.state.interactions.has(interactionId('mia'))).toBe(false);
  });

  it('takes its line twice, as the customer came over it: for the cap of the line each leg counts', () => {
    const center = given().withPhones('cy', 'di').trunk({}, 2);
    const dials = (who: string): unknown => {
      const dialled = center.dials(who, `by ${who}`);
      if (dialled.ok) center.on(who, 'call.hangUp', `by ${who}`, {});
      return dialled.ok ? 'yes' : dialled.error;
    };
    const full = { code: 'tooManyCalls', per: 'trunk', limit: 2 };
    center.rings('mia');
    center.talks('ana', 'mia');
    expect(dials('bo')).toBe('yes');
    asks(center);
    expect(dials('cy')).toEqual(full);
    center.on('ana', 'call.endConsult', 'mia', {});
    expect(dials('cy')).toBe('yes');
    sends(center);
    expect(dials('di')).toEqual(full);
    center.tells('call.farEnd', 'mia', { role: 'forward', state: 'answered' });
    expect(dials('di')).toEqual(full);
    center.hangsUp('mia');
    expect(dials('di')).toBe('yes');
  });

  it('those who lead are told when these minutes come near the cap', () => {
    const center = sentOn();
    center.pass(8 * MINUTE);
    center.hangsUp('mia');
    expect([...center.state.notices.values()]).toMatchObject([
      { agentId: 'boss', cap: { per: 'day', agentId: 'ana', used: 8, limit: 10 } },
    ]);
  });

  it('is ended by who sent them or leads, and by nobody else', () => {
    const center = sentOn();
    center.pass(MINUTE);
    const input = { interactionId: interactionId('mia') };
    expect(center.refusal('bo', 'call.hangUp', input)?.code).toBe('notOwner');
    expect(center.refusal('ana', 'call.sendOn', { ...input, number: NUMBER })?.code).not.toBeUndefined();
    const ended = center.on('ana', 'call.hangUp', 'mia', {});
    expect(lines(ended)).toEqual([{ name: 'sentOnEnded', by: 'agent', seconds: 60, agentId: 'ana', number: NUMBER }]);
    expect(center.orders(ended)).toEqual([{ type: 'hangUp', callId: 'mia' }]);
    expect(center.refusal('ana', 'call.hangUp', input)?.code).toBe('notOwner');
    const other = sentOn();
    expect(other.orders(other.on('boss', 'call.hangUp', 'mia', {}))).toEqual([{ type: 'hangUp', callId: 'mia' }]);
  });

  it('ends with the endpoint, and by itself where that says nothing', () => {
    const center = sentOn();
    center.pass(MINUTE);
    const lost = center.server({ type: 'calls.lost' });
    expect(lines(lost)).toMatchObject([{ name: 'sentOnEnded', by: 'server', seconds: 60 }]);
    const silent = sentOn();
    const late = silent.pass(126 * MINUTE);
    expect(lines(late)).toContainEqual({ name: 'sentOnEnded', by: 'server', seconds: 125 * 60, number: NUMBER });
    expect(silent.orders(late)).toContainEqual({ type: 'hangUp', callId: 'mia' });
  });

  it('a consultation with a number counts, and goes on as sent on when it is completed', () => {
    const center = given();
    center.rings('mia');
    center.talks('ana', 'mia');
    asks(center);
    center.pass(MINUTE);
    center.tells('call.farEnd', 'mia', { role: 'consult', state: 'answered' });
    center.pass(2 * MINUTE);
    center.on('ana', 'call.conference', 'mia', {});
    center.pass(MINUTE);
    center.on('ana', 'call.endConsult', 'mia', {});
    expect(talkedMs(center, 'ana')).toBe(3 * MINUTE);
    asks(center);
    center.tells('call.farEnd', 'mia', { role: 'consult', state: 'answered' });
    center.pass(MINUTE);
    const completed = center.on('ana', 'call.completeConsult', 'mia', {});
    expect(center.orders(completed)).toEqual([{ type: 'completeConsult', callId: 'mia' }]);
    // Nothing is said that the endpoint has not done.
    expect(center.callOf('mia')).toMatchObject({ state: 'active', ownerId: 'ana', call: { action: 'forwarding' } });
    for (const again of ['call.completeConsult', 'call.conference', 'call.endConsult'] as const)
      expect(center.refusal('ana', again, { interactionId: interactionId('mia') })?.code).toBe('wrongState');
    const joined = center.tells('call.farEnd', 'mia', { role: 'forward', state: 'answered' });
    expect(lines(joined).map((what) => ('outcome' in what ? [what.name, what.outcome] : [what.name]))).toEqual([
      ['consulted', 'completed'],
      ['callEnded', 'forwarded'],
      ['closed'],
    ]);
    expect(center.orders(joined)).toEqual([]);
    expect(talkedMs(center, 'ana')).toBe(4 * MINUTE);
    expect(center.callOf('mia').call?.sentOn).toMatchObject({ number: NUMBER, by: 'ana' });
    center.pass(MINUTE);
    center.hangsUp('mia');
    expect(talkedMs(center, 'ana')).toBe(5 * MINUTE);
  });

  it('whom a number that was asked does not take over stays with the agent, and the log does not say otherwise', () => {
    for (const fails of ['they are there', 'they have hung up', 'nothing is heard of it'] as const) {
      const center = given();
      center.rings('mia');
      center.talks('ana', 'mia');
      asks(center);
      center.tells('call.farEnd', 'mia', { role: 'consult', state: 'answered' });
      const told = [...center.on('ana', 'call.completeConsult', 'mia', {})];
      if (fails === 'nothing is heard of it') told.push(...center.pass(2 * MINUTE));
      else told.push(...center.tells('call.farEndFailed', 'mia', { role: 'forward', because: 'unreachable' }));
      if (fails === 'they have hung up') told.push(...center.tells('call.consultEnded', 'mia', {}));
      expect(center.callOf('mia')).toMatchObject({ state: 'active', ownerId: 'ana' });
      const { action, sentOn: sent, consult } = center.callOf('mia').call ?? {};
      expect([action, sent, consult?.state]).toEqual([
        undefined,
        undefined,
        fails === 'they have hung up' ? undefined : 'talking',
      ]);
      expect(lines(told)).toEqual(
        fails === 'they have hung up' ? [{ name: 'consulted', outcome: 'ended', agentId: 'ana', number: NUMBER }] : [],
      );
    }
  });

  it('[61] not reached and nobody there: the mailbox or the message that is set instead, else a busy tone', () => {
    const missed = { kind: 'forwardToNumber', number: NUMBER } as const;
    const greeting = 'greeting' as AttachmentId;
    const after = (instead: Extract<MissedCallAction, { kind: 'forwardToNumber' }>['instead']) => {
      const center = given();
      center.saveCalls('sales', ['ana'], { missed: { ...missed, ...(instead && { instead }) }, missedAfterSeconds: 5 });
      center.phone('ana', []);
      center.rings('mia');
      center.pass(5 * SECOND);
      expect(center.callOf('mia').call?.action).toBe('forwarding');
      return center.orders(center.tells('call.farEndFailed', 'mia', { role: 'forward', because: 'noAnswer' }));
    };
    expect(after({ kind: 'voicemail', greetingId: greeting, maxSeconds: 60 })).toEqual([
      { type: 'voicemail', greeting, maxSeconds: 60, callId: 'mia' },
    ]);
    expect(after({ kind: 'hangUp', announcementId: greeting })).toEqual([
      { type: 'announce', file: greeting, callId: 'mia' },
    ]);
    const busy = [{ type: 'announce', file: null, callId: 'mia' }];
    expect(after({ kind: 'hangUp', announcementId: null })).toEqual(busy);
    expect(after(undefined)).toEqual(busy);
  });

  it('[61] a queue sends on no more than an agent may talk in a day: then missed calls wait, and the next day they go there', () => {
    const center = given();
    center.saveCalls('sales', ['ana'], { missed: { kind: 'forwardToNumber', number: NUMBER } });
    const forwards = (caller: string): boolean => {
      center.rings(caller);
      center.refuses('ana', caller);
      return center.callOf(caller).call?.action === 'forwarding';
    };
    expect(forwards('mia')).toBe(true);
    center.tells('call.farEnd', 'mia', { role: 'forward', state: 'answered' });
    expect(center.callOf('mia').call?.sentOn).toEqual({ number: NUMBER, since: center.now });
    center.pass(11 * MINUTE);
    center.hangsUp('mia');
    expect(center.state.queues.get(queueId('sales'))?.talked?.ms).toBe(11 * MINUTE);
    center.saveCalls('sales', ['ana'], { missed: { kind: 'forwardToNumber', number: NUMBER } });
    expect(forwards('zoe')).toBe(false);
    center.hangsUp('zoe');
    center.pass(24 * 60 * MINUTE);
    expect(forwards('kim')).toBe(true);
  });
});
