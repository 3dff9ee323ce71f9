import { describe, expect, it } from 'vitest';

import type { AgentId, DepartmentId } from '../model/ids.ts';
import { type QueueSettings, defaultQueueSettings } from '../model/queue.ts';
import { MINUTE } from '../model/time.ts';
import { queueBehaviour } from './queueBehaviour.ts';
import { memberKey, peopleOf, type QueueSurroundings } from './queueMembers.ts';
import { queueWarnings } from './queueWarnings.ts';

const [ana, luis, eva] = ['ana', 'luis', 'eva'] as AgentId[] as [AgentId, AgentId, AgentId];
const night = 'night' as DepartmentId;

const person = (
  id: AgentId,
  facts: Partial<QueueSurroundings['people'][number]> = {},
): QueueSurroundings['people'][number] => ({
  id,
  name: id,
  presence: { state: 'available', since: 0 },
  online: true,
  shiftOpen: true,
  absent: false,
  dismissed: false,
  chatLoad: 0,
  ...facts,
});

const around = (facts: Partial<QueueSurroundings> = {}): QueueSurroundings => ({
  active: true,
  channels: [{ name: 'Site' }],
  people: [person(ana), person(luis)],
  emptyDepartments: [],
  bot: undefined,
  noticed: undefined,
  ...facts,
});

const withTwo: QueueSettings = {
  ...defaultQueueSettings,
  nobodyText: 'Everybody is busy.',
  members: [
    { kind: 'agent', agentId: ana },
    { kind: 'agent', agentId: luis },
  ],
};

const codes = (settings: QueueSettings, facts: Partial<QueueSurroundings> = {}): string[] =>
  queueWarnings(settings, around(facts)).map(({ code, level }) => `${code}:${level}`);

describe('people of a queue', () => {
  it('[12] departments expand in their order and everyone stands once, at the first place', () => {
    const members = [
      { kind: 'agent' as const, agentId: luis },
      { kind: 'department' as const, departmentId: night },
      { kind: 'agent' as const, agentId: ana },
    ];
    expect(peopleOf(members, () => ({ agentIds: [ana, luis, eva] }))).toEqual([luis, ana, eva]);
    expect(peopleOf(members, () => undefined)).toEqual([luis, ana]);
  });

  it('an agent and a department with the same id are two members', () => {
    const id = 'same';
    expect(memberKey({ kind: 'agent', agentId: id as AgentId })).not.toBe(
      memberKey({ kind: 'department', departmentId: id as DepartmentId }),
    );
  });
});

describe('how a queue behaves', () => {
  const about = (settings: Partial<QueueSettings>) => queueBehaviour({ ...withTwo, ...settings }, around());

  it('tells the defaults in the order in which they happen', () => {
    expect(about({})).toEqual([
      { about: 'alwaysOpen' },
      { about: 'share', distribution: 'evenly', people: 2 },
      { about: 'check', check: 'online' },
      { about: 'noLimit' },
      { about: 'next', after: MINUTE },
      { about: 'nobody' },
      { about: 'nobodyText' },
      { about: 'missed', offers: 2 },
      { about: 'disconnectedStays' },
      { about: 'shown', shown: 'profile' },
      { about: 'reopen', hours: 24 },
    ]);
  });

  it('[15] to all speaks of rounds, [14] one person alone is asked again', () => {
    expect(about({ distribution: 'toAll', offerSeconds: 300 })).toContainEqual({ about: 'round', after: 5 * MINUTE });
    const alone = queueBehaviour(withTwo, around({ people: [person(ana), person(luis, { dismissed: true })] }));
    expect(alone[1]).toEqual({ about: 'share', distribution: 'evenly', people: 1 });
    expect(alone).toContainEqual({ about: 'alone', after: MINUTE });
  });

  it('I4 says that conversations wait while nobody is there to be asked', () => {
    expect(queueBehaviour({ ...withTwo, members: [] }, around({ people: [] }))[1]).toEqual({ about: 'unstaffed' });
    expect(queueBehaviour(withTwo, around({ people: [person(ana, { dismissed: true })] }))[1]).toEqual({
      about: 'unstaffed',
    });
  });

  it('mentions every option that is switched on', () => {
    const sentences = about({
      limit: 5,
      notCounted: 'waitingForCustomer',
      returnUnansweredAfterSeconds: 120,
      returnDisconnectedAfterMinutes: 10,
      wrapUpSeconds: 30,
      interceptAllowed: true,
      missedOffersLimit: null,
      reopenHours: 0,
    });
    expect(sentences.map((sentence) => sentence.about)).toEqual([
      'alwaysOpen',
      'share',
      'check',
      'limit',
      'next',
      'nobody',
      'nobodyText',
      'unanswered',
      'disconnectedReturns',
      'wrapUp',
      'intercept',
      'shown',
      'noReopen',
    ]);
    expect(sentences).toContainEqual({ about: 'disconnectedReturns', after: 10 * MINUTE });
  });
});

