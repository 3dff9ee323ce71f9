import type { QueueId } from '@ringdesk/shared/model/ids.ts';
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { changeLanguage } from '../../../text/text.ts';
import { UiProvider } from '../../../ui/UiProvider.tsx';
import { interactionNoun, queueNoun, snapshotOf, T0 } from '../../../workspace/testNouns.ts';
import { workspaceWriter } from '../../../workspace/workspaceWriter.ts';
import { SwitchOffDialog } from './SwitchOffDialog.tsx';

const waits = (id: string, queueId: string, name: string, arrivedAt = T0) =>
  interactionNoun(id, {
    queueId,
    state: 'queued',
    nextWakeAt: T0,
    arrivedAt,
    customer: { id: `customer-${id}`, name },
  });
const sales = { ...queueNoun('sales'), name: 'Sales', waiting: 2 };
const support = { ...queueNoun('support'), name: 'Support' };
const off = { ...queueNoun('old'), name: 'Old', active: false };
const calls = { ...queueNoun('calls'), name: 'Calls', medium: 'call' };

beforeEach(async () => {
  await changeLanguage('en');
  workspaceWriter.welcome(
    snapshotOf({
      queues: [sales, support, off, calls],
      interactions: [
        waits('i2', 'sales', 'Walter', T0 + 2),
        waits('i1', 'sales', 'Vera', T0 + 1),
        waits('i3', 'support', 'Elsewhere'),
      ],
    }),
  );
});
afterEach(() => {
  cleanup();
  workspaceWriter.signedOut(0);
});

const shown = (queue = sales, onConfirm = vi.fn<(openTo: QueueId | null) => void>()) => {
  render(
    <UiProvider>
      <SwitchOffDialog queue={queue} channels={[]} busy={false} onCancel={() => undefined} onConfirm={onConfirm} />
    </UiProvider>,
  );
  return onConfirm;
};

describe('[7] switching a queue off', () => {
  it('names who waits, the longest first, and lets them wait on', async () => {
    const confirmed = shown();
    expect(screen.getByRole('alertdialog').textContent).toContain('2 customers wait in it: Vera and Walter.');
    await userEvent.click(screen.getByRole('button', { name: 'Switch off' }));
    expect(confirmed).toHaveBeenCalledWith(null);
  });

  it('or moves them to another queue of the medium that is on', async () => {
    const confirmed = shown();
    await userEvent.click(screen.getByRole('combobox'));
    expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual([
      'They go on waiting here until it is on again',
      'To Support',
    ]);
    await userEvent.click(screen.getByRole('option', { name: 'To Support' }));
    await userEvent.click(screen.getByRole('button', { name: 'Switch off' }));
    expect(confirmed).toHaveBeenCalledWith('support');
  });

  it('counts those it may not name', () => {
    shown({ ...sales, waiting: 4 });
    expect(screen.getByRole('alertdialog').textContent).toContain('4 customers wait in it: Vera, Walter, and 2 more.');
  });
});
