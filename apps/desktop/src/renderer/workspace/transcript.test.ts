import { afterEach, describe, expect, it } from 'vitest';

import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { FOLLOWED_TRANSCRIPTS } from '@ringdesk/shared/protocol/socket.ts';
import { Update } from '@ringdesk/shared/protocol/updates.ts';

import { holdLines } from './heldLines.ts';
import type { PendingMessage } from './pendingMessage.ts';
import { messageNoun, offerNoun, snapshotOf, T0 } from './testNouns.ts';
import { type Transcript, WINDOW_LINES, withEarlier, withLine, withNewest } from './transcript.ts';
import { showInteraction, workspace } from './workspace.ts';
import { workspaceWriter } from './workspaceWriter.ts';

const lines = (from: number, to: number): readonly ReturnType<typeof messageNoun>[] =>
  Array.from({ length: to - from + 1 }, (_, index) => messageNoun('a', from + index));
const page = (from: number, to: number): Transcript =>
  withNewest(undefined, { lines: lines(from, to), more: from > 1 });
const seqs = (transcript: Transcript): readonly number[] => transcript.lines.map((line) => line.seq);

describe('a transcript on this device (I9)', () => {
  it('appends the next line, ignores a repeated one, replaces an erased one', () => {
    const two = withLine(page(1, 1), messageNoun('a', 2));
    expect(seqs(two)).toEqual([1, 2]);
    expect(seqs(withLine(two, messageNoun('a', 2)))).toEqual([1, 2]);
    const erased = withLine(two, messageNoun('a', 1, { text: null }));
    expect(erased.lines[0]).toMatchObject({ seq: 1, text: null });
  });

  it('marks a hole instead of showing lines out of order, and the newest page fills it', () => {
    const holed = withLine(page(1, 3), messageNoun('a', 6));
    expect(holed.missing).toBe(true);
    expect(seqs(holed)).toEqual([1, 2, 3]);
    const whole = withNewest(holed, { lines: lines(3, 6), more: true });
    expect(seqs(whole)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(whole).toMatchObject({ missing: false, more: false });
  });

  it('starts anew when the page does not join what is here', () => {
    expect(seqs(withNewest(page(1, 3), { lines: lines(50, 60), more: true }))[0]).toBe(50);
  });

  it('keeps a line which arrived after the page was read', () => {
    expect(seqs(withNewest(withLine(page(1, 4), messageNoun('a', 5)), { lines: lines(2, 4), more: true }))).toEqual([
      1, 2, 3, 4, 5,
    ]);
  });

  it('puts an earlier page before, without repeating lines', () => {
    const whole = withEarlier(page(5, 8), { lines: lines(1, 5), more: false });
    expect(seqs(whole)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(whole.more).toBe(false);
  });

  it('keeps memory bounded through a long day', () => {
    let transcript = page(1, 1);
    for (let seq = 2; seq <= 5_000; seq += 1) transcript = withLine(transcript, messageNoun('a', seq));
    expect(transcript.lines.length).toBeLessThanOrEqual(WINDOW_LINES * 2);
    expect(transcript.lines.at(-1)?.seq).toBe(5_000);
    expect(transcript.more).toBe(true);
  });
});

describe('what somebody reads far above the end', () => {
  it('stays, however many lines come below it, and is dropped once nobody reads it', () => {
    let transcript = page(1, 300);
    for (let seq = 301; seq <= 2_000; seq += 1) transcript = withLine(transcript, messageNoun('a', seq), 120);
    expect(transcript.lines[0]?.seq).toBeLessThanOrEqual(120);
    expect(seqs(transcript)).toContain(120);
    expect(seqs(transcript)).toHaveLength(2_000 - (transcript.lines[0]?.seq ?? 0) + 1);
    transcript = withLine(transcript, messageNoun('a', 2_001));
    expect(transcript.lines).toHaveLength(WINDOW_LINES);
  });

  it('is held by who reads it and let go of when they leave', () => {
    const a = 'a' as InteractionId;
    const arrives = (from: number, to: number): void =>
      workspaceWriter.apply(
        lines(from, to).map((line) => Update.parse({ kind: 'transcript.line', line })),
        T0,
      );
    workspaceWriter.welcome(snapshotOf());
    workspaceWriter.newestPage(a, { lines: lines(1, 100), more: false });
    const letGo = holdLines(a, 40);
    arrives(101, 1_500);
    expect(
      workspace
        .getState()
        .transcripts.get(a)
        ?.lines.some(({ seq }) => seq === 40),
    ).toBe(true);
    letGo();
    arrives(1_501, 1_501);
    expect(workspace.getState().transcripts.get(a)?.lines).toHaveLength(WINDOW_LINES);
    workspaceWriter.signedOut(T0);
  });
});

describe('transcripts that were asked for before the last ones the server tells of', () => {
  afterEach(() => {
    showInteraction(undefined);
    workspaceWriter.signedOut(T0);
  });
  const id = (name: string): InteractionId => name as InteractionId;
  const asked = (name: string): void => workspaceWriter.newestPage(id(name), { lines: lines(1, 3), more: true });
  const kept = (name: string) => workspace.getState().transcripts.get(id(name));

  it('are read again when they are opened; the open one stays in sight and is read again at once', () => {
    workspaceWriter.welcome(snapshotOf());
    asked('open');
    showInteraction(id('open'));
    asked('first');
    asked('second');
    for (let other = 3; other <= FOLLOWED_TRANSCRIPTS; other += 1) asked(`other ${other}`);
    expect([kept('open')?.missing, kept('first')?.missing]).toEqual([true, false]);
    expect(kept('open')?.lines).toHaveLength(3);
    workspaceWriter.earlierPage(id('first'), { lines: [], more: false });
    asked('one more');
    expect([kept('open')?.missing, kept('first')?.missing, kept('second')]).toEqual([true, false, undefined]);
    asked('open');
    expect(kept('open')?.missing).toBe(false);
  });
});

describe('the store', () => {
  afterEach(() => workspaceWriter.signedOut(T0));
  const a = 'a' as InteractionId;
  const echo = (state: PendingMessage['state']): PendingMessage =>
    ({
      commandId: 'c1',
      messageId: 'message-a-2',
      interactionId: 'a',
      kind: 'reply',
      text: 'hello',
      mentions: [],
      attachmentIds: [],
      writtenAt: T0,
      state,
    }) as unknown as PendingMessage;

  it('takes the echo of a message away when its line arrives, and does not bring it back', () => {
    workspaceWriter.welcome(snapshotOf());
    workspaceWriter.newestPage(a, { lines: lines(1, 1), more: false });
    workspaceWriter.pendingMessage(echo('pending'));
    expect(workspace.getState().pendingMessages.get(a)).toHaveLength(1);
    workspaceWriter.apply([Update.parse({ kind: 'transcript.line', line: messageNoun('a', 2) })], T0);
    expect(workspace.getState().pendingMessages.size).toBe(0);
    workspaceWriter.pendingMessage(echo('sent'));
    expect(workspace.getState().pendingMessages.size).toBe(0);
  });

  it('remembers how an offer ended, even one that came and went in a single batch', () => {
    workspaceWriter.welcome(snapshotOf());
    const end = { outcome: 'withdrawn', at: T0, reason: 'takenByColleague', by: 'ana' };
    workspaceWriter.apply(
      [
        Update.parse({ kind: 'offer.put', offer: offerNoun('o', 'a') }),
        Update.parse({ kind: 'offer.gone', offerId: 'o', interactionId: 'a', end }),
      ],
      T0,
    );
    expect(workspace.getState().endedOffers).toMatchObject([{ offer: { id: 'o' }, end: { by: 'ana' } }]);
    expect(workspace.getState().mirror?.offers.size).toBe(0);
  });

  it('doubts every cached transcript after a new snapshot', () => {
    workspaceWriter.welcome(snapshotOf());
    workspaceWriter.newestPage(a, { lines: lines(1, 3), more: false });
    workspaceWriter.welcome(snapshotOf());
    expect(workspace.getState().transcripts.get(a)).toMatchObject({ missing: true });
  });
});
