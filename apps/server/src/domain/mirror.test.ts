import { MINUTE } from '@ringdesk/shared/model/time.ts';
import { describe, expect, it } from 'vitest';
import { agentId, Center, commandOf, departmentId, queueId } from './center.testkit.ts';
import { emptyState } from './state.ts';
import { changesOf, updatesFor } from './updates.ts';
import { interactionView } from './interactionView.ts';
import { snapshotFor } from './snapshot.ts';

const nothing = {
  agents: [],
  departments: [],
  queues: [],
  channels: [],
  interactions: [],
  offersPut: [],
  offersGone: [],
  resync: [],
};
const listed = (changes: ReturnType<typeof changesOf>) => ({
  agents: [...changes.agents],
  departments: [...changes.departments],
  queues: [...changes.queues],
  channels: [...changes.channels],
  interactions: [...changes.interactions],
  offersPut: changes.offersPut.map(({ agentId: to }) => to),
  offersGone: changes.offersGone.map(({ agentId: to, end }) => `${to} ${end.outcome}`),
  resync: [...changes.resync],
});

describe('what screens learn', () => {
  it('[15] the winner, those who are told, the queue’s counters and the loads', () => {
    const center = new Center().agents('ana', 'boris').queue('sales', ['ana', 'boris'], { distribution: 'toAll' });
    const put = changesOf(center.writes('mia'), center.state);
    const id = center.idOf('mia');
    expect(listed(put)).toEqual({
      ...nothing,
      agents: ['ana', 'boris'],
      queues: ['sales'],
      interactions: [id],
      offersPut: ['ana', 'boris'],
    });
    expect(put.lines.map(({ type }) => type)).toEqual(['message']);
    const gone = changesOf(center.accepts('ana', 'mia'), center.state);
    expect(listed(gone)).toMatchObject({
      offersPut: [],
      offersGone: ['boris withdrawn', 'ana accepted'],
      interactions: [id],
    });
    expect(updatesFor(center.state, agentId('boris'), gone, () => true).map(({ kind }) => kind)).toEqual([
      'agent.put',
      'agent.put',
      'own.counted',
      'queue.put',
      'interaction.gone',
      'offer.gone',
    ]);
    expect(updatesFor(center.state, agentId('boris'), gone, () => false).map(({ kind }) => kind)).not.toContain(
      'interaction.gone',
    );
  });

  it('[19] what counts of one’s chats is in one’s own snapshot alone, while a limit of theirs counts it', () => {
    const center = new Center().agents('ana', 'boris').queue('sales', ['ana', 'boris'], { limit: 2 });
    const counted = (name: string) => snapshotFor(center.state, agentId(name)).counted;
    expect(counted('ana')).toBeUndefined();
    const changes = changesOf(
      center.saveQueue('sales', ['ana', 'boris'], { limit: 2, notCounted: 'answered' }),
      center.state,
    );
    const none = { answered: 0, waitingForCustomer: 0, closed: 0 };
    expect(updatesFor(center.state, agentId('boris'), changes, () => false)).toContainEqual({
      kind: 'own.counted',
      counted: none,
    });
    center.writes('mia');
    center.accepts('ana', 'mia');
    expect(counted('ana')).toEqual({ answered: 1, waitingForCustomer: 1, closed: 1 });
    center.replies('ana', 'mia');
    expect(counted('ana')).toEqual({ answered: 0, waitingForCustomer: 0, closed: 1 });
    expect(counted('boris')).toEqual(none);
  });

  it('I4 when the last member leaves a department, those who wait say that nobody serves the queue', () => {
    const center = new Center().agent('root', { role: 'admin' }).agent('ana', { online: false });
    const department = { id: departmentId('north'), name: 'North', agentIds: [agentId('ana')] };
    center.server(commandOf('department.save', department));
    center.queue('sales', [], { members: [{ kind: 'department', departmentId: department.id }] });
    center.writes('mia');
    const id = center.idOf('mia');
    expect(interactionView(center.state, id)).toMatchObject({
      reason: 'nobodyEligible',
      nextWakeAt: center.now + MINUTE,
    });
    const changes = changesOf(
      center.server(commandOf('department.save', { ...department, agentIds: [] })),
      center.state,
    );
    expect(interactionView(center.state, id)).toMatchObject({ reason: 'noMembers' });
    expect(listed(changes)).toMatchObject({ interactions: [id], queues: ['sales'], resync: ['ana'] });
  });

  it('[75] who becomes or is no longer a member needs a new snapshot, and so does who got other rights', () => {
    const center = new Center().agent('root', { role: 'admin' }).agents('ana', 'boris').queue('sales', ['ana']);
    expect(listed(changesOf(center.saveQueue('sales', ['boris'], {}), center.state)).resync).toEqual(['ana', 'boris']);
    const save = commandOf('agent.save', {
      agentId: agentId('ana'),
      name: 'Ana',
      role: 'supervisor',
      supervises: [queueId('sales')],
      absent: false,
    });
    expect(listed(changesOf(center.server(save), center.state)).resync).toEqual(['ana']);
  });

  it('a person who does not exist sees nobody’s conversation', () => {
    const center = new Center().agents('ana').queue('sales', ['ana']);
    center.writes('mia');
    expect(snapshotFor(center.state, agentId('nobody'))).toMatchObject({ interactions: [], offers: [] });
    expect(snapshotFor(emptyState(), agentId('nobody'))).toMatchObject({ agents: [], queues: [] });
  });
});
