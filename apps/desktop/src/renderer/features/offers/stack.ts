import type { Offer } from '@ringdesk/shared/model/offer.ts';

/** More cards than this would cover what the agent is working on. */
export const MOST_CARDS = 3;

export interface Stack {
  /** In the order they came in, calls before the others: a new card appears at the bottom of its kind. */
  readonly cards: readonly Offer[];
  readonly hidden: number;
}

/** The offers shown as cards, of those in the order of `offersInOrder`. One that is being joined stays on top: it must not slide out of sight while it connects. */
export function stackOffers(offers: readonly Offer[]): Stack {
  const inOrder = offers.toSorted((a, b) => rank(a) - rank(b));
  return { cards: inOrder.slice(0, MOST_CARDS), hidden: Math.max(0, inOrder.length - MOST_CARDS) };
}

const rank = (offer: Offer): number => (offer.state === 'connecting' ? 0 : 1);
