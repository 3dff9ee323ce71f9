import { describe, expect, it } from 'vitest';
import { agentId, Center, channelId, commandOf, departmentId, queueId, settingsOf } from './center.testkit.ts';
import { Mirror } from './mirror.testkit.ts';
import { projectionOf } from './projection.ts';
import { told } from './told.testkit.ts';
import { interactionView } from './interactionView.ts';

const given = (): Center =>
  new Center().agent('root', { role: 'admin' }).agents('ana', 'boris').queue('sales', ['ana']).queue('care', ['boris']);

describe('queues', () => {
  it('[11] who saved first wins; the other is told the version', () => {
    const center = given();
    const save = {
      queueId: queueId('sales'),
      version: 1,
      name: 'sales',
      language: 'en',
      settings: settingsOf(['ana'], {}),
    } as const;
    expect(told(center.command('root', 'queue.save', save))).toEqual(['queue.saved']);
    expect(center.refusal('root', 'queue.save', save)).toEqual({ code: 'versionConflict', currentVersion: 2 });
    expect(center.refusal('root', 'queue.save', { ...save, version: 2, name: 'ＣARE' })).toEqual({ code: 'nameTaken' });
  });

  it('[7] switching off while channels are connected is warned of by name, or disconnects them in the same step', () => {
    const center = given();
    const off = { queueId: queueId('sales'), active: false, disconnectChannels: false };
    expect(center.refusal('root', 'queue.setActive', off)).toEqual({
      code: 'channelsConnected',
      channelIds: ['sales'],
      waiting: 0,
    });
    expect(told(center.command('root', 'queue.setActive', { ...off, disconnectChannels: true }))).toEqual([
      'channel.saved',
      'queue.activeSet',
    ]);
    expect(center.state.channels.get(channelId('sales'))).toMatchObject({ queueId: null, version: 2 });
    expect(center.command('root', 'queue.setActive', off)).toEqual([]);
  });

  it('[7] switching off while customers wait says how many, and asks where they go', () => {
    const center = given();
    center.writes('mia');
    center.accepts('ana', 'mia');
    center.writes('leo');
    center.command('ana', 'presence.set', { state: 'busy' });
    center.writes('tom');
    const off = { queueId: queueId('sales'), active: false, disconnectChannels: true };
    expect(center.refusal('root', 'queue.setActive', { ...off, disconnectChannels: false })).toEqual({
      code: 'channelsConnected',
      channelIds: ['sales'],
      waiting: 2,
    });
    expect(center.refusal('root', 'queue.setActive', off)).toEqual({ code: 'customersWaiting', waiting: 2 });
    center.queue('closed', []);
    center.server(commandOf('queue.setActive', { ...off, queueId: queueId('closed') }));
    for (const openTo of ['sales', 'closed', 'nowhere'])
      expect(center.refusal('root', 'queue.setActive', { ...off, openTo: queueId(openTo) })).toEqual({
        code: 'notFound',
      });
    const { arrivedAt } = center.interactionOf('leo');
    expect(told(center.command('root', 'queue.setActive', { ...off, openTo: queueId('care') }))).toEqual([
      'channel.saved',
      'moved to care',
      'moved to care',
      'queue.activeSet',
      'offered (queue, pass 1) to boris until 60s',
      'offered (queue, pass 1) to boris until 60s',
    ]);
    expect(center.interactionOf('leo')).toMatchObject({ queueId: 'care', arrivedAt });
    expect(center.interactionOf('mia')).toMatchObject({ queueId: 'sales', ownerId: 'ana', state: 'active' });
  });

  it('[7] the undo brings back who was moved, their age kept, but not whom an agent has by now or who came since', () => {
    const center = given();
    center.command('ana', 'presence.set', { state: 'busy' });
    for (const name of ['mia', 'leo', 'tom']) center.writes(name);
    const mirror = new Mirror(agentId('boris'), center.state);
    const { arrivedAt } = center.interactionOf('leo');
    const set = { queueId: queueId('sales'), active: false, disconnectChannels: true, openTo: queueId('care') };
    mirror.follow(center.command('root', 'queue.setActive', set), center.state);
    mirror.follow(center.accepts('boris', 'mia'), center.state);
    mirror.follow(center.writes('eva', 'hello', { channel: 'care' }), center.state);
    const on = { ...set, active: true, openTo: null, takeBack: true as const };
    const events = center.command('root', 'queue.setActive', on);
    mirror.follow(events, center.state);
    expect(told(events)).toEqual([
      'ended at boris: withdrawn: settingsChanged',
      'moved to sales',
      'ended at boris: withdrawn: settingsChanged',
      'moved to sales',
      'queue.activeSet',
    ]);
    expect(mirror.difference(center.state)).toBeUndefined();
    expect(center.interactionOf('leo')).toMatchObject({ queueId: 'sales', state: 'queued', arrivedAt });
    expect(center.interactionOf('tom')).toMatchObject({ queueId: 'sales', state: 'queued' });
    expect(center.interactionOf('mia')).toMatchObject({ queueId: 'care', ownerId: 'boris' });
    expect(center.interactionOf('eva', 'care')).toMatchObject({ queueId: 'care' });
    // Once back, they are not looked for elsewhere again.
    center.command('root', 'queue.setActive', { ...set, openTo: null });
    expect(told(center.command('root', 'queue.setActive', on))).toEqual(['queue.activeSet']);
  });

  it('[7] told to, they go on waiting in it, with the reason, and ring when it is on again', () => {
    const center = given();
    center.writes('mia');
    expect(center.ringsAt('mia')).toEqual(['ana']);
    const set = { queueId: queueId('sales'), active: false, disconnectChannels: true, openTo: null };
    expect(told(center.command('root', 'queue.setActive', set))).toEqual([
      'channel.saved',
      'queue.activeSet',
      'ended at ana: withdrawn: settingsChanged',
    ]);
    expect(interactionView(center.state, center.idOf('mia'))).toMatchObject({
      state: 'queued',
      reason: 'queueInactive',
    });
    center.command('root', 'queue.setActive', { ...set, active: true });
    expect(center.ringsAt('mia')).toEqual(['ana']);
  });

  it('[8] deleting needs somewhere for open interactions; they keep owner, state and age', () => {
    const center = given();
    center.writes('mia');
    center.accepts('ana', 'mia');
    center.command('ana', 'presence.set', { state: 'busy' });
    center.writes('leo');
    const { arrivedAt } = center.interactionOf('mia');
    expect(center.refusal('root', 'queue.delete', { queueId: queueId('sales'), openTo: null })).toEqual({
      code: 'queueNotEmpty',
      open: 2,
    });
    expect(center.refusal('root', 'queue.delete', { queueId: queueId('sales'), openTo: queueId('sales') })).toEqual({
      code: 'notFound',
    });
    expect(
      told(center.command('root', 'queue.delete', { queueId: queueId('sales'), openTo: queueId('care') })),
    ).toEqual([
      'moved to care',
      'moved to care',
      'channel.saved',
      'queue.deleted',
      'offered (queue, pass 1) to boris until 60s',
    ]);
    expect(center.interactionOf('mia')).toMatchObject({ queueId: 'care', ownerId: 'ana', state: 'active', arrivedAt });
    expect(center.state.agents.get(agentId('ana'))!.memberOf.size).toBe(0);
  });

  it('[8] what rings is withdrawn, a transfer goes back to its sender, closed ones are archived', () => {
    const center = given();
    center.writes('mia');
    center.accepts('ana', 'mia');
    center.command('ana', 'interaction.transfer', {
      interactionId: center.idOf('mia'),
      to: { kind: 'agent', agentId: agentId('boris') },
    });
    expect(
      told(center.command('root', 'queue.delete', { queueId: queueId('sales'), openTo: queueId('care') })),
    ).toEqual([
      'ended at boris: withdrawn: transferCancelled',
      '4. transfer ana → boris cancelled',
      'moved to care',
      'channel.saved',
      'queue.deleted',
    ]);
    center.command('ana', 'interaction.close', { interactionId: center.idOf('mia') });
    expect(told(center.command('root', 'queue.delete', { queueId: queueId('care'), openTo: null }))).toEqual([
      'interaction.archived',
      'channel.saved',
      'queue.deleted',
    ]);
  });
});

