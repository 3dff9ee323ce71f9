import { defaultLiveChatSettings } from '@ringdesk/shared/model/channel.ts';
import { HOUR, MINUTE } from '@ringdesk/shared/model/time.ts';
import { type WorkingHours, usualWorkingHours } from '@ringdesk/shared/model/workingHours.ts';
import { describe, expect, it } from 'vitest';
import { agentId, Center, channelId, commandOf, queueId, START, typesOf } from './center.testkit.ts';
import { explain } from './explain.ts';
import { told } from './told.testkit.ts';
import { changesOf } from './updates.ts';
import { channelFace } from './visitorViews.ts';
import { interactionView } from './interactionView.ts';
import { queueView } from './views.ts';

/** The test's day is a Monday, and begins at 9:00 UTC. */
const until = (hour: number): WorkingHours => {
  const day = [{ from: 0, to: hour * 60 }];
  return { timeZone: 'UTC', week: [day, day, day, day, day, day, day], holidays: [] };
};
const nine = START;

describe('[29] working hours of a queue', () => {
  it('the clock opens and closes it at the minute, and says when it will next', () => {
    const center = new Center().agents('ana').queue('sales', ['ana'], { workingHours: until(10) });
    const seen = () => {
      const { open, nextChangeAt } = queueView(center.state, queueId('sales')) ?? {};
      return [open, nextChangeAt === undefined ? undefined : nextChangeAt - nine];
    };
    expect(seen()).toEqual([true, HOUR]);
    expect(center.pass(HOUR - 1)).toEqual([]);
    expect(typesOf(center.pass(1))).toEqual(['queue.hoursTurned']);
    expect(seen()).toEqual([false, 15 * HOUR]);
    center.pass(14 * HOUR);
    expect(seen()).toEqual([true, 25 * HOUR]);
  });

  it('outside nothing rings: it waits, visibly and with the opening, and is offered at the opening', () => {
    const center = new Center().agents('ana').queue('sales', ['ana'], { workingHours: until(9) });
    expect(told(center.writes('mia'))).toEqual(['arrived in sales', '1. reply of customer']);
    const opens = nine + 15 * HOUR;
    const waiting = { state: 'queued', reason: 'outsideHours', nextWakeAt: opens };
    expect(interactionView(center.state, center.idOf('mia'))).toMatchObject(waiting);
    expect(explain(center.state, center.idOf('mia'), center.now)?.trace.eligible).toBe(0);
    expect(center.pass(15 * HOUR - 1).length).toBe(0);
    const opened = center.pass(1);
    expect(told(opened)).toContain('offered (queue, pass 1) to ana until 54060s');
    expect([...changesOf(opened, center.state).queues]).toEqual(['sales']);
  });

  it('members may take what waits by hand, and owned conversations go on', () => {
    const center = new Center().agents('ana').queue('sales', ['ana'], { workingHours: until(9) });
    center.writes('mia');
    center.command('ana', 'interaction.take', { interactionId: center.idOf('mia') });
    center.replies('ana', 'mia');
    expect(told(center.writes('mia'))).toEqual(['4. reply of customer']);
  });

  it('what rings when it closes rings on; the next round waits for the opening', () => {
    const center = new Center().agents('ana', 'boris').queue('sales', ['ana', 'boris'], { workingHours: until(10) });
    center.pass(HOUR - 30_000);
    center.writes('mia');
    expect(told(center.pass(30_000))).toEqual(['queue.hoursTurned']);
    expect(center.ringsAt('mia')).toEqual(['ana']);
    expect(told(center.pass(30_000))).toEqual(['ended at ana: expired']);
    expect(center.ringsAt('mia')).toEqual([]);
  });

  it('to all: nobody joins a round after it closed', () => {
    const center = new Center()
      .agents('ana')
      .agent('boris', { online: false })
      .queue('sales', ['ana', 'boris'], { workingHours: until(10), distribution: 'toAll' });
    center.pass(HOUR - 1);
    center.writes('mia');
    center.pass(1);
    center.online('boris');
    expect(center.ringsAt('mia')).toEqual(['ana']);
  });

  it('reopened work waits for the opening, then goes to its last owner first', () => {
    const center = new Center().agents('ana', 'boris').queue('sales', ['boris', 'ana'], { workingHours: until(10) });
    center.writes('mia');
    center.command('ana', 'presence.set', { state: 'available' });
    center.declines('boris', 'mia');
    center.accepts('ana', 'mia');
    center.replies('ana', 'mia');
    center.command('ana', 'interaction.close', { interactionId: center.idOf('mia') });
    center.pass(HOUR);
    center.writes('mia');
    expect(interactionView(center.state, center.idOf('mia'))).toMatchObject({
      state: 'queued',
      reason: 'outsideHours',
    });
    expect(told(center.pass(14 * HOUR))).toContain('offered (reopen, pass 1) to ana until 54060s');
  });

  it('[11] saved hours count from the next decision on, both ways', () => {
    const center = new Center().agents('ana').queue('sales', ['ana'], { workingHours: until(9) });
    center.writes('mia');
    expect(told(center.saveQueue('sales', ['ana'], {}))).toEqual([
      'queue.saved',
      'offered (queue, pass 1) to ana until 60s',
    ]);
    center.saveQueue('sales', ['ana'], { workingHours: until(9) });
    center.writes('leo');
    expect(center.ringsAt('leo')).toEqual([]);
  });

  it('a start works out anew what other rules of time zones may have changed, and leaves the rest', () => {
    const center = new Center().queue('sales', [], { workingHours: usualWorkingHours('Europe/Madrid') });
    expect(typesOf(center.server({ type: 'server.started' }))).toEqual(['server.started']);
    const queue = center.state.queues.get(queueId('sales'));
    if (!queue) throw new Error('no queue');
    queue.hours = { ...queue.hours, open: false };
    expect(typesOf(center.server({ type: 'server.started' }))).toEqual(['server.started', 'queue.hoursTurned']);
    expect(queue.hours.open).toBe(true);
  });
});

