import type { InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react';

import { ask } from '../../connection/connection.ts';
import { useIsLive } from '../../workspace/hooks.ts';

const PAGE_ROWS = 50;

export interface ClosedPages {
  readonly ids: readonly InteractionId[];
  readonly known: ReadonlyMap<InteractionId, Interaction>;
  readonly state: 'idle' | 'loading' | 'failed' | 'end';
  /** Reads the next page; nothing while one is on its way or after the last. */
  readonly more: () => void;
}

interface Loaded {
  readonly key: string;
  readonly known: ReadonlyMap<InteractionId, Interaction>;
  readonly next: string | undefined;
  readonly state: ClosedPages['state'];
}

type Step =
  | { readonly kind: 'begin'; readonly key: string }
  | { readonly kind: 'failed'; readonly key: string }
  | {
      readonly kind: 'page';
      readonly key: string;
      readonly interactions: readonly Interaction[];
      readonly next: string | undefined;
    };

const fresh = (key: string): Loaded => ({ key, known: new Map(), next: undefined, state: 'idle' });

/** A page for another filter is not taken: the person has moved on. */
export function afterStep(loaded: Loaded, step: Step): Loaded {
  if (step.kind === 'begin') return { ...(loaded.key === step.key ? loaded : fresh(step.key)), state: 'loading' };
  if (loaded.key !== step.key) return loaded;
  if (step.kind === 'failed') return { ...loaded, state: 'failed' };
  const known = new Map(loaded.known);
  for (const interaction of step.interactions) known.set(interaction.id, interaction);
  return { ...loaded, known, next: step.next, state: step.next === undefined ? 'end' : 'idle' };
}

/** All closed conversations the person may see, page by page, latest activity first. Nothing is read while not `wanted`. */
export function useClosedPages(wanted: boolean, queueIds: readonly QueueId[]): ClosedPages {
  const key = queueIds.join(' ');
  const [loaded, step] = useReducer(afterStep, key, fresh);
  const live = useIsLive();
  const latest = useRef(loaded);
  useEffect(() => {
    latest.current = loaded;
  });
  const more = useCallback(() => {
    const { state, next, key: loadedKey } = latest.current;
    const here = loadedKey === key;
    if (here && (state === 'loading' || state === 'end')) return;
    step({ kind: 'begin', key });
    const filter = queueIds.length === 0 ? {} : { queueIds: [...queueIds] };
    const from = here && next !== undefined ? { cursor: next } : {};
    void ask('conversations.list', { state: 'closed', limit: PAGE_ROWS, ...filter, ...from }).then((reply) =>
      step(
        reply.ok
          ? { kind: 'page', key, interactions: reply.value.interactions, next: reply.value.next }
          : { kind: 'failed', key },
      ),
    );
  }, [key, queueIds]);
  const needed = wanted && live && (loaded.key !== key || (loaded.state === 'idle' && loaded.known.size === 0));
  useEffect(() => {
    if (needed) more();
  }, [needed, more]);
  const ids = useMemo(() => [...loaded.known.keys()], [loaded.known]);
  return { ids, known: loaded.known, state: loaded.state, more };
}
