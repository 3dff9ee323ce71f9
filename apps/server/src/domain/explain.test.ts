import { SECOND } from '@ringdesk/shared/model/time.ts';
import { usualWorkingHours } from '@ringdesk/shared/model/workingHours.ts';
import { describe, expect, it } from 'vitest';
import { Center, queueId, settingsOf } from './center.testkit.ts';
import { explain, tryIt } from './explain.ts';

const team = (...names: readonly string[]): Center => new Center().agents(...names);

describe('trace and explanation', () => {
  it('[13] every decision carries the winner, the runner-up and the first reason against each other member', () => {
    const center = team('ana', 'boris', 'carla', 'dan').queue('sales', ['ana', 'boris', 'carla', 'dan'], { limit: 1 });
    center.command('ana', 'presence.set', { state: 'busy' });
    center.writes('old');
    center.accepts('boris', 'old');
    center.now += SECOND;
    const offered = center.writes('mia').find((event) => event.type === 'interaction.offered')!;
    expect(offered.trace).toEqual({
      decidedAt: center.now,
      distribution: 'evenly',
      settingsVersion: 1,
      pass: 1,
      winner: { agentId: 'carla', load: 0, position: 3 },
      runnerUp: { agentId: 'dan', load: 0, position: 4 },
      eligible: 2,
      counts: { busy: 1, atLimit: 1 },
      reasons: [
        { agentId: 'ana', reason: 'busy' },
        { agentId: 'boris', reason: 'atLimit' },
      ],
    });
  });

  it('[13] why nobody: the same rules, with the reason of every member', () => {
    const center = team('ana', 'boris').queue('sales', ['ana', 'boris']);
    center.offline('boris');
    center.writes('mia');
    center.declines('ana', 'mia');
    const explanation = explain(center.state, center.idOf('mia'), center.now)!;
    expect(explanation.trace.winner).toBeUndefined();
    expect(explanation.members).toEqual([
      { agentId: 'ana', eligible: false, reason: 'coolingDown', load: 0, counted: 0 },
      { agentId: 'boris', eligible: false, reason: 'offline', load: 0, counted: 0 },
    ]);
    expect(explanation.trace.counts).toEqual({ offline: 1, coolingDown: 1 });
  });

  it('[11] Try it answers for unsaved settings and changes nothing', () => {
    const center = team('ana', 'boris').queue('sales', ['ana']);
    const before = center.log.length;
    const tried = tryIt(
      center.state,
      queueId('sales'),
      settingsOf(['boris', 'ana'], { distribution: 'strict' }),
      center.now,
    );
    expect(tried.trace).toMatchObject({
      distribution: 'strict',
      winner: { agentId: 'boris', position: 1 },
      runnerUp: { agentId: 'ana' },
      eligible: 2,
    });
    expect(center.log.length).toBe(before);
    expect(center.state.queues.get(queueId('sales'))!.roster.seats.size).toBe(1);
  });

  it('[29] Try it tells whether the queue is open at the moment that was asked for', () => {
    const center = team('ana').queue('sales', ['ana']);
    const settings = settingsOf(['ana'], { workingHours: usualWorkingHours('Europe/Madrid') });
    const hoursAt = (iso: string) => tryIt(center.state, queueId('sales'), settings, Date.parse(iso)).hours;
    expect(hoursAt('2026-11-20T10:00Z')).toEqual({ open: true, changesAt: Date.parse('2026-11-20T17:00Z') });
    expect(hoursAt('2026-11-21T10:00Z')).toEqual({ open: false, changesAt: Date.parse('2026-11-23T08:00Z') });
    const always = tryIt(center.state, queueId('sales'), settingsOf(['ana'], {}), center.now);
    expect(always.hours).toEqual({ open: true });
  });

  it('[13] at most 50 reasons are kept, all of them counted', () => {
    const names = Array.from({ length: 80 }, (_, index) => `n${index}`);
    const center = new Center().agents('ana');
    for (const name of names) center.agent(name, { online: false });
    center.queue('sales', [...names, 'ana']);
    const offered = center.writes('mia').find((event) => event.type === 'interaction.offered')!;
    expect(offered.trace.reasons).toHaveLength(50);
    expect(offered.trace.counts).toEqual({ offline: 80 });
  });
});
