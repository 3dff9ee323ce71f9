import { act, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';

import { serverNow, serverWrote, setServerClock, useNow } from './clock.ts';

const MINUTE = 60_000;

function Now() {
  return <output>{useNow()}</output>;
}
/** How many minutes the screen is away from this device. */
const shown = (): number =>
  Math.abs(
    Math.round((Number(screen.getByRole('status').textContent) - performance.timeOrigin - performance.now()) / MINUTE),
  );

afterEach(() => setServerClock(0));

test('counters go by the clock of the server from its welcome on, not from the next second', () => {
  render(<Now />);
  expect(shown()).toBe(0);
  act(() => setServerClock(5 * MINUTE));
  expect(shown()).toBe(5);
});

test('[48] a clock of the server that was set forward is followed with the next thing it writes', () => {
  render(<Now />);
  act(() => serverWrote(serverNow() + 3 * MINUTE));
  expect(shown()).toBe(3);
});

test('what was written in the past, or within the time of the way here, moves no counter', () => {
  setServerClock(2 * MINUTE);
  render(<Now />);
  act(() => {
    serverWrote(serverNow() - MINUTE);
    serverWrote(serverNow() + 900);
  });
  expect(shown()).toBe(2);
});
