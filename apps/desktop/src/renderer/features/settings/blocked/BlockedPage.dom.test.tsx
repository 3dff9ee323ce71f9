import 'fake-indexeddb/auto';

import { ok } from '@ringdesk/shared/result.ts';
import { fireEvent, render, screen } from '@testing-library/react';
import { beforeAll, expect, test } from 'vitest';

import { type Connection, installConnection } from '../../../connection/connection.ts';
import { changeLanguage, loadTexts } from '../../../text/text.ts';
import { Toasts } from '../../../ui/feedback/Toasts.tsx';
import { UiProvider } from '../../../ui/UiProvider.tsx';
import { agentNoun, snapshotOf, T0 } from '../../../workspace/testNouns.ts';
import { workspaceWriter } from '../../../workspace/workspaceWriter.ts';
import { BlockedPage } from './BlockedPage.tsx';

beforeAll(async () => {
  await changeLanguage('en');
  await loadTexts('settings');
});

test('who is blocked, by whom and why; searched, unblocked, and blocked again for the same reason', async () => {
  const sent: unknown[] = [];
  const asked: unknown[] = [];
  const mia = {
    customerId: 'mia',
    name: 'Mia',
    channelId: 'site',
    interactionId: 'i1',
    at: T0,
    by: 'ana',
    reason: 'spam',
  };
  const hugo = {
    customerId: 'hugo',
    name: '',
    number: '+34600111222',
    channelId: 'gone',
    interactionId: 'i2',
    at: T0,
    by: 'me',
  };
  let senders = [mia, hugo];
  installConnection({
    ask: (_name: string, input: unknown) => {
      asked.push(input);
      return Promise.resolve(ok({ senders, more: false }));
    },
    sendCommand: (name: string, input: unknown) => {
      sent.push({ name, input });
      senders = [hugo];
      return Promise.resolve(ok({}));
    },
  } as unknown as Connection);
  workspaceWriter.welcome(snapshotOf({ agents: [agentNoun('me'), agentNoun('ana')] }));
  workspaceWriter.link({ phase: 'live', since: T0 });
  render(
    <UiProvider>
      <BlockedPage />
      <Toasts label="Notices" closeLabel="Close" />
    </UiProvider>,
  );
  const row = (await screen.findByText('Mia')).closest('tr, [role=row]');
  expect(row?.textContent).toContain('Agent ana');
  expect(row?.textContent).toContain('Advertising or spam');
  // Nobody knows a name: the number stands for it.
  expect(screen.getByRole('button', { name: /^Unblock .*600.?111.?222$/ })).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: 'Unblock Mia' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(sent).toEqual([
    { name: 'interaction.block', input: { interactionId: 'i1', blocked: false } },
    { name: 'interaction.block', input: { interactionId: 'i1', blocked: true, reason: 'spam' } },
  ]);
  fireEvent.change(screen.getByRole('searchbox', { name: 'Search name or number' }), { target: { value: '600' } });
  await expect.poll(() => asked.at(-1)).toEqual({ search: '600', limit: 50 });
});
