import type { InteractionId, OfferId } from '@ringdesk/shared/model/ids.ts';
import { acceptsByItself } from '@ringdesk/shared/rules/autoAccept.ts';
import { useEffect, useRef } from 'react';

import { useIsLive, useOffers, useQueues } from '../../workspace/hooks.ts';
import { acceptOffer } from './offerActions.ts';

/** The ring is heard for this long before the desk accepts (desk 2.2). */
export const TONE_MS = 1_000;

/**
 * Accepts what a queue offers whose settings say so, after its tone. Only what the queue itself offers: a transfer or a
 * conversation that comes back is a question to the agent. Calls wait for a hand.
 */
export function useAutoAccept(onAccepted: (id: InteractionId) => void): void {
  const offers = useOffers();
  const queues = useQueues();
  const live = useIsLive();
  const begun = useRef(new Map<OfferId, ReturnType<typeof setTimeout>>());
  const latest = useRef(onAccepted);
  useEffect(() => {
    latest.current = onAccepted;
  });
  useEffect(() => {
    const wanted = new Set(
      offers
        .filter(({ kind, state, queueId }) => {
          const settings = queues.find(({ id }) => id === queueId)?.settings;
          return live && kind === 'queue' && state === 'pending' && settings !== undefined && acceptsByItself(settings);
        })
        .map(({ id }) => id),
    );
    for (const [id, timer] of begun.current)
      if (!wanted.has(id)) {
        clearTimeout(timer);
        begun.current.delete(id);
      }
    for (const id of wanted) {
      if (begun.current.has(id)) continue;
      const accept = (): void =>
        void acceptOffer(id).then((interactionId) => {
          if (interactionId !== undefined) latest.current(interactionId);
        });
      begun.current.set(id, setTimeout(accept, TONE_MS));
    }
  }, [offers, queues, live]);
  useEffect(() => {
    const timers = begun.current;
    return () => {
      for (const timer of timers.values()) clearTimeout(timer);
    };
  }, []);
}
