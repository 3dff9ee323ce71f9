import { endConsultOffer } from './callConsult.ts';
import type { Event } from './events.ts';
import type { SharedEnd } from './interactionEvents.ts';
import type { Context } from './inputs.ts';
import { endOffers, endTransferOffer } from './offerEnds.ts';
import type { InteractionRecord, OfferRecord } from './records.ts';
import type { State } from './state.ts';

/** One offer with what follows from its end: a transfer stays with the sender, who asked a colleague is told. */
export function endOffer(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  offer: OfferRecord,
  end: SharedEnd,
): Event[] {
  if (offer.kind === 'transfer') return endTransferOffer(state, context, interaction, offer, end);
  if (offer.kind === 'consult') return endConsultOffer(state, context, interaction, offer, end);
  return [endOffers(state, context, interaction, [offer], end)];
}
