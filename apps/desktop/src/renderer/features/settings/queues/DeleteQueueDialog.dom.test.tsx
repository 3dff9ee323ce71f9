import { ok } from '@ringdesk/shared/result.ts';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { type Connection, installConnection } from '../../../connection/connection.ts';
import { changeLanguage, loadTexts } from '../../../text/text.ts';
import { UiProvider } from '../../../ui/UiProvider.tsx';
import { interactionNoun, queueNoun, snapshotOf, T0 } from '../../../workspace/testNouns.ts';
import { workspaceWriter } from '../../../workspace/workspaceWriter.ts';
import { DeleteQueueDialog } from './DeleteQueueDialog.tsx';

const sales = { ...queueNoun('sales'), name: 'Sales' };
const others = [
  { ...queueNoun('calls'), name: 'Calls', medium: 'call' },
  { ...queueNoun('old'), name: 'Old', active: false },
  { ...queueNoun('support'), name: 'Support' },
];

beforeEach(async () => {
  await changeLanguage('en');
  await loadTexts('settings');
  workspaceWriter.welcome(
    snapshotOf({
      queues: [sales, ...others],
      interactions: [interactionNoun('i1', { queueId: 'sales', state: 'queued', nextWakeAt: T0 })],
    }),
  );
});
afterEach(() => {
  cleanup();
  workspaceWriter.signedOut(0);
});

it('[8] open conversations go to a queue of the medium that is on, which is chosen already', async () => {
  const sent: unknown[] = [];
  installConnection({
    sendCommand: (name: string, input: unknown) => {
      sent.push({ name, input });
      return Promise.resolve(ok({}));
    },
  } as unknown as Connection);
  render(
    <UiProvider>
      <DeleteQueueDialog queue={sales} channels={0} onClose={() => undefined} />
    </UiProvider>,
  );
  await userEvent.click(screen.getByRole('combobox'));
  expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual(['Support']);
  await userEvent.keyboard('{Escape}');
  await userEvent.click(screen.getByRole('button', { name: /^Delete/ }));
  await waitFor(() => expect(sent).toEqual([{ name: 'queue.delete', input: { queueId: 'sales', openTo: 'support' } }]));
});
