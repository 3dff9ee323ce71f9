import type { Offer } from '@ringdesk/shared/model/offer.ts';
import { useEffect, useRef, useState } from 'react';

export interface DeclineList {
  /** The offer whose reasons are shown. */
  readonly shownFor: Offer['id'] | undefined;
  /** Where the focus goes when the list closes; null: where the browser puts it. */
  readonly returnFocus: () => HTMLElement | null;
  show(id: Offer['id']): void;
  hide(): void;
}

/**
 * The list of reasons, opened by key (desk 2.11): it takes the focus, and gives it back to where it was, also when the offer
 * ends meanwhile and the list goes with it.
 */
export function useDeclineList(offers: readonly Offer[]): DeclineList {
  const [asked, setAsked] = useState<Offer['id']>();
  const before = useRef<HTMLElement | null>(null);
  const rings = offers.some(({ id, state }) => id === asked && state === 'pending');
  useEffect(() => {
    if (asked === undefined || rings) return;
    // What is no longer on the page has taken the focus with it.
    if (document.activeElement === null || document.activeElement === document.body) before.current?.focus();
  }, [asked, rings]);
  return {
    shownFor: rings ? asked : undefined,
    returnFocus: () => (before.current?.isConnected === true ? before.current : null),
    show: (id) => {
      const { activeElement } = document;
      before.current = activeElement instanceof HTMLElement ? activeElement : null;
      setAsked(id);
    },
    hide: () => setAsked(undefined),
  };
}
