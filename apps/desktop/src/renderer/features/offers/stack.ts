import type { Offer } from '@ringdesk/shared/model/offer.ts';

/** More cards than this would cover what the agent is working on. */
export const MOST_CARDS = 3;

export interface Stack {
  /** Oldest first, so that a new card appears at the bottom and nothing moves under the pointer. */
  readonly cards: readonly Offer[];
  readonly hidden: number;
}

/** The offers shown as cards. One that is being joined stays on top: it must not slide out of sight while it connects. */
export function stackOffers(offers: readonly Offer[]): Stack {
  const inOrder = offers.toSorted((a, b) => rank(a) - rank(b) || a.offeredAt - b.offeredAt || (a.id < b.id ? -1 : 1));
  return { cards: inOrder.slice(0, MOST_CARDS), hidden: Math.max(0, inOrder.length - MOST_CARDS) };
}

const rank = (offer: Offer): number => (offer.state === 'connecting' ? 0 : 1);
