import { MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';
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
  delays.succeeded('1@example.com');
  expect(delays.retryAt('1@example.com', 'n', MINUTE)).toBe(15 * MINUTE);
  expect(delays.retryAt('1@example.com', 'n', 15 * MINUTE)).toBeUndefined();
});
