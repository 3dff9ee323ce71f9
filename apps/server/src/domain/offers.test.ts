import { SECOND } from '@ringdesk/shared/model/time.ts';
import { describe, expect, it } from 'vitest';
import { Center, offerId } from './center.testkit.ts';
import type { Event } from './events.ts';
import { evolve } from './evolve.ts';
import { accepting } from './offers.ts';
import { settingsOf, queueId, commandOf } from './center.testkit.ts';
import { told } from './told.testkit.ts';
import { interactionView } from './interactionView.ts';

const two = (settings: Parameters<Center['queue']>[2] = {}): Center =>
  new Center().agents('ana', 'boris').queue('sales', ['ana', 'boris'], { distribution: 'strict', ...settings });

describe('[16] offer time', () => {
  it('[16] the deadline belongs to the server: an accept after it is refused even before the alarm rang', () => {
    const center = two();
    center.writes('mia');
    const { id, expiresAt } = center.offerTo('ana', 'mia');
    center.now = expiresAt;
    expect(center.refusal('ana', 'offer.accept', { offerId: id })).toEqual({
      code: 'offerGone',
      end: { outcome: 'expired', at: expiresAt },
    });
    center.pass(0);
    expect(center.refusal('ana', 'offer.accept', { offerId: id })).toEqual({
      code: 'offerGone',
      end: { outcome: 'expired', at: expiresAt },
    });
  });

  it('[16] an accept one millisecond before it counts', () => {
    const center = two();
    center.writes('mia');
    center.now = center.offerTo('ana', 'mia').expiresAt - 1;
    expect(told(center.accepts('ana', 'mia'))).toEqual(['accepted by ana', '2. accepted: ana']);
    expect(told(center.pass(SECOND))).toEqual([]);
  });

  it('[16] the queue’s own offer time is used', () => {
    const center = two({ offerSeconds: 43_200 });
    expect(told(center.writes('mia')).at(-1)).toBe('offered (queue, pass 1) to ana until 43200s');
  });

  it('[16] after a restart late deadlines fire at the next tick', () => {
    const center = two();
    center.writes('mia');
    center.now += 300 * SECOND;
    center.server({ type: 'server.started' });
    center.online('boris');
    expect(told(center.server({ type: 'clock.ticked' }))).toEqual([
      'ended at ana: expired',
      'offered (queue, pass 1) to boris until 360s',
    ]);
  });

  it('[16] accepted but not answered returns to the queue, others first', () => {
    const center = two({ returnUnansweredAfterSeconds: 120 });
    center.writes('mia');
    center.now += 10 * SECOND;
    center.accepts('ana', 'mia');
    expect(told(center.pass(119_999))).toEqual([]);
    expect(told(center.pass(1))).toEqual([
      '3. back to sales from ana: notAnswered',
      'offered (queue, pass 1) to boris until 190s',
    ]);
  });

  it('[16] the first reply ends that countdown', () => {
    const center = two({ returnUnansweredAfterSeconds: 60 });
    center.writes('mia');
    center.accepts('ana', 'mia');
    center.replies('ana', 'mia');
    center.writes('mia', 'more');
    expect(told(center.pass(600 * SECOND))).toEqual([]);
  });
});

