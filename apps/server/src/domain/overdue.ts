import type { AgentId, ChannelId, InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { idleWithBot, takeFromBot } from './bots.ts';
import { endCall, outcomeOf } from './callEnds.ts';
import { missedInTime, noMoreAction } from './callMissed.ts';
import { closeSilent, endWrapUp } from './closing.ts';
import { dueOf } from './deadlines.ts';
import type { Event } from './events.ts';
import { channelTurned, queueTurned } from './hours.ts';
import type { Context } from './inputs.ts';
import { declareOverdue } from './notices.ts';
import { endOffers, endTransferOffer } from './offerEnds.ts';
import { endOffer } from './offerOver.ts';
import { ownerOf, queueOf } from './decided.ts';
import { endRating } from './quality.ts';
import type { InteractionRecord, OfferRecord } from './records.ts';
import { endSentOn } from './sentOn.ts';
import type { State } from './state.ts';
import { release } from './transfer.ts';

/**
 * The first deadline that is not after `now`, turned into facts that take it out of the set. Empty: nothing is due.
 */
export function overdue(state: State, context: Context): readonly Event[] {
  const deadline = state.deadlines.first();
  if (!deadline || deadline.at > context.now) return [];
  if (deadline.of === 'agent') {
    return [{ type: 'agent.graceEnded', at: context.now, agentId: deadline.id as AgentId }];
  }
  if (deadline.of === 'queue') return queueTurned(state, context.now, deadline.id as QueueId);
  if (deadline.of === 'channel') return channelTurned(state, context.now, deadline.id as ChannelId);
  const interaction = state.interactions.get(deadline.id as InteractionId);
  const due = interaction && dueOf(state, interaction);
  if (!interaction || !due) throw new Error(`deadline of the unknown interaction ${deadline.id}`);
  const { now: at } = context;
  const { id: interactionId, queueId } = interaction;
  switch (due.what) {
    case 'offersExpire':
      return expire(state, context, interaction);
    case 'joinFails':
      return failJoin(state, context, interaction);
    case 'cooled': {
      const agentIds = [...interaction.cooling].flatMap(([id, until]) => (until <= at ? [id] : []));
      return [{ type: 'interaction.cooled', at, interactionId, queueId, agentIds }];
    }
    case 'notAnswered':
      return release(state, context, interaction, 'notAnswered');
    case 'ownerDisconnected':
      return release(state, context, interaction, 'disconnected');
    case 'wrapUpEnds':
      return endWrapUp(state, context, interaction);
    case 'wakes':
      return [
        {
          type: 'interaction.woke',
          at,
          interactionId,
          because: 'time',
          ownerId: ownerOf(interaction),
          seq: interaction.lastSeq + 1,
        },
      ];
    case 'missed':
      return missedInTime(state, context, queueOf(state, interaction), interaction);
    case 'actionEnds':
      return endAction(state, context, interaction);
    case 'dialFails':
      return endCall(state, context, interaction, { by: 'server', outcome: 'noAnswer', hangUp: 'hangUp' });
    case 'sentOnEnds':
      return endSentOn(state, context, interaction, { by: 'server', hangUp: true });
    case 'botLate':
      return takeFromBot(state, context, interaction, 'timeout');
    case 'idleWithBot':
      return idleWithBot(state, context, interaction);
    case 'unanswered':
      return [{ type: 'interaction.markedUnanswered', at, interactionId, seq: interaction.lastSeq + 1 }];
    case 'replyOverdue':
      return declareOverdue(state, context, interaction);
    case 'customerSilent':
      return closeSilent(state, context, interaction);
    case 'ratingEnds':
      return endRating(context, interaction);
    case 'archived': {
      const { lastOwnerId } = interaction;
      return [
        { type: 'interaction.archived', at, interactionId, queueId, ...(lastOwnerId !== undefined && { lastOwnerId }) },
      ];
    }
  }
}

/** Nobody answered in time [16]; who missed too many in a row is no longer asked [80]. */
function expire(state: State, context: Context, interaction: InteractionRecord): Event[] {
  const offers = [...interaction.offers.values()];
  const [first] = offers;
  if (!first) return [];
  const events: Event[] =
    first.kind === 'queue'
      ? [endOffers(state, context, interaction, offers, { outcome: 'expired' })]
      : endOffer(state, context, interaction, first, { outcome: 'expired' });
  return [...events, ...stopAsking(state, context, interaction, offers)];
}

function stopAsking(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  offers: readonly OfferRecord[],
): Event[] {
  const limit = state.queues.get(interaction.queueId)?.settings.missedOffersLimit ?? null;
  if (limit === null) return [];
  return offers.flatMap(({ agentId, beside }): Event[] => {
    const agent = state.agents.get(agentId);
    // Who talks has missed nothing.
    if (!agent || beside === true || agent.presence.state !== 'available' || agent.missedInARow + 1 < limit) return [];
    return [
      {
        type: 'agent.presenceSet',
        at: context.now,
        by: null,
        agentId,
        presence: { state: 'notResponding', since: context.now },
      },
    ];
  });
}

function failJoin(state: State, context: Context, interaction: InteractionRecord): Event[] {
  const connecting = [...interaction.offers.values()].filter((offer) => offer.state === 'connecting');
  const [first] = connecting;
  if (first?.kind === 'transfer') return endTransferOffer(state, context, interaction, first, { outcome: 'failed' });
  return [endOffers(state, context, interaction, connecting, { outcome: 'failed' })];
}

/** Nobody told what came of it in time: an owner goes on with the customer; without one the call is over. */
function endAction(state: State, context: Context, interaction: InteractionRecord): Event[] {
  const { call, ownerId } = interaction;
  if (!call || ownerId !== undefined) return [noMoreAction(context, interaction)];
  return endCall(state, context, interaction, {
    by: 'server',
    outcome: outcomeOf(call, 'hangUp'),
    hangUp: 'hangUp',
  });
}
