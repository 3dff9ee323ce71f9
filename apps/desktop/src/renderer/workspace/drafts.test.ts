import 'fake-indexeddb/auto';

import type { AgentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import { Update } from '@ringdesk/shared/protocol/updates.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import {
  draftOf,
  forgetDrafts,
  forgetDraftsOfClosed,
  loadDrafts,
  saveDraft,
  saveDraftsNow,
  setDraft,
} from './drafts.ts';
import { forgetAccount, localDatabase } from './localDatabase.ts';
import { interactionNoun, snapshotOf, T0 } from './testNouns.ts';
import { workspaceWriter } from './workspaceWriter.ts';

const me = 'me' as AgentId;
const a = 'a' as InteractionId;
const stored = async (): Promise<number> => (await localDatabase()).count('drafts');
const write = async (text: string): Promise<void> => {
  setDraft(a, { kind: 'note', text });
  await saveDraft(a);
};

/** What the page keeps for the one after it. */
function sessionKept(): Map<string, string> {
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  return kept;
}

forgetDraftsOfClosed();
beforeEach(() => workspaceWriter.welcome(snapshotOf()));
afterEach(async () => {
  vi.useRealTimers();
  forgetDrafts();
  workspaceWriter.signedOut(T0);
  await (await localDatabase()).clear('drafts');
});

describe('drafts', () => {
  it('survive a restart with their kind, and an emptied one does not', async () => {
    await write('half a sentence');
    forgetDrafts();
    expect(draftOf(a).text).toBe('');
    await loadDrafts(me);
    expect(draftOf(a)).toEqual({ kind: 'note', text: 'half a sentence' });
    await write('');
    expect(await stored()).toBe(0);
  });

  it('keep what is typed while the stored ones are being read', async () => {
    await write('old');
    forgetDrafts();
    const reading = loadDrafts(me);
    setDraft(a, { kind: 'reply', text: 'new' });
    await reading;
    expect(draftOf(a).text).toBe('new');
  });

  it('typed right before the page goes are there on the next one: nothing waits for the database then', async () => {
    const kept = sessionKept();
    await loadDrafts(me);
    setDraft(a, { kind: 'reply', text: 'the last word' });
    saveDraftsNow();
    const [[key, value]] = [...kept] as [[string, string]];
    // The next page: nothing is in memory, and the database did not come to it.
    forgetDrafts();
    await (await localDatabase()).clear('drafts');
    kept.set(key, value);
    await loadDrafts(me);
    expect(draftOf(a)).toEqual({ kind: 'reply', text: 'the last word' });
    expect(kept.size).toBe(0);
    forgetDrafts();
    // Nobody else gets to see it.
    kept.set(key, value);
    await loadDrafts('ana' as AgentId);
    expect(draftOf(a).text).toBe('');
    expect(kept.size).toBe(0);
  });

  it('are put aside also while the database is still writing them, and not once it has', async () => {
    const kept = sessionKept();
    await loadDrafts(me);
    setDraft(a, { kind: 'reply', text: 'the last word' });
    const writing = saveDraft(a);
    saveDraftsNow();
    expect([...kept.values()].join()).toContain('the last word');
    kept.clear();
    await writing;
    saveDraftsNow();
    expect(kept.size).toBe(0);
  });

  it('are not shown to another person and are deleted from the device at sign-out', async () => {
    await loadDrafts(me);
    await write('mine');
    await loadDrafts('ana' as AgentId);
    expect(draftOf(a).text).toBe('');
    await loadDrafts(me);
    expect(draftOf(a).text).toBe('mine');
    await forgetAccount(me);
    expect(await stored()).toBe(0);
  });

  it('that are read while their person signs out are not shown to the next one', async () => {
    await write('mine');
    forgetDrafts();
    const reading = loadDrafts(me);
    await Promise.all([loadDrafts('ana' as AgentId), reading]);
    expect(draftOf(a).text).toBe('');
  });

  it('outlive the undo of a close and are deleted after it', () => {
    vi.useFakeTimers();
    setDraft(a, { kind: 'reply', text: 'thanks' });
    const close = Update.parse({
      kind: 'interaction.put',
      interaction: interactionNoun('a', { state: 'closed', reopenUntil: T0 }),
    });
    workspaceWriter.apply([close], T0);
    vi.advanceTimersByTime(9_000);
    expect(draftOf(a).text).toBe('thanks');
    workspaceWriter.apply([Update.parse({ kind: 'interaction.put', interaction: interactionNoun('a') })], T0);
    vi.advanceTimersByTime(60_000);
    expect(draftOf(a).text).toBe('thanks');
    workspaceWriter.apply([close], T0);
    vi.advanceTimersByTime(10_000);
    expect(draftOf(a).text).toBe('');
  });
});
