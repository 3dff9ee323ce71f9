import { fireEvent, render, screen } from '@testing-library/react';
import { beforeAll, beforeEach, expect, test } from 'vitest';

import { recordCommands } from '../../connection/testConnection.ts';
import { changeLanguage } from '../../text/text.ts';
import { UiProvider } from '../../ui/UiProvider.tsx';
import { agentNoun, snapshotOf, T0 } from '../../workspace/testNouns.ts';
import { workspaceWriter } from '../../workspace/workspaceWriter.ts';
import { ReceivesSetForMeBanner, SetForMeBanner } from './SetForMeBanner.tsx';

let sent: ReturnType<typeof recordCommands> = [];
const show = (presence: object, more: object = {}): void => {
  const me = { ...agentNoun('me'), presence: { since: T0, ...presence }, ...more };
  workspaceWriter.welcome(snapshotOf({ agents: [me, { ...agentNoun('ana'), name: 'Ana Ruiz' }] }));
  workspaceWriter.link({ phase: 'live', since: T0 });
  render(
    <UiProvider>
      <SetForMeBanner />
      <ReceivesSetForMeBanner />
    </UiProvider>,
  );
};

beforeAll(() => changeLanguage('en'));
beforeEach(() => {
  sent = recordCommands();
});

test('an agent who was set away for not touching the desk reads why, and comes back with one press', () => {
  show({ state: 'away', because: 'idle' });
  expect(screen.getByText('You are set to “Away”.')).toBeTruthy();
  expect(screen.getByText(/nobody had touched the desk/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Back to available' }));
  expect(sent).toEqual([{ name: 'presence.set', input: { state: 'available' } }]);
});

test('who set the state of somebody else is named to them', () => {
  show({ state: 'busy', setBy: 'ana' });
  expect(screen.getByText('Ana Ruiz set your state to “Busy”.')).toBeTruthy();
});

test('what one declared oneself is not explained', () => {
  show({ state: 'away' });
  expect(screen.queryByRole('button')).toBeNull();
});

test('who switched calls or chats off for somebody else is named to them, and one press takes it back', () => {
  show({ state: 'available' }, { receives: 'chats', receivesSetBy: 'ana' });
  expect(screen.getByText('Ana Ruiz switched calls off for you.')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Receive both' }));
  expect(sent).toEqual([{ name: 'presence.setReceives', input: { receives: 'both' } }]);
});

test('what one switched off oneself is not explained', () => {
  show({ state: 'available' }, { receives: 'chats' });
  expect(screen.queryByRole('button')).toBeNull();
});
