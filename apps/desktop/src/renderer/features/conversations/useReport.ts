import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { QueryReply } from '@ringdesk/shared/protocol/queries.ts';
import type { ReportFilter, ReportSort, ReportTotals } from '@ringdesk/shared/model/report.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { useCallback, useEffect, useRef, useState } from 'react';

import { ask } from '../../connection/connection.ts';
import { untilAnswered } from '../../connection/untilAnswered.ts';
import { useIsLive } from '../../workspace/hooks.ts';
import { useGoneRows } from './useGoneRows.ts';

/** After the last key in the search: a word is not looked for letter by letter. */
const PAUSE_MS = 250;
const PAGE = 100;
const NO_ROWS: readonly Interaction[] = [];

export interface Report {
  readonly rows: readonly Interaction[];
  readonly totals: ReportTotals | undefined;
  /** `stale`: what stands here answers an earlier question, or the line is down. */
  readonly state: 'loading' | 'ready' | 'stale' | 'failed';
  readonly refusal: Refusal | undefined;
  /** There are rows after these. */
  readonly hasMore: boolean;
  readonly more: () => void;
  readonly again: () => void;
}

interface Loaded {
  readonly key: string;
  readonly rows: readonly Interaction[];
  readonly totals: ReportTotals;
  readonly next: string | undefined;
}

/** The list the server finds, page by page; asked anew when the question changes and when the line comes back. */
export function useReport(filter: ReportFilter, sort: ReportSort): Report {
  const live = useIsLive();
  const [loaded, setLoaded] = useState<Loaded>();
  const [refusal, setRefusal] = useState<{ readonly key: string; readonly refusal: Refusal }>();
  const [round, setRound] = useState(0);
  const loading = useRef<string>(undefined);
  const key = JSON.stringify({ filter, sort });
  const question = useRef({ filter, sort });
  useEffect(() => {
    question.current = { filter, sort };
  });

  useEffect(() => {
    if (!live) return undefined;
    let stop: () => void = () => undefined;
    const timer = setTimeout(() => {
      stop = untilAnswered(
        () => ask('conversations.report', { ...question.current, limit: PAGE }),
        (reply) => {
          loading.current = undefined;
          setRefusal(reply.ok ? undefined : { key, refusal: reply.error });
          if (reply.ok) setLoaded(firstPage(key, reply.value));
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [key, live, round]);

  const more = useCallback(() => {
    if (loaded?.next === undefined || loaded.key !== key || loading.current === loaded.next || !live) return;
    const { next: cursor } = loaded;
    loading.current = cursor;
    void ask('conversations.report', { ...question.current, limit: PAGE, cursor }).then((reply) => {
      if (loading.current === cursor) loading.current = undefined;
      if (reply.ok) setLoaded((before) => (before?.next === cursor ? withPage(before, reply.value) : before));
    });
  }, [loaded, key, live]);
  const again = useCallback(() => setRound((before) => before + 1), []);

  useGoneRows(
    loaded?.rows ?? NO_ROWS,
    useCallback((interaction) => setLoaded((before) => before && withRow(before, interaction)), []),
  );

  const current = loaded?.key === key;
  const failed = refusal?.key === key ? refusal.refusal : undefined;
  return {
    rows: loaded?.rows ?? NO_ROWS,
    totals: loaded?.totals,
    state: failed !== undefined ? 'failed' : loaded === undefined ? 'loading' : current && live ? 'ready' : 'stale',
    refusal: failed,
    hasMore: loaded?.next !== undefined,
    more,
    again,
  };
}

type Page = QueryReply<'conversations.report'>;

const firstPage = (key: string, { interactions, totals, next }: Page): Loaded => ({
  key,
  rows: interactions,
  totals,
  next,
});

/** A row that moved between two pages stands once: where it was seen first. */
function withPage(before: Loaded, { interactions, totals, next }: Page): Loaded {
  const seen = new Set(before.rows.map(({ id }) => id));
  return { ...before, rows: [...before.rows, ...interactions.filter(({ id }) => !seen.has(id))], totals, next };
}

/** The row of this conversation as it is now, in its place. */
const withRow = (before: Loaded, now: Interaction): Loaded => ({
  ...before,
  rows: before.rows.map((row) => (row.id === now.id ? now : row)),
});
