import 'fake-indexeddb/auto';

import { Agent } from '@ringdesk/shared/model/agent.ts';
import { ok } from '@ringdesk/shared/result.ts';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeAll, expect, test } from 'vitest';

import { type Connection, installConnection } from '../../../connection/connection.ts';
import { changeLanguage, loadTexts } from '../../../text/text.ts';
import { UiProvider } from '../../../ui/UiProvider.tsx';
import { agentNoun, snapshotOf, T0 } from '../../../workspace/testNouns.ts';
import { workspaceWriter } from '../../../workspace/workspaceWriter.ts';
import { ReasonsPage } from './ReasonsPage.tsx';

const lunch = { id: 'lunch', state: 'break', name: 'Lunch' };

beforeAll(async () => {
  await changeLanguage('en');
  await loadTexts('settings');
});

test('the rule about untouched desks is switched on with a suggestion, and loses a reason that is removed', async () => {
  const sent: unknown[] = [];
  installConnection({
    sendCommand: (name: string, input: unknown) => {
      sent.push({ name, input });
      return Promise.resolve(ok({}));
    },
  } as unknown as Connection);
  workspaceWriter.welcome(snapshotOf({ reasons: [lunch], idle: { minutes: 30, reasonId: 'lunch' } }));
  workspaceWriter.link({ phase: 'live', since: T0 });
  const me = Agent.parse({ ...agentNoun('me'), role: 'admin' });
  render(
    <UiProvider>
      <ReasonsPage me={me} />
    </UiProvider>,
  );
  const toggle = screen.getByRole('switch', { name: 'Change the state of agents who leave their desk' });
  expect(toggle.getAttribute('aria-checked')).toBe('true');
  fireEvent.click(screen.getByRole('button', { name: /Remove.*Lunch|Lunch.*[Rr]emove/ }));
  expect(screen.getByRole('combobox', { name: 'State they get' }).textContent).toContain('Away');
  fireEvent.click(screen.getByRole('switch', { name: 'Change the state of agents who leave their desk' }));
  fireEvent.click(screen.getByRole('switch', { name: 'Change the state of agents who leave their desk' }));
  await act(async () => fireEvent.click(screen.getByRole('button', { name: /^Save/ })));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toEqual({
    name: 'presenceReasons.save',
    input: { reasons: [], idle: { minutes: 15, reasonId: null } },
  });
});
