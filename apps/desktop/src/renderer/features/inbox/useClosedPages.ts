import type { InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { useCallback, useEffect, useMemo, useReducer } from 'react';

import { ask } from '../../connection/connection.ts';
import { useIsLive, useWorkspace } from '../../workspace/hooks.ts';
import { onUpdates } from '../../workspace/workspaceWriter.ts';
import { workspace } from '../../workspace/workspace.ts';
import { afterStep, type ClosedKnown, closedInOrder, nothingClosed, type Step } from './closedPages.ts';

const PAGE_ROWS = 50;

export interface ClosedPages {
  readonly ids: readonly InteractionId[];
  readonly known: ReadonlyMap<InteractionId, Interaction>;
  readonly state: ClosedKnown['state'];
  /** There are more than `ids`, or may be. */
  readonly hasMore: boolean;
  /** Reads the next page, or again what could not be read; nothing while one is on its way or after the last. */
  readonly more: () => void;
}

/**
 * All closed conversations the person may see, page by page, latest activity first. One that closes is there at once;
 * the first page is read again when one leaves what the server tells of, and when the line comes back. Nothing is read
 * while not `wanted`.
 */
export function useClosedPages(wanted: boolean, queueIds: readonly QueueId[]): ClosedPages {
  const key = queueIds.join(' ');
  const [loaded, step] = useReducer(afterStep, key, nothingClosed);
  const live = useIsLive();
  const here = loaded.key === key;
  const { state, next, stale, readingTop } = loaded;

  const readTop = useCallback(() => {
    step({ kind: 'askTop', key });
    void ask('conversations.list', questionOf(queueIds)).then((reply) =>
      step(reply.ok ? { kind: 'top', key, ...pageOf(reply.value), live: liveClosed() } : { kind: 'failed', key }),
    );
  }, [key, queueIds]);
  const more = useCallback(() => {
    if (stale || !here) return readTop();
    if (next === undefined || state === 'loading') return;
    step({ kind: 'askMore', key });
    void ask('conversations.list', { ...questionOf(queueIds), cursor: next }).then((reply) =>
      step(reply.ok ? { kind: 'more', key, ...pageOf(reply.value), cursor: next } : { kind: 'failed', key }),
    );
  }, [stale, here, next, state, key, queueIds, readTop]);

  useChanges(live, key, queueIds, step);
  const needed = wanted && live && (!here || (stale && !readingTop && state !== 'failed'));
  useEffect(() => {
    if (needed) readTop();
  }, [needed, readTop]);

  // As one word, so that the list is new only when it is another.
  const shown = useWorkspace(({ mirror }) =>
    wanted ? closedInOrder(loaded.known, (id) => mirror?.interactions.get(id)).join(' ') : '',
  );
  const ids = useMemo(() => (shown === '' ? [] : (shown.split(' ') as InteractionId[])), [shown]);
  return { ids, known: loaded.known, state, hasMore: state !== 'end', more };
}

/** Tells the list what closed, and that something left or that the line was away. */
function useChanges(live: boolean, key: string, queueIds: readonly QueueId[], step: (step: Step) => void): void {
  useEffect(() => {
    if (live) step({ kind: 'stale' });
  }, [live, step]);
  useEffect(
    () =>
      onUpdates((updates) => {
        const closed = updates.flatMap((update) =>
          update.kind === 'interaction.put' &&
          update.interaction.state === 'closed' &&
          (queueIds.length === 0 || queueIds.includes(update.interaction.queueId))
            ? [update.interaction]
            : [],
        );
        if (closed.length > 0) step({ kind: 'closed', key, interactions: closed });
        if (updates.some(({ kind }) => kind === 'interaction.gone')) step({ kind: 'stale' });
      }),
    [key, queueIds, step],
  );
}

const questionOf = (queueIds: readonly QueueId[]) => ({
  state: 'closed' as const,
  limit: PAGE_ROWS,
  ...(queueIds.length > 0 && { queueIds: [...queueIds] }),
});

const pageOf = (page: { readonly interactions: readonly Interaction[]; readonly next?: string | undefined }) => ({
  interactions: page.interactions,
  next: page.next,
});

function liveClosed(): ReadonlySet<InteractionId> {
  const { mirror } = workspace.getState();
  const closed = new Set<InteractionId>();
  for (const each of mirror?.interactions.values() ?? []) if (each.state === 'closed') closed.add(each.id);
  return closed;
}
