import { render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { changeLanguage } from '../../text/text.ts';
import { UiProvider } from '../../ui/UiProvider.tsx';
import { agentNoun, interactionNoun, queueNoun, snapshotOf } from '../../workspace/testNouns.ts';
import { workspaceWriter } from '../../workspace/workspaceWriter.ts';
import { QuitDialog } from './LeaveDialogs.tsx';

beforeEach(() => changeLanguage('en'));
afterEach(() => workspaceWriter.signedOut(0));

function owned(interactions: readonly object[]): (string | null)[] {
  workspaceWriter.welcome(snapshotOf({ agents: [agentNoun('me')], queues: [queueNoun('sales')], interactions }));
  render(
    <UiProvider>
      <QuitDialog open onAnswer={() => undefined} />
    </UiProvider>,
  );
  const list = within(screen.getByRole('alertdialog')).getByRole('list', { name: 'What you own' });
  return within(list)
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);
}

test('quitting names each conversation and call that is left behind, calls first, and nobody else’s', () => {
  const call = { medium: 'call', call: { via: 'trunk', direction: 'in', rang: true, number: '+34600111222' } };
  expect(
    owned([
      interactionNoun('a', { customer: { id: 'c1', name: 'Ana' } }),
      interactionNoun('b', { ...call, customer: { id: 'c2', name: '' } }),
      interactionNoun('c', { ownerId: 'other', customer: { id: 'c3', name: 'Somebody else’s' } }),
    ]),
  ).toEqual([expect.stringMatching(/^Call.*600 ?11/), 'ChatAna']);
});

test('what does not fit is counted', () => {
  const names = owned(Array.from({ length: 9 }, (_, n) => interactionNoun(`i${n}`)));
  expect([names.length, names.at(-1)]).toEqual([7, 'and 3 more']);
});
