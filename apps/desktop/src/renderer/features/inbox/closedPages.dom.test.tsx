import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { Update } from '@ringdesk/shared/protocol/updates.ts';
import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { type Connection, installConnection } from '../../connection/connection.ts';
import { changeLanguage } from '../../text/text.ts';
import { UiProvider } from '../../ui/UiProvider.tsx';
import { interactionNoun, snapshotOf, T0 } from '../../workspace/testNouns.ts';
import { workspaceWriter } from '../../workspace/workspaceWriter.ts';
import { InboxPane } from './InboxPane.tsx';
import { inboxView, NO_FILTERS, setInboxView } from './inboxView.ts';

interface Asked {
  readonly input: { readonly cursor?: string; readonly queueIds?: readonly string[] };
  readonly answer: (reply: unknown) => void;
}
let asked: Asked[];

const closed = (id: string, lastAt: number, change: object = {}): Interaction =>
  interactionNoun(id, { state: 'closed', lastOwnerId: 'ana', reopenUntil: T0 + 9_000, lastAt, ...change });
const open = (id: string, lastAt = T0): Interaction => interactionNoun(id, { ownerId: 'ana', lastAt });
const put = (interaction: Interaction): Update => ({ kind: 'interaction.put', interaction });
const gone = (id: string): Update => ({ kind: 'interaction.gone', interactionId: id as InteractionId });

const apply = (...updates: readonly Update[]): void => act(() => workspaceWriter.apply(updates, T0));
/** Answers the oldest question that is still open. */
async function answer(interactions: readonly Interaction[], next?: string): Promise<void> {
  const value = { interactions, ...(next !== undefined && { next }) };
  await act(async () => asked.shift()?.answer({ ok: true, value }));
}

const rowsUnder = (group: string): readonly (string | null)[] =>
  [
    ...(screen.queryByRole('listbox', { name: new RegExp(`^${group}`) })?.querySelectorAll('[role="option"]') ?? []),
  ].map((row) => row.getAttribute('data-interaction'));
const countOfClosed = (): string | null | undefined =>
  screen.getByRole('button', { name: /^Closed/ }).querySelector('.num')?.textContent;

function show(interactions: readonly Interaction[] = []): void {
  workspaceWriter.welcome(snapshotOf({ interactions }));
  workspaceWriter.link({ phase: 'live', since: T0 });
  render(
    <UiProvider>
      <InboxPane selected={undefined} onSelect={() => undefined} results={() => null} />
    </UiProvider>,
  );
}

beforeEach(async () => {
  await changeLanguage('en');
  asked = [];
  installConnection({
    ask: (_: string, input: Asked['input'] & { readonly ownerId?: string }) =>
      new Promise((resolve) => {
        // What I closed today is another list, and not of this test.
        if (input.ownerId === undefined) asked.push({ input, answer: resolve });
      }),
  } as unknown as Connection);
  setInboxView({ view: 'all', query: '', filters: NO_FILTERS });
});
afterEach(() => {
  workspaceWriter.signedOut(0);
  inboxView.setState({ view: 'mine', query: '', filters: NO_FILTERS, folded: [] });
});

test('a conversation that closes is among the closed ones at once, and stays when the server tells of it no more', async () => {
  show([open('b', T0 + 2)]);
  await answer([closed('a', T0 + 1)]);
  apply(put(closed('b', T0 + 3)));
  expect(rowsUnder('Closed')).toEqual(['b', 'a']);
  apply(gone('b'));
  expect(rowsUnder('Closed')).toEqual(['b', 'a']);
  await answer([closed('b', T0 + 3), closed('a', T0 + 1)]);
  expect(rowsUnder('Closed')).toEqual(['b', 'a']);
});

test('one that leaves without a word of its end is read from the server', async () => {
  show([open('b', T0 + 2)]);
  await answer([closed('a', T0 + 1)]);
  apply(gone('b'));
  await answer([closed('b', T0 + 3), closed('a', T0 + 1)]);
  expect(rowsUnder('Closed')).toEqual(['b', 'a']);
});

