import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import { describe, expect, test } from 'vitest';

import { freshCall, type PhoneCall } from '../../phone/phoneCall.ts';
import { readNumber } from '../../text/phoneNumberFormat.ts';
import { barsOf } from '../../ui/calls/levelBars.ts';
import { barsFrom } from '../../ui/calls/waveform.ts';
import { agentNoun, interactionNoun, T0 } from '../../workspace/testNouns.ts';
import { callTargets, notReached } from './callTargets.ts';
import { callView, inFront } from './callView.ts';
import { typedAfter } from './typedNumber.ts';

const me = 'me' as AgentId;
const leg = (change: Partial<PhoneCall> = {}): PhoneCall => ({
  ...freshCall,
  id: 'c1',
  role: 'talk',
  direction: 'in',
  phase: 'talking',
  leg: 'leg-1',
  ...change,
});
const call = (change: object, facts: object = {}) =>
  interactionNoun('c1', { medium: 'call', ...change, call: { direction: 'in', via: 'trunk', rang: true, ...facts } });
const answered = { answeredAt: T0 };

describe('a call as its person sees it', () => {
  test.each([
    ['joined', call({}, answered), leg(), 'talk', 'talking'],
    ['held here', call({}, answered), leg({ hold: 'held' }), 'talk', 'held'],
    ['held on another phone', call({}, { ...answered, heldSince: T0 }), undefined, 'talk', 'held'],
    ['being joined', call({ state: 'connecting', agentId: 'me' }), undefined, 'talk', 'connecting'],
    [
      'made, not ringing yet',
      call({ state: 'connecting', agentId: 'me' }, { direction: 'out', rang: false }),
      leg(),
      'talk',
      'calling',
    ],
    ['made and ringing', call({ state: 'connecting', agentId: 'me' }, { direction: 'out' }), leg(), 'talk', 'ringing'],
    ['asked about by a colleague', call({ ownerId: 'ana' }, answered), leg({ role: 'consult' }), 'consult', 'talking'],
    ['listened to', call({ ownerId: 'ana' }, answered), leg({ role: 'whisper' }), 'listen', 'talking'],
  ] as const)('%s', (_, interaction, own, part, stage) => {
    expect(callView(interaction, own, me)).toMatchObject({ part, stage });
  });

  test('a call of somebody else, and one that is over, are none', () => {
    expect(callView(call({ ownerId: 'ana' }, answered), undefined, me)).toBeUndefined();
    const end = { at: T0, by: 'agent', outcome: 'answered' };
    expect(callView(call({}, { ...answered, end }), leg(), me)).toBeUndefined();
    expect(callView(interactionNoun('a'), undefined, me)).toBeUndefined();
  });

  test('what is talked in stands before what connects, and that before what waits', () => {
    const of = (id: string, own: PhoneCall) => callView({ ...call({}, answered), id: id as never }, own, me)!;
    const asked = callView(
      { ...call({}, answered), id: 'asked' as never, ownerId: 'ana' as never } as never,
      leg({ role: 'consult', hold: 'held' }),
      me,
    );
    expect(asked).toMatchObject({ part: 'consult', stage: 'held' });
    const views = [of('held', leg({ hold: 'held' })), of('talk', leg())];
    expect(inFront(views).map(({ id }) => id)).toEqual(['talk', 'held']);
  });
});

describe('whom a call can go to', () => {
  const ready = { state: 'ready', since: T0, devices: ['softphone'] };
  test.each([
    ['ready', { phone: ready }, undefined],
    ['without a phone', {}, 'phoneOff'],
    ['without a microphone', { phone: { ...ready, state: 'blocked' } }, 'phoneBlocked'],
    ['who wraps up', { phone: ready, onCall: 'wrapUp' }, 'onCall.wrapUp'],
    ['not connected', { phone: ready, online: false }, 'offline'],
    ['on a break', { phone: ready, presence: { state: 'break', since: T0 } }, 'break'],
  ] as const)('a colleague %s', (_, change, reason) => {
    expect(notReached(agentNoun('ana', change), 'consult')).toBe(reason);
  });

  test('[81] a colleague in a call: asked and called where they let it wait, given a call only where they say so', () => {
    const talks = { phone: ready, onCall: 'talking' };
    expect(notReached(agentNoun('ana', talks), 'consult')).toBeUndefined();
    expect(notReached(agentNoun('ana', talks), 'transfer')).toBe('onCall.talking');
    const other = agentNoun('ana', { ...talks, callWaiting: { colleagues: false, transfers: true } });
    expect(notReached(other, 'consult')).toBe('onCall.talking');
    expect(notReached(other, 'transfer')).toBeUndefined();
  });

  test('the number that is typed first, who can answer before who cannot, never oneself', () => {
    const agents = [
      agentNoun('me', { phone: ready }),
      agentNoun('off'),
      agentNoun('talks', { phone: ready, onCall: 'talking' }),
      agentNoun('late', { phone: ready, presence: { state: 'available', since: T0 + 5 } }),
      agentNoun('early', { phone: ready }),
    ];
    const number = { number: '+34612555019', shown: '612 55 50 19' };
    const targets = callTargets({ agents, queues: [], me, sends: 'consult', number }, '');
    expect(targets.map(({ id }) => id)).toEqual(['number', 'early', 'late', 'talks', 'off']);
    expect(
      callTargets({ agents, queues: [], me, sends: 'consult', number: undefined }, 'AGENT EARLY').map(({ id }) => id),
    ).toEqual(['early']);
  });
});

describe('typing a number', () => {
  const read = (typed: string) => readNumber(typed, 'US');
  test('it is written like in its country while it is typed', () => {
    expect(typedAfter('201555012', '2015550123', true, read)).toBe('(201) 555-0123');
  });
  test('deleting a sign deletes the digit before it, so that the key always does something', () => {
    const bracket = typedAfter('', '201', true, read);
    const after = typedAfter(bracket, bracket.slice(0, -1), true, read);
    expect(after.replaceAll(/\D/g, '').length).toBeLessThan(3);
  });
  test('inside of a number nothing moves, names and star codes stay as they are', () => {
    expect(typedAfter('(201) 555', '(2901) 555', false, read)).toBe('(2901) 555');
    expect(typedAfter('', 'Priya', true, read)).toBe('Priya');
    expect(typedAfter('*4', '*43', true, read)).toBe('*43');
  });
});

test('a meter shows a room as one bar, a voice as some, silence as none', () => {
  expect([undefined, 0, 0.000_1, 0.002, 0.02, 0.1, 1].map(barsOf)).toEqual([0, 0, 0, 1, 3, 4, 5]);
});

test('any number of peaks becomes as many bars as are drawn, none of them out of sight', () => {
  expect(barsFrom([], 4)).toEqual([2, 2, 2, 2]);
  expect(barsFrom([0, 100], 4)).toEqual([2, 2, 30, 30]);
  expect(barsFrom([10, 100, 50, 20, 0, 0, 70, 70], 4)).toEqual([30, 15, 2, 21]);
});