describe('people', () => {
  it('an account is added once; an address belongs to one person', () => {
    const center = given();
    const agent = {
      id: agentId('ana'),
      name: 'Ana',
      email: 'ana@example.test',
      role: 'agent',
      language: 'en',
    } as const;
    expect(center.server({ type: 'agent.added', agent, departmentIds: [] })).toEqual([]);
    expect(
      center.try(
        { kind: 'server' },
        {
          type: 'agent.added',
          agent: { ...agent, id: agentId('other'), email: 'ANA@example.test' },
          departmentIds: [],
        },
      ),
    ).toEqual({
      ok: false,
      error: { code: 'emailTaken' },
    });
  });

  it('[12] a new person stands at the end of their departments and so in the queues', () => {
    const center = given();
    center.server(
      commandOf('department.save', { id: departmentId('north'), name: 'North', agentIds: [agentId('boris')] }),
    );
    center.saveQueue('sales', [], { members: [{ kind: 'department', departmentId: departmentId('north') }] });
    const agent = {
      id: agentId('eva'),
      name: 'Eva',
      email: 'eva@example.test',
      role: 'agent',
      language: 'ru',
    } as const;
    center.server({ type: 'agent.added', agent, departmentIds: ['north', 'ghost'] });
    expect([...center.state.queues.get(queueId('sales'))!.roster.seats.keys()]).toEqual(['boris', 'eva']);
  });

  it('departments have names of their own and agents that exist', () => {
    const center = given();
    center.server(commandOf('department.save', { id: departmentId('north'), name: 'North', agentIds: [] }));
    expect(
      center.refusal('root', 'department.save', { id: departmentId('other'), name: 'NORTH', agentIds: [] }),
    ).toEqual({ code: 'nameTaken' });
    expect(
      center.refusal('root', 'department.save', {
        id: departmentId('north'),
        name: 'North',
        agentIds: [agentId('ghost')],
      }),
    ).toEqual({
      code: 'invalid',
      fields: { agentIds: 'unknown' },
    });
  });
});

