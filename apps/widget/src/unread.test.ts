import { describe, expect, test } from 'vitest';

import { lineOf, memoryKeep, online, scripted, talkOf } from './session/scriptedWire.ts';
import { markSeen, unreadOf } from './unread.ts';

const withLines = (interactionId: string, ...lines: object[]) =>
  online(scripted(), { conversation: talkOf(interactionId, 'active'), lines }).session.view();

describe('unread', () => {
  test('[I20] counts the agents\u2019 messages after the last seen one, and only theirs', () => {
    const keep = memoryKeep();
    const view = withLines('i1', lineOf('a', 1, 'a'), lineOf('b', 2, 'b', 'me'), lineOf('c', 5, 'c'));
    expect(unreadOf(keep, view)).toBe(2);
    expect(markSeen(keep, view)).toBe(5);
    expect([unreadOf(keep, view), markSeen(keep, view)]).toEqual([0, undefined]);
    expect(unreadOf(keep, withLines('i1', lineOf('c', 5, 'c'), lineOf('d', 6, 'd')))).toBe(1);
  });

  test('marks of two conversations stand side by side: two pages cannot undo each other without end', () => {
    const keep = memoryKeep();
    const [one, two] = [withLines('i1', lineOf('a', 3, 'a')), withLines('i2', lineOf('b', 1, 'b'))];
    markSeen(keep, one);
    markSeen(keep, two);
    expect([markSeen(keep, one), markSeen(keep, two)]).toEqual([undefined, undefined]);
  });

  test('forgets the oldest conversations', () => {
    const keep = memoryKeep();
    for (let i = 10; i < 60; i += 1) markSeen(keep, withLines(`i${i}`, lineOf('a', 1, 'a')));
    expect(keep.keys('seen.')).toHaveLength(20);
    expect(keep.keys('seen.').at(-1)).toBe('seen.i59');
  });
});
