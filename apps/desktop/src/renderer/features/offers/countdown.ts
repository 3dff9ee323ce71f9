/** From here on the ring is red, the time bold, and the announcement made once more. */
export const DANGER_SECONDS = 5;
/** From here on the weight of the time changes too. */
export const SOON_SECONDS = 10;

export interface Countdown {
  /** Whole seconds shown; the deadline itself is 0, never below. */
  readonly secondsLeft: number;
  /** Share of the ring that is still drawn, from 1 to 0. */
  readonly share: number;
  readonly urgency: 'calm' | 'soon' | 'danger';
}

/**
 * What is left of an offer, on the server's clock: `serverNow` is this computer's clock corrected by the measured
 * offset. Only drawn from; the server alone decides when the offer is over.
 */
export function countdown(
  offer: { readonly offeredAt: number; readonly expiresAt: number },
  serverNow: number,
): Countdown {
  const total = Math.max(1, offer.expiresAt - offer.offeredAt);
  const left = Math.min(total, Math.max(0, offer.expiresAt - serverNow));
  const secondsLeft = Math.ceil(left / 1_000);
  return {
    secondsLeft,
    share: left / total,
    urgency: secondsLeft <= DANGER_SECONDS ? 'danger' : secondsLeft <= SOON_SECONDS ? 'soon' : 'calm',
  };
}
