import { renderHook } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';

import { forgetTriedSignIns, ownMistake, signedInAfter, useTriedSignIns } from './triedSignIns.ts';

const ana = 'ana@example.com';
const shown = () => renderHook(() => useTriedSignIns()).result.current;
afterEach(forgetTriedSignIns);

test('tries of others are shown, without the wrong passwords of the one who signs in', () => {
  ownMistake(ana, undefined);
  ownMistake('ben@example.com', undefined);
  signedInAfter(ana, { count: 3, lastAt: 7 });
  expect(shown()).toEqual({ count: 2, lastAt: 7 });
  // The next time is another count.
  signedInAfter(ana, { count: 1, lastAt: 9 });
  expect(shown()).toEqual({ count: 1, lastAt: 9 });
});

test('only one’s own, or none at all, is nothing to tell', () => {
  ownMistake(ana, undefined);
  signedInAfter(ana, { count: 1, lastAt: 7 });
  expect(shown()).toBeUndefined();
  signedInAfter(ana, undefined);
  expect(shown()).toBeUndefined();
});

test('a password typed while a wait runs was not looked at, and is not taken off', () => {
  ownMistake(ana, 1_000);
  ownMistake(ana, 1_000);
  ownMistake(ana, 3_000);
  signedInAfter(ana, { count: 3, lastAt: 7 });
  expect(shown()).toEqual({ count: 1, lastAt: 7 });
});
