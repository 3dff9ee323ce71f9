/**
 * Tells the server when an offer was first shown and first heard at this desk, so that what was missed can be told apart from
 * what never appeared (desk 2.2). Nobody waits for it, and nothing is told twice.
 */
import type { OfferId } from '@ringdesk/shared/model/ids.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';

import { serverNow } from '../workspace/clock.ts';
import { workspace } from '../workspace/workspace.ts';
import { sendCommand } from './connection.ts';

/** Both mostly come within a moment: told together. */
const TOGETHER_MS = 250;

interface Seen {
  displayedAt?: Instant;
  soundAt?: Instant;
}
const known = new Map<OfferId, Seen>();
const waiting = new Map<OfferId, Seen>();

export const offerDisplayed = (id: OfferId): void => note(id, 'displayedAt');
export const offerHeard = (id: OfferId): void => note(id, 'soundAt');

function note(id: OfferId, what: keyof Seen): void {
  const offers = workspace.getState().mirror?.offers;
  if (offers?.has(id) !== true) return;
  for (const old of known.keys()) if (!offers.has(old)) known.delete(old);
  const before = known.get(id) ?? {};
  if (before[what] !== undefined) return;
  known.set(id, { ...before, [what]: serverNow() });
  if (!waiting.has(id)) setTimeout(() => tell(id), TOGETHER_MS);
  waiting.set(id, { ...waiting.get(id), [what]: serverNow() });
}

function tell(offerId: OfferId): void {
  const seen = waiting.get(offerId);
  waiting.delete(offerId);
  // A refusal means that the offer is over; there is nothing left to tell.
  if (seen !== undefined) void sendCommand('offer.shown', { offerId, ...seen });
}
