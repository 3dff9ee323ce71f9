import { describe, expect, it } from 'vitest';

import { type CallSettings, defaultCallSettings } from '../model/call.ts';
import type { AgentId, QueueId, TrunkId } from '../model/ids.ts';
import { defaultQueueSettings, type QueueSettings } from '../model/queue.ts';
import { usualWorkingHours } from '../model/workingHours.ts';
import { queueBehaviour } from './queueBehaviour.ts';
import type { QueueSurroundings } from './queueMembers.ts';
import { queueWarnings } from './queueWarnings.ts';

const ana = 'ana' as AgentId;
const [here, night] = ['here', 'night'] as QueueId[] as [QueueId, QueueId];

const person = (phone: 'ready' | 'off'): QueueSurroundings['people'][number] => ({
  id: ana,
  name: 'Ana',
  presence: { state: 'available', since: 0 },
  online: true,
  shiftOpen: true,
  absent: false,
  dismissed: false,
  chatLoad: 0,
  phone: { state: phone, since: 0, devices: ['softphone'] },
});

const around = (facts: Partial<QueueSurroundings> = {}): QueueSurroundings => ({
  active: true,
  channels: [{ name: 'Number' }],
  people: [person('ready'), person('ready')],
  emptyDepartments: [],
  bot: undefined,
  noticed: undefined,
  queueId: here,
  callQueues: [
    { id: here, name: 'Here', active: true, overflowTo: undefined },
    { id: night, name: 'Night', active: true, overflowTo: undefined },
  ],
  mediaServer: 'ok',
  ...facts,
});

const calls = (call: Partial<CallSettings>, settings: Partial<QueueSettings> = {}): QueueSettings => ({
  ...defaultQueueSettings,
  members: [{ kind: 'agent', agentId: ana }],
  ...settings,
  call: { ...defaultCallSettings, ...call },
});

const codes = (call: Partial<CallSettings>, facts: Partial<QueueSurroundings> = {}): string[] =>
  queueWarnings(calls(call), around(facts)).map(({ code, level }) => `${code}:${level}`);

