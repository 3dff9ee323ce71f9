import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';
import { DAY, MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';
import { describe, expect, it } from 'vitest';
import { CallCenter, spain, trunkId } from './calls.testkit.ts';
import { agentId, channelId, commandOf, departmentId, interactionId, queueId, typesOf } from './center.testkit.ts';
import { lineOf } from './lines.ts';
import { interactionView } from './interactionView.ts';
import { snapshotFor } from './snapshot.ts';
import type { Event } from './events.ts';

const given = (...agents: string[]): CallCenter =>
  new CallCenter().agent('boss', { role: 'admin' }).withPhones(...agents);

const nextDay = (now: number): number => (Math.floor(now / DAY) + 1) * DAY;

/** The lines of the transcript that these events are, by name. */
const lines = (events: readonly Event[]) =>
  events.flatMap((event) => {
    const line = lineOf(event);
    return line?.type === 'happening' ? [line.what] : [];
  });

describe('[57–60] a call is offered', () => {
  it('[60] rings for its rings × 5 s and then at the next; the customer hears that it waits', () => {
    const center = given('ana', 'bo').callQueue('sales', ['ana', 'bo'], { rings: 3 }, { distribution: 'strict' });
    center.rings('mia');
    expect(center.callOffer('ana', 'mia').expiresAt - center.now).toBe(15 * SECOND);
    center.pass(15 * SECOND);
    expect(center.ringsWhere('mia')).toEqual(['bo']);
    expect(interactionView(center.state, interactionId('mia'))).toMatchObject({
      medium: 'call',
      call: { direction: 'in', via: 'trunk', number: '+34600000001', rang: true },
    });
  });

  it('[59] evenly is longest idle: since the last offer, or since the last call was over', () => {
    const center = given('ana', 'bo', 'cy').callQueue('sales', ['ana', 'bo', 'cy'], {}, { distribution: 'evenly' });
    for (const [agent, caller] of [
      ['ana', 'c1'],
      ['bo', 'c2'],
      ['cy', 'c3'],
    ] as const) {
      center.rings(caller);
      center.talks(agent, caller);
      center.pass(SECOND);
    }
    center.hangsUp('c2');
    center.pass(SECOND);
    center.hangsUp('c1');
    center.pass(SECOND);
    center.hangsUp('c3');
    center.rings('c4');
    expect(center.ringsWhere('c4')).toEqual(['bo']);
  });

  it('[59] to all: everybody with a phone; the first has it, the others stop', () => {
    const center = given('ana', 'bo', 'cy').callQueue('sales', ['ana', 'bo', 'cy'], {}, { distribution: 'toAll' });
    center.phone('cy', []);
    center.rings('mia');
    expect(center.ringsWhere('mia')).toEqual(['ana', 'bo']);
    const events = center.picksUp('bo', 'mia');
    expect(typesOf(events)).toEqual(['offers.ended', 'offer.accepted']);
    expect(center.callOf('mia').state).toBe('connecting');
    expect(center.orders(events)).toEqual([{ type: 'connect', agentId: 'bo', callId: 'mia' }]);
  });

  it('[17] a phone that registers is rung at once, one without a microphone is not', () => {
    const center = new CallCenter().agents('ana').callQueue('sales', ['ana'], {}, { availabilityCheck: 'off' });
    center.rings('mia');
    expect(interactionView(center.state, interactionId('mia'))).toMatchObject({ state: 'queued', reason: 'phonesOff' });
    center.phone('ana');
    expect(center.ringsWhere('mia')).toEqual(['ana']);
    center.command('ana', 'phone.report', { microphone: 'blocked' });
    expect(center.ringsWhere('mia')).toEqual([]);
    center.phone('ana', ['softphone', 'phone']);
    expect(center.ringsWhere('mia')).toEqual(['ana']);
  });

  it('[17] a phone that goes stops ringing there', () => {
    const center = given('ana', 'bo').callQueue('sales', ['ana', 'bo'], {}, { distribution: 'strict' });
    center.rings('mia');
    center.phone('ana', []);
    expect(center.ringsWhere('mia')).toEqual(['bo']);
  });

  it('[80] one missed call is enough', () => {
    const center = given('ana').callQueue('sales', ['ana'], {}, { missedOffersLimit: 1 });
    center.rings('mia');
    center.pass(20 * SECOND);
    expect(center.state.agents.get(agentId('ana'))?.presence.state).toBe('notResponding');
  });

  it('phones of another make ring and stop with the offers, and pick up for their agent', () => {
    const center = given('ana', 'bo').callQueue('sales', ['ana', 'bo'], {}, { distribution: 'toAll' });
    center.phone('bo', ['phone']);
    const rung = center.rings('mia');
    expect(center.orders(rung)).toEqual([{ type: 'ring', agentIds: ['bo'], callerName: 'mia', callId: 'mia' }]);
    const events = center.tells('call.pickedUp', 'mia', { agentId: agentId('bo') });
    expect(center.orders(events)).toEqual([{ type: 'connect', agentId: 'bo', callId: 'mia' }]);
    center.tells('call.connectFailed', 'mia', { agentId: agentId('bo') });
    expect(center.callOf('mia').offers.size).toBeGreaterThan(0);
  });

  it('a phone of another make declines for its agent', () => {
    const center = given('ana', 'bo').callQueue('sales', ['ana', 'bo'], {}, { distribution: 'strict' });
    center.phone('ana', ['phone']);
    center.rings('mia');
    center.tells('call.phoneDeclined', 'mia', { agentId: agentId('ana') });
    expect(center.ringsWhere('mia')).toEqual(['bo']);
  });
});

describe('[73] a call is had', () => {
  it('answered, held, ended: every step is in the transcript', () => {
    const center = given('ana').callQueue('sales', ['ana']);
    const events = [...center.rings('mia'), ...center.talks('ana', 'mia')];
    center.pass(30 * SECOND);
    events.push(...center.tells('call.held', 'mia', { on: true }), ...center.tells('call.held', 'mia', { on: false }));
    center.pass(30 * SECOND);
    events.push(...center.hangsUp('mia'));
    expect(lines(events)).toEqual([
      { name: 'callArrived', number: '+34600000001', ownNumber: '+34910000000' },
      { name: 'accepted', agentId: 'ana' },
      { name: 'callAnswered' },
      { name: 'callHeld', on: true },
      { name: 'callHeld', on: false },
      { name: 'callEnded', by: 'customer', outcome: 'answered', talkSeconds: 60, agentId: 'ana' },
      { name: 'closed', by: 'customer' },
    ]);
  });

  it('an agent who hangs up at the phone has ended the call, by name', () => {
    const center = given('ana').callQueue('sales', ['ana']);
    center.rings('mia');
    center.talks('ana', 'mia');
    expect(lines(center.hangsUp('mia', 'agent')).at(-1)).toEqual({ name: 'closed', by: 'agent', agentId: 'ana' });
  });

  it('is not the agent’s before both legs stand; 10 s later it is back, with its age', () => {
    const center = given('ana').callQueue('sales', ['ana']);
    center.rings('mia');
    const { arrivedAt } = center.callOf('mia');
    center.picksUp('ana', 'mia');
    expect(center.callOf('mia').ownerId).toBeUndefined();
    center.pass(10 * SECOND);
    expect(center.callOf('mia')).toMatchObject({ state: 'queued', arrivedAt });
    center.pass(30 * SECOND);
    expect(center.ringsWhere('mia')).toEqual(['ana']);
  });

  it('[79] wrap-up, with the topic that the queue asks for', () => {
    const center = given('ana').callQueue(
      'sales',
      ['ana'],
      {},
      { wrapUpSeconds: 45, topics: ['price'], topicRequired: true },
    );
    center.rings('mia');
    center.talks('ana', 'mia');
    center.hangsUp('mia');
    expect(center.callOf('mia').state).toBe('wrapUp');
    const finish = (topic?: string) => ({ interactionId: interactionId('mia'), ...(topic && { topic }) });
    expect(center.refusal('ana', 'interaction.finishWrapUp', finish())).toEqual({ code: 'topicRequired' });
    expect(center.refusal('ana', 'interaction.finishWrapUp', finish('weather'))?.code).toBe('invalid');
    center.rings('leo');
    expect(center.ringsWhere('leo')).toEqual([]);
    center.command('ana', 'interaction.finishWrapUp', finish('price'));
    expect(center.callOf('mia')).toMatchObject({ state: 'closed', topic: 'price' });
    expect(center.ringsWhere('leo')).toEqual(['ana']);
  });

  it('a call keeps hands off the desk: nobody is set away for it, nor right after it', () => {
    const center = given('ana').callQueue('sales', ['ana'], {}, { wrapUpSeconds: 0 });
    center.command('boss', 'presenceReasons.save', { reasons: [], idle: { minutes: 15, reasonId: null } });
    const since = center.now;
    const idled = () => typesOf(center.server({ type: 'agent.idled', agentId: agentId('ana'), since }));
    center.rings('mia');
    center.talks('ana', 'mia');
    center.pass(40 * MINUTE);
    expect(idled()).toEqual([]);
    center.hangsUp('mia');
    center.pass(14 * MINUTE);
    expect(idled()).toEqual([]);
    center.pass(MINUTE);
    expect(idled()).toEqual(['agent.presenceSet']);
  });

  it('[81] no second call, and no chat while it goes on, unless the chat queue says so', () => {
    const center = given('ana').callQueue('sales', ['ana'], {}, { wrapUpSeconds: 45 });
    center.queue('care', ['ana']).queue('lively', ['ana'], { chatsDuringCalls: 'goOn' });
    center.rings('mia');
    center.rings('leo');
    expect(center.ringsWhere('leo')).toEqual([]);
    center.talks('ana', 'mia');
    center.writes('tom', 'hi', { channel: 'care' });
    center.writes('eva', 'hi', { channel: 'lively' });
    expect(center.ringsAt('tom', 'care')).toEqual([]);
    expect(center.ringsAt('eva', 'lively')).toEqual(['ana']);
    center.hangsUp('mia');
    expect(center.ringsAt('tom', 'care')).toEqual([]);
    center.on('ana', 'interaction.finishWrapUp', 'mia', {});
    expect(center.ringsAt('tom', 'care')).toEqual(['ana']);
    expect(center.ringsWhere('leo')).toEqual(['ana']);
  });

  it('[81] what rings as a chat stops when a call is taken; a ringing call alone stops none', () => {
    const center = given('ana').callQueue('sales', ['ana']).queue('care', ['ana']);
    center.writes('tom', 'hi', { channel: 'care' });
    center.rings('mia');
    expect(center.ringsAt('tom', 'care')).toEqual(['ana']);
    const offerId = center.offerTo('ana', 'tom', 'care').id;
    center.picksUp('ana', 'mia');
    expect(center.ringsAt('tom', 'care')).toEqual([]);
    expect(center.refusal('ana', 'offer.accept', { offerId })).toMatchObject({
      code: 'offerGone',
      end: { outcome: 'withdrawn', reason: 'agentUnavailable', because: 'onCall' },
    });
  });

  it('[15, 81] two calls that ring at everybody: who takes one is not rung for the other any more', () => {
    const center = given('ana').callQueue('sales', ['ana'], {}, { distribution: 'toAll' });
    center.rings('mia');
    center.rings('leo');
    const late = center.callOffer('ana', 'leo').id;
    center.talks('ana', 'mia');
    expect(center.ringsWhere('leo')).toEqual([]);
    expect(center.refusal('ana', 'offer.accept', { offerId: late })?.code).toBe('offerGone');
  });

  it('hanging up frees whoever it rings at or had it, in each state', () => {
    const center = given('ana').callQueue('sales', ['ana']);
    const free = (): unknown => center.state.agents.get(agentId('ana'))?.onCall;
    center.rings('c1');
    expect(free()).toBe('ringing');
    center.hangsUp('c1');
    expect(center.callOf('c1').call?.end).toMatchObject({ by: 'customer', outcome: 'missed' });
    center.rings('c2');
    center.picksUp('ana', 'c2');
    expect(free()).toBe('talking');
    center.hangsUp('c2');
    center.rings('c3');
    center.talks('ana', 'c3');
    const events = center.on('ana', 'call.hangUp', 'c3', {});
    expect(center.orders(events)).toEqual([{ type: 'hangUp', callId: 'c3' }]);
    expect(center.callOf('c3').call?.end).toMatchObject({ by: 'agent', outcome: 'answered' });
    expect(free()).toBeUndefined();
    expect(center.hangsUp('c3')).toEqual([]);
  });

  it('the phone gone in a call: back to the queue with its age, and the customer hears music', () => {
    const center = given('ana', 'bo').callQueue('sales', ['ana', 'bo'], {}, { distribution: 'strict' });
    center.rings('mia');
    center.talks('ana', 'mia');
    center.phone('ana', []);
    expect(center.callOf('mia').ownerId).toBe('ana');
    const events = center.tells('call.connectFailed', 'mia', { agentId: agentId('ana') });
    expect(center.orders(events)).toContainEqual({ type: 'music', file: null, on: true, callId: 'mia' });
    expect(center.ringsWhere('mia')).toEqual(['bo']);
  });

  it('[78] who loses the desk and not the phone keeps the call', () => {
    const center = given('ana').callQueue('sales', ['ana'], {}, { returnDisconnectedAfterMinutes: 1 });
    center.rings('mia');
    center.talks('ana', 'mia');
    center.offline('ana');
    center.pass(10 * MINUTE);
    expect(center.callOf('mia')).toMatchObject({ state: 'active', ownerId: 'ana' });
  });

  it('what is for writing is refused: parked, reopened, answered in writing; notes are not', () => {
    const center = given('ana').callQueue('sales', ['ana']);
    center.rings('mia');
    center.talks('ana', 'mia');
    const about = { interactionId: interactionId('mia') };
    expect(center.refusal('ana', 'interaction.park', { ...about, until: center.now + MINUTE })?.code).toBe(
      'wrongMedium',
    );
    const message = { ...about, messageId: 'm' as never, text: 'x', mentions: [], attachmentIds: [] };
    expect(center.refusal('ana', 'message.post', { ...message, kind: 'reply' })?.code).toBe('wrongMedium');
    expect(center.refusal('ana', 'message.post', { ...message, kind: 'note' })).toBeUndefined();
    center.hangsUp('mia');
    expect(center.refusal('ana', 'interaction.reopen', about)?.code).toBe('wrongMedium');
  });
});

describe('[61] nobody takes it', () => {
  const once = (missed: Parameters<CallCenter['callQueue']>[2], ...more: string[]): CallCenter =>
    given('ana', ...more).callQueue('sales', ['ana'], missed, { distribution: 'strict' });

  it('[61] wait: pass after pass, with music', () => {
    const center = once({ missed: { kind: 'wait' } });
    center.rings('mia');
    const events = center.pass(20 * SECOND);
    expect(center.ringsWhere('mia')).toEqual(['ana']);
    expect(typesOf(events)).toContain('interaction.offered');
  });

  it('[61] voicemail after one pass; the message is kept although the call has left the memory', () => {
    const center = once({ missed: { kind: 'voicemail', greetingId: null, maxSeconds: 60 } });
    center.rings('mia');
    const events = center.pass(20 * SECOND);
    expect(center.orders(events)).toContainEqual({ type: 'voicemail', greeting: null, maxSeconds: 60, callId: 'mia' });
    expect(center.callOf('mia')).toMatchObject({ state: 'queued', call: { action: 'voicemail' } });
    expect(center.ringsWhere('mia')).toEqual([]);
    center.hangsUp('mia');
    // Nobody knows yet whether they said anything.
    expect(center.callOf('mia').call?.end?.outcome).toBe('missed');
    expect(snapshotFor(center.state, agentId('ana')).interactions.map(({ id }) => id)).toContain('mia');
    center.pass(26 * 60 * MINUTE);
    expect(center.state.interactions.has(interactionId('mia'))).toBe(false);
    const kept = center.tells('call.recorded', 'mia', {
      kind: 'voicemail',
      attachmentId: 'file' as never,
      seconds: 12,
      peaks: [1, 2],
    });
    expect(typesOf(kept)).toEqual(['interaction.recalled', 'call.recorded']);
    expect(center.callOf('mia').call?.end?.outcome).toBe('voicemail');
  });

  it('[61] a message that was kept before they hung up is a voicemail, too', () => {
    const center = once({ missed: { kind: 'voicemail', greetingId: null, maxSeconds: 60 } });
    center.rings('mia');
    center.pass(20 * SECOND);
    const message = { kind: 'voicemail', attachmentId: 'file' as never, seconds: 12, peaks: [1] } as const;
    center.tells('call.recorded', 'mia', message);
    center.hangsUp('mia');
    expect(center.callOf('mia').call?.end?.outcome).toBe('voicemail');
  });

  it('[61] a mailbox that could not be given them leaves a missed call', () => {
    const center = once({ missed: { kind: 'voicemail', greetingId: null, maxSeconds: 60 } });
    center.rings('mia');
    center.pass(20 * SECOND);
    center.tells('call.ended', 'mia', { by: 'server', because: 'failed' });
    expect(center.callOf('mia').call?.end?.outcome).toBe('missed');
  });

  it('[61] a decline of the only one is a pass, too', () => {
    const center = once({ missed: { kind: 'hangUp', announcementId: null } });
    center.rings('mia');
    const events = center.refuses('ana', 'mia');
    expect(center.orders(events)).toContainEqual({ type: 'announce', file: null, callId: 'mia' });
    expect(center.callOf('mia').call?.end).toMatchObject({ by: 'server', outcome: 'missed' });
  });

  it('[61] after N seconds with nobody eligible', () => {
    const center = once({ missed: { kind: 'hangUp', announcementId: 'file' as never }, missedAfterSeconds: 30 });
    center.phone('ana', []);
    center.rings('mia');
    center.pass(29 * SECOND);
    expect(center.callOf('mia').call?.action).toBeUndefined();
    const events = center.pass(SECOND);
    expect(center.orders(events)).toContainEqual({ type: 'announce', file: 'file', callId: 'mia' });
    expect(center.callOf('mia').call?.action).toBe('announcement');
    center.tells('call.ended', 'mia', { by: 'server', because: 'hangUp' });
    expect(center.callOf('mia').call?.end?.outcome).toBe('missed');
  });

  it('[61] to an agent outside the queue: one offer; not taken, the passes go on', () => {
    const center = once({ missed: { kind: 'forwardToAgent', agentId: agentId('cy') } }, 'cy');
    center.rings('mia');
    const events = center.pass(20 * SECOND);
    expect(center.ringsWhere('mia')).toEqual(['cy']);
    expect(lines(events)).toContainEqual({ name: 'callForwarded', toAgentId: 'cy' });
    center.refuses('cy', 'mia');
    expect(center.ringsWhere('mia')).toEqual(['ana']);
  });

  it('[61] to a number: the customer is gone once it answers, and waits again where it does not', () => {
    const center = once({ missed: { kind: 'forwardToNumber', number: '+34911' } }).trunk();
    center.rings('mia');
    const events = center.pass(20 * SECOND);
    const to = { kind: 'outside', number: '+34911', callerId: '+34910000000' };
    expect(center.orders(events)).toContainEqual({ type: 'forward', to, callId: 'mia' });
    center.tells('call.farEndFailed', 'mia', { role: 'forward', because: 'busy' });
    expect(center.ringsWhere('mia')).toEqual(['ana']);
    center.pass(20 * SECOND);
    center.tells('call.farEnd', 'mia', { role: 'forward', state: 'answered' });
    expect(center.callOf('mia')).toMatchObject({ state: 'closed', call: { end: { outcome: 'forwarded' } } });
  });

  it('[61] overflow keeps the age, and does not go in circles', () => {
    const center = given('ana', 'bo');
    center.callQueue('care', ['bo'], {}, { distribution: 'strict' });
    center.callQueue(
      'sales',
      ['ana'],
      { missed: { kind: 'overflow', queueId: queueId('care') } },
      { distribution: 'strict' },
    );
    center.saveCalls(
      'care',
      ['bo'],
      { missed: { kind: 'overflow', queueId: queueId('sales') } },
      { distribution: 'strict' },
    );
    center.rings('mia');
    const { arrivedAt } = center.callOf('mia');
    center.pass(20 * SECOND);
    expect(center.callOf('mia')).toMatchObject({ queueId: 'care', arrivedAt });
    expect(center.ringsWhere('mia')).toEqual(['bo']);
    // Both closed: each would send it to the other for ever, and nobody waits a night for the opening.
    const never = { timeZone: 'UTC', week: [[], [], [], [], [], [], []], holidays: [] } as never;
    center.saveCalls(
      'sales',
      ['ana'],
      { missed: { kind: 'overflow', queueId: queueId('care') } },
      { workingHours: never },
    );
    center.saveCalls(
      'care',
      ['bo'],
      { missed: { kind: 'overflow', queueId: queueId('sales') } },
      { workingHours: never },
    );
    center.rings('leo');
    expect(center.callOf('leo').call?.end?.outcome).toBe('missed');
  });

  it('[29, 61] outside the hours: the mailbox at once; busy where the queue only lets wait', () => {
    const never = { timeZone: 'UTC', week: [[], [], [], [], [], [], []], holidays: [] } as never;
    const center = given('ana').callQueue('sales', ['ana'], {}, { workingHours: never });
    const events = center.rings('mia');
    expect(center.orders(events)).toEqual([{ type: 'announce', file: null, callId: 'mia' }]);
    expect(center.callOf('mia').call?.end?.outcome).toBe('missed');
    center.saveCalls(
      'sales',
      ['ana'],
      { missed: { kind: 'voicemail', greetingId: null, maxSeconds: 60 } },
      { workingHours: never },
    );
    center.rings('leo');
    expect(center.callOf('leo').call?.action).toBe('voicemail');
  });

  it('a missed call is in sight of the members until it is returned', () => {
    const center = given('ana', 'bo').callQueue('sales', ['ana', 'bo']).trunk();
    center.rings('mia');
    center.hangsUp('mia');
    const seen = (name: string) => snapshotFor(center.state, agentId(name)).interactions.map(({ id }) => id);
    expect(seen('bo')).toEqual(['mia']);
    const result = center.try(
      { kind: 'agent', agentId: agentId('ana') },
      {
        type: 'command',
        command: {
          name: 'call.dial',
          input: {
            interactionId: interactionId('back'),
            to: { kind: 'number', number: '+34600000001' },
            returns: interactionId('mia'),
          },
        },
        dialled: { number: spain('+34600000001') },
      },
    );
    expect(result.ok).toBe(true);
    expect(center.callOf('mia').call?.calledBackAt).toBe(center.now);
    expect(seen('bo')).toEqual([]);
  });
});

describe('[79] a wrap-up is made longer', () => {
  it('[79] by 30 s at a time, three times at most, on the server’s clock', () => {
    const center = given('ana').callQueue('sales', ['ana'], {}, { wrapUpSeconds: 45 });
    center.rings('mia');
    center.talks('ana', 'mia');
    const about = { interactionId: interactionId('mia') };
    expect(center.refusal('ana', 'interaction.extendWrapUp', about)?.code).toBe('wrongState');
    center.hangsUp('mia');
    center.pass(30 * SECOND);
    for (let press = 1; press <= 3; press += 1) center.command('ana', 'interaction.extendWrapUp', about);
    expect(center.refusal('ana', 'interaction.extendWrapUp', about)?.code).toBe('wrongState');
    center.pass(104 * SECOND);
    expect(center.callOf('mia').state).toBe('wrapUp');
    center.pass(SECOND);
    expect(center.callOf('mia').state).toBe('closed');
  });
});

describe('a caller nobody wants to hear', () => {
  it('[70] is blocked: hears busy, rings nowhere, and is written down; unblocked they ring again', () => {
    const center = given('ana').callQueue('sales', ['ana'], {}, {});
    center.rings('mia');
    center.talks('ana', 'mia');
    center.on('ana', 'interaction.block', 'mia', { blocked: true });
    center.hangsUp('mia');
    const again = (id: string): readonly Event[] =>
      center.server({
        type: 'call.arrived',
        interactionId: interactionId(id),
        channelId: channelId('sales'),
        customerId: center.callOf('mia').customer.id,
        customerName: '',
        number: '+34600000001',
        trunkId: trunkId('t0'),
      });
    const events = again('again');
    expect(center.orders(events)).toEqual([{ type: 'announce', callId: 'again', file: null }]);
    expect(center.callOf('again')).toMatchObject({
      state: 'closed',
      call: { number: '+34600000001', end: { by: 'server', outcome: 'refused' } },
    });
    expect(center.ringsWhere('again')).toEqual([]);
    center.on('ana', 'interaction.block', 'mia', { blocked: false });
    again('later');
    expect(center.ringsWhere('later')).toEqual(['ana']);
  });

  it('is hung up on as spam, and leaves nothing to wrap up', () => {
    const center = given('ana').callQueue('sales', ['ana'], {}, { wrapUpSeconds: 45 });
    center.rings('mia');
    center.talks('ana', 'mia');
    const events = center.on('ana', 'interaction.close', 'mia', { spam: true });
    expect(center.orders(events)).toContainEqual({ type: 'hangUp', callId: 'mia' });
    expect(center.callOf('mia')).toMatchObject({ state: 'closed', spam: true });
  });
});

describe('[73] a missed call is cleared', () => {
  const missed = (): CallCenter => {
    const center = given('ana', 'bo').callQueue('sales', ['ana', 'bo'], {}, { distribution: 'strict' });
    center.rings('mia');
    center.hangsUp('mia');
    return center;
  };
  const seen = (center: CallCenter, agent: string) =>
    snapshotFor(center.state, agentId(agent))?.interactions.map(({ id }) => id);

  it('[73] by whoever serves the queue, who may take that back; it is written down once', () => {
    const center = missed();
    const about = { interactionId: interactionId('mia') };
    const events = center.command('bo', 'call.settleMissed', { ...about, settled: true });
    expect(lines(events)).toEqual([{ name: 'missedSettled', agentId: 'bo', outcome: 'done' }]);
    expect(center.command('ana', 'call.settleMissed', { ...about, settled: true })).toEqual([]);
    expect(seen(center, 'bo')).toEqual([]);
    center.command('bo', 'call.settleMissed', { ...about, settled: false });
    expect(center.callOf('mia').call?.settledAt).toBeUndefined();
    expect(seen(center, 'ana')).toEqual(['mia']);
  });

  it('[73] by calling back, also when the core has forgotten it: a call of Friday, returned on Monday', () => {
    const center = missed().trunk();
    center.pass(3 * DAY);
    expect(center.state.interactions.has(interactionId('mia'))).toBe(false);
    const result = center.try(
      { kind: 'agent', agentId: agentId('bo') },
      {
        type: 'command',
        command: {
          name: 'call.dial',
          input: {
            interactionId: interactionId('back'),
            to: { kind: 'number', number: '+34600000001' },
            returns: interactionId('mia'),
          },
        },
        dialled: { number: spain('+34600000001') },
      },
    );
    expect(result.ok).toBe(true);
    expect(center.callOf('mia').call?.calledBackAt).toBe(center.now);
  });

  it('[73] not while it goes on, nor where somebody talked', () => {
    const center = given('ana').callQueue('sales', ['ana'], {}, {});
    center.rings('mia');
    const about = { interactionId: interactionId('mia'), settled: true };
    expect(center.refusal('ana', 'call.settleMissed', about)?.code).toBe('wrongState');
    center.talks('ana', 'mia');
    center.hangsUp('mia');
    expect(center.refusal('ana', 'call.settleMissed', about)?.code).toBe('wrongState');
  });

  it('[73] when the customer is talked with later, not when they only ring again', () => {
    const center = missed();
    center.rings('again');
    expect(center.callOf('mia').call?.settledAt).toBeUndefined();
    const offered = center.ringsWhere('again')[0] ?? '';
    const events = center.talks(offered, 'again');
    expect(lines(events)).toContainEqual({ name: 'missedSettled', agentId: offered, outcome: 'talked' });
    expect(center.callOf('mia').call?.settledAt).toBe(center.now);
  });
});

describe('[62] taken from a colleague', () => {
  it('[62] only where it is allowed; joined like every call, and the colleague is told', () => {
    const center = given('ana', 'bo').callQueue('sales', ['ana', 'bo'], {}, { distribution: 'strict' });
    center.rings('mia');
    const take = { interactionId: interactionId('mia') };
    expect(center.refusal('bo', 'interaction.intercept', take)).toEqual({ code: 'interceptOff' });
    center.saveCalls('sales', ['ana', 'bo'], {}, { distribution: 'strict', interceptAllowed: true });
    const events = center.command('bo', 'interaction.intercept', take);
    expect(center.orders(events)).toEqual([{ type: 'connect', agentId: 'bo', callId: 'mia' }]);
    expect(center.callOf('mia').state).toBe('connecting');
    expect(center.ringsWhere('mia')).toEqual(['bo']);
    const joined = center.tells('call.connected', 'mia', { agentId: agentId('bo') });
    expect(lines(joined)[0]).toEqual({ name: 'intercepted', agentId: 'bo', fromAgentId: 'ana' });
  });

  it('[62] not without a phone, and not in a call of one’s own', () => {
    const center = given('ana', 'bo', 'cy').callQueue(
      'sales',
      ['ana', 'bo', 'cy'],
      {},
      {
        distribution: 'strict',
        interceptAllowed: true,
      },
    );
    center.rings('mia');
    center.rings('leo');
    const take = { interactionId: interactionId('mia') };
    expect(center.refusal('bo', 'interaction.intercept', take)).toEqual({ code: 'onCall' });
    center.phone('cy', []);
    expect(center.refusal('cy', 'interaction.intercept', take)).toEqual({ code: 'phoneOff' });
  });

  it('who steers takes over what is talked: the owner has it until the other leg stands', () => {
    const center = given('ana', 'boss').callQueue('sales', ['ana']);
    center.rings('mia');
    center.talks('ana', 'mia');
    center.command('boss', 'interaction.take', { interactionId: interactionId('mia') });
    expect(center.callOf('mia')).toMatchObject({ state: 'active', ownerId: 'ana' });
    const joined = center.tells('call.connected', 'mia', { agentId: agentId('boss') });
    expect(center.callOf('mia').ownerId).toBe('boss');
    expect(lines(joined)).toEqual([{ name: 'taken', agentId: 'boss', fromAgentId: 'ana' }]);
    expect(center.state.agents.get(agentId('ana'))?.onCall).toBeUndefined();
  });
});

describe('section 13, Transfer: calls', () => {
  const talking = (): CallCenter => {
    const center = given('ana', 'bo', 'cy').trunk().callQueue('sales', ['ana'], {}, { wrapUpSeconds: 45 });
    center.callQueue('care', ['cy']);
    center.rings('mia');
    center.talks('ana', 'mia');
    return center;
  };

  it('to an agent: the sender has it until the receiver’s leg stands; a failure leaves it there', () => {
    const center = talking();
    center.on('ana', 'interaction.transfer', 'mia', { to: { kind: 'agent', agentId: agentId('bo') } });
    const events = center.picksUp('bo', 'mia');
    expect(center.orders(events)).toEqual([{ type: 'connect', agentId: 'bo', callId: 'mia' }]);
    const failed = center.tells('call.connectFailed', 'mia', { agentId: agentId('bo') });
    expect(typesOf(failed)).toEqual(['offers.ended', 'transfer.ended']);
    expect(center.callOf('mia')).toMatchObject({ state: 'active', ownerId: 'ana', transfer: undefined });
    center.on('ana', 'interaction.transfer', 'mia', { to: { kind: 'agent', agentId: agentId('bo') } });
    center.talks('bo', 'mia');
    expect(center.callOf('mia').ownerId).toBe('bo');
    expect(center.state.agents.get(agentId('ana'))?.onCall).toBeUndefined();
  });

  it('to a queue of calls, at once and with music; never to one of chats', () => {
    const center = talking();
    center.queue('chats', ['bo']);
    const to = { interactionId: interactionId('mia'), to: { kind: 'queue' as const, queueId: queueId('chats') } };
    expect(center.refusal('ana', 'interaction.transfer', to)).toEqual({ code: 'wrongMedium' });
    const events = center.on('ana', 'interaction.transfer', 'mia', { to: { kind: 'queue', queueId: queueId('care') } });
    expect(center.orders(events)[0]).toEqual({ type: 'music', file: null, on: true, callId: 'mia' });
    expect(center.ringsWhere('mia')).toEqual(['cy']);
  });

  it('to a queue cannot be undone: nobody has it without a leg of theirs', () => {
    const center = talking();
    center.on('ana', 'interaction.transfer', 'mia', { to: { kind: 'queue', queueId: queueId('care') } });
    expect(center.refusal('ana', 'interaction.cancelTransfer', { interactionId: interactionId('mia') })?.code).toBe(
      'wrongState',
    );
    expect(center.callOf('mia').ownerId).toBeUndefined();
  });

  it('asks a colleague, who takes over: the offer rings beside the call, and they are reserved', () => {
    const center = talking();
    center.on('ana', 'call.consult', 'mia', { with: { kind: 'agent', agentId: agentId('bo') } });
    expect(center.callOf('mia')).toMatchObject({
      state: 'active',
      ownerId: 'ana',
      call: { consult: { state: 'ringing' } },
    });
    const events = center.picksUp('bo', 'mia');
    expect(center.orders(events)).toEqual([
      {
        type: 'authorise',
        agentId: 'ana',
        role: 'consult',
        to: { kind: 'agent', agentId: 'bo' },
        until: center.now + 30 * SECOND,
        callId: 'mia',
      },
    ]);
    expect(center.state.agents.get(agentId('bo'))?.onCall).toBe('talking');
    const complete = { interactionId: interactionId('mia') };
    expect(center.refusal('ana', 'call.completeConsult', complete)?.code).toBe('wrongState');
    center.tells('call.farEnd', 'mia', { role: 'consult', state: 'answered' });
    center.on('ana', 'call.conference', 'mia', {});
    expect(center.callOf('mia').call?.consult?.state).toBe('conference');
    const done = center.on('ana', 'call.completeConsult', 'mia', {});
    expect(center.orders(done)).toEqual([{ type: 'completeConsult', callId: 'mia' }]);
    expect(center.callOf('mia').ownerId).toBe('bo');
    expect(center.state.agents.get(agentId('ana'))?.onCall).toBeUndefined();
    expect(lines(done).map(({ name }) => name)).toEqual(['consulted', 'transferEnded']);
  });

  it('a colleague who is asked declines, does not answer, or has enough: the owner goes on', () => {
    const center = talking();
    const ask = () => center.on('ana', 'call.consult', 'mia', { with: { kind: 'agent', agentId: agentId('bo') } });
    ask();
    center.refuses('bo', 'mia');
    expect(center.callOf('mia').call?.consult).toBeUndefined();
    ask();
    center.pass(20 * SECOND);
    expect(center.callOf('mia').call?.consult).toBeUndefined();
    ask();
    center.picksUp('bo', 'mia');
    center.tells('call.consultEnded', 'mia', {});
    expect(center.callOf('mia')).toMatchObject({ state: 'active', ownerId: 'ana' });
    expect(center.state.agents.get(agentId('bo'))?.onCall).toBeUndefined();
  });

  it('the customer hangs up while a colleague is asked: everybody is free, the owner wraps up', () => {
    const center = talking();
    center.on('ana', 'call.consult', 'mia', { with: { kind: 'agent', agentId: agentId('bo') } });
    center.hangsUp('mia');
    expect(center.callOf('mia')).toMatchObject({ state: 'wrapUp', ownerId: 'ana' });
    expect(center.state.offers.size).toBe(0);
    expect(center.state.agents.get(agentId('bo'))?.onCall).toBeUndefined();
  });

  it('sends it on to a number: the owner has it until that answers', () => {
    const center = talking();
    const send = center.do(
      { kind: 'agent', agentId: agentId('ana') },
      {
        type: 'command',
        command: { name: 'call.sendOn', input: { interactionId: interactionId('mia'), number: '+34600111222' } },
        dialled: { number: spain() },
      },
    );
    expect(center.orders(send)[0]).toMatchObject({ type: 'forward' });
    center.tells('call.farEndFailed', 'mia', { role: 'forward', because: 'noAnswer' });
    expect(center.callOf('mia')).toMatchObject({ state: 'active', ownerId: 'ana', call: { action: undefined } });
    expect(
      center.refusal('ana', 'call.sendOn', { interactionId: interactionId('mia'), number: '+34600111222' }),
    ).toEqual({ code: 'numberNotAllowed', because: 'notANumber' });
  });
});

describe('calls to the outside and to colleagues', () => {
  const caller = (): CallCenter => given('ana', 'bo').callQueue('sales', ['ana', 'bo'], {}, { wrapUpSeconds: 45 });

  it('is the caller’s from the start, and answered when the far end is', () => {
    const center = caller().trunk();
    const dialled = center.dials('ana', 'out');
    expect(dialled.ok && center.orders(dialled.events)).toEqual([
      {
        type: 'authorise',
        agentId: 'ana',
        role: 'talk',
        to: { kind: 'outside', number: '+34600111222', callerId: '+34910000000' },
        until: center.now + 30 * SECOND,
        callId: 'out',
      },
    ]);
    expect(interactionView(center.state, interactionId('out'))).toMatchObject({
      state: 'connecting',
      agentId: 'ana',
      call: { direction: 'out', number: '+34600111222', ownNumber: '+34910000000' },
    });
    expect(center.dials('ana', 'second')).toMatchObject({ ok: false, error: { code: 'onCall' } });
    center.tells('call.farEnd', 'out', { role: 'talk', state: 'ringing' });
    center.tells('call.farEnd', 'out', { role: 'talk', state: 'answered' });
    expect(center.callOf('out')).toMatchObject({ state: 'active', ownerId: 'ana', call: { rang: true } });
    center.pass(MINUTE);
    center.hangsUp('out');
    expect(center.callOf('out')).toMatchObject({ state: 'wrapUp', call: { end: { outcome: 'answered' } } });
  });

  it.each(['busy', 'noAnswer', 'refused', 'unreachable'] as const)('%s: over without a wrap-up', (because) => {
    const center = caller().trunk();
    center.dials('ana', 'out');
    center.tells('call.farEndFailed', 'out', { role: 'talk', because });
    expect(center.callOf('out')).toMatchObject({ state: 'closed', call: { end: { outcome: because } } });
    expect(center.state.agents.get(agentId('ana'))?.onCall).toBeUndefined();
  });

  it('nobody says what came of it: over after three minutes', () => {
    const center = caller().trunk();
    center.dials('ana', 'out');
    center.pass(3 * MINUTE);
    expect(center.callOf('out').state).toBe('closed');
  });

  it('no line, no phone, no permission: refused with the reason', () => {
    const center = caller();
    const code = (name: string, number = spain()) => {
      const result = center.dials('ana', name, number);
      return result.ok ? 'yes' : result.error;
    };
    expect(code('a')).toEqual({ code: 'numberNotAllowed', because: 'noTrunk' });
    // The line that was chosen is gone.
    center.trunk({ outboundTrunkId: trunkId('t9') });
    expect(code('a')).toEqual({ code: 'numberNotAllowed', because: 'noTrunk' });
    center.trunk({ maxCallsPerHour: 2 });
    expect(code('b', { kind: 'emergency' })).toEqual({ code: 'numberNotAllowed', because: 'emergency' });
    expect(code('c', { kind: 'number', number: '+881', country: undefined, premium: true })).toEqual({
      code: 'numberNotAllowed',
      because: 'premium',
    });
    for (const name of ['d', 'e']) {
      expect(code(name)).toBe('yes');
      center.on('ana', 'call.hangUp', name, {});
    }
    expect(code('f')).toEqual({ code: 'tooManyCalls', per: 'hour', limit: 2, resetsAt: center.now + 60 * MINUTE });
    center.pass(61 * MINUTE);
    center.trunk({}, 1);
    center.dials('bo', 'g');
    expect(code('h')).toEqual({ code: 'tooManyCalls', per: 'trunk', limit: 1 });
    center.phone('ana', []);
    expect(code('i')).toEqual({ code: 'phoneOff' });
  });

  it('talk time of the day is counted', () => {
    const center = caller().trunk({ maxMinutesPerDay: 5 });
    center.dials('ana', 'out');
    center.tells('call.farEnd', 'out', { role: 'talk', state: 'answered' });
    center.pass(6 * MINUTE);
    center.hangsUp('out');
    center.pass(MINUTE);
    expect(center.dials('ana', 'next')).toMatchObject({
      ok: false,
      error: { code: 'tooManyCalls', per: 'day', limit: 5, resetsAt: nextDay(center.now) },
    });
  });

  const caps = (center: CallCenter, who: string) =>
    snapshotFor(center.state, agentId(who)).notices.map(({ cap, interactionId: about }) => ({ ...cap, about }));

  it('four fifths of the calls of an hour: those who lead are told once, before a call is refused, and once in the next hour', () => {
    const center = caller().trunk({ maxCallsPerHour: 5 });
    center.agent('sue', { role: 'supervisor' }).agent('other', { role: 'supervisor' });
    const sue = { agentId: agentId('sue'), name: 'sue', role: 'supervisor' as const, absent: false };
    center.command('boss', 'agent.save', { ...sue, supervises: [queueId('sales')] });
    const from = center.now;
    const dials = (name: string): void => {
      expect(center.dials('ana', name).ok).toBe(true);
      center.on('ana', 'call.hangUp', name, {});
      center.pass(MINUTE);
    };
    for (const name of ['a', 'b', 'c']) dials(name);
    expect(caps(center, 'sue')).toEqual([]);
    dials('d');
    const told = { per: 'hour', agentId: 'ana', used: 4, limit: 5, resetsAt: from + 60 * MINUTE, about: 'd' };
    expect(caps(center, 'sue')).toEqual([told]);
    expect(caps(center, 'boss')).toEqual([told]);
    expect(caps(center, 'other')).toEqual([]);
    expect(caps(center, 'ana')).toEqual([]);
    dials('e');
    expect(caps(center, 'sue')).toEqual([told]);
    expect(center.dials('ana', 'f')).toMatchObject({ ok: false, error: { resetsAt: from + 60 * MINUTE } });
    center.pass(2 * 60 * MINUTE);
    for (const name of ['g', 'h', 'i', 'j']) dials(name);
    expect(caps(center, 'sue')).toMatchObject([{ about: 'd' }, { about: 'j' }]);
  });

  it('four fifths of the minutes of a day: told when a call is over, once a day', () => {
    const center = caller().trunk({ maxMinutesPerDay: 10 });
    const talks = (name: string, minutes: number): void => {
      expect(center.dials('ana', name).ok).toBe(true);
      center.tells('call.farEnd', name, { role: 'talk', state: 'answered' });
      center.pass(minutes * MINUTE);
      center.hangsUp(name);
      center.pass(MINUTE);
    };
    talks('a', 7);
    expect(caps(center, 'boss')).toEqual([]);
    talks('b', 1);
    const told = { per: 'day', agentId: 'ana', used: 8, limit: 10, resetsAt: nextDay(center.now), about: 'b' };
    expect(caps(center, 'boss')).toEqual([told]);
    talks('c', 1);
    expect(caps(center, 'boss')).toEqual([told]);
  });

  it('a colleague gets one offer and is joined when they accept; a decline ends it', () => {
    const center = caller();
    const call = (name: string) =>
      center.command('ana', 'call.dial', {
        interactionId: interactionId(name),
        to: { kind: 'agent', agentId: agentId('bo') },
      });
    const events = call('one');
    expect(center.orders(events)).toContainEqual(
      expect.objectContaining({
        type: 'authorise',
        agentId: 'ana',
        role: 'talk',
        to: { kind: 'agent', agentId: 'bo' },
      }),
    );
    expect(center.ringsWhere('one')).toEqual(['bo']);
    expect(center.orders(center.picksUp('bo', 'one'))).toEqual([{ type: 'connect', agentId: 'bo', callId: 'one' }]);
    center.tells('call.connected', 'one', { agentId: agentId('bo') });
    expect(center.callOf('one')).toMatchObject({ state: 'active', ownerId: 'ana' });
    center.hangsUp('one');
    center.pass(MINUTE);
    call('two');
    center.refuses('bo', 'two');
    expect(center.callOf('two')).toMatchObject({ state: 'closed', call: { end: { outcome: 'refused' } } });
  });
});

describe('what a call was about', () => {
  const topics = ['Delivery', 'Invoice'];
  const withTopics = (more: Partial<QueueSettings> = {}) => {
    const center = given('ana', 'ben', 'boss').callQueue(
      'sales',
      ['ana', 'ben'],
      {},
      { topics, wrapUpSeconds: 0, ...more },
    );
    center.rings('mia');
    center.talks('ana', 'mia');
    return center;
  };
  const topicOf = (center: ReturnType<typeof withTopics>) => center.callOf('mia').topic;

  it('[79] is said during the call and not lost where there is no wrap-up', () => {
    const center = withTopics();
    center.on('ana', 'interaction.setTopic', 'mia', { topic: 'Invoice' });
    expect(topicOf(center)).toBe('Invoice');
    const events = center.tells('call.ended', 'mia', { by: 'customer', because: 'hangUp' });
    expect(center.callOf('mia').state).toBe('closed');
    expect(topicOf(center)).toBe('Invoice');
    expect(lines(events)).toContainEqual(expect.objectContaining({ name: 'closed', topic: 'Invoice' }));
  });

  it('[79] is said afterwards, changed and taken back, by whoever had it or leads', () => {
    const center = withTopics();
    center.tells('call.ended', 'mia', { by: 'customer', because: 'hangUp' });
    const input = { interactionId: interactionId('mia'), topic: 'Delivery' };
    expect(center.refusal('ben', 'interaction.setTopic', input)).toEqual({ code: 'notOwner' });
    expect(center.refusal('ana', 'interaction.setTopic', { ...input, topic: 'Weather' })).toEqual({
      code: 'invalid',
      fields: { topic: 'unknown' },
    });
    center.on('ana', 'interaction.setTopic', 'mia', { topic: 'Delivery' });
    expect(topicOf(center)).toBe('Delivery');
    expect(center.on('ana', 'interaction.setTopic', 'mia', { topic: 'Delivery' })).toEqual([]);
    center.on('boss', 'interaction.setTopic', 'mia', { topic: 'Invoice' });
    expect(topicOf(center)).toBe('Invoice');
    center.on('ana', 'interaction.setTopic', 'mia', { topic: null });
    expect(topicOf(center)).toBeUndefined();
  });

  it('[79] what was said during the call is enough where a topic is required, and is kept by the end of the wrap-up', () => {
    const center = withTopics({ wrapUpSeconds: 45, topicRequired: true });
    center.on('ana', 'interaction.setTopic', 'mia', { topic: 'Delivery' });
    center.tells('call.ended', 'mia', { by: 'customer', because: 'hangUp' });
    expect(center.callOf('mia').state).toBe('wrapUp');
    center.on('ana', 'interaction.finishWrapUp', 'mia', {});
    expect(center.callOf('mia')).toMatchObject({ state: 'closed', topic: 'Delivery' });
  });
});

describe('recording and supervision', () => {
  it('recorded from the first word where the queue says so, by hand where it may', () => {
    const center = given('ana').callQueue('sales', ['ana'], { recording: 'always' });
    center.rings('mia');
    expect(center.orders(center.talks('ana', 'mia'))).toContainEqual({
      type: 'record',
      on: true,
      announce: true,
      callId: 'mia',
    });
    center.tells('call.recording', 'mia', { on: true });
    expect(center.callOf('mia').call?.recordingSince).toBe(center.now);
    center.saveCalls('sales', ['ana'], { recording: 'onDemand' });
    const again = center.on('ana', 'call.record', 'mia', { on: true });
    expect(center.orders(again)).toContainEqual({ type: 'record', on: true, announce: true, callId: 'mia' });
    center.saveCalls('sales', ['ana'], { recording: 'off' });
    expect(center.refusal('ana', 'call.record', { interactionId: interactionId('mia'), on: true })).toEqual({
      code: 'recordingOff',
    });
  });

  it('[74–77] a recording pauses and goes on for its agent or who leads, said when the endpoint has done it', () => {
    const center = given('ana', 'ben', 'boss').callQueue('sales', ['ana', 'ben'], { recording: 'always' });
    center.rings('mia');
    center.talks('ana', 'mia');
    const input = { interactionId: interactionId('mia'), paused: true };
    expect(center.refusal('ana', 'call.pauseRecording', input)).toMatchObject({ code: 'wrongState' });
    center.tells('call.recording', 'mia', { on: true });
    expect(center.refusal('ben', 'call.pauseRecording', input)).toMatchObject({ code: 'notOwner' });
    const asked = center.on('ana', 'call.pauseRecording', 'mia', { paused: true });
    expect(center.orders(asked)).toEqual([{ type: 'pauseRecording', on: true, callId: 'mia' }]);
    expect(center.callOf('mia').call?.recordingPausedSince).toBeUndefined();
    expect(lines(center.tells('call.recordingPaused', 'mia', { on: true }))).toEqual([
      { name: 'recordingPaused', on: true },
    ]);
    expect(center.callOf('mia').call).toMatchObject({ recordingPausedSince: center.now });
    expect(center.tells('call.recordingPaused', 'mia', { on: true })).toEqual([]);
    expect(center.orders(center.on('boss', 'call.pauseRecording', 'mia', { paused: false }))).toEqual([
      { type: 'pauseRecording', on: false, callId: 'mia' },
    ]);
    expect(lines(center.tells('call.recordingPaused', 'mia', { on: false }))).toEqual([
      { name: 'recordingPaused', on: false },
    ]);
    // A recording that ends takes its pause with it.
    center.tells('call.recordingPaused', 'mia', { on: true });
    center.tells('call.recording', 'mia', { on: false });
    expect(center.callOf('mia').call?.recordingPausedSince).toBeUndefined();
    expect(center.tells('call.recordingPaused', 'mia', { on: true })).toEqual([]);
  });

  it('listening is shown by policy; whispering always', () => {
    const center = given('ana', 'boss').callQueue('sales', ['ana'], { showListening: false });
    center.rings('mia');
    center.talks('ana', 'mia');
    const events = center.on('boss', 'call.listen', 'mia', { mode: 'listen' });
    expect(center.orders(events)).toEqual([{ type: 'listen', agentId: 'boss', mode: 'listen', callId: 'mia' }]);
    const heard = (mode: 'listen' | 'whisper') =>
      lines(center.tells('call.listening', 'mia', { agentId: agentId('boss'), mode, on: true }));
    expect(heard('listen')).toEqual([]);
    expect(interactionView(center.state, interactionId('mia'))?.call?.listeners).toBeUndefined();
    expect(heard('whisper')).toEqual([{ name: 'listened', agentId: 'boss', mode: 'whisper', on: true }]);
    expect(interactionView(center.state, interactionId('mia'))?.call?.listeners).toEqual([
      { agentId: 'boss', mode: 'whisper' },
    ]);
    expect(center.refusal('ana', 'call.listen', { interactionId: interactionId('mia'), mode: 'listen' })).toEqual({
      code: 'notAllowed',
    });
  });
});

describe('faults', () => {
  it('a restart of the server or of what carries calls: every call is lost, everybody is free', () => {
    for (const lost of ['server.started', 'calls.lost'] as const) {
      const center = given('ana', 'bo').callQueue('sales', ['ana', 'bo'], {}, { wrapUpSeconds: 45 });
      center.rings('mia');
      const [first] = center.ringsWhere('mia');
      center.talks(first ?? '', 'mia');
      center.rings('leo');
      const events = center.server({ type: lost });
      expect(lines(events).filter(({ name }) => name === 'callEnded')).toHaveLength(2);
      expect(center.callOf('mia')).toMatchObject({ state: 'closed', call: { end: { outcome: 'lost' } } });
      // Nobody has talked with them: they are among those to call back.
      expect(center.callOf('leo')).toMatchObject({ state: 'closed', call: { end: { outcome: 'missed' } } });
      expect(center.state.calls.size).toBe(0);
      expect([...center.state.agents.values()].map(({ onCall }) => onCall)).toEqual([undefined, undefined, undefined]);
    }
  });

  it('[8] a queue that is deleted ends its calls; [3] its medium never changes', () => {
    const center = given('ana').callQueue('sales', ['ana']);
    center.rings('mia');
    center.talks('ana', 'mia');
    const saved = commandOf('queue.save', {
      queueId: queueId('sales'),
      version: 1,
      name: 'sales',
      language: 'en',
      settings: { ...center.state.queues.get(queueId('sales'))!.settings, call: null },
    });
    expect(center.try({ kind: 'server' }, saved)).toMatchObject({ ok: false, error: { code: 'wrongMedium' } });
    center.queue('chats', []);
    const gone = { queueId: queueId('sales'), openTo: queueId('chats') };
    expect(center.refusal('boss', 'queue.delete', gone)).toEqual({ code: 'wrongMedium' });
    expect(center.refusal('boss', 'queue.delete', { ...gone, openTo: null })?.code).toBe('queueNotEmpty');
  });

  it('a dismissed agent’s call goes back to the queue', () => {
    const center = given('ana', 'bo').callQueue('sales', ['ana', 'bo'], {}, { distribution: 'strict' });
    center.command('boss', 'department.save', { id: departmentId('d'), name: 'd', agentIds: [agentId('ana')] });
    center.rings('mia');
    center.talks('ana', 'mia');
    center.command('boss', 'agent.dismiss', { agentId: agentId('ana') });
    expect(center.ringsWhere('mia')).toEqual(['bo']);
  });
});
