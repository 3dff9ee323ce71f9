import type { Preferences } from '@ringdesk/shared/model/preferences.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { defaultPreferences } from '../workspace/preferences.ts';
import { snapshotOf, T0 } from '../workspace/testNouns.ts';
import { workspace } from '../workspace/workspace.ts';
import { workspaceWriter } from '../workspace/workspaceWriter.ts';
import { type Connection, installConnection } from './connection.ts';
import { changePreferences, loadPreferences } from './preferences.ts';

/** What the server keeps for whoever is signed in; `line`: whether it can be asked. */
const server = { line: true, kept: defaultPreferences as Preferences };

const ask = async (name: string, input: unknown): Promise<unknown> => {
  if (!server.line) return { ok: false, error: { code: 'unavailable' } };
  if (name === 'preferences.save') server.kept = input as Preferences;
  return { ok: true, value: { preferences: server.kept } };
};

/** Somebody signs in on this device. */
const signsIn = async (me: string): Promise<void> => {
  workspaceWriter.signedOut(T0);
  workspaceWriter.welcome(snapshotOf({ me }));
  await loadPreferences();
};

beforeEach(() => {
  vi.useFakeTimers();
  installConnection({ ask } as unknown as Connection);
  Object.assign(server, { line: true, kept: { ...defaultPreferences, theme: 'light' } });
});
afterEach(() => {
  vi.useRealTimers();
  workspaceWriter.signedOut(T0);
});

describe('the person’s own settings', () => {
  it('are saved a moment after a change, and what was changed without a line once there is one', async () => {
    await signsIn('me');
    changePreferences({ theme: 'dark' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.kept.theme).toBe('dark');
    server.line = false;
    changePreferences({ density: 'compact' });
    await vi.advanceTimersByTimeAsync(1_000);
    server.line = true;
    await loadPreferences();
    expect(server.kept).toMatchObject({ theme: 'dark', density: 'compact' });
  });

  it.each(['ana', 'me'])(
    'what could not be saved before signing out is no change of %s, who signs in next',
    async (who) => {
      await signsIn('me');
      server.line = false;
      changePreferences({ theme: 'dark' });
      await vi.advanceTimersByTimeAsync(1_000);
      server.line = true;
      await signsIn(who);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(server.kept.theme).toBe('light');
      expect(workspace.getState().preferences.theme).toBe('light');
    },
  );

  it('what is changed in the last moment before signing out is no change of who signs in next', async () => {
    await signsIn('me');
    changePreferences({ theme: 'dark' });
    await signsIn('ana');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.kept.theme).toBe('light');
  });
});
