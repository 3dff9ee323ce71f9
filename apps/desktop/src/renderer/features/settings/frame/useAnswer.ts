import type { QueryInput, QueryName, QueryReply } from '@ringdesk/shared/protocol/queries.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { useCallback, useEffect, useRef, useState } from 'react';

import { ask } from '../../../connection/connection.ts';
import { untilAnswered } from '../../../connection/untilAnswered.ts';
import { useIsLive } from '../../../workspace/hooks.ts';

export interface Answer<T> {
  /** The last answer; kept while a newer one is on its way or could not be had. */
  readonly value: T | undefined;
  readonly loading: boolean;
  readonly refusal: Refusal | undefined;
  readonly again: () => void;
}

/**
 * The answer to a query: asked when the input changes, when the connection comes back, and on `again()`. Undefined
 * input asks nothing. Answers to older inputs are dropped. `afterMs` waits until the input has settled.
 */
export function useAnswer<N extends QueryName>(
  name: N,
  input: QueryInput<N> | undefined,
  options: { readonly afterMs?: number; readonly renewOn?: unknown } = {},
): Answer<QueryReply<N>> {
  const { afterMs = 0, renewOn } = options;
  const live = useIsLive();
  const [state, setState] = useState<{ value?: QueryReply<N>; refusal?: Refusal; loading: boolean }>({ loading: true });
  const [round, setRound] = useState(0);
  const latest = useRef(input);
  useEffect(() => {
    latest.current = input;
  });
  const key = input === undefined ? undefined : JSON.stringify(input);

  useEffect(() => {
    const wanted = latest.current;
    if (key === undefined || wanted === undefined || !live) return undefined;
    setState((before) => ({ ...before, loading: true }));
    let stop: () => void = () => undefined;
    const timer = setTimeout(() => {
      stop = untilAnswered(
        () => ask(name, wanted),
        (reply) =>
          setState((before) =>
            reply.ok ? { value: reply.value, loading: false } : { ...before, refusal: reply.error, loading: false },
          ),
      );
    }, afterMs);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [name, key, live, round, renewOn, afterMs]);

  const again = useCallback(() => setRound((before) => before + 1), []);
  return { value: state.value, loading: state.loading, refusal: state.refusal, again };
}
