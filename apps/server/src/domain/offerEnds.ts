import type { Event } from './events.ts';
import type { SharedEnd } from './interactionEvents.ts';
import type { Context } from './inputs.ts';
import type { InteractionRecord, OfferRecord } from './records.ts';
import type { State } from './state.ts';

type OffersEnded = Extract<Event, { type: 'offers.ended' }>;

/** The end of some offers of one interaction; where none is left it waits again. */
export function endOffers(
  state: State,
  context: Pick<Context, 'now'>,
  interaction: InteractionRecord,
  offers: readonly OfferRecord[],
  end: SharedEnd,
): OffersEnded {
  return {
    type: 'offers.ended',
    at: context.now,
    interactionId: interaction.id,
    offers: offers.map(({ id, agentId, displayedAt }) => ({
      offerId: id,
      agentId,
      ...(end.outcome === 'expired' && displayedAt === undefined && { unseen: true as const }),
    })),
    end,
    settingsVersion: state.queues.get(interaction.queueId)?.version ?? 0,
  };
}

/** A transfer that does not come to be: the offer ends and the sender, who has owned it all the time, keeps it (I10). */
export function endTransferOffer(
  state: State,
  context: Pick<Context, 'now'>,
  interaction: InteractionRecord,
  offer: OfferRecord,
  end: SharedEnd,
): Event[] {
  if (interaction.ownerId === undefined) throw new Error(`transfer of ${interaction.id} without a sender`);
  const outcome = end.outcome === 'withdrawn' ? 'cancelled' : end.outcome;
  return [
    endOffers(state, context, interaction, [offer], end),
    {
      type: 'transfer.ended',
      at: context.now,
      interactionId: interaction.id,
      fromAgentId: interaction.ownerId,
      toAgentId: offer.agentId,
      outcome,
      seq: interaction.lastSeq + 1,
    },
  ];
}
