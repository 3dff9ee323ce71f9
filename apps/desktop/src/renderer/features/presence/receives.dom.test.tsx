import { fireEvent, render, screen } from '@testing-library/react';
import { beforeAll, beforeEach, expect, test } from 'vitest';

import { recordCommands } from '../../connection/testConnection.ts';
import { changeLanguage, loadTexts } from '../../text/text.ts';
import { UiProvider } from '../../ui/UiProvider.tsx';
import { agentNoun, queueNoun, snapshotOf, T0 } from '../../workspace/testNouns.ts';
import { workspaceWriter } from '../../workspace/workspaceWriter.ts';
import { PresenceMenu } from './PresenceMenu.tsx';

let sent: ReturnType<typeof recordCommands> = [];
const mine = { members: [{ kind: 'agent', agentId: 'me' }] };
const line = { ...queueNoun('line', mine), medium: 'call' as const };
const phone = { state: 'ready', since: T0, devices: ['softphone'] };

function show(me: object, queues: readonly unknown[], counted?: object): void {
  workspaceWriter.welcome(snapshotOf({ agents: [agentNoun('me', { phone, ...me })], queues, counted }));
  workspaceWriter.link({ phase: 'live', since: T0 });
  render(
    <UiProvider>
      <PresenceMenu />
    </UiProvider>,
  );
  fireEvent.click(screen.getByRole('button'));
}
const item = (name: string): HTMLElement => screen.getByRole('menuitemcheckbox', { name: new RegExp(`^${name}`) });

beforeAll(async () => {
  await changeLanguage('en');
  await loadTexts('presence');
});
beforeEach(() => {
  sent = recordCommands();
});

test('[17] a medium is switched off with one press, and the last one stays on', async () => {
  show({}, [queueNoun('sales', mine), line]);
  expect((await screen.findAllByRole('menuitemcheckbox', { checked: true })).length).toBeGreaterThanOrEqual(3);
  fireEvent.click(item('Calls'));
  expect(sent).toEqual([{ name: 'presence.setReceives', input: { receives: 'chats' } }]);
});

test('[17] of who receives chats only the chats cannot be switched off, the calls come back', async () => {
  show({ receives: 'chats' }, [queueNoun('sales', mine), line]);
  await screen.findByText('New work for me');
  expect(screen.getByRole('button').textContent).toContain('Chats only');
  expect(item('Chats').getAttribute('aria-disabled')).toBe('true');
  expect(item('Chats').textContent).toContain('To receive nothing, choose a state');
  fireEvent.click(item('Calls'));
  expect(sent).toEqual([{ name: 'presence.setReceives', input: { receives: 'both' } }]);
});

test('[18, 19] the chip counts as the router does, and the menu says what does not count', async () => {
  const queues = [queueNoun('sales', { ...mine, limit: 5, notCounted: 'answered' }), line];
  show({ chatLoad: 4, onCall: 'talking' }, queues, { answered: 3, waitingForCustomer: 4, closed: 4 });
  await screen.findByText('New work for me');
  const chip = screen.getByRole('button').textContent;
  expect(chip).toContain('Chats: 3 of 5');
  expect(chip).toContain('Calls: 1 of 1');
  expect(item('Chats').textContent).toContain('3 of 5 at once; answered ones do not count');
});

test('[18] of queues with different limits the menu names each, the fullest first', async () => {
  const queues = [queueNoun('a', { ...mine, limit: 8 }), queueNoun('b', { ...mine, limit: 3 }), line];
  show({ chatLoad: 3 }, queues);
  await screen.findByText('New work for me');
  expect(screen.getByRole('button').textContent).toContain('Chats: 3 of 8');
  expect(item('Chats').textContent).toContain('Queue b 3/3 · Queue a 3/8');
});

test('who serves chats alone has no switches, but sees how full they are', async () => {
  show({ chatLoad: 1 }, [queueNoun('sales', { ...mine, limit: 5 })]);
  expect(await screen.findByText('Chats: 1 of 5 at once')).toBeTruthy();
  expect(screen.queryByText('New work for me')).toBeNull();
});
