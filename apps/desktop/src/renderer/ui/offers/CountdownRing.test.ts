import { expect, test } from 'vitest';

import { ringDash } from './CountdownRing.tsx';

test('the ring is full at the start and empty at the end', () => {
  const around = (2 * Math.PI * 30).toFixed(1);
  expect(ringDash(30, 30, 30).array).toBe(`${around} ${around}`);
  expect(ringDash(0, 30, 30).array).toBe(`0.0 ${around}`);
  expect(ringDash(40, 30, 30).array).toBe(`${around} ${around}`);
  expect(ringDash(5, 0, 30).array).toBe(`0.0 ${around}`);
});

test('the ring empties clockwise: its line begins farther from the top as time passes', () => {
  const [early, late] = [ringDash(24, 30, 30), ringDash(6, 30, 30)];
  // A negative offset moves the start of the line along the path, which runs clockwise from the top.
  expect(early.offset).toBeLessThan(0);
  expect(late.offset).toBeLessThan(early.offset);
});
