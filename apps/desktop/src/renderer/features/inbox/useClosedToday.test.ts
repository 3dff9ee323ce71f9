import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { describe, expect, test } from 'vitest';

import { dayOf } from '../../text/dayWords.ts';
import { mergeClosed } from './useClosedToday.ts';

const NOON = Date.parse('2026-11-21T12:00:00Z');
const DAY_MS = 86_400_000;
const id = (name: string) => name as InteractionId;
const closed = (name: string, since: number) => ({ id: id(name), state: 'closed', since }) as Interaction;
const active = (name: string, since: number) => ({ id: id(name), state: 'active', since }) as Interaction;

describe('closed today', () => {
  const merge = (mirrored: readonly Interaction[], stored: readonly Interaction[], live = mirrored) =>
    mergeClosed(
      mirrored.map((each) => each.id),
      stored,
      (wanted) => live.find((each) => each.id === wanted),
      dayOf(NOON),
    );

  test('a conversation the server no longer tells of stays in the list', () => {
    expect(merge([closed('b', NOON - 60_000)], [closed('a', NOON - 3_600_000)])).toEqual(['b', 'a']);
  });

  test('one that is live and stored is there once', () => {
    expect(merge([closed('a', NOON)], [closed('a', NOON)])).toEqual(['a']);
  });

  test('one that is open again is in another group', () => {
    expect(merge([], [closed('a', NOON - 60_000)], [active('a', NOON)])).toEqual([]);
  });

  test('yesterday is not today', () => {
    expect(merge([], [closed('a', NOON - DAY_MS), closed('b', NOON)])).toEqual(['b']);
  });
});
