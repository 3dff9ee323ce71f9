import { fireEvent, render, screen } from '@testing-library/react';
import { beforeAll, beforeEach, expect, test } from 'vitest';

import { type Connection, installConnection } from '../../connection/connection.ts';
import { changeLanguage, loadTexts } from '../../text/text.ts';
import { UiProvider } from '../../ui/UiProvider.tsx';
import { defaultPreferences } from '../../workspace/preferences.ts';
import { workspace } from '../../workspace/workspace.ts';
import { workspaceWriter } from '../../workspace/workspaceWriter.ts';
import { QuietTimes } from './QuietTimes.tsx';

beforeAll(async () => {
  await changeLanguage('en');
  await loadTexts('preferences');
});
beforeEach(() => {
  installConnection({ ask: () => new Promise(() => {}) } as unknown as Connection);
  workspaceWriter.preferences(defaultPreferences);
  render(
    <UiProvider>
      <QuietTimes />
    </UiProvider>,
  );
});
const quiet = () => workspace.getState().preferences.quiet;
const on = (): boolean => fireEvent.click(screen.getByRole('switch', { name: 'Quiet times' }));

test('begins with the evenings of working days', () => {
  expect(screen.queryByRole('group')).toBeNull();
  on();
  expect(quiet()).toEqual({ on: true, times: [{ days: [0, 1, 2, 3, 4], from: 1_200, to: 480 }] });
  expect(screen.getByText('next day')).toBeTruthy();
});

test('days and times are changed one by one, midnight at either end', () => {
  on();
  fireEvent.click(screen.getByRole('button', { name: 'Sun' }));
  fireEvent.click(screen.getByRole('button', { name: 'Mon' }));
  const type = (name: RegExp, value: string): void => {
    const field = screen.getByRole('textbox', { name });
    fireEvent.change(field, { target: { value } });
    fireEvent.blur(field);
  };
  type(/^Begins/, '24:00');
  type(/^Ends/, '0');
  expect(quiet()?.times).toEqual([{ days: [1, 2, 3, 4, 6], from: 0, to: 1_440 }]);
  expect(screen.queryByText('next day')).toBeNull();
});

test('another time is added and removed; what was skipped by hand comes back with a change', () => {
  on();
  workspaceWriter.preferences({ ...defaultPreferences, quiet: { ...quiet()!, skippedUntil: 5 } });
  fireEvent.click(screen.getByRole('button', { name: 'Add a time' }));
  expect(quiet()?.times).toHaveLength(2);
  expect(quiet()).not.toHaveProperty('skippedUntil');
  fireEvent.click(screen.getByRole('button', { name: 'Remove quiet time 1' }));
  expect(quiet()?.times).toHaveLength(1);
});
