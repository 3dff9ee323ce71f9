import type { Preferences } from '@ringdesk/shared/model/preferences.ts';
import { ok } from '@ringdesk/shared/result.ts';
import { act, cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { type Connection, installConnection } from '../connection/connection.ts';
import { loadPreferences } from '../connection/preferences.ts';
import { changeLanguage, currentLanguage } from '../text/text.ts';
import { defaultPreferences } from '../workspace/preferences.ts';
import { agentNoun, snapshotOf, T0 } from '../workspace/testNouns.ts';
import { workspaceWriter } from '../workspace/workspaceWriter.ts';
import { useOwnLanguage } from './ownLanguage.ts';

const sent: unknown[] = [];
let kept: Preferences | null;
installConnection({
  ask: () => Promise.resolve(ok({ preferences: kept })),
  sendCommand: (name: string, input: unknown) => {
    sent.push({ name, input });
    return Promise.resolve(ok({}));
  },
} as unknown as Connection);

function Screen() {
  useOwnLanguage();
  return null;
}
/** Signs in as somebody whose account was made in Russian, on a desk that shows English. */
async function signIn(id: string): Promise<void> {
  render(<Screen />);
  await act(async () => {
    workspaceWriter.welcome(snapshotOf({ me: id, agents: [agentNoun(id, { language: 'ru' })] }));
    await loadPreferences();
  });
}

beforeEach(async () => {
  sent.length = 0;
  await changeLanguage('en');
});
afterEach(() => {
  cleanup();
  workspaceWriter.signedOut(T0);
});

test('who signs in for the first time keeps the language before their eyes, and it becomes theirs', async () => {
  kept = null;
  await signIn('olga');
  expect(currentLanguage()).toBe('en');
  expect(sent).toEqual([{ name: 'profile.save', input: { name: 'Agent olga', language: 'en', pictureId: null } }]);
  // From now on it is their own: what they choose on another device is shown here too.
  const chosen = agentNoun('olga', { language: 'es' });
  await act(async () => workspaceWriter.apply([{ kind: 'agent.put', agent: chosen }], T0));
  await expect.poll(currentLanguage).toBe('es');
});

test('who has chosen finds their language on every device', async () => {
  kept = defaultPreferences;
  await signIn('irina');
  await expect.poll(currentLanguage).toBe('ru');
  expect(sent).toEqual([]);
});
