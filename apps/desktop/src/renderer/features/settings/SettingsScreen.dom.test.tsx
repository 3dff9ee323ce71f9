import 'fake-indexeddb/auto';

import type { ChannelId } from '@ringdesk/shared/model/ids.ts';
import { defaultLiveChatSettings } from '@ringdesk/shared/model/channel.ts';
import { ok } from '@ringdesk/shared/result.ts';
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';

import { type Connection, installConnection } from '../../connection/connection.ts';
import { changeLanguage, loadTexts } from '../../text/text.ts';
import { UiProvider } from '../../ui/UiProvider.tsx';
import { agentNoun, interactionNoun, queueNoun, snapshotOf, T0 } from '../../workspace/testNouns.ts';
import { workspaceWriter } from '../../workspace/workspaceWriter.ts';
import { SettingsScreen } from './SettingsScreen.tsx';

beforeAll(async () => {
  await changeLanguage('en');
  await loadTexts('settings');
});
afterEach(cleanup);

const open = () =>
  render(
    <UiProvider>
      <SettingsScreen path={['start']} />
    </UiProvider>,
  );
const entry = () => screen.queryByRole('button', { name: 'First steps' });

test('the first steps stay where they are while the first customer writes, and are gone the next time', async () => {
  const sales = queueNoun('sales', { members: [{ kind: 'agent', agentId: 'me' }] });
  const site = {
    id: 'site' as ChannelId,
    kind: 'liveChat',
    name: 'Site',
    queueId: sales.id,
    active: true,
    version: 1,
    settings: defaultLiveChatSettings,
  };
  installConnection({ ask: () => Promise.resolve(ok({ interactions: [] })) } as unknown as Connection);
  workspaceWriter.welcome(
    snapshotOf({ agents: [agentNoun('me', { role: 'admin' })], queues: [sales], channels: [site] }),
  );
  workspaceWriter.link({ phase: 'live', since: T0 });
  const shown = open();
  await expect.poll(entry).not.toBeNull();
  const first = interactionNoun('i1', { state: 'queued', nextWakeAt: T0 });
  act(() => workspaceWriter.apply([{ kind: 'interaction.put', interaction: first }], T0));
  expect(entry()).not.toBeNull();
  shown.unmount();
  open();
  expect(entry()).toBeNull();
});
