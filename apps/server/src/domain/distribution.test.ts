import { SECOND } from '@ringdesk/shared/model/time.ts';
import { describe, expect, it } from 'vitest';
import { agentId, Center, commandOf, departmentId, queueId, settingsOf } from './center.testkit.ts';
import { told } from './told.testkit.ts';

const team = (...names: readonly string[]): Center => new Center().agents(...names);

describe('[13] evenly', () => {
  it('[13] fewest open interactions first, whatever the limit does not count', () => {
    const center = team('ana', 'boris').queue('sales', ['ana', 'boris'], { limit: 1, notCounted: 'answered' });
    center.writes('mia');
    center.accepts('ana', 'mia');
    center.replies('ana', 'mia');
    expect(told(center.writes('leo')).at(-1)).toBe('offered (queue, pass 1) to boris until 60s');
    center.accepts('boris', 'leo');
    center.replies('boris', 'leo');
    center.now += SECOND;
    expect(center.state.agents.get(agentId('ana'))).toMatchObject({ load: 1, counted: { answered: 0, closed: 1 } });
    expect(told(center.writes('tom')).at(-1)).toBe('offered (queue, pass 1) to ana until 61s');
  });

  it('[13] between equals the one whose last offer is longest ago, and an unanswered offer counts as one', () => {
    const center = team('ana', 'boris', 'carla').queue('sales', ['ana', 'boris', 'carla'], { missedOffersLimit: null });
    center.writes('mia');
    expect(center.ringsAt('mia')).toEqual(['ana']);
    center.pass(60 * SECOND);
    expect(center.ringsAt('mia')).toEqual(['boris']);
    center.declines('boris', 'mia');
    expect(center.ringsAt('mia')).toEqual(['carla']);
    center.declines('carla', 'mia');
    expect(center.offerTo('ana', 'mia').why).toEqual({
      rule: 'evenly',
      load: 0,
      candidates: 3,
      tie: 'longestSinceOffer',
    });
  });

  it('[13] the queue order where nothing else decides', () => {
    const center = team('ana', 'boris').queue('sales', ['boris', 'ana']);
    center.writes('mia');
    expect(center.offerTo('boris', 'mia').why).toEqual({ rule: 'evenly', load: 0, candidates: 2, tie: 'order' });
  });

  it('[13] parked work weighs nothing, an offer that rings weighs one', () => {
    const center = team('ana', 'boris').queue('sales', ['ana', 'boris']);
    center.writes('mia');
    expect(center.state.agents.get(agentId('ana'))?.load).toBe(1);
    center.accepts('ana', 'mia');
    center.command('ana', 'interaction.park', { interactionId: center.idOf('mia'), until: center.now + SECOND });
    expect(center.state.agents.get(agentId('ana'))).toMatchObject({
      load: 0,
      counted: { closed: 0, answered: 0, waitingForCustomer: 0 },
    });
  });
});