describe('accept, decline and joining', () => {
  it('an offer ends once: a second decline, an accept after a decline, the offer of somebody else', () => {
    const center = two();
    center.writes('mia');
    const { id } = center.offerTo('ana', 'mia');
    expect(center.refusal('boris', 'offer.accept', { offerId: id })).toEqual({ code: 'notFound' });
    expect(center.refusal('ana', 'offer.accept', { offerId: offerId('unknown') })).toEqual({ code: 'notFound' });
    const events = center.command('ana', 'offer.decline', { offerId: id, reason: 'lunch' });
    expect(events[0]).toMatchObject({ type: 'offers.ended', content: { reason: 'lunch' } });
    const gone = { code: 'offerGone', end: { outcome: 'declined', at: center.now, reason: 'lunch' } };
    expect(center.refusal('ana', 'offer.decline', { offerId: id })).toEqual(gone);
    expect(center.refusal('ana', 'offer.accept', { offerId: id })).toEqual(gone);
  });

  it('remembers when a desk first showed it and let it be heard, and says of one that ran out whether it was seen', () => {
    const center = two();
    center.writes('mia');
    const { id, offeredAt } = center.offerTo('ana', 'mia');
    center.pass(2 * SECOND);
    const displayedAt = offeredAt + 120;
    const events = center.command('ana', 'offer.shown', { offerId: id, displayedAt });
    expect(events).toMatchObject([{ type: 'offer.shown', agentId: 'ana', offeredAt, displayedAt }]);
    // A second window, and a clock that is wrong.
    expect(center.command('ana', 'offer.shown', { offerId: id, displayedAt: offeredAt + 900 })).toEqual([]);
    const [heard] = center.command('ana', 'offer.shown', { offerId: id, soundAt: center.now + 60 * SECOND });
    expect(heard).toMatchObject({ soundAt: center.now });
    expect(heard).not.toHaveProperty('displayedAt');
    expect(center.state.offers.get(id)).toMatchObject({ displayedAt, soundAt: center.now });
    expect(center.refusal('boris', 'offer.shown', { offerId: id, displayedAt })).toEqual({ code: 'notFound' });
    const ended = (passed: readonly Event[]) => passed.find(({ type }) => type === 'offers.ended');
    expect(ended(center.pass(58 * SECOND))).toMatchObject({ offers: [{ offerId: id, agentId: 'ana' }] });
    expect(ended(center.pass(60 * SECOND))).toMatchObject({ offers: [{ agentId: 'boris', unseen: true }] });
    // Too late to matter, and no fault.
    expect(center.command('ana', 'offer.shown', { offerId: id, displayedAt })).toEqual([]);
  });

  it('connecting: at most 10 s, then the join has failed and the search goes on with the original age', () => {
    const center = two();
    center.writes('mia');
    const interaction = center.interactionOf('mia');
    for (const event of accepting(center.state, { now: center.now }, interaction, center.offerTo('ana', 'mia')))
      evolve(center.state, event);
    expect(interactionView(center.state, interaction.id)).toMatchObject({ state: 'connecting', agentId: 'ana' });
    expect(center.refusal('ana', 'offer.accept', { offerId: center.offerTo('ana', 'mia').id })).toEqual({
      code: 'wrongState',
      state: 'connecting',
    });
    expect(told(center.pass(9_999))).toEqual([]);
    expect(told(center.pass(1))).toEqual(['ended at ana: failed', 'offered (queue, pass 1) to boris until 70s']);
    expect(interaction.arrivedAt).toBe(center.now - 10 * SECOND);
  });

  it('connecting is never intercepted, taken or closed, and counts as load', () => {
    const center = two({ interceptAllowed: true, limit: 1 }).agent('root', { role: 'admin' });
    center.writes('mia');
    const interactionId = center.idOf('mia');
    for (const event of accepting(
      center.state,
      { now: center.now },
      center.interactionOf('mia'),
      center.offerTo('ana', 'mia'),
    ))
      evolve(center.state, event);
    const refused = { code: 'wrongState', state: 'connecting' };
    expect(center.refusal('boris', 'interaction.intercept', { interactionId })).toEqual(refused);
    expect(center.refusal('root', 'interaction.take', { interactionId })).toEqual(refused);
    expect(center.refusal('root', 'interaction.close', { interactionId })).toEqual(refused);
    expect(center.state.agents.get('ana' as never)!.load).toBe(1);
  });

  it('a lone agent who could not be joined rests like one who declined', () => {
    const center = new Center().agents('ana').queue('sales', ['ana']);
    center.writes('mia');
    for (const event of accepting(
      center.state,
      { now: center.now },
      center.interactionOf('mia'),
      center.offerTo('ana', 'mia'),
    ))
      evolve(center.state, event);
    expect(told(center.pass(10 * SECOND))).toEqual(['ended at ana: failed', 'cooling: ana until 40s']);
  });
});

describe('[62] interception', () => {
  it('[62] a member takes with one command what rings at a colleague; the others are told', () => {
    const center = two({ interceptAllowed: true });
    center.writes('mia');
    expect(told(center.command('boris', 'interaction.intercept', { interactionId: center.idOf('mia') }))).toEqual([
      'ended at ana: withdrawn: intercepted by boris',
      '2. intercepted: boris from ana',
    ]);
    expect(center.refusal('ana', 'interaction.intercept', { interactionId: center.idOf('mia') })).toEqual({
      code: 'wrongState',
      state: 'active',
      ownerId: 'boris',
    });
  });

  it('[62] only where the queue allows it, by members, who are reachable', () => {
    const center = two().agents('stranger');
    center.writes('mia');
    const interactionId = center.idOf('mia');
    expect(center.refusal('boris', 'interaction.intercept', { interactionId })).toEqual({ code: 'interceptOff' });
    expect(center.refusal('stranger', 'interaction.intercept', { interactionId })).toEqual({ code: 'notFound' });
    center.saveQueue('sales', ['ana', 'boris'], { distribution: 'strict', interceptAllowed: true });
    center.offline('boris');
    expect(center.refusal('boris', 'interaction.intercept', { interactionId })).toEqual({ code: 'agentUnavailable' });
  });

  it('[62] of what rings at oneself it is an accept', () => {
    const center = two();
    center.writes('mia');
    expect(told(center.command('ana', 'interaction.intercept', { interactionId: center.idOf('mia') }))).toEqual([
      'accepted by ana',
      '2. accepted: ana',
    ]);
  });
});

