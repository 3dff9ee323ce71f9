import type { OfferId } from '@ringdesk/shared/model/ids.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { offerNoun, snapshotOf, T0 } from '../workspace/testNouns.ts';
import { workspaceWriter } from '../workspace/workspaceWriter.ts';
import { laneOf } from './commandPolicy.ts';
import { type Connection, installConnection } from './connection.ts';
import { offerDisplayed, offerHeard } from './offerSeen.ts';

const sent: { name: string; input: Record<string, unknown> }[] = [];
const o1 = 'o1' as OfferId;

beforeEach(() => {
  vi.useFakeTimers();
  sent.length = 0;
  installConnection({
    sendCommand: (name: string, input: Record<string, unknown>) => {
      sent.push({ name, input });
      return new Promise(() => {});
    },
  } as unknown as Connection);
  workspaceWriter.welcome(snapshotOf({ offers: [offerNoun('o1', 'i1')] }));
});
afterEach(() => {
  workspaceWriter.signedOut(T0);
  vi.useRealTimers();
});

test('what is seen and heard within a moment is told together, and once', () => {
  offerDisplayed(o1);
  offerHeard(o1);
  offerDisplayed(o1);
  vi.advanceTimersByTime(1_000);
  offerHeard(o1);
  vi.advanceTimersByTime(1_000);
  expect(sent).toEqual([
    {
      name: 'offer.shown',
      input: { offerId: o1, displayedAt: expect.any(Number) as number, soundAt: expect.any(Number) as number },
    },
  ]);
});

test('a ring that was held back and sounds later is told by itself', () => {
  workspaceWriter.welcome(snapshotOf({ offers: [] }));
  workspaceWriter.welcome(snapshotOf({ offers: [offerNoun('o2', 'i2')] }));
  offerDisplayed('o2' as OfferId);
  vi.advanceTimersByTime(1_000);
  offerHeard('o2' as OfferId);
  vi.advanceTimersByTime(1_000);
  expect(sent.map(({ input }) => Object.keys(input))).toEqual([
    ['offerId', 'displayedAt'],
    ['offerId', 'soundAt'],
  ]);
});

test('nothing is told of an offer that is gone', () => {
  offerDisplayed('gone' as OfferId);
  vi.advanceTimersByTime(1_000);
  expect(sent).toEqual([]);
});

test('an accept does not wait for it', () => {
  expect(laneOf({ name: 'offer.shown', input: { offerId: o1 } })).not.toBe(
    laneOf({ name: 'offer.accept', input: { offerId: o1 } }),
  );
});
