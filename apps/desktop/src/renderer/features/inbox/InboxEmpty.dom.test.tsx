import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { changeLanguage } from '../../text/text.ts';
import { UiProvider } from '../../ui/UiProvider.tsx';
import { agentNoun, offerNoun, queueNoun, snapshotOf, T0 } from '../../workspace/testNouns.ts';
import { workspaceWriter } from '../../workspace/workspaceWriter.ts';
import { InboxEmpty } from './InboxEmpty.tsx';

function show(offers: readonly object[], me: object = {}, change: object = {}): void {
  const queues = [queueNoun('sales', { members: [{ kind: 'agent', agentId: 'me' }] })];
  workspaceWriter.welcome(snapshotOf({ agents: [{ ...agentNoun('me'), ...me }], queues, offers, ...change }));
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

test('on a break it says on which, since when, and how many wait meanwhile', () => {
  const reasons = [{ id: 'lunch', state: 'break', name: 'Lunch' }];
  show([], { presence: { state: 'break', reasonId: 'lunch', since: T0 } }, { reasons });
  expect(screen.getByText(/^Lunch since \d\d:\d\d, so no offers come\. In your queues: 0 waiting\.$/)).toBeDefined();
});

test('who is in no queue copies who they are for whoever can add them', async () => {
  const copied: string[] = [];
  const writeText = (text: string): Promise<void> => Promise.resolve(void copied.push(text));
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
  show([], {}, { queues: [] });
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Copy my name' })));
  const { name, email } = agentNoun('me');
  expect(copied).toEqual([`${name} (${email})`]);
  expect(screen.getByRole('button', { name: 'Copied' })).toBeDefined();
});