describe('take', () => {
  it('a member takes what waits; what rings or is owned only who steers the queue', () => {
    const center = two().agent('root', { role: 'admin' });
    center.writes('mia');
    const interactionId = center.idOf('mia');
    expect(center.refusal('boris', 'interaction.take', { interactionId })).toEqual({
      code: 'wrongState',
      state: 'offered',
    });
    expect(told(center.command('root', 'interaction.take', { interactionId }))).toEqual([
      'ended at ana: withdrawn: takenByColleague by root',
      '2. taken: root from ana',
    ]);
    expect(center.refusal('boris', 'interaction.take', { interactionId })).toEqual({
      code: 'wrongState',
      state: 'active',
      ownerId: 'root',
    });
    center.command('ana', 'presence.set', { state: 'busy' });
    center.command('boris', 'presence.set', { state: 'busy' });
    center.writes('leo');
    expect(told(center.command('boris', 'interaction.take', { interactionId: center.idOf('leo') }))).toEqual([
      '2. taken: boris',
    ]);
  });

  it('[10] taking over what a colleague owns cancels their transfer', () => {
    const center = two().agent('root', { role: 'admin' });
    center.writes('mia');
    center.accepts('ana', 'mia');
    const interactionId = center.idOf('mia');
    center.command('ana', 'interaction.transfer', { interactionId, to: { kind: 'agent', agentId: 'boris' as never } });
    expect(told(center.command('root', 'interaction.take', { interactionId }))).toEqual([
      'ended at boris: withdrawn: takenByColleague by root',
      '4. transfer ana → boris cancelled',
      '5. taken: root from ana',
    ]);
  });
});

describe('[11] settings change while it rings', () => {
  it.each([
    ['the member is taken out', ['boris'], { distribution: 'strict' }],
    ['another check', ['ana', 'boris'], { distribution: 'strict', availabilityCheck: 'shift' }],
    ['to all instead', ['ana', 'boris'], { distribution: 'toAll' }],
  ] as const)('[11] %s: withdrawn, and the search goes on', (_what, members, settings) => {
    const center = two();
    center.command('boris', 'shift.set', { open: true });
    center.writes('mia');
    const events = center.saveQueue('sales', members, settings);
    expect(told(events).slice(0, 2)).toEqual(['queue.saved', 'ended at ana: withdrawn: settingsChanged']);
    expect(center.ringsAt('mia')).toContain('boris');
    expect(events.at(-1)).toMatchObject({ type: 'interaction.offered', settingsVersion: 2 });
  });

  it('[11] a lower limit withdraws what is above it', () => {
    const center = new Center().agents('ana').queue('sales', ['ana'], { limit: 3 });
    center.writes('mia');
    center.accepts('ana', 'mia');
    center.writes('leo');
    expect(told(center.saveQueue('sales', ['ana'], { limit: 1 }))).toEqual([
      'queue.saved',
      'ended at ana: withdrawn: settingsChanged',
    ]);
    expect(interactionView(center.state, center.idOf('leo'))).toMatchObject({ state: 'queued' });
  });

  it('[11] what stays allowed rings on with its own deadline', () => {
    const center = two();
    center.writes('mia');
    expect(told(center.saveQueue('sales', ['ana', 'boris'], { distribution: 'strict', offerSeconds: 600 }))).toEqual([
      'queue.saved',
    ]);
    expect(told(center.pass(60 * SECOND)).at(-1)).toBe('offered (queue, pass 1) to boris until 660s');
  });

  it('[11] an offer at the limit is not above it: its own reservation does not speak against it', () => {
    const center = new Center().agents('ana').queue('sales', ['ana'], { limit: 1 });
    center.writes('mia');
    expect(told(center.saveQueue('sales', ['ana'], { limit: 1, reopenHours: 1 }))).toEqual(['queue.saved']);
    expect(center.ringsAt('mia')).toEqual(['ana']);
  });

  it('[7] a queue that is switched off rings no more, says why it waits, and goes on when it is on again', () => {
    const center = two();
    center.writes('mia');
    const set = (active: boolean) =>
      center.server(
        commandOf('queue.setActive', { queueId: queueId('sales'), active, disconnectChannels: true, openTo: null }),
      );
    expect(told(set(false))).toEqual(['channel.saved', 'queue.activeSet', 'ended at ana: withdrawn: settingsChanged']);
    expect(interactionView(center.state, center.idOf('mia'))).toMatchObject({
      state: 'queued',
      reason: 'queueInactive',
    });
    expect(told(set(true))).toEqual(['queue.activeSet', 'offered (queue, pass 1) to boris until 60s']);
  });

  it('[12] a queue without members says so', () => {
    const center = two();
    center.writes('mia');
    center.saveQueue('sales', [], settingsOf([], {}));
    expect(interactionView(center.state, center.idOf('mia'))).toMatchObject({ state: 'queued', reason: 'noMembers' });
  });
});