describe('[14] strictly in order', () => {
  it('[14] strict order passes to the next agent when the first does not answer, and starts again from the top', () => {
    const center = team('ana', 'boris').queue('sales', ['ana', 'boris'], {
      distribution: 'strict',
      missedOffersLimit: null,
    });
    expect(told(center.writes('mia'))).toEqual([
      'arrived in sales',
      '1. reply of customer',
      'offered (queue, pass 1) to ana until 60s',
    ]);
    expect(told(center.pass(60 * SECOND))).toEqual([
      'ended at ana: expired',
      'offered (queue, pass 1) to boris until 120s',
    ]);
    expect(told(center.pass(60 * SECOND))).toEqual([
      'ended at boris: expired',
      'offered (queue, pass 2) to ana until 180s',
    ]);
  });

  it('[14] the first eligible not yet tried in this pass, from the top', () => {
    const center = team('ana', 'boris', 'carla').queue('sales', ['ana', 'boris', 'carla'], { distribution: 'strict' });
    center.command('ana', 'presence.set', { state: 'away' });
    center.writes('mia');
    expect(center.offerTo('boris', 'mia').why).toEqual({ rule: 'strict', position: 2, candidates: 2, skipped: 1 });
    center.command('ana', 'presence.set', { state: 'available' });
    expect(told(center.declines('boris', 'mia'))).toEqual([
      'ended at boris: declined',
      'offered (queue, pass 1) to ana until 60s',
    ]);
    expect(told(center.declines('ana', 'mia')).at(-1)).toBe('offered (queue, pass 1) to carla until 60s');
  });

  it('[14] tells who before was offered it in this pass from who could not take it', () => {
    const center = team('ana', 'boris', 'carla').queue('sales', ['ana', 'boris', 'carla'], { distribution: 'strict' });
    center.command('ana', 'presence.set', { state: 'away' });
    center.writes('mia');
    center.declines('boris', 'mia');
    const why = { rule: 'strict', position: 3, candidates: 1, skipped: 2, tried: 1 };
    expect(center.offerTo('carla', 'mia').why).toEqual(why);
    // In the next pass nobody was offered it yet.
    center.command('boris', 'presence.set', { state: 'away' });
    expect(told(center.pass(60 * SECOND)).at(-1)).toBe('offered (queue, pass 2) to carla until 120s');
    expect(center.offerTo('carla', 'mia').why).toEqual({ rule: 'strict', position: 3, candidates: 1, skipped: 2 });
  });

  it('[14] when one lone member declines, 30 s pass before it rings there again', () => {
    const center = team('ana').queue('sales', ['ana'], { distribution: 'strict' });
    center.writes('mia');
    expect(told(center.declines('ana', 'mia'))).toEqual(['ended at ana: declined', 'cooling: ana until 30s']);
    expect(told(center.pass(29_999))).toEqual([]);
    expect(told(center.pass(1))).toEqual(['cooled: ana', 'offered (queue, pass 2) to ana until 90s']);
  });

  it('[14] two who both declined are not lone: the next pass starts at once', () => {
    const center = team('ana', 'boris').queue('sales', ['ana', 'boris'], { distribution: 'strict' });
    center.writes('mia');
    center.declines('ana', 'mia');
    expect(told(center.declines('boris', 'mia'))).toEqual([
      'ended at boris: declined',
      'offered (queue, pass 2) to ana until 60s',
    ]);
  });

  it('[14] while the lone member rests, whoever becomes eligible is rung at once', () => {
    const center = team('ana')
      .agent('boris', { online: false })
      .queue('sales', ['ana', 'boris'], { distribution: 'strict' });
    center.writes('mia');
    center.declines('ana', 'mia');
    expect(told(center.online('boris'))).toEqual([
      'agent.connected boris',
      'offered (queue, pass 1) to boris until 60s',
    ]);
  });

  it('[14] a decline long ago is no reason to rest', () => {
    const center = team('ana', 'boris').queue('sales', ['ana', 'boris'], { distribution: 'strict', offerSeconds: 120 });
    center.writes('mia');
    center.declines('ana', 'mia');
    center.pass(40 * SECOND);
    expect(told(center.command('boris', 'presence.set', { state: 'away' }))).toEqual([
      'boris is away by boris',
      'ended at boris: withdrawn: agentUnavailable',
      'offered (queue, pass 2) to ana until 160s',
    ]);
  });
});

describe('[15] to all', () => {
  const ring = (...names: readonly string[]): Center =>
    team(...names).queue('sales', names, { distribution: 'toAll', missedOffersLimit: null });

  it('[15] every eligible member at once; the first accept wins, the others are told by whom', () => {
    const center = ring('ana', 'boris', 'carla');
    expect(told(center.writes('mia')).at(-1)).toBe('offered (queue, pass 1) to ana, boris, carla until 60s');
    expect(told(center.accepts('boris', 'mia'))).toEqual([
      'ended at ana, carla: withdrawn: takenByColleague by boris',
      'accepted by boris',
      '2. accepted: boris',
    ]);
  });

  it('[15] two accept at once: one owns it, the other is told who', () => {
    const center = ring('ana', 'boris');
    center.writes('mia');
    const late = center.offerTo('boris', 'mia').id;
    center.accepts('ana', 'mia');
    expect(center.refusal('boris', 'offer.accept', { offerId: late })).toEqual({
      code: 'offerGone',
      ownerId: 'ana',
      end: { outcome: 'withdrawn', reason: 'takenByColleague', by: 'ana', at: center.now },
    });
    expect(center.interactionOf('mia').ownerId).toBe('ana');
  });

  it('[15] who becomes eligible while it rings joins in until the same moment', () => {
    const center = ring('ana', 'boris');
    center.offline('boris');
    center.writes('mia');
    center.now += 20 * SECOND;
    expect(told(center.online('boris'))).toEqual([
      'agent.connected boris',
      'offered (queue, pass 1) to boris until 60s',
    ]);
  });

  it('[15] who went away while it rang and comes back joins in again; who declined does not', () => {
    const center = ring('ana', 'boris', 'carla');
    center.writes('mia');
    center.declines('carla', 'mia');
    center.command('ana', 'presence.set', { state: 'away' });
    expect(center.ringsAt('mia')).toEqual(['boris']);
    center.now += 10 * SECOND;
    expect(told(center.command('ana', 'presence.set', { state: 'available' }))).toEqual([
      'ana is available by ana',
      'offered (queue, pass 1) to ana until 60s',
    ]);
  });

  it('[15] the offer time ends the round and the next follows at once', () => {
    const center = ring('ana', 'boris');
    center.writes('mia');
    expect(told(center.pass(60 * SECOND))).toEqual([
      'ended at ana, boris: expired',
      'offered (queue, pass 2) to ana, boris until 120s',
    ]);
  });

  it('[15] who declined is left alone for the round; a round that everybody declined rests 30 s from each decline', () => {
    const center = ring('ana', 'boris');
    center.writes('mia');
    expect(told(center.declines('ana', 'mia'))).toEqual(['ended at ana: declined']);
    center.now += 10 * SECOND;
    expect(told(center.declines('boris', 'mia'))).toEqual([
      'ended at boris: declined',
      'cooling: ana until 30s, boris until 40s',
    ]);
    expect(told(center.pass(20 * SECOND))).toEqual(['cooled: ana', 'offered (queue, pass 2) to ana until 90s']);
    expect(told(center.pass(10 * SECOND))).toEqual(['cooled: boris', 'offered (queue, pass 2) to boris until 90s']);
  });

  it('[15] ringing everybody reserves nobody: capacity is checked at the accept', () => {
    const center = team('ana', 'boris').queue('sales', ['ana', 'boris'], { distribution: 'toAll', limit: 1 });
    center.writes('mia');
    center.writes('leo');
    expect(center.ringsAt('leo')).toEqual(['ana', 'boris']);
    expect(center.state.agents.get(agentId('ana'))?.load).toBe(0);
    center.accepts('ana', 'mia');
    expect(center.refusal('ana', 'offer.accept', { offerId: center.offerTo('ana', 'leo').id })).toEqual({
      code: 'atLimit',
      limit: 1,
    });
    expect(told(center.accepts('boris', 'leo'))).toEqual([
      'ended at ana: withdrawn: takenByColleague by boris',
      'accepted by boris',
      '2. accepted: boris',
    ]);
  });
});

