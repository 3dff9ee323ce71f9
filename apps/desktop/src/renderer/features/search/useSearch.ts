import type { QueryReply } from '@ringdesk/shared/protocol/queries.ts';
import { useEffect, useState } from 'react';

import { ask } from '../../connection/connection.ts';
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

/** Hits in all conversations the person may see, renewed as they type. `attempt` makes it ask again. */
export function useSearch(query: string, attempt: number): Search {
  const live = useIsLive();
  const [search, setSearch] = useState<Search>({ state: 'idle' });
  const wanted = query.trim();
  useEffect(() => {
    if ([...wanted].length < LEAST_LETTERS || !live) {
      setSearch({ state: 'idle' });
      return undefined;
    }
    let here = true;
    // Hits of the word before stay until the new ones are there: a list that blinks cannot be read.
    setSearch((before) => (before.state === 'found' ? before : { state: 'searching' }));
    const timer = setTimeout(() => {
      void ask('conversations.search', { text: wanted.slice(0, 200), limit: MOST_HITS }).then((reply) => {
        if (here) setSearch(reply.ok ? { state: 'found', hits: reply.value.hits, query: wanted } : { state: 'failed' });
      });
    }, PAUSE_MS);
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, [wanted, live, attempt]);
  return search;
}
