import { MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';
import { describe, expect, it } from 'vitest';
import { CallCenter } from './calls.testkit.ts';
import { agentId, interactionId, queueId } from './center.testkit.ts';
import type { Event } from './events.ts';
import { lineOf } from './lines.ts';
import { interactionView } from './interactionView.ts';

/** Ana of sales talks with mia; bo, cy and di serve billing. */
const talking = (distribution: 'strict' | 'evenly' | 'toAll' = 'strict'): CallCenter => {
  const center = new CallCenter().agent('boss', { role: 'admin' }).withPhones('ana', 'bo', 'cy', 'di').trunk();
  center.callQueue('sales', ['ana'], {}, { wrapUpSeconds: 45 });
  center.callQueue('billing', ['bo', 'ana', 'cy', 'di'], { rings: 2 }, { distribution });
  center.rings('mia');
  center.talks('ana', 'mia');
  return center;
};

const ask = (center: CallCenter, queue = 'billing'): readonly Event[] =>
  center.on('ana', 'call.consult', 'mia', { with: { kind: 'queue', queueId: queueId(queue) } });

const asked = (center: CallCenter) => center.callOf('mia').call?.consult;

const lines = (events: readonly Event[]) =>
  events.flatMap((event) => {
    const line = lineOf(event);
    return line?.type === 'happening' ? [line.what] : [];
  });

describe('a queue is asked during a call', () => {
  it('[14, 60] rings at its first member, with its rings, and says who asks which queue and how it was decided', () => {
    const center = talking();
    const events = ask(center);
    expect(lines(events)).toEqual([{ name: 'consulted', outcome: 'began', agentId: 'ana', withQueueName: 'billing' }]);
    const offered = events.find(({ type }) => type === 'interaction.offered');
    expect(offered).toMatchObject({
      kind: 'consult',
      queueId: 'billing',
      expiresAt: center.now + 10 * SECOND,
      offers: [{ agentId: 'bo', why: { rule: 'consult', fromAgentId: 'ana', queueId: 'billing' } }],
      trace: {
        winner: { agentId: 'bo' },
        runnerUp: { agentId: 'cy' },
        reasons: [{ agentId: 'ana', reason: 'onCall' }],
      },
    });
    expect(asked(center)).toMatchObject({ with: { agentId: 'bo' }, state: 'ringing', queueId: 'billing' });
    expect(center.callOf('mia')).toMatchObject({ state: 'active', ownerId: 'ana', queueId: 'sales' });
    const view = interactionView(center.state, interactionId('mia'));
    expect(view?.call).not.toHaveProperty('asking');
  });

  it('[14] declined, unanswered or gone: the next not asked yet; accepted, it is a consultation like every other', () => {
    const center = talking();
    ask(center);
    center.refuses('bo', 'mia');
    expect(center.ringsWhere('mia')).toEqual(['cy']);
    center.phone('bo', []);
    center.phone('bo');
    center.pass(10 * SECOND);
    expect(center.ringsWhere('mia')).toEqual(['di']);
    const accepted = center.picksUp('di', 'mia');
    expect(center.orders(accepted)).toMatchObject([
      { type: 'authorise', agentId: 'ana', role: 'consult', to: { kind: 'agent', agentId: 'di' } },
    ]);
    expect(asked(center)).toMatchObject({ with: { agentId: 'di' }, queueId: 'billing' });
    center.tells('call.farEnd', 'mia', { role: 'consult', state: 'answered' });
    const done = center.on('ana', 'call.completeConsult', 'mia', {});
    expect(center.callOf('mia')).toMatchObject({ ownerId: 'di', queueId: 'sales' });
    expect(lines(done).map(({ name }) => name)).toEqual(['consulted', 'transferEnded']);
  });

  it('a phone that goes while it rings there passes it on at once', () => {
    const center = talking();
    ask(center);
    center.phone('bo', []);
    expect(center.ringsWhere('mia')).toEqual(['cy']);
  });

  it('nobody is left: the owner is told and goes on; asked again it begins anew', () => {
    const center = talking();
    ask(center);
    center.refuses('bo', 'mia');
    center.refuses('cy', 'mia');
    const last = center.refuses('di', 'mia');
    expect(lines(last)).toEqual([
      { name: 'consulted', outcome: 'unanswered', agentId: 'ana', withQueueName: 'billing' },
    ]);
    expect(center.orders(last)).toContainEqual({ type: 'endConsult', callId: 'mia' });
    expect(asked(center)).toBeUndefined();
    expect(center.state.offers.size).toBe(0);
    ask(center);
    expect(center.ringsWhere('mia')).toEqual(['bo']);
  });

  it('[13] evenly asks who has been idle longest first; [15] to all one after the other, as one answer is wanted', () => {
    const center = talking('evenly');
    center.rings('zoe', 'billing');
    expect(center.ringsWhere('zoe')).toEqual(['bo']);
    center.hangsUp('zoe');
    center.pass(SECOND);
    ask(center);
    expect(center.ringsWhere('mia')).toEqual(['cy']);
    const all = talking('toAll');
    ask(all);
    expect(all.ringsWhere('mia')).toEqual(['bo']);
  });

  it('is taken back by its owner, and ends with the call', () => {
    const center = talking();
    ask(center);
    const ended = center.on('ana', 'call.endConsult', 'mia', {});
    expect(lines(ended)).toEqual([{ name: 'consulted', outcome: 'ended', agentId: 'ana', withQueueName: 'billing' }]);
    expect(center.state.offers.size).toBe(0);
    center.pass(MINUTE);
    expect(asked(center)).toBeUndefined();
    ask(center);
    center.hangsUp('mia');
    expect(center.callOf('mia')).toMatchObject({ state: 'wrapUp', ownerId: 'ana' });
    expect(center.state.offers.size).toBe(0);
  });

  it('a colleague asked afterwards is not followed by the queue', () => {
    const center = talking();
    ask(center);
    center.on('ana', 'call.endConsult', 'mia', {});
    center.on('ana', 'call.consult', 'mia', { with: { kind: 'agent', agentId: agentId('di') } });
    const declined = center.refuses('di', 'mia');
    expect(lines(declined)).toEqual([{ name: 'consulted', outcome: 'ended', agentId: 'ana', withAgentId: 'di' }]);
    expect(center.state.offers.size).toBe(0);
  });

  it('the queue is deleted while it rings: whoever it rings at may still take it, nobody is asked next', () => {
    const center = talking();
    ask(center);
    center.command('boss', 'queue.delete', { queueId: queueId('billing'), openTo: null });
    center.pass(30 * SECOND);
    expect(asked(center)).toBeUndefined();
    expect(center.callOf('mia')).toMatchObject({ state: 'active', ownerId: 'ana' });
    expect(center.state.offers.size).toBe(0);
  });

  it('[8] the queue of the call is deleted while another is asked: nothing rings for it, and the question is over', () => {
    const center = talking();
    center.callQueue('care', ['cy']);
    ask(center);
    const moved = center.command('boss', 'queue.delete', { queueId: queueId('sales'), openTo: queueId('care') });
    expect(lines(moved)).toContainEqual({
      name: 'consulted',
      outcome: 'ended',
      agentId: 'ana',
      withQueueName: 'billing',
    });
    expect(center.callOf('mia')).toMatchObject({ state: 'active', ownerId: 'ana', queueId: 'care' });
    expect(center.callOf('mia').call?.asking).toBeUndefined();
    expect(center.state.offers.size).toBe(0);
  });

  it('is refused where nobody can be asked: switched off, of chats, nobody there, unknown', () => {
    const center = talking();
    const refusal = (queue: string) =>
      center.refusal('ana', 'call.consult', {
        interactionId: interactionId('mia'),
        with: { kind: 'queue', queueId: queueId(queue) },
      })?.code;
    for (const name of ['bo', 'cy', 'di']) center.phone(name, []);
    expect(refusal('billing')).toBe('nobodyAvailable');
    expect(refusal('nowhere')).toBe('notFound');
    center.queue('chats', ['bo']);
    expect(refusal('chats')).toBe('wrongMedium');
  });
});