test('what left while a page was on its way is asked for once more after it', async () => {
  show([open('b', T0 + 2), open('c', T0 + 2)]);
  await answer([closed('a', T0 + 1)]);
  apply(gone('b'));
  apply(gone('c'));
  expect(asked).toHaveLength(1);
  await answer([closed('a', T0 + 1)]);
  await answer([closed('c', T0 + 4), closed('b', T0 + 3), closed('a', T0 + 1)]);
  expect(rowsUnder('Closed')).toEqual(['c', 'b', 'a']);
  expect(asked).toEqual([]);
});

test('the first page is read again when the line comes back', async () => {
  show();
  await answer([closed('a', T0 + 1)]);
  act(() => workspaceWriter.link({ phase: 'lost', since: T0 }));
  expect(asked).toEqual([]);
  act(() => workspaceWriter.link({ phase: 'live', since: T0 }));
  await answer([closed('b', T0 + 3), closed('a', T0 + 1)]);
  expect(rowsUnder('Closed')).toEqual(['b', 'a']);
});

test('one that is open again leaves the closed ones', async () => {
  show();
  await answer([closed('b', T0 + 3), closed('a', T0 + 1)]);
  apply(put(open('b', T0 + 5)));
  expect(rowsUnder('Closed')).toEqual(['a']);
  expect(rowsUnder('Open')).toEqual(['b']);
});

test('what I may no longer see is gone after the next reading', async () => {
  show([open('c')]);
  await answer([closed('b', T0 + 3), closed('a', T0 + 1)]);
  apply(gone('c'));
  await answer([closed('a', T0 + 1)]);
  expect(rowsUnder('Closed')).toEqual(['a']);
});

test('pages read before stay when only the top is read again', async () => {
  show([open('d')]);
  await answer([closed('c', T0 + 3), closed('b', T0 + 2)], 'deeper');
  await act(async () => screen.getByRole('button', { name: 'Show more' }).click());
  expect(asked[0]?.input.cursor).toBe('deeper');
  await answer([closed('a', T0 + 1)]);
  apply(gone('d'));
  await answer([closed('c', T0 + 3), closed('b', T0 + 2)], 'deeper');
  expect(rowsUnder('Closed')).toEqual(['c', 'b', 'a']);
});

test('so many closed meanwhile that pages do not meet: no hole is drawn', async () => {
  show();
  await answer([closed('b', T0 + 2), closed('a', T0 + 1)], 'old');
  act(() => workspaceWriter.link({ phase: 'lost', since: T0 }));
  act(() => workspaceWriter.link({ phase: 'live', since: T0 }));
  await answer([closed('z', T0 + 9), closed('y', T0 + 8)], 'new');
  expect(rowsUnder('Closed')).toEqual(['z', 'y']);
  await act(async () => screen.getByRole('button', { name: 'Show more' }).click());
  expect(asked[0]?.input.cursor).toBe('new');
});

test('a conversation of another queue than the chosen ones does not come in', async () => {
  setInboxView({ filters: { ...NO_FILTERS, queueIds: [interactionNoun('x').queueId] } });
  show([open('b')]);
  await answer([closed('a', T0 + 1)]);
  apply(put(closed('b', T0 + 3, { queueId: 'service' })));
  expect(rowsUnder('Closed')).toEqual(['a']);
});

test('the heading does not pass off what is loaded as all there is', async () => {
  show();
  await answer([closed('b', T0 + 2), closed('a', T0 + 1)], 'deeper');
  expect(countOfClosed()).toBe('2+');
  await act(async () => screen.getByRole('button', { name: 'Show more' }).click());
  await answer([closed('0', T0)]);
  expect(countOfClosed()).toBe('3');
});

test('a reading that failed can be tried again, and what is known stays until then', async () => {
  show([open('c')]);
  await answer([closed('a', T0 + 1)]);
  apply(gone('c'));
  await act(async () => asked.shift()?.answer({ ok: false, error: { code: 'unavailable' } }));
  expect(rowsUnder('Closed')).toEqual(['a']);
  expect(asked).toEqual([]);
  await act(async () => screen.getByRole('button', { name: 'Try again' }).click());
  await answer([closed('c', T0 + 3), closed('a', T0 + 1)]);
  expect(rowsUnder('Closed')).toEqual(['c', 'a']);
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
});