describe('queue warnings', () => {
  it('has nothing to say about a queue that works', () => {
    expect(codes(withTwo)).toEqual([]);
  });

  it('[12] no members, empty departments, all dismissed, all absent', () => {
    expect(codes({ ...withTwo, members: [] }, { people: [] })).toEqual(['noMembers:problem']);
    expect(codes(withTwo, { people: [], emptyDepartments: ['Night'] })).toEqual(['emptyDepartments:problem']);
    expect(codes(withTwo, { emptyDepartments: ['Night'] })).toEqual(['emptyDepartments:hint']);
    expect(codes(withTwo, { people: [person(ana, { dismissed: true })] })).toEqual(['allDismissed:problem']);
    expect(codes(withTwo, { people: [person(ana, { absent: true }), person(luis, { absent: true })] })).toEqual([
      'allAbsent:problem',
    ]);
  });

  it('[7] an inactive queue with channels, and an active one without', () => {
    expect(queueWarnings(withTwo, around({ active: false }))).toEqual([
      { code: 'inactiveWithChannels', field: 'active', level: 'problem', names: ['Site'] },
    ]);
    expect(codes(withTwo, { channels: [] })).toEqual(['noChannels:hint']);
  });

  it('[17] the check off, shifts without a clock-in, nobody available at this moment', () => {
    expect(codes({ ...withTwo, availabilityCheck: 'off' })).toEqual(['checkOff:hint']);
    const offShift = [person(ana, { shiftOpen: false }), person(luis, { shiftOpen: false })];
    expect(codes({ ...withTwo, availabilityCheck: 'shift' }, { people: offShift })).toEqual([
      'noShift:now',
      'shiftOnly:hint',
    ]);
    expect(codes({ ...withTwo, availabilityCheck: 'onlineAndShift' }, { people: offShift })).toEqual(['noShift:now']);
    const away = [person(ana, { online: false }), person(luis, { presence: { state: 'break', since: 0 } })];
    expect(codes(withTwo, { people: away })).toEqual(['nobodyNow:now']);
    expect(codes(withTwo, { people: [person(ana), person(luis, { online: false })] })).toEqual([]);
  });

  it('[16] a pass over everybody that takes longer than half an hour', () => {
    expect(codes({ ...withTwo, offerSeconds: 900 })).toEqual([]);
    expect(queueWarnings({ ...withTwo, offerSeconds: 960 }, around())).toEqual([
      { code: 'longPass', field: 'offerSeconds', level: 'hint', pass: 32 * MINUTE, people: 2 },
    ]);
    expect(codes({ ...withTwo, offerSeconds: 960, distribution: 'toAll' })).toEqual([]);
  });

  it('[18, 19] limits that do not hold as one may think', () => {
    expect(codes({ ...withTwo, limit: 5, distribution: 'toAll' })).toEqual(['limitToAll:hint']);
    expect(codes({ ...withTwo, limit: 5, notCounted: 'answered' })).toEqual(['limitAnswered:hint']);
    expect(codes({ ...withTwo, limit: null, notCounted: 'answered', distribution: 'toAll' })).toEqual([]);
  });

  it('[20] names who has no entry of the queue’s own', () => {
    const settings: QueueSettings = {
      ...withTwo,
      agentShown: 'queueEntry',
      agentEntries: [{ agentId: ana, name: 'Support', pictureId: null }],
    };
    expect(queueWarnings(settings, around())).toEqual([
      { code: 'entriesMissing', field: 'agentShown', level: 'hint', names: ['luis'] },
    ]);
  });

  it('a single member is told apart from nobody, and problems come first', () => {
    expect(codes(withTwo, { people: [person(ana)] })).toEqual(['loneMember:hint']);
    expect(codes({ ...withTwo, availabilityCheck: 'off', members: [] }, { people: [] })).toEqual([
      'noMembers:problem',
      'checkOff:hint',
    ]);
  });
});
