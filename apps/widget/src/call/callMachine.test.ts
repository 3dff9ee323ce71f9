import { expect, test } from 'vitest';

import { agentIn } from './agentIn.ts';
import { readBegun } from './begun.ts';
import { type CallEvent, type CallState, step } from './callMachine.ts';
import { clock } from './clock.ts';
import { reasonOf } from './reason.ts';

const NOW = 1_800_000_000_000;
const idle: CallState = { phase: 'ended', because: 'hungUp', seconds: 0 };
const run = (...events: readonly CallEvent[]): CallState =>
  events.reduce<CallState>((state, event, place) => step(state, event, NOW + place * 1_000), idle);

const calling = [{ type: 'begin' }, { type: 'microphone' }] as const;

test('from the permission over the queue to the conversation and its end', () => {
  expect(run({ type: 'begin' })).toEqual({ phase: 'asking' });
  expect(run(...calling, { type: 'waiting' })).toEqual({ phase: 'waiting' });
  expect(run(...calling, { type: 'waiting' }, { type: 'ringing' })).toEqual({ phase: 'ringing' });
  const talking = [...calling, { type: 'ringing' }, { type: 'joined' }] as const;
  expect(run(...talking)).toEqual({ phase: 'talking', since: NOW + 3_000, held: false, muted: false });
  expect(run(...talking, { type: 'held', on: true }, { type: 'muted', on: true })).toMatchObject({
    held: true,
    muted: true,
  });
  expect(run(...talking, { type: 'held', on: true }, { type: 'ended', because: 'farEnd' })).toEqual({
    phase: 'ended',
    because: 'farEnd',
    seconds: 2,
  });
});

test('[20] with whom they talk, and with whom after a transfer; the clock goes on', () => {
  const [ana, ben] = [{ name: 'Ana' }, { name: 'Ben', pictureUrl: '/p/2' }];
  const joined = [...calling, { type: 'joined' }, { type: 'joined', agent: ana }] as const;
  expect(run(...joined)).toMatchObject({ phase: 'talking', since: NOW + 2_000, agent: ana });
  expect(run(...joined, { type: 'held', on: true })).toMatchObject({ held: true, agent: ana });
  expect(run(...joined, { type: 'joined', agent: ben })).toMatchObject({ since: NOW + 2_000, agent: ben });
  expect(run(...joined, { type: 'joined' })).toMatchObject({ agent: undefined });
});

test('[20] who is there is read as the server says it, and nothing else is', () => {
  const read = (second: string) => agentIn(`talking\n${second}`);
  expect(read('{"name":"Ana \\u00d1","pictureUrl":"/p/1","other":1}')).toEqual({ name: 'Ana Ñ', pictureUrl: '/p/1' });
  expect(read('{"name":"Ana"}')).toEqual({ name: 'Ana' });
  for (const nobody of ['', '{', 'null', '[]', '{"name":1}', '{"pictureUrl":"/p/1"}'])
    expect(read(nobody)).toBeUndefined();
});

test('what the server says of a call that nobody has yet: the place, the ringing, the mailbox; back in the queue is no end', () => {
  expect(run(...calling, { type: 'waiting', place: 3 })).toEqual({ phase: 'waiting', place: 3, broken: undefined });
  expect(run(...calling, { type: 'waiting', place: 1 }, { type: 'ringing' }, { type: 'connecting' })).toMatchObject({
    phase: 'connecting',
  });
  expect(run(...calling, { type: 'voicemail' })).toMatchObject({ phase: 'voicemail' });
  const back = [...calling, { type: 'joined' }, { type: 'waiting', place: 2 }] as const;
  expect(run(...back)).toMatchObject({ phase: 'waiting', place: 2 });
  expect(run(...back, { type: 'joined' })).toMatchObject({ phase: 'talking', since: NOW + 4_000 });
});

test('a broken way of messages is said in whatever stage the call is, until it is there again', () => {
  const broken = [...calling, { type: 'broken', on: true }] as const;
  expect(run(...broken)).toMatchObject({ phase: 'calling', broken: true });
  expect(run(...broken, { type: 'ringing' }, { type: 'joined' })).toMatchObject({ phase: 'talking', broken: true });
  expect(run(...broken, { type: 'ringing' }, { type: 'broken', on: false })).toMatchObject({ broken: false });
  expect(run(...broken, { type: 'ended', because: 'failed' }, { type: 'broken', on: false })).toEqual({
    phase: 'ended',
    because: 'failed',
    seconds: 0,
  });
});

test('what comes out of turn changes nothing, and what is over begins anew', () => {
  expect(run({ type: 'joined' })).toEqual(idle);
  expect(run({ type: 'begin' }, { type: 'ringing' })).toEqual({ phase: 'asking' });
  expect(run(...calling, { type: 'joined' }, { type: 'ringing' })).toMatchObject({ phase: 'talking' });
  expect(run(...calling, { type: 'begin' })).toEqual({ phase: 'calling' });
  expect(run({ type: 'begin' }, { type: 'stopped', because: 'blocked' })).toEqual({
    phase: 'stopped',
    because: 'blocked',
  });
  expect(run({ type: 'begin' }, { type: 'stopped', because: 'blocked' }, { type: 'begin' })).toEqual({
    phase: 'asking',
  });
  expect(run(...calling, { type: 'ended', because: 'busy' }, { type: 'ended', because: 'lost' })).toMatchObject({
    because: 'busy',
  });
});

test('the reply to call.begin is taken only as it must be; its path stays on the server', () => {
  const good = { path: '/sip?ticket=1', uri: 'sip:v@ringdesk.invalid', target: 'sip:call@ringdesk.invalid' };
  expect(readBegun({ ...good, iceServers: [{ urls: 'stun:a.example' }, { urls: 'http://b.example' }, 7] })).toEqual({
    ...good,
    iceServers: [{ urls: 'stun:a.example' }],
    recorded: false,
  });
  expect(readBegun({ ...good, iceServers: [], recorded: true })?.recorded).toBe(true);
  expect(readBegun({ ...good, iceServers: [], recorded: 'yes' })?.recorded).toBe(false);
  for (const path of ['//evil.example/sip', '/\\evil.example', 'https://evil.example/sip', 'sip', '', 7])
    expect(readBegun({ ...good, iceServers: [], path })).toBeUndefined();
  for (const other of [undefined, null, 'x', {}, { ...good }, { ...good, iceServers: 'stun:a' }])
    expect(readBegun(other)).toBeUndefined();
});

test('why nobody was reached', () => {
  expect([486, 600, 480, 408, 487, 603, 503, 488, 0].map(reasonOf)).toEqual([
    'busy',
    'busy',
    'nobody',
    'nobody',
    'nobody',
    'nobody',
    'failed',
    'failed',
    'failed',
  ]);
});

test('the clock counts as clocks do', () => {
  expect([0, 48, 60, 3_599, 3_600, 36_061].map(clock)).toEqual([
    '0:00',
    '0:48',
    '1:00',
    '59:59',
    '1:00:00',
    '10:01:01',
  ]);
});
