import type { ReasonId } from '@ringdesk/shared/model/ids.ts';
import { MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';
import { describe, expect, it } from 'vitest';
import { agentId, Center, commandOf } from './center.testkit.ts';
import { told } from './told.testkit.ts';
import { interactionView } from './interactionView.ts';

const one = (settings: Parameters<Center['queue']>[2] = {}): Center =>
  new Center().agents('ana', 'boris').queue('sales', ['ana', 'boris'], { distribution: 'strict', ...settings });

describe('[17] availability', () => {
  it.each(['busy', 'away'] as const)('[17] never offered to an agent who is %s', (state) => {
    const center = one();
    center.command('ana', 'presence.set', { state });
    center.writes('mia');
    expect(center.ringsAt('mia')).toEqual(['boris']);
  });

  it('[17] not dismissed, not absent, online and clocked in, as the queue asks', () => {
    const center = one({ availabilityCheck: 'onlineAndShift' });
    center.writes('mia');
    expect(interactionView(center.state, center.idOf('mia'))).toMatchObject({
      state: 'queued',
      reason: 'nobodyEligible',
      nextWakeAt: center.now + MINUTE,
    });
    expect(told(center.command('boris', 'shift.set', { open: true })).at(-1)).toBe(
      'offered (queue, pass 1) to boris until 60s',
    );
    center.command('ana', 'shift.set', { open: true });
    center.server(
      commandOf('agent.save', { agentId: agentId('ana'), name: 'Ana', role: 'agent', supervises: [], absent: true }),
    );
    center.writes('leo');
    expect(center.ringsAt('leo')).toEqual(['boris']);
  });

  it('[17] off: tried whatever presence and connection, dismissed ones excepted, and the offer burns its turn', () => {
    const center = one({ availabilityCheck: 'off', missedOffersLimit: null });
    center.offline('ana');
    center.server(commandOf('agent.dismiss', { agentId: agentId('boris') }));
    center.writes('mia');
    expect(center.ringsAt('mia')).toEqual(['ana']);
    expect(told(center.pass(30 * SECOND))).toEqual([]);
    expect(told(center.pass(30 * SECOND))).toEqual([
      'ended at ana: expired',
      'offered (queue, pass 2) to ana until 120s',
    ]);
  });

  it('[17] when nobody is eligible it waits with a reason and is offered the moment somebody becomes it', () => {
    const center = one();
    center.offline('ana');
    center.offline('boris');
    center.writes('mia');
    expect(told(center.online('boris'))).toEqual([
      'agent.connected boris',
      'offered (queue, pass 1) to boris until 60s',
    ]);
  });

  it('[17] what rings at an agent who is no longer available goes on to the next at once', () => {
    const center = one();
    center.writes('mia');
    expect(told(center.command('ana', 'presence.set', { state: 'away' }))).toEqual([
      'ana is away by ana',
      'ended at ana: withdrawn: agentUnavailable',
      'offered (queue, pass 1) to boris until 60s',
    ]);
  });
});

describe('[78] a lost connection', () => {
  it('[78] no new offers at once; what rings is withdrawn after 10 s without a socket', () => {
    const center = one();
    center.writes('mia');
    expect(told(center.offline('ana'))).toEqual(['agent.disconnected ana']);
    center.writes('leo');
    expect(center.ringsAt('leo')).toEqual(['boris']);
    expect(told(center.pass(9_999))).toEqual([]);
    expect(told(center.pass(1))).toEqual([
      'agent.graceEnded ana',
      'ended at ana: withdrawn: agentOffline',
      'offered (queue, pass 1) to boris until 70s',
    ]);
  });

  it('[78] back within 10 s: it rings on', () => {
    const center = one();
    center.writes('mia');
    center.offline('ana');
    center.now += 9 * SECOND;
    center.online('ana');
    expect(told(center.pass(5 * SECOND))).toEqual([]);
    expect(center.ringsAt('mia')).toEqual(['ana']);
  });

  it('[78] a restarted server gives everybody the same 10 s', () => {
    const center = one();
    center.writes('mia');
    expect(told(center.server({ type: 'server.started' }))).toEqual(['server.started']);
    center.online('boris');
    expect(told(center.pass(10 * SECOND))).toEqual([
      'agent.graceEnded ana',
      'ended at ana: withdrawn: agentOffline',
      'offered (queue, pass 1) to boris until 70s',
    ]);
  });

  it('[78] what they own stays by default', () => {
    const center = one();
    center.writes('mia');
    center.accepts('ana', 'mia');
    center.offline('ana');
    expect(told(center.pass(600 * MINUTE))).toEqual(['agent.graceEnded ana']);
    expect(center.interactionOf('mia').ownerId).toBe('ana');
  });

  it('[78] or returns to the queue with its original age after N minutes', () => {
    const center = one({ returnDisconnectedAfterMinutes: 2 });
    center.writes('mia');
    const { arrivedAt } = center.interactionOf('mia');
    center.accepts('ana', 'mia');
    center.offline('ana');
    expect(told(center.pass(2 * MINUTE - 1))).toEqual(['agent.graceEnded ana']);
    expect(told(center.pass(1))).toEqual([
      '3. back to sales from ana: disconnected',
      'offered (queue, pass 1) to boris until 180s',
    ]);
    expect(center.interactionOf('mia').arrivedAt).toBe(arrivedAt);
  });

  it('[78] coming back in time ends the countdown', () => {
    const center = one({ returnDisconnectedAfterMinutes: 2 });
    center.writes('mia');
    center.accepts('ana', 'mia');
    center.offline('ana');
    center.now += MINUTE;
    center.online('ana');
    expect(told(center.pass(10 * MINUTE))).toEqual([]);
  });
});

describe('[80] missed offers', () => {
  it('[80] two in a row set the agent to notResponding, with one button back', () => {
    const center = new Center().agents('ana').queue('sales', ['ana']);
    center.writes('mia');
    center.pass(60 * SECOND);
    expect(told(center.pass(60 * SECOND))).toEqual(['ended at ana: expired', 'ana is notResponding by server']);
    expect(told(center.command('ana', 'presence.set', { state: 'available' }))).toEqual([
      'ana is available by ana',
      'offered (queue, pass 3) to ana until 180s',
    ]);
    expect(center.state.agents.get(agentId('ana'))!.missedInARow).toBe(0);
  });

  it('[80] each missed offer counts once', () => {
    const center = new Center().agents('ana').queue('sales', ['ana'], { missedOffersLimit: 3 });
    center.writes('mia');
    const states = [1, 2, 3].map(() => {
      center.pass(60 * SECOND);
      return center.state.agents.get(agentId('ana'))!.presence.state;
    });
    expect(states).toEqual(['available', 'available', 'notResponding']);
  });

  it('[80] answering one in between starts the count again', () => {
    const center = new Center().agents('ana').queue('sales', ['ana']);
    center.writes('mia');
    center.pass(60 * SECOND);
    center.accepts('ana', 'mia');
    center.writes('leo');
    expect(told(center.pass(60 * SECOND))).toEqual([
      'ended at ana: expired',
      'offered (queue, pass 2) to ana until 180s',
    ]);
  });

  it('[80] never where the queue says so', () => {
    const center = new Center().agents('ana').queue('sales', ['ana'], { missedOffersLimit: null });
    center.writes('mia');
    center.pass(20 * MINUTE);
    expect(center.state.agents.get(agentId('ana'))!.presence.state).toBe('available');
  });
});

describe('presence', () => {
  it('[17] a break needs one of the reasons where there are any, and only a reason of its own state is taken', () => {
    const center = new Center().agent('root', { role: 'admin' });
    const lunch = { id: 'lunch' as ReasonId, state: 'break', name: 'Lunch' } as const;
    center.command('root', 'presenceReasons.save', { reasons: [lunch] });
    expect(center.refusal('root', 'presence.set', { state: 'break' })).toEqual({ code: 'reasonRequired' });
    expect(center.refusal('root', 'presence.set', { state: 'busy', reasonId: lunch.id })).toEqual({
      code: 'invalid',
      fields: { reasonId: 'unknown' },
    });
    expect(told(center.command('root', 'presence.set', { state: 'break', reasonId: lunch.id }))).toEqual([
      'root is break by root',
    ]);
    expect(center.command('root', 'presence.set', { state: 'break', reasonId: lunch.id })).toEqual([]);
  });

  it('a colleague who leads is named by the state they set, until the agent declares one', () => {
    const center = new Center().agent('root', { role: 'admin' }).agents('ana');
    const ana = agentId('ana');
    center.command('root', 'agent.setPresence', { agentId: ana, state: 'away' });
    expect(center.state.agents.get(ana)!.presence).toMatchObject({ state: 'away', setBy: agentId('root') });
    center.command('ana', 'presence.set', { state: 'away' });
    expect(center.state.agents.get(ana)!.presence).not.toHaveProperty('setBy');
  });
});

describe('a desk that nobody touches', () => {
  const lunch = { id: 'lunch' as ReasonId, state: 'break', name: 'Lunch' } as const;
  const idle = { minutes: 15, reasonId: null };
  const given = (rule: { minutes: number; reasonId: ReasonId | null } | null = idle): Center => {
    const center = new Center().agent('root', { role: 'admin' }).agents('ana', 'ben');
    center.queue('sales', ['ana', 'ben'], { distribution: 'strict', missedOffersLimit: null });
    center.command('root', 'presenceReasons.save', { reasons: [lunch], idle: rule });
    return center;
  };
  const presence = (center: Center, name = 'ana') => center.state.agents.get(agentId(name))!.presence;
  /** Nobody has touched a desk of ana's from this moment on; told after so many minutes. */
  const leaves = (center: Center, minutes: number) => {
    const since = center.now;
    center.pass(minutes * MINUTE);
    return center.server({ type: 'agent.idled', agentId: agentId('ana'), since });
  };

  it('sets its agent away after the time of the rule, says why, and offers to others what rang there', () => {
    const center = given();
    const since = center.now;
    center.pass(15 * MINUTE - 1);
    expect(center.server({ type: 'agent.idled', agentId: agentId('ana'), since })).toEqual([]);
    center.writes('mia');
    center.pass(1);
    const events = center.server({ type: 'agent.idled', agentId: agentId('ana'), since });
    expect(told(events)).toEqual([
      'ana is away by server',
      'ended at ana: withdrawn: agentUnavailable',
      expect.stringContaining('to ben'),
    ]);
    expect(presence(center)).toEqual({ state: 'away', since: center.now, because: 'idle' });
    center.command('ana', 'presence.set', { state: 'available' });
    expect(presence(center)).toEqual({ state: 'available', since: center.now });
  });

  it('gives the reason that the rule names, and its state', () => {
    const center = given({ minutes: 15, reasonId: lunch.id });
    leaves(center, 15);
    expect(presence(center)).toMatchObject({ state: 'break', reasonId: lunch.id, because: 'idle' });
  });

  it('is nothing where there is no rule, and nothing to who is not available', () => {
    expect(leaves(given(null), 600)).toEqual([]);
    const center = given();
    center.command('ana', 'presence.set', { state: 'busy' });
    expect(leaves(center, 600)).toEqual([]);
  });

  it('counts from when they became available: that was a touch', () => {
    const center = given();
    center.command('ana', 'presence.set', { state: 'busy' });
    const since = center.now;
    center.pass(30 * MINUTE);
    center.command('root', 'agent.setPresence', { agentId: agentId('ana'), state: 'available' });
    expect(center.server({ type: 'agent.idled', agentId: agentId('ana'), since })).toEqual([]);
    center.pass(15 * MINUTE);
    expect(told(center.server({ type: 'agent.idled', agentId: agentId('ana'), since }))).toEqual([
      'ana is away by server',
    ]);
  });

  it('names a reason of the list, or is refused', () => {
    const center = given();
    expect(
      center.refusal('root', 'presenceReasons.save', { reasons: [], idle: { minutes: 15, reasonId: lunch.id } }),
    ).toEqual({ code: 'invalid', fields: { idle: 'unknown' } });
  });

  it('keeps its rule where a desk of an earlier release saves the reasons, without one that is gone', () => {
    const center = given({ minutes: 15, reasonId: lunch.id });
    center.command('root', 'presenceReasons.save', { reasons: [lunch] });
    expect(center.state.idleRule).toEqual({ minutes: 15, reasonId: lunch.id });
    center.command('root', 'presenceReasons.save', { reasons: [] });
    expect(center.state.idleRule).toEqual(idle);
    center.command('root', 'presenceReasons.save', { reasons: [], idle: null });
    expect(center.state.idleRule).toBeUndefined();
  });
});
