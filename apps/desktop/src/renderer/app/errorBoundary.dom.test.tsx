import { act, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { changeLanguage } from '../text/text.ts';
import { postponed } from '../ui/postponed.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';

const Screen = () => <p>the screen</p>;

/** A screen whose code the line swallows as often as told. */
const screenAfter = (failures: number) => {
  const load = vi.fn<() => Promise<typeof Screen>>().mockResolvedValue(Screen);
  for (let at = 0; at < failures; at += 1) load.mockRejectedValueOnce(new TypeError('Failed to fetch'));
  return postponed(load).Component;
};

const draw = async (failures: number, resetKey = 'a') => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await changeLanguage('en');
  const Later = screenAfter(failures);
  const tree = (key: string) => (
    <ErrorBoundary resetKey={key}>
      <Later />
    </ErrorBoundary>
  );
  const drawn = await act(async () => render(tree(resetKey)));
  return { again: (key: string) => act(async () => drawn.rerender(tree(key))) };
};

test('a screen whose code did not come says so, offers the page anew, and comes when it is tried again', async () => {
  await draw(2);
  expect(screen.getByText('This part could not be fetched')).toBeTruthy();
  expect(screen.getByText('Load again')).toBeTruthy();
  await act(async () => screen.getByText('Try again').click());
  expect(screen.getByText('This part could not be fetched')).toBeTruthy();
  await act(async () => screen.getByText('Try again').click());
  expect(screen.getByText('the screen')).toBeTruthy();
});

test('it comes by itself when something else is shown, or the line is back', async () => {
  const { again } = await draw(1);
  await again('b');
  expect(screen.getByText('the screen')).toBeTruthy();
});

test('a part that breaks while it is drawn is told apart from one that did not come', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await changeLanguage('en');
  const Bug = (): never => {
    throw new Error('a bug');
  };
  render(
    <ErrorBoundary resetKey="a">
      <Bug />
    </ErrorBoundary>,
  );
  expect(screen.getByText('Something in this part broke')).toBeTruthy();
  expect(screen.queryByText('Load again')).toBeNull();
});
