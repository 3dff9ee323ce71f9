import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { ReportFilter } from '@ringdesk/shared/model/report.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { useCallback, useEffect, useRef, useState } from 'react';

import { ask } from '../../connection/connection.ts';
import { untilAnswered } from '../../connection/untilAnswered.ts';
import { useIsLive } from '../../workspace/hooks.ts';
import { useCallRound } from './useCallRound.ts';

export type CallFilter = 'all' | Exclude<NonNullable<ReportFilter['calls']>, 'unreturned'>;

const PAGE = 60;
const sort = { by: 'arrivedAt', descending: true } as const;

export interface CallList {
  /** Newest first; undefined until they are there. */
  readonly rows: readonly Interaction[] | undefined;
  readonly total: number;
  readonly refusal: Refusal | undefined;
  readonly hasMore: boolean;
  readonly more: () => void;
  readonly again: () => void;
}

interface Loaded {
  readonly filter: CallFilter;
  readonly text: string;
  readonly rows: readonly Interaction[];
  readonly total: number;
  readonly next: string | undefined;
}

const questionOf = (filter: CallFilter, text: string): ReportFilter => ({
  medium: 'call',
  ...(filter === 'all' ? {} : { calls: filter }),
  ...(text === '' ? {} : { text }),
});

/** The history of calls [73], page by page; asked for anew when a call begins or ends. `text`: sought; empty: everything. */
export function useCallList(filter: CallFilter, text = ''): CallList {
  const live = useIsLive();
  const [loaded, setLoaded] = useState<Loaded>();
  const [refusal, setRefusal] = useState<Refusal>();
  const round = useCallRound();
  const [attempt, setAttempt] = useState(0);
  const asking = useRef<string>(undefined);
  useEffect(
    () =>
      live
        ? untilAnswered(
            () => ask('conversations.report', { filter: questionOf(filter, text), sort, limit: PAGE }),
            (reply) => {
              setRefusal(reply.ok ? undefined : reply.error);
              if (!reply.ok) return;
              const { interactions: rows, totals, next } = reply.value;
              setLoaded({ filter, text, rows, total: totals.count, next });
            },
          )
        : undefined,
    [filter, text, live, round, attempt],
  );
  const current = loaded?.filter === filter && loaded.text === text ? loaded : undefined;
  const more = useCallback(() => {
    const cursor = current?.next;
    if (cursor === undefined || asking.current === cursor) return;
    asking.current = cursor;
    void ask('conversations.report', { filter: questionOf(filter, text), sort, limit: PAGE, cursor }).then((reply) => {
      asking.current = undefined;
      if (!reply.ok) return;
      const { interactions, next } = reply.value;
      setLoaded((before) => (before?.next === cursor ? withPage(before, interactions, next) : before));
    });
  }, [current, filter, text]);
  return {
    rows: current?.rows,
    total: current?.total ?? 0,
    refusal,
    hasMore: current?.next !== undefined,
    more,
    again: useCallback(() => setAttempt((count) => count + 1), []),
  };
}

/** A row that moved between two pages stands once. */
function withPage(before: Loaded, rows: readonly Interaction[], next: string | undefined): Loaded {
  const seen = new Set(before.rows.map(({ id }) => id));
  return { ...before, rows: [...before.rows, ...rows.filter(({ id }) => !seen.has(id))], next };
}
