import { act, render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { announce } from './liveRegionStore.ts';
import { LiveRegions } from './LiveRegions.tsx';

test('both regions are there before anything is said, and each says what is meant for it', () => {
  render(<LiveRegions />);
  const [polite, assertive] = [screen.getByRole('status'), screen.getByRole('alert')];
  act(() => announce('Hannah is typing'));
  act(() => announce('Incoming chat from María', 'assertive'));
  expect(polite.textContent).toBe('Hannah is typing');
  expect(assertive.textContent).toBe('Incoming chat from María');
});

test('the same sentence twice is put on the page twice, so that it is read twice', () => {
  render(<LiveRegions />);
  act(() => announce('Not connected', 'assertive'));
  const first = screen.getByRole('alert').firstElementChild;
  act(() => announce('Not connected', 'assertive'));
  const second = screen.getByRole('alert').firstElementChild;
  expect(second?.textContent).toBe('Not connected');
  expect(second).not.toBe(first);
});
