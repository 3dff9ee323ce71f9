import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { type Connection, installConnection } from '../../connection/connection.ts';
import { changeLanguage } from '../../text/text.ts';
import { UiProvider } from '../../ui/UiProvider.tsx';
import { interactionNoun, snapshotOf, T0 } from '../../workspace/testNouns.ts';
import type { Link } from '../../workspace/workspace.ts';
import { workspaceWriter } from '../../workspace/workspaceWriter.ts';
import { CustomerPanel } from './CustomerPanel.tsx';

function show(phase: Link['phase'], customerOnline: boolean | undefined, id = 'i1'): void {
  const interaction = interactionNoun(id, { customerOnline });
  workspaceWriter.welcome(snapshotOf({ interactions: [interaction] }));
  workspaceWriter.link({ phase, since: T0 });
  render(
    <UiProvider>
      <CustomerPanel interaction={interaction} open onClose={() => undefined} onOpenConversation={() => undefined} />
    </UiProvider>,
  );
}

const time = new Date(T0).toTimeString().slice(0, 5);

beforeEach(async () => {
  await changeLanguage('en');
  // What the other sections ask for is not answered: they go on loading.
  installConnection({ ask: () => new Promise(() => undefined) } as unknown as Connection);
});
afterEach(() => workspaceWriter.signedOut(0));

test('with a connection the panel says who is on the site now', () => {
  show('live', true);
  expect(screen.getByText('On the site now')).toBeDefined();
});

test.each(['live', 'lost'] as const)(
  'while %s nothing is said of where somebody who writes by a messenger is',
  (phase) => {
    show(phase, undefined);
    expect(screen.queryByText(/on the site/i)).toBeNull();
  },
);

test.each([
  ['lost', true, `On the site at ${time}`],
  ['connecting', true, `On the site at ${time}`],
  ['lost', false, `Not on the site at ${time}`],
] as const)('while %s nobody is called on the site now (%s)', (phase, customerOnline, said) => {
  show(phase, customerOnline);
  expect(screen.getByText(said)).toBeDefined();
  expect(screen.queryByText('On the site now')).toBeNull();
});

test('what could not be read is read again by itself when the server answers, without Try again', async () => {
  vi.useFakeTimers();
  let answers = false;
  installConnection({
    ask: (name: string) =>
      Promise.resolve(
        answers && name === 'conversations.ofCustomer'
          ? { ok: true, value: { interactions: [] } }
          : { ok: false, error: { code: 'unavailable' } },
      ),
  } as unknown as Connection);
  show('live', true, 'i2');
  await act(() => vi.advanceTimersByTimeAsync(0));
  expect(screen.getByText('Earlier conversations could not be loaded.')).toBeDefined();
  answers = true;
  await act(() => vi.advanceTimersByTimeAsync(1_000));
  expect(screen.queryByText('Earlier conversations could not be loaded.')).toBeNull();
  vi.useRealTimers();
});

test('[46, 47, 49] response times are the server’s, by the queue’s clock, as the list and its file have them', () => {
  // Over night nobody waited: the lines are hours apart, the figures are not.
  const responses = { count: 2, firstMs: 60_000, totalMs: 90_000, maxMs: 60_000 };
  const interaction = interactionNoun('i3', { responses });
  workspaceWriter.welcome(snapshotOf({ interactions: [interaction] }));
  render(
    <UiProvider>
      <CustomerPanel interaction={interaction} open onClose={() => undefined} onOpenConversation={() => undefined} />
    </UiProvider>,
  );
  const figures = screen.getByRole('region', { name: 'Response time' }).textContent;
  expect(figures).toMatch(/1:00.*0:45.*1:00.*1:30/);
});
