import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';

import { changeLanguage } from '../../text/text.ts';
import { agentNoun, interactionNoun, queueNoun, snapshotOf, T0 } from '../../workspace/testNouns.ts';
import { workspace } from '../../workspace/workspace.ts';
import { workspaceWriter } from '../../workspace/workspaceWriter.ts';
import { ReportTable } from './ReportTable.tsx';
import { reportView, START_SORT } from './reportView.ts';
import type { Report } from './useReport.ts';

const onOpen = vi.fn<(interaction: { id: string }) => void>();
const more = vi.fn<() => void>();
const rows = Array.from({ length: 60 }, (_, index) => interactionNoun(`i${index}`, { lastOwnerId: 'ana' }));
const report = (change: Partial<Report> = {}): Report => ({
  rows,
  totals: { count: rows.length, firstMs: null, averageMs: null, maxMs: null, rating: null },
  state: 'ready',
  refusal: undefined,
  hasMore: false,
  more,
  again: () => undefined,
  ...change,
});
const show = (change: Partial<Report> = {}) =>
  render(<ReportTable report={report(change)} selected={undefined} onOpen={onOpen} />);
const rowOf = (name: string): HTMLElement => screen.getByRole('row', { name: new RegExp(`${name}\\b`) });
const cells = (row: HTMLElement) =>
  within(row)
    .getAllByRole('gridcell')
    .map(({ textContent }) => textContent);

beforeEach(async () => {
  await changeLanguage('en');
  onOpen.mockReset();
  more.mockReset();
  reportView.setState({ filter: {}, sort: START_SORT, viewId: undefined });
  workspaceWriter.welcome(
    snapshotOf({ agents: [agentNoun('me'), agentNoun('ana', { name: 'Ana' })], queues: [queueNoun('sales')] }),
  );
  // Nothing is laid out here: the list learns its height from this.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(440);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900);
});

test('[49] a row has the first, average, longest and total response time, and none where nobody answered', () => {
  const responses = { count: 3, firstMs: 61_000, totalMs: 180_000, maxMs: 90_000 };
  show({
    rows: [
      interactionNoun('a', { responses, state: 'closed', reopenUntil: T0, lastOwnerId: 'ana', topic: 'Fit' }),
      interactionNoun('b', { ownerId: 'ana' }),
    ],
  });
  expect(cells(rowOf('Customer a')).slice(4, 9)).toEqual(['1:01', '1:00', '1:30', '3:00', 'ClosedFit']);
  expect(cells(rowOf('Customer b')).slice(4, 8)).toEqual(['—', '—', '—', '—']);
});

test('[49] only the rows in sight are drawn, and readers are told how many there are', () => {
  show();
  expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('61');
  expect(screen.getAllByRole('row').length).toBeLessThan(40);
});

test('rows are as high as the density says, also when it is changed while they are shown', () => {
  show();
  const height = (): string | undefined =>
    screen.getByRole('grid').querySelector<HTMLElement>('[role="rowgroup"]')?.style.height;
  const { preferences } = workspace.getState();
  expect(height()).toBe(`${rows.length * 44}px`);
  act(() => workspaceWriter.preferences({ ...preferences, density: 'compact' }));
  expect(height()).toBe(`${rows.length * 36}px`);
  act(() => workspaceWriter.preferences(preferences));
});

test('[49] the head sorts, longest first, then the other way', () => {
  show();
  const head = (): HTMLElement => screen.getByRole('columnheader', { name: 'Longest' });
  fireEvent.click(within(head()).getByRole('button'));
  expect(reportView.getState().sort).toEqual({ by: 'maxMs', descending: true });
  expect(head().getAttribute('aria-sort')).toBe('descending');
  fireEvent.click(within(head()).getByRole('button'));
  expect(head().getAttribute('aria-sort')).toBe('ascending');
});

test('[49] one row is reached by Tab, arrows move on from it, Enter opens it', async () => {
  show();
  const reachable = (): HTMLElement[] => screen.getAllByRole('row').filter(({ tabIndex }) => tabIndex === 0);
  expect(reachable()).toHaveLength(1);
  reachable()[0]?.focus();
  fireEvent.keyDown(rowOf('Customer i0'), { key: 'ArrowDown' });
  await act(() => new Promise((resolve) => requestAnimationFrame(() => resolve(undefined))));
  expect(document.activeElement).toBe(rowOf('Customer i1'));
  expect(reachable()).toEqual([rowOf('Customer i1')]);
  fireEvent.keyDown(rowOf('Customer i1'), { key: 'Enter' });
  expect(onOpen.mock.calls.map(([interaction]) => interaction.id)).toEqual(['i1']);
});

test('[49] near its end the next rows are asked for', () => {
  show({ rows: rows.slice(0, 30), hasMore: true });
  expect(more).toHaveBeenCalled();
  more.mockReset();
  show({ rows: rows.slice(0, 30) });
  expect(more).not.toHaveBeenCalled();
});

test('[49] the list can be left in a browser whose scrolling answers with a promise', () => {
  vi.spyOn(Element.prototype, 'scrollTo').mockImplementation(() => Promise.resolve() as unknown as undefined);
  const { unmount } = show();
  expect(() => unmount()).not.toThrow();
});