describe('what the tables learn', () => {
  it('[10] lines, traces, the newest interaction, versions and audit, without what people wrote', () => {
    const center = given();
    center.writes('mia', 'secret words');
    center.accepts('ana', 'mia');
    center.saveQueue('sales', ['ana', 'boris'], {});
    const projection = projectionOf(center.log, center.state);
    expect(projection.lines.map(({ type, seq }) => `${type} ${seq}`)).toEqual(['message 1', 'happening 2']);
    expect(projection.interactions).toMatchObject([{ state: 'active', ownerId: 'ana' }]);
    expect(projection.traces).toHaveLength(1);
    expect(projection.queueVersions.map(({ queueId: id, version }) => `${id} ${version}`)).toEqual([
      'sales 1',
      'care 1',
      'sales 2',
    ]);
    expect(projection.audit.map(({ act, subject }) => `${act} ${subject}`)).toEqual([
      'agent.added root',
      'agent.added ana',
      'agent.added boris',
      'queue.created sales',
      'channel.created sales',
      'queue.created care',
      'channel.created care',
      'queue.saved sales',
    ]);
    expect(JSON.stringify(projection.audit)).not.toContain('secret');
  });

  it('[82] work above a limit stands in the audit log', () => {
    const center = given();
    center.saveQueue('sales', ['ana'], { limit: 1 });
    center.writes('mia');
    center.writes('leo');
    const events = center.command('ana', 'interaction.take', { interactionId: center.idOf('leo') });
    expect(projectionOf(events, center.state).audit).toEqual([
      {
        at: center.now,
        by: null,
        act: 'limit.exceeded',
        subject: center.idOf('leo'),
        details: JSON.stringify({ agentIds: ['ana'], because: 'interaction.joined' }),
      },
    ]);
  });
});