describe('[31] hours of a channel’s own', () => {
  const saved = (center: Center, workingHours: WorkingHours | null) =>
    center.server(
      commandOf('channel.save', {
        channelId: channelId('sales'),
        version: center.state.channels.get(channelId('sales'))?.version ?? 1,
        name: 'sales',
        queueId: queueId('sales'),
        kind: 'liveChat',
        settings: { ...defaultLiveChatSettings, workingHours },
      }),
    );
  const face = (center: Center) => {
    const { open, opensAt } = channelFace(center.state, channelId('sales')) ?? {};
    return [open, opensAt === undefined ? undefined : opensAt - nine];
  };

  it('show the offline form whatever the queue’s are; without them the queue’s count', () => {
    const center = new Center().agents('ana').queue('sales', ['ana'], { workingHours: until(10) });
    expect(face(center)).toEqual([true, undefined]);
    saved(center, until(9));
    expect(face(center)).toEqual([false, 15 * HOUR]);
    // What is written there is work all the same.
    center.writes('mia');
    expect(center.ringsAt('mia')).toEqual(['ana']);
    const turned = center.pass(15 * HOUR).filter(({ type }) => type === 'channel.hoursTurned');
    expect([...changesOf(turned, center.state).channels]).toEqual(['sales']);
    expect(face(center)).toEqual([true, undefined]);
    saved(center, null);
    center.pass(10 * HOUR + MINUTE);
    expect(face(center)).toEqual([false, 39 * HOUR]);
    center.server(commandOf('channel.delete', { channelId: channelId('sales') }));
    expect(center.state.channelHours.size).toBe(0);
  });

  it('an agent is of no account to them', () => {
    const center = new Center().agent('ana', { online: false }).queue('sales', ['ana']);
    expect(center.state.agents.get(agentId('ana'))?.online).toBe(false);
    expect(face(center)).toEqual([true, undefined]);
  });
});
