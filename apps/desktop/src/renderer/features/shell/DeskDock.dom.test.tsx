import type { Queue } from '@ringdesk/shared/model/queue.ts';
import { render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { changeLanguage } from '../../text/text.ts';
import { UiProvider } from '../../ui/UiProvider.tsx';
import { serverNow } from '../../workspace/clock.ts';
import { agentNoun, interactionNoun, offerNoun, queueNoun, snapshotOf } from '../../workspace/testNouns.ts';
import { workspaceWriter } from '../../workspace/workspaceWriter.ts';
import { DeskDock, fitting } from './DeskDock.tsx';

const MINUTE_MS = 60_000;

interface Shown {
  readonly load: number;
  readonly offers?: readonly object[];
  readonly interactions?: readonly object[];
  readonly settings?: object;
  readonly limit: number | null;
  readonly waitingSince?: number;
  readonly lostSince?: number;
}

function show({
  load,
  offers = [],
  interactions = [],
  settings = {},
  limit,
  waitingSince,
  lostSince,
}: Shown): HTMLElement {
  const waits = waitingSince === undefined ? {} : { waiting: 1, oldestWaitingSince: waitingSince };
  const queues: Queue[] = [{ ...queueNoun('sales', { limit, ...settings }), ...waits }];
  workspaceWriter.welcome(snapshotOf({ agents: [agentNoun('me', { chatLoad: load })], queues, offers, interactions }));
  workspaceWriter.link(
    lostSince === undefined ? { phase: 'live', since: serverNow() } : { phase: 'lost', since: lostSince },
  );
  render(
    <UiProvider>
      <DeskDock sentence="Receiving chats" ownQueues={queues} queues={queues} />
    </UiProvider>,
  );
  return screen.getByRole('contentinfo');
}

beforeEach(() => changeLanguage('en'));
afterEach(() => workspaceWriter.signedOut(0));

test('what rings is not an open chat', () => {
  expect(show({ load: 1, offers: [offerNoun('o1', 'i1')], limit: null }).textContent).toContain(
    '0 open chats · 1 ringing',
  );
});

test('[18] a call that rings holds no place among the chats', () => {
  const call = interactionNoun('i1', { medium: 'call', state: 'offered', offeredTo: ['me'] });
  expect(show({ load: 1, offers: [offerNoun('o1', 'i1')], interactions: [call], limit: null }).textContent).toContain(
    '1 open chat · 1 ringing',
  );
});

test('[15] a round for everybody holds no place', () => {
  const dock = show({ load: 1, offers: [offerNoun('o1', 'i1')], limit: null, settings: { distribution: 'toAll' } });
  expect(dock.textContent).toContain('1 open chat · 1 ringing');
});

test('[18] with a limit, what rings is told beside it', () => {
  const dock = show({ load: 3, offers: [offerNoun('o1', 'i1'), offerNoun('o2', 'i2')], limit: 5 });
  expect(dock.textContent).toContain('Chats 1 of 5 · 2 ringing');
});

test('an offer that is being joined does not ring any more', () => {
  const dock = show({ load: 1, offers: [offerNoun('o1', 'i1', { state: 'connecting' })], limit: 5 });
  expect(dock.textContent).toContain('Chats 1 of 5');
  expect(dock.textContent).not.toContain('ringing');
});

test('without a connection the counters say from when they are, and no wait grows', () => {
  const lostSince = serverNow() - 30 * MINUTE_MS;
  const dock = show({
    load: 1,
    limit: 5,
    waitingSince: lostSince - 2 * MINUTE_MS,
    lostSince,
  });
  const time = new Date(lostSince).toTimeString().slice(0, 5);
  expect(dock.textContent).toContain(`Chats 1 of 5 · as of ${time}`);
  expect(screen.getByRole('img', { name: /longest/ }).getAttribute('aria-label')).toMatch(/longest 0?2:00$/);
  expect(screen.getByRole('group', { name: `Queues as of ${time}` }).className).toContain('grayscale');
});

test('with a connection nothing is called old', () => {
  expect(show({ load: 1, limit: 5 }).textContent).not.toContain('as of');
});

test('so many queues are shown as fit beside the dial field, never none', () => {
  expect(fitting(2, 240)).toBe(2);
  expect(fitting(6, 1_000)).toBe(4);
  expect(fitting(6, 480)).toBe(3);
  expect(fitting(3, 310)).toBe(3);
  expect(fitting(4, 310)).toBe(2);
  expect(fitting(6, 60)).toBe(1);
  expect(fitting(0, 300)).toBe(0);
});
