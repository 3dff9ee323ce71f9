import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { ok } from '@ringdesk/shared/result.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { interactionNoun, snapshotOf, T0 } from '../workspace/testNouns.ts';
import { showInteraction } from '../workspace/workspace.ts';
import { workspaceWriter } from '../workspace/workspaceWriter.ts';
import { type Connection, installConnection } from './connection.ts';
import { reportSeen, SEEN_AFTER_MS } from './readMarks.ts';

const a = 'a' as InteractionId;
let read: number[];
let focused: boolean;

const focus = (now: boolean): void => {
  focused = now;
  window.dispatchEvent(new Event(now ? 'focus' : 'blur'));
};

beforeEach(() => {
  vi.useFakeTimers();
  read = [];
  focused = true;
  vi.spyOn(document, 'hasFocus').mockImplementation(() => focused);
  const sendCommand = (_name: string, input: { seq: number }): Promise<unknown> => {
    read.push(input.seq);
    return Promise.resolve(ok({}));
  };
  installConnection({ sendCommand } as unknown as Connection);
  workspaceWriter.welcome(
    snapshotOf({
      interactions: [interactionNoun('a', { lastSeq: 9, ownerReadSeq: 2 }), interactionNoun('b', { ownerId: 'ana' })],
    }),
  );
  showInteraction(a);
});

afterEach(() => {
  workspaceWriter.signedOut(T0);
  vi.useRealTimers();
});

describe('read means seen (desk 2.6)', () => {
  it('after half a second of window focused, thread open and line in view', () => {
    reportSeen(a, 5);
    vi.advanceTimersByTime(SEEN_AFTER_MS - 1);
    expect(read).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(read).toEqual([5]);
  });

  it('not while the window is in the background; the half second begins when it comes back', () => {
    focus(false);
    reportSeen(a, 5);
    vi.advanceTimersByTime(5_000);
    expect(read).toEqual([]);
    focus(true);
    vi.advanceTimersByTime(SEEN_AFTER_MS);
    expect(read).toEqual([5]);
  });

  it('not when the thread is left before the half second is over', () => {
    reportSeen(a, 5);
    vi.advanceTimersByTime(300);
    showInteraction(undefined);
    vi.advanceTimersByTime(5_000);
    expect(read).toEqual([]);
  });

  it('never backwards, and not for a colleague’s conversation', () => {
    reportSeen(a, 2);
    vi.advanceTimersByTime(SEEN_AFTER_MS);
    showInteraction('b' as InteractionId);
    reportSeen('b' as InteractionId, 1);
    vi.advanceTimersByTime(SEEN_AFTER_MS);
    expect(read).toEqual([]);
  });

  it('also where a note mentions me, whoever owns it', () => {
    workspaceWriter.welcome(
      snapshotOf({ interactions: [interactionNoun('b', { ownerId: 'ana', mentioned: ['me'] })] }),
    );
    showInteraction('b' as InteractionId);
    reportSeen('b' as InteractionId, 1);
    vi.advanceTimersByTime(SEEN_AFTER_MS);
    expect(read).toEqual([1]);
  });
});
