import { DAY, MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';
import { expect, test } from 'vitest';

import { SignInDelays } from './signInDelays.ts';

test('delays of one account grow from one second to fifteen minutes and never lock it for good', () => {
  const delays = new SignInDelays();
  const waits: number[] = [];
  let now = 0;
  for (let failure = 1; failure <= 20; failure += 1) {
    const retryAt = delays.failed('a@example.com', `network ${failure}`, now);
    waits.push((retryAt ?? now) - now);
    now = retryAt ?? now;
  }
  expect(waits.slice(0, 8)).toEqual([0, 0, 0, 0, SECOND, 2 * SECOND, 4 * SECOND, 8 * SECOND]);
  expect(waits.at(-1)).toBe(15 * MINUTE);
  expect(delays.retryAt('a@example.com', 'network', now)).toBeUndefined();
});

test('one network has twenty failures in fifteen minutes, whatever accounts it tries', () => {
  const delays = new SignInDelays();
  for (let failure = 1; failure <= 19; failure += 1)
    expect(delays.failed(`${failure}@example.com`, 'n', 0)).toBeUndefined();
  expect(delays.failed('20@example.com', 'n', 0)).toBe(15 * MINUTE);
  expect(delays.retryAt('other@example.com', 'n', MINUTE)).toBe(15 * MINUTE);
  expect(delays.retryAt('other@example.com', 'other', MINUTE)).toBeUndefined();
  delays.succeeded('1@example.com', 'n', 0);
  expect(delays.retryAt('1@example.com', 'n', MINUTE)).toBe(15 * MINUTE);
  expect(delays.retryAt('1@example.com', 'n', 15 * MINUTE)).toBeUndefined();
});

test('whoever guesses from elsewhere keeps nobody out of where they sign in', () => {
  const delays = new SignInDelays();
  delays.succeeded('ana@example.com', 'office', 0);
  let now = MINUTE;
  for (let guess = 1; guess <= 30; guess += 1) now = delays.failed('ana@example.com', `stranger ${guess}`, now) ?? now;
  delays.failed('ana@example.com', 'stranger', now);
  expect(delays.retryAt('ana@example.com', 'office', now)).toBeUndefined();
  expect(delays.retryAt('ana@example.com', 'elsewhere', now)).toBe(now + 15 * MINUTE);
  // Her own success does not give the stranger new free guesses.
  delays.succeeded('ana@example.com', 'office', now);
  expect(delays.retryAt('ana@example.com', 'elsewhere', now)).toBe(now + 15 * MINUTE);
});

test('who guesses from where she signs in is delayed there, and nowhere else', () => {
  const delays = new SignInDelays();
  delays.succeeded('ana@example.com', 'office', 0);
  for (let guess = 1; guess <= 6; guess += 1) delays.failed('ana@example.com', 'office', MINUTE);
  expect(delays.retryAt('ana@example.com', 'office', MINUTE)).toBe(MINUTE + 2 * SECOND);
  expect(delays.retryAt('ana@example.com', 'home', MINUTE)).toBeUndefined();
});

test('a network is known for thirty days', () => {
  const delays = new SignInDelays();
  delays.succeeded('ana@example.com', 'office', 0);
  const later = 30 * DAY;
  for (let guess = 1; guess <= 5; guess += 1) delays.failed('ana@example.com', `stranger ${guess}`, later);
  expect(delays.retryAt('ana@example.com', 'office', later - 1)).toBeUndefined();
  expect(delays.retryAt('ana@example.com', 'office', later)).toBe(later + SECOND);
});

test('guesses at the same time are no way around the delay', () => {
  const delays = new SignInDelays();
  const taken: (() => void)[] = [];
  for (let guess = 1; guess <= 30; guess += 1)
    if (delays.retryAt('ana@example.com', `n${guess}`, 0) === undefined)
      taken.push(delays.checking('ana@example.com', `n${guess}`, 0));
  expect(taken).toHaveLength(5);
  for (const [guess, over] of taken.entries()) {
    over();
    delays.failed('ana@example.com', `n${guess}`, 0);
  }
  expect(delays.retryAt('ana@example.com', 'n', 0)).toBe(SECOND);
  const over = delays.checking('ana@example.com', 'n', SECOND);
  expect(delays.retryAt('ana@example.com', 'm', SECOND)).toBe(2 * SECOND);
  over();
  expect(delays.retryAt('ana@example.com', 'm', SECOND)).toBeUndefined();
});
