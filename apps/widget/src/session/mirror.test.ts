import type { Conversation, VisitorLine, VisitorUpdate, VisitorWelcome } from '@ringdesk/shared/protocol/visitor.ts';
import { describe, expect, test } from 'vitest';

import { applied, emptyMirror, type Mirror, welcomed } from './mirror.ts';

const line = (id: string, seq: number, text = id): VisitorLine =>
  ({ id, seq, at: 1_000 + seq, from: 'agent', text, attachments: [] }) as unknown as VisitorLine;
const talk = (interactionId: string, state: Conversation['state'] = 'active'): Conversation =>
  ({ interactionId, state, readSeq: 0 }) as Conversation;
const hello = (conversation: Conversation | null, lines: VisitorLine[], seq = 0): VisitorWelcome =>
  ({ token: 't', face: { title: 'T' }, name: '', conversation, lines, seq, serverNow: 0 }) as unknown as VisitorWelcome;
const after = (mirror: Mirror, ...updates: VisitorUpdate[]): Mirror | undefined =>
  applied(mirror, { seq: mirror.seq + 1, updates });
const ids = (mirror: Mirror | undefined): string[] | undefined => mirror?.lines.map((each) => each.id);

describe('mirror', () => {
  const start = welcomed(emptyMirror, hello(talk('i1'), [line('a', 1), line('b', 2)], 5));

  test('[I9] a line that comes twice is shown once, in its place', () => {
    const once = after(start, { kind: 'line', line: line('d', 4) });
    const twice = after(once ?? start, { kind: 'line', line: line('d', 4) }, { kind: 'line', line: line('c', 3) });
    expect(ids(twice)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('an update from the past changes nothing, a gap and a call to resync ask for a snapshot', () => {
    expect(applied(start, { seq: 5, updates: [{ kind: 'line', line: line('x', 9) }] })).toBe(start);
    expect(applied(start, { seq: 7, updates: [] })).toBeUndefined();
    expect(after(start, { kind: 'resync' })).toBeUndefined();
  });

  test('a new conversation begins below the old one, although its numbers begin again', () => {
    const next = after(
      start,
      { kind: 'line', line: line('n', 1) },
      { kind: 'conversation', conversation: talk('i2', 'waiting') },
    );
    expect(ids(next)).toEqual(['a', 'b', 'n']);
    expect(next?.lines.map((each) => each.group)).toEqual(['i1', 'i1', 'i2']);
    expect(ids(after(next ?? start, { kind: 'line', line: line('m', 2) }))).toEqual(['a', 'b', 'n', 'm']);
  });

  test('a snapshot keeps what was read before its hundred lines and drops what it does not confirm', () => {
    const before = after(start, { kind: 'line', line: line('ghost', 3) }) ?? start;
    expect(ids(welcomed(before, hello(talk('i1'), [line('b', 2), line('c', 4)], 9)))).toEqual(['a', 'b', 'c']);
    expect(ids(welcomed(before, hello(talk('i2'), [line('z', 1)], 9)))).toEqual(['a', 'b', 'ghost', 'z']);
    expect(welcomed(before, hello(null, [], 9)).seq).toBe(9);
  });

  test('[5] a new title of the channel is taken over at once', () => {
    const renamed = { ...start.face, title: 'Renamed' } as NonNullable<Mirror['face']>;
    expect(after(start, { kind: 'face', face: renamed })?.face?.title).toBe('Renamed');
  });

  test('an erased text replaces the text', () => {
    const erased = { ...line('a', 1), text: null };
    expect(after(start, { kind: 'line', line: erased })?.lines[0]?.text).toBeNull();
  });

  test('keeps a bounded number of lines', () => {
    let mirror = start;
    for (let seq = 3; seq < 1_000; seq += 1)
      mirror = after(mirror, { kind: 'line', line: line(`l${seq}`, seq) }) ?? mirror;
    expect(mirror.lines).toHaveLength(400);
    expect(mirror.lines.at(-1)?.seq).toBe(999);
  });
});
