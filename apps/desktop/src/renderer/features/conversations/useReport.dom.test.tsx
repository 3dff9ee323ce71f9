import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { ReportFilter, ReportSort } from '@ringdesk/shared/model/report.ts';
import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { type Connection, installConnection } from '../../connection/connection.ts';
import { interactionNoun, snapshotOf, T0 } from '../../workspace/testNouns.ts';
import { workspaceWriter } from '../../workspace/workspaceWriter.ts';
import { useReport } from './useReport.ts';

interface Question {
  readonly filter: ReportFilter;
  readonly cursor?: string;
  readonly answer: (reply: object) => void;
}
const questions: Question[] = [];
const newest: ReportSort = { by: 'arrivedAt', descending: true };
const totals = (count: number) => ({ count, firstMs: null, averageMs: null, maxMs: null, rating: null });
const page = (ids: readonly string[], count: number, next?: string) => ({
  ok: true,
  value: { interactions: ids.map((id) => interactionNoun(id)), totals: totals(count), ...(next && { next }) },
});
const passed = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const answered = (at: number, reply: object) =>
  act(async () => {
    questions[at]?.answer(reply);
    await vi.advanceTimersByTimeAsync(0);
  });
const list = (text?: string) =>
  renderHook(({ filter }) => useReport(filter, newest), {
    initialProps: { filter: text === undefined ? {} : ({ text } as ReportFilter) },
  });

beforeEach(() => {
  vi.useFakeTimers();
  questions.length = 0;
  workspaceWriter.link({ phase: 'live', since: T0 });
  installConnection({
    ask: (_name: string, input: Omit<Question, 'answer'>) =>
      new Promise((answer) => {
        questions.push({ ...input, answer });
      }),
  } as unknown as Connection);
});
afterEach(() => vi.useRealTimers());

test('[49] a word is looked for when the typing pauses, not letter by letter', async () => {
  const { rerender } = list();
  await passed(100);
  rerender({ filter: { text: 'b' } });
  await passed(100);
  rerender({ filter: { text: 'bi' } });
  expect(questions).toHaveLength(0);
  await passed(250);
  expect(questions.map(({ filter }) => filter)).toEqual([{ text: 'bi' }]);
});

test('[49] the answer to an earlier question never stands under a later one', async () => {
  const { result, rerender } = list();
  await passed(250);
  await answered(0, page(['a', 'b'], 2));
  expect(result.current).toMatchObject({ state: 'ready', totals: { count: 2 } });
  rerender({ filter: { text: 'x' } });
  expect(result.current.state).toBe('stale');
  await passed(250);
  rerender({ filter: { text: 'y' } });
  await answered(1, page(['wrong'], 1));
  expect(result.current.rows.map(({ id }) => id)).toEqual(['a', 'b']);
  await passed(250);
  await answered(2, page(['c'], 1));
  expect(result.current).toMatchObject({ state: 'ready', hasMore: false });
  expect(result.current.rows.map(({ id }) => id)).toEqual(['c']);
});

test('[49] the next page is asked for once, and a row that moved between pages stands once', async () => {
  const { result } = list();
  await passed(250);
  await answered(0, page(['a', 'b'], 3, 'after b'));
  act(() => {
    result.current.more();
    result.current.more();
  });
  expect(questions.map(({ cursor }) => cursor)).toEqual([undefined, 'after b']);
  await answered(1, page(['b', 'c'], 3));
  expect(result.current.rows.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  act(() => result.current.more());
  expect(questions).toHaveLength(2);
});

test('[49] without a line what was found is old; when it is back it is asked for anew', async () => {
  const { result } = list();
  await passed(250);
  await answered(0, page(['a'], 1));
  act(() => workspaceWriter.link({ phase: 'lost', since: T0 }));
  expect(result.current.state).toBe('stale');
  act(() => result.current.more());
  act(() => workspaceWriter.link({ phase: 'live', since: T0 }));
  await passed(250);
  await answered(1, page(['a', 'new'], 2));
  expect(result.current).toMatchObject({ state: 'ready', totals: { count: 2 } });
});

test('[49] a refusal is told with its code until it is asked anew', async () => {
  const { result } = list();
  await passed(250);
  await answered(0, { ok: false, error: { code: 'notAllowed' } });
  expect(result.current).toMatchObject({ state: 'failed', refusal: { code: 'notAllowed' } });
  act(() => result.current.again());
  await passed(250);
  await answered(1, page([], 0));
  expect(result.current).toMatchObject({ state: 'ready', rows: [] });
});

test('[49] a conversation that closes at a colleague, and so leaves the desk, stands in its row as it ended', async () => {
  workspaceWriter.welcome(snapshotOf({ interactions: [interactionNoun('a', { ownerId: 'ana' })] }));
  const { result } = list();
  await passed(250);
  await answered(0, page(['a', 'b'], 2));
  act(() => workspaceWriter.apply([{ kind: 'interaction.gone', interactionId: 'a' as InteractionId }], T0));
  expect(questions[1]).toMatchObject({ customerId: 'customer-a' });
  const closed = interactionNoun('a', { state: 'closed', reopenUntil: T0, lastOwnerId: 'ana' });
  await answered(1, { ok: true, value: { interactions: [interactionNoun('later'), closed] } });
  expect(result.current.rows.map(({ id, state }) => `${id} ${state}`)).toEqual(['a closed', 'b active']);
  expect(questions).toHaveLength(2);
});
