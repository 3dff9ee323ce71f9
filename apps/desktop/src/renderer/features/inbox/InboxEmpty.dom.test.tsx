import { render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { changeLanguage } from '../../text/text.ts';
import { UiProvider } from '../../ui/UiProvider.tsx';
import { agentNoun, offerNoun, queueNoun, snapshotOf } from '../../workspace/testNouns.ts';
import { workspaceWriter } from '../../workspace/workspace.ts';
import { InboxEmpty } from './InboxEmpty.tsx';

function show(offers: readonly object[]): void {
  const queues = [queueNoun('sales', { members: [{ kind: 'agent', agentId: 'me' }] })];
  workspaceWriter.welcome(snapshotOf({ agents: [agentNoun('me')], queues, offers }));
  render(
    <UiProvider>
      <InboxEmpty view="mine" narrowed={false} query="" />
    </UiProvider>,
  );
}

beforeEach(() => changeLanguage('en'));
afterEach(() => workspaceWriter.signedOut(0));

test('while an offer rings it is not said that nothing needs me', () => {
  show([offerNoun('o1', 'i1')]);
  expect(screen.getByText('An offer is ringing')).toBeDefined();
  expect(screen.queryByText('Nothing needs you')).toBeNull();
});

test('several offers are counted', () => {
  show([offerNoun('o1', 'i1'), offerNoun('o2', 'i2')]);
  expect(screen.getByText('2 offers are ringing')).toBeDefined();
});

test('without an offer nothing needs me', () => {
  show([]);
  expect(screen.getByText('Nothing needs you')).toBeDefined();
});
