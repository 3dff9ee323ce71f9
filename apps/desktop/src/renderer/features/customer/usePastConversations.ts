import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { useCallback, useEffect, useState } from 'react';

import { ask } from '../../connection/connection.ts';
import { untilAnswered } from '../../connection/untilAnswered.ts';
import { useIsLive } from '../../workspace/hooks.ts';

/** Rows a person looks at beside a conversation; the rest is found by search. */
const MOST_ROWS = 20;

export interface PastConversations {
  /** Newest first, without the one that is open; undefined until they are there. */
  readonly interactions: readonly Interaction[] | undefined;
  readonly refusal: Refusal | undefined;
  readonly retry: () => void;
}

/** Other conversations of the customer. Asked for again when the open one changes hands or ends. */
export function usePastConversations({ id, customer, state }: Interaction): PastConversations {
  const customerId = customer.id;
  const live = useIsLive();
  const [answer, setAnswer] = useState<{
    readonly customerId: string;
    readonly interactions?: readonly Interaction[];
    readonly refusal?: Refusal;
  }>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (!live) return undefined;
    return untilAnswered(
      () => ask('conversations.ofCustomer', { customerId, limit: MOST_ROWS }),
      // What was read before stays when it cannot be read again.
      (reply) =>
        setAnswer((before) =>
          reply.ok
            ? { customerId, interactions: reply.value.interactions }
            : { ...(before?.customerId === customerId ? before : { customerId }), refusal: reply.error },
        ),
    );
  }, [customerId, live, state, attempt]);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  const mine = answer?.customerId === customerId ? answer : undefined;
  return { interactions: mine?.interactions?.filter((each) => each.id !== id), refusal: mine?.refusal, retry };
}
