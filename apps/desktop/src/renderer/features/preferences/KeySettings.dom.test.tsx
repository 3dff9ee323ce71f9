import { fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { installDesktop } from '../../connection/desktop.ts';
import { type Connection, installConnection } from '../../connection/connection.ts';
import type { AppInfo, DesktopApi } from '../../../bridge/desktopApi.ts';
import { changeLanguage } from '../../text/text.ts';
import { LiveRegions } from '../../ui/feedback/LiveRegions.tsx';
import { UiProvider } from '../../ui/UiProvider.tsx';
import { workspace } from '../../workspace/workspace.ts';
import { workspaceWriter } from '../../workspace/workspaceWriter.ts';
import { KeySettings } from './KeySettings.tsx';

const change = (name: string): HTMLElement => screen.getByRole('button', { name: `Change the keys of: ${name}` });

beforeEach(async () => {
  installConnection({ ask: () => Promise.resolve({ ok: true, value: {} }) } as unknown as Connection);
  installDesktop(
    { call: () => new Promise(() => undefined), on: () => () => undefined } as unknown as DesktopApi,
    {
      kind: 'browser',
      platform: 'linux',
      can: {},
    } as AppInfo,
  );
  await changeLanguage('en');
  render(
    <UiProvider>
      <KeySettings />
      <LiveRegions />
    </UiProvider>,
  );
});
afterEach(() => workspaceWriter.signedOut(0));

test('the keys that are pressed become those of the command, and the focus is back where it was', () => {
  fireEvent.click(change('Transfer'));
  const listener = screen.getByRole('button', { name: 'Press the keys…' });
  expect(document.activeElement).toBe(listener);
  fireEvent.keyDown(listener, { key: 'Y', code: 'KeyY', ctrlKey: true, shiftKey: true });
  expect(Object.values(workspace.getState().preferences.keys)).toEqual(['Mod+Shift+KeyY']);
  expect(document.activeElement).toBe(change('Transfer'));
});

test('keys that are another command’s are refused aloud, and Escape ends the listening', () => {
  fireEvent.click(change('Park'));
  const listener = screen.getByRole('button', { name: 'Press the keys…' });
  fireEvent.keyDown(listener, { key: 'X', code: 'KeyX', ctrlKey: true, shiftKey: true });
  expect(screen.getByRole('status').textContent).toBe('Already used for: Transfer.');
  expect(workspace.getState().preferences.keys).toEqual({});
  fireEvent.keyDown(listener, { key: 'Escape' });
  expect(document.activeElement).toBe(change('Park'));
});
