import { act, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';

import { NotFetched, postponed } from './postponed.tsx';

function Counter({ name }: { readonly name: string }) {
  const [count, setCount] = useState(0);
  return (
    <button type="button" onClick={() => setCount(count + 1)}>
      {name} {count}
    </button>
  );
}

test('shows its fallback until the code is there, and at once afterwards', async () => {
  const code = Promise.withResolvers<typeof Counter>();
  const { Component } = postponed<{ readonly name: string }>(() => code.promise);
  const { unmount } = render(<Component name="a" fallback="coming" />);
  expect(screen.getByText('coming')).toBeTruthy();
  await act(async () => code.resolve(Counter));
  expect(screen.getByText('a 0')).toBeTruthy();
  unmount();
  render(<Component name="b" fallback="coming" />);
  expect(screen.getByText('b 0')).toBeTruthy();
});

test('keeps what the person did when it is drawn again after its code came', async () => {
  const code = Promise.withResolvers<typeof Counter>();
  const { Component } = postponed<{ readonly name: string }>(() => code.promise);
  const { rerender } = render(<Component name="a" />);
  await act(async () => code.resolve(Counter));
  act(() => screen.getByRole('button').click());
  rerender(<Component name="b" />);
  expect(screen.getByText('b 1')).toBeTruthy();
});

test('fetches once, also ahead of its showing, and again after a failure', async () => {
  const load = vi.fn<() => Promise<typeof Counter>>().mockRejectedValueOnce(new Error('no line'));
  load.mockResolvedValue(Counter);
  const { Component, preload } = postponed<{ readonly name: string }>(load);
  await expect(preload()).rejects.toThrow(NotFetched);
  await Promise.all([preload(), preload()]);
  render(<Component name="a" fallback="coming" />);
  expect(screen.getByText('a 0')).toBeTruthy();
  expect(load).toHaveBeenCalledTimes(2);
});

test('code that did not come takes only its own place, and comes when it is tried again', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const load = vi.fn<() => Promise<typeof Counter>>().mockRejectedValueOnce(new Error('no line'));
  load.mockResolvedValue(Counter);
  const { Component } = postponed<{ readonly name: string }>(load);
  const again = (retry: () => void) => (
    <button type="button" onClick={retry}>
      again
    </button>
  );
  await act(async () => {
    render(
      <>
        <p>around</p>
        <Component name="a" missing={again} />
      </>,
    );
  });
  expect(screen.getByText('around')).toBeTruthy();
  await act(async () => screen.getByText('again').click());
  expect(screen.getByText('a 0')).toBeTruthy();
});
