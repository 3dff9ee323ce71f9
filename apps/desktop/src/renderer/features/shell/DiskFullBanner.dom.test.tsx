import { act, render, screen } from '@testing-library/react';
import { beforeAll, beforeEach, expect, test } from 'vitest';

import { changeLanguage } from '../../text/text.ts';
import { UiProvider } from '../../ui/UiProvider.tsx';
import { LiveRegions } from '../../ui/feedback/LiveRegions.tsx';
import { agentNoun, snapshotOf, T0 } from '../../workspace/testNouns.ts';
import type { Link } from '../../workspace/workspace.ts';
import { workspaceWriter } from '../../workspace/workspaceWriter.ts';
import { DiskFullBanner } from './DiskFullBanner.tsx';

const show = (role: 'agent' | 'admin' = 'agent'): void => {
  workspaceWriter.welcome(snapshotOf({ agents: [{ ...agentNoun('me'), role }] }));
  render(
    <UiProvider>
      <DiskFullBanner />
      <LiveRegions />
    </UiProvider>,
  );
};
const link = (change: Partial<Link>): void => act(() => workspaceWriter.link({ phase: 'live', since: T0, ...change }));
const full = (is: boolean): void => act(() => workspaceWriter.serverFull(is));
const strip = (): HTMLElement | null => screen.queryByText('The server’s disk is full.');

beforeAll(() => changeLanguage('en'));
beforeEach(() => {
  link({});
  full(false);
});

test('[F3] an agent reads what does not work and that what is written is kept, until there is room again', () => {
  show();
  expect(strip()).toBeNull();
  full(true);
  expect(strip()?.closest('[role="alert"]')).not.toBeNull();
  expect(strip()?.parentElement?.textContent).toMatch(
    /What you write is kept and sent by itself.+tell an administrator/,
  );
  full(false);
  expect(strip()).toBeNull();
  expect(screen.getByText('There is room on the server’s disk again')).toBeTruthy();
});

test('[F3] an admin reads what to do', () => {
  show('admin');
  full(true);
  expect(strip()?.parentElement?.textContent).toMatch(/Free space where the server keeps its data/);
});

test('[F3] without a connection nobody knows; the snapshot after a full disk does not make the strip come and go', () => {
  show();
  full(true);
  link({ phase: 'lost', reason: 'network' });
  expect(strip()).toBeNull();
  link({ phase: 'lost', reason: 'resync' });
  expect(strip()).not.toBeNull();
});