describe('[12] members', () => {
  it('[12] departments flatten to their agents in their order, each agent once, at the first place', () => {
    const center = team('ana', 'boris', 'carla', 'dan');
    const department = { id: departmentId('north'), name: 'North', agentIds: [agentId('carla'), agentId('ana')] };
    center.server(commandOf('department.save', department));
    center.queue('sales', [], {
      distribution: 'strict',
      members: [
        { kind: 'agent', agentId: agentId('boris') },
        { kind: 'department', departmentId: departmentId('north') },
        { kind: 'agent', agentId: agentId('carla') },
        { kind: 'agent', agentId: agentId('dan') },
      ],
    });
    expect([...center.state.queues.get(queueId('sales'))!.roster.seats.keys()]).toEqual([
      'boris',
      'carla',
      'ana',
      'dan',
    ]);
    center.server(commandOf('department.save', { ...department, agentIds: [agentId('ana')] }));
    expect([...center.state.queues.get(queueId('sales'))!.roster.seats.keys()]).toEqual([
      'boris',
      'ana',
      'carla',
      'dan',
    ]);
    center.server(commandOf('department.delete', { departmentId: departmentId('north') }));
    expect([...center.state.queues.get(queueId('sales'))!.roster.seats.keys()]).toEqual(['boris', 'carla', 'dan']);
  });

  it('[12] members that do not exist or stand twice are refused by their place', () => {
    const center = team('ana');
    const settings = settingsOf(['ana', 'ghost', 'ana'], {});
    const result = center.try(
      { kind: 'server' },
      commandOf('queue.create', { queueId: queueId('x'), name: 'x', language: 'en', settings }),
    );
    expect(result).toEqual({
      ok: false,
      error: { code: 'invalid', fields: { 'settings.members.1': 'unknown', 'settings.members.2': 'duplicate' } },
    });
  });
});

describe('waiting order (section 13)', () => {
  it('[13] priority first, then the original arrival, across queues', () => {
    const center = new Center().agent('root', { role: 'admin' }).agent('ana', { online: false });
    center.queue('sales', ['ana'], { limit: 1 }).queue('care', ['ana'], { limit: 1 });
    center.writes('mia');
    center.now += SECOND;
    center.writes('leo', 'hello', { channel: 'care' });
    center.now += SECOND;
    center.writes('tom', 'hello', { channel: 'care' });
    center.command('root', 'interaction.setPriority', { interactionId: center.idOf('tom', 'care'), priority: 5 });
    const order: string[] = [];
    center.online('ana');
    for (const [customer, channel] of [
      ['tom', 'care'],
      ['mia', 'sales'],
      ['leo', 'care'],
    ] as const) {
      order.push(...center.ringsAt(customer, channel).map(() => customer));
      center.accepts('ana', customer, channel);
      center.command('ana', 'interaction.close', { interactionId: center.idOf(customer, channel) });
    }
    expect(order).toEqual(['tom', 'mia', 'leo']);
  });
});
