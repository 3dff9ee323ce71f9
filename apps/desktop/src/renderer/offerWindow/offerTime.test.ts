import { Instant } from '@ringdesk/shared/model/time.ts';
import { expect, test } from 'vitest';

import { othersIn, pressAllowed, secondsLeft, timeText } from './offerTime.ts';

test('[16] seconds until the deadline of the server, never below zero', () => {
  const expiresAt = Instant.parse(60_000);
  expect([0, 59_001, 59_999, 60_000, 99_000].map((now) => secondsLeft({ expiresAt }, now))).toEqual([60, 1, 1, 0, 0]);
});

test('[16] an offer may last from a minute to twelve hours', () => {
  expect([0, 7, 60, 725, 3_599, 3_600, 43_200].map(timeText)).toEqual([
    '0:00',
    '0:07',
    '1:00',
    '12:05',
    '59:59',
    '1:00:00',
    '12:00:00',
  ]);
});

test('the others are those behind the first and those that did not fit', () => {
  expect([othersIn({ cards: [], more: 0 }), othersIn({ cards: [{}, {}, {}] as never, more: 4 })]).toEqual([0, 6]);
});

test('a card that has just come up takes no press', () => {
  expect([pressAllowed(1_000, 1_399, 400), pressAllowed(1_000, 1_400, 400)]).toEqual([false, true]);
});
