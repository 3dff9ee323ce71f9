import type { QueryReply } from '@ringdesk/shared/protocol/queries.ts';
import { useEffect, useState } from 'react';

import { ask } from '../../connection/connection.ts';
import { untilAnswered } from '../../connection/untilAnswered.ts';
import { useIsLive } from '../../workspace/hooks.ts';

/** After the last key: long enough that a word is not searched letter by letter. */
const PAUSE_MS = 200;
const MOST_HITS = 30;
/** Fewer letters find half the archive. */
export const LEAST_LETTERS = 2;

export type Hit = QueryReply<'conversations.search'>['hits'][number];

export type Search =
  | { readonly state: 'idle' | 'searching' | 'failed' }
  | { readonly state: 'found'; readonly hits: readonly Hit[]; readonly query: string };

interface Answer {
  readonly query: string;
  /** Undefined: the search did not answer. */
  readonly hits: readonly Hit[] | undefined;
}

/** Hits in all conversations the person may see, renewed as they type. `attempt` makes it ask again. */
export function useSearch(query: string, attempt: number): Search {
  const live = useIsLive();
  const [answer, setAnswer] = useState<Answer>();
  const wanted = query.trim();
  const enough = [...wanted].length >= LEAST_LETTERS && live;
  useEffect(() => {
    if (!enough) return undefined;
    let stop: () => void = () => undefined;
    const timer = setTimeout(() => {
      stop = untilAnswered(
        () => ask('conversations.search', { text: wanted.slice(0, 200), limit: MOST_HITS }),
        (reply) => setAnswer({ query: wanted, hits: reply.ok ? reply.value.hits : undefined }),
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [wanted, enough, attempt]);
  return enough ? searchOf(wanted, answer) : { state: 'idle' };
}

/** Hits of the word before stay while it is being continued: a list that blinks cannot be read. */
export function searchOf(wanted: string, answer: Answer | undefined): Search {
  if (answer === undefined || !(wanted.startsWith(answer.query) || answer.query.startsWith(wanted)))
    return { state: 'searching' };
  if (answer.hits !== undefined) return { state: 'found', hits: answer.hits, query: answer.query };
  return answer.query === wanted ? { state: 'failed' } : { state: 'searching' };
}
