import type { OfferCard, OffersShown } from '../../bridge/desktopApi.ts';

/** A card that has just come up takes no press (desk, section 2.2, "Accidental press"). Milliseconds. */
export const GUARD_MS = 400;

/** Whole seconds until the server's deadline, never below zero. `now` is the server's time. */
export function secondsLeft({ expiresAt }: Pick<OfferCard, 'expiresAt'>, now: number): number {
  return Math.max(0, Math.ceil((expiresAt - now) / 1_000));
}

/** `0:27`, `12:05`, `1:02:03`. */
export function timeText(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** How many ring beside the first. */
export function othersIn({ cards, more }: Pick<OffersShown, 'cards' | 'more'>): number {
  return Math.max(0, cards.length - 1) + more;
}

/** Steady times of this device, in milliseconds. */
export function pressAllowed(appearedAt: number, now: number, guardMs: number): boolean {
  return now - appearedAt >= guardMs;
}
