import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';

import { type Connection, installConnection } from '../../connection/connection.ts';
import { changeLanguage } from '../../text/text.ts';
import { Toasts } from '../../ui/feedback/Toasts.tsx';
import { UiProvider } from '../../ui/UiProvider.tsx';
import { agentNoun, snapshotOf, T0 } from '../../workspace/testNouns.ts';
import { workspaceWriter } from '../../workspace/workspaceWriter.ts';
import { reportView, START_SORT } from './reportView.ts';
import { ViewsMenu } from './ViewsMenu.tsx';

const bySlowest = { by: 'maxMs', descending: true };
const mine = {
  id: 'v1',
  name: 'Slow ones',
  shared: false,
  filter: { overdue: true },
  sort: bySlowest,
  mine: true,
};
const ofOlga = { id: 'v2', name: 'Sales today', shared: true, filter: { queueIds: ['sales'] }, sort: START_SORT };
let kept: object[] = [];
const asked: { readonly name: string; readonly input: unknown }[] = [];

const show = async (role = 'agent') => {
  workspaceWriter.welcome(snapshotOf({ agents: [agentNoun('me', { role })] }));
  workspaceWriter.link({ phase: 'live', since: T0 });
  render(
    <UiProvider>
      <ViewsMenu />
      <Toasts label="Notices" closeLabel="Close" />
    </UiProvider>,
  );
  const user = userEvent.setup();
  await waitFor(() => expect(asked).toHaveLength(1));
  return user;
};
const openMenu = (user: ReturnType<typeof userEvent.setup>, name = 'Views') =>
  user.click(screen.getByRole('button', { name }));

beforeEach(async () => {
  await changeLanguage('en');
  kept = [mine, { ...ofOlga, mine: false }];
  asked.length = 0;
  reportView.setState({ filter: {}, sort: START_SORT, viewId: undefined });
  installConnection({
    ask: (name: string, input: unknown) => {
      asked.push({ name, input });
      return Promise.resolve({ ok: true, value: name === 'savedViews.list' ? { views: kept } : {} });
    },
  } as unknown as Connection);
});

test('[49] a view brings its filters and order, and leaves the period as it is', async () => {
  reportView.setState({ filter: { from: 5, text: 'bike' } });
  const user = await show();
  await openMenu(user);
  expect(screen.getByText('For everybody')).toBeTruthy();
  await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Slow ones' }));
  expect(reportView.getState()).toEqual({ filter: { overdue: true, from: 5 }, sort: bySlowest, viewId: 'v1' });
  expect(screen.getByRole('button', { name: 'Slow ones' })).toBeTruthy();
});

test('[49] a new view needs a name, keeps no period, and is for everybody only where that is allowed', async () => {
  reportView.setState({ filter: { from: 5, topics: ['Fit'] } });
  const user = await show();
  await openMenu(user);
  await user.click(await screen.findByRole('menuitem', { name: 'Save as a new view' }));
  expect(screen.queryByRole('checkbox')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(asked.map(({ name }) => name)).not.toContain('savedViews.save');
  await user.type(screen.getByLabelText('Name'), '  Fitting ');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(asked.find(({ name }) => name === 'savedViews.save')?.input).toMatchObject({
    name: 'Fitting',
    shared: false,
    filter: { topics: ['Fit'] },
    sort: START_SORT,
  });
  expect(await screen.findByText('View “Fitting” saved')).toBeTruthy();
});

test('[49] a supervisor may share a view', async () => {
  const user = await show('supervisor');
  await openMenu(user);
  await user.click(await screen.findByRole('menuitem', { name: 'Save as a new view' }));
  await user.type(screen.getByLabelText('Name'), 'Ours');
  await user.click(screen.getByRole('checkbox', { name: 'For everybody' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(asked.find(({ name }) => name === 'savedViews.save')?.input).toMatchObject({ name: 'Ours', shared: true });
});

test('[49] a colleague’s shared view is changed by admins only; one’s own is deleted and taken back', async () => {
  reportView.setState({ viewId: 'v2' as never });
  const user = await show();
  await openMenu(user, 'Sales today');
  expect(screen.queryByRole('menuitem', { name: /^Delete/ })).toBeNull();
  await user.click(screen.getByRole('menuitemcheckbox', { name: 'Slow ones' }));
  await openMenu(user, 'Slow ones');
  await user.click(await screen.findByRole('menuitem', { name: 'Delete “Slow ones”' }));
  expect(asked.find(({ name }) => name === 'savedViews.delete')?.input).toEqual({ id: 'v1' });
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  const { mine: _mine, ...view } = mine;
  expect(asked.find(({ name }) => name === 'savedViews.save')?.input).toEqual(view);
});