describe('warnings of a call queue', () => {
  it('say nothing of a sound one, and nothing of chats', () => {
    expect(codes({})).toEqual([]);
    expect(queueWarnings(calls({}, { limit: 1, distribution: 'toAll', firstReplySeconds: 10 }), around())).toEqual([]);
  });

  it('[17] point out that no phone is ready now', () => {
    expect(codes({}, { people: [person('off')] })).toContain('phonesOff:now');
  });

  it('[61] name whom a missed call cannot reach', () => {
    const missed = { kind: 'forwardToAgent' as const, agentId: ana };
    expect(codes({ missed })).toEqual(['forwardGone:problem']);
    expect(codes({ missed }, { forwardedTo: { ...person('ready'), dismissed: true } })).toEqual([
      'forwardGone:problem',
    ]);
    expect(codes({ missed }, { forwardedTo: person('off') })).toEqual(['forwardNoPhone:now']);
    expect(codes({ missed }, { forwardedTo: person('ready') })).toEqual([]);
  });

  it('[61] name the number that nothing can call', () => {
    const missed = { kind: 'forwardToNumber' as const, number: '+34910000009' };
    const rules = { outboundTrunkId: 'line' as TrunkId, countries: ['ES'] };
    expect(codes({ missed })).toEqual([]);
    expect(codes({ missed }, { dialRules: { ...rules, outboundTrunkId: null } })).toEqual(['forwardNoLine:problem']);
    expect(codes({ missed }, { dialRules: { ...rules, countries: [] } })).toEqual(['forwardNoCountry:problem']);
    expect(codes({ missed }, { dialRules: rules })).toEqual([]);
  });

  it.each([
    ['country', 'forwardCountry'],
    ['premium', 'forwardPremium'],
    ['emergency', 'forwardEmergency'],
    ['notANumber', 'forwardNotANumber'],
    ['noTrunk', 'forwardNoLine'],
  ] as const)('[61] name a number that the rules refuse: %s', (numberRefused, code) => {
    const missed = { kind: 'forwardToNumber' as const, number: '+34803123456' };
    const dialRules = { outboundTrunkId: 'line' as TrunkId, countries: ['ES'] };
    expect(codes({ missed }, { dialRules, numberRefused })).toEqual([`${code}:problem`]);
    expect(codes({ missed }, { dialRules, numberRefused: null })).toEqual([]);
    expect(codes({}, { dialRules, numberRefused })).toEqual([]);
  });

  it('[61] see where calls flow over to: itself, nowhere, a queue that is off, a circle', () => {
    const to = (queueId: QueueId) => ({ missed: { kind: 'overflow' as const, queueId } });
    const other = { id: night, name: 'Night', active: true, overflowTo: undefined as QueueId | undefined };
    expect(codes(to(here))).toEqual(['overflowSelf:problem']);
    expect(codes(to('gone' as QueueId))).toEqual(['overflowGone:problem']);
    expect(codes(to(night))).toEqual([]);
    expect(codes(to(night), { callQueues: [{ ...other, active: false }] })).toEqual(['overflowInactive:problem']);
    expect(codes(to(night), { callQueues: [{ ...other, overflowTo: here }] })).toEqual(['overflowCircle:hint']);
    // A circle of others, which this queue is not in, ends the search all the same.
    expect(codes(to(night), { callQueues: [{ ...other, overflowTo: night }] })).toEqual([]);
  });

  it('[60, 61] compare the time of the missed call with the first ring', () => {
    const voicemail = { kind: 'voicemail' as const, greetingId: null, maxSeconds: 60 };
    expect(codes({ missed: voicemail, rings: 4, missedAfterSeconds: 19 })).toEqual(['missedBeforeRing:hint']);
    expect(codes({ missed: voicemail, rings: 4, missedAfterSeconds: 20 })).toEqual([]);
    expect(codes({ missedAfterSeconds: 60 })).toEqual(['missedAfterUnused:hint']);
  });

  it.each([
    ['voicemail', { missed: { kind: 'voicemail', greetingId: null, maxSeconds: 60 } }, 'voicemailNeedsMedia:problem'],
    ['recording', { recording: 'onDemand' }, 'recordingNeedsMedia:problem'],
    ['an announcement', { missed: { kind: 'hangUp', announcementId: 'x' } }, 'soundNeedsMedia:problem'],
  ] as [string, Partial<CallSettings>, string][])('know that %s needs a media server', (_what, call, code) => {
    expect(codes(call, { mediaServer: 'none' })).toEqual([code]);
    expect(codes(call, { mediaServer: 'unreachable' })).toEqual([code]);
    expect(codes(call, { mediaServer: undefined })).toEqual([]);
    expect(codes(call)).toEqual([]);
  });

  it('remind of the notice where calls are recorded', () => {
    expect(codes({ recording: 'always', announceRecording: false })).toEqual(['recordingUnannounced:hint']);
  });
});

describe('how a call queue behaves', () => {
  const about = (settings: QueueSettings, facts: Partial<QueueSurroundings> = {}) =>
    queueBehaviour(settings, around(facts)).map((sentence) => sentence.about);

  it('[58–61, 79, 80] is told from the first ring to the record', () => {
    const settings = calls(
      { recording: 'always', keepRecordingsDays: 30 },
      { wrapUpSeconds: 45, missedOffersLimit: 1 },
    );
    expect(about(settings)).toEqual([
      'alwaysOpen',
      'check',
      'callShare',
      'callPhone',
      'callNext',
      'callMissed',
      'callRecorded',
      'callWrapUp',
      'callErased',
      'missed',
    ]);
  });

  it('[29] says that a closed queue keeps no caller waiting', () => {
    const workingHours = usualWorkingHours('Europe/Madrid');
    expect(queueBehaviour(calls({}, { workingHours }), around())[0]).toEqual({
      about: 'callHours',
      hours: workingHours,
    });
  });

  it('[59, 60] tells rounds, a lone member, and that nobody is there', () => {
    expect(about(calls({}, { distribution: 'toAll' }))).toContain('callRound');
    expect(about(calls({}), { people: [person('ready')] })).toContain('callAlone');
    const empty = about(calls({}), { people: [] });
    expect(empty).toContain('callUnstaffed');
    expect(empty).not.toContain('callShare');
  });

  it('[60] counts a ring as five seconds', () => {
    const next = queueBehaviour(calls({ rings: 6 }), around()).find((sentence) => sentence.about === 'callNext');
    expect(next).toEqual({ about: 'callNext', rings: 6, after: 30_000 });
  });
});
