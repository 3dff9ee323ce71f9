import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';

import type { AppInfo, DesktopApi } from '../../bridge/desktopApi.ts';
import { installDesktop } from '../connection/desktop.ts';
import { type Connection, installConnection } from '../connection/connection.ts';
import { changePreferences } from '../connection/preferences.ts';
import { GlobalKeys } from '../features/preferences/KeySettings.tsx';
import { changeLanguage } from '../text/text.ts';
import { UiProvider } from '../ui/UiProvider.tsx';
import { workspaceWriter } from '../workspace/workspaceWriter.ts';
import { startGlobalKeys } from './globalKeys.ts';

type Shortcuts = readonly { readonly action: string; readonly chord: string }[];

/** A system that holds the last list it was given, and has some of the keys for others. */
function system(held: readonly string[]): { given: () => Shortcuts } {
  let given: Shortcuts = [];
  installConnection({ ask: () => Promise.resolve({ ok: true, value: {} }) } as unknown as Connection);
  const api = {
    call: async (_name: string, { shortcuts }: { shortcuts: Shortcuts }) => {
      given = shortcuts;
      return { refused: shortcuts.map(({ action }) => action).filter((action) => held.includes(action)) };
    },
    on: () => () => undefined,
  };
  installDesktop(
    api as unknown as DesktopApi,
    { kind: 'electron', platform: 'linux', can: { globalShortcuts: true } } as AppInfo,
  );
  return { given: () => given };
}

afterEach(() => workspaceWriter.signedOut(0));

test('switching them on in the settings gives the system all of them, and says which could not be had', async () => {
  await changeLanguage('en');
  const { given } = system(['mute']);
  const end = startGlobalKeys();
  render(
    <UiProvider>
      <GlobalKeys />
    </UiProvider>,
  );
  expect(given()).toEqual([]);
  await act(async () => {
    fireEvent.click(screen.getByRole('switch', { name: 'Keys while the window is in the background' }));
  });
  expect(given().map(({ action, chord }) => `${action} ${chord}`)).toEqual([
    'accept F8',
    'decline F7',
    'intercept F9',
    'mute Mod+Shift+KeyM',
    'hangUp Mod+Shift+Digit1',
    'show Mod+Shift+F8',
    'dialClipboard Mod+Shift+F9',
  ]);
  expect(screen.getByText('These keys could not be had: Microphone off or on.')).toBeTruthy();
  await act(async () => changePreferences({ keys: { 'call.mute': 'Mod+Shift+KeyY' } }));
  expect(given()).toContainEqual({ action: 'mute', chord: 'Mod+Shift+KeyY' });
  await act(async () => end());
  expect(given()).toEqual([]);
  expect(screen.queryByText(/could not be had/)).toBeNull();
});
