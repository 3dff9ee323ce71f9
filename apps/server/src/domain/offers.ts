import type { OfferId } from '@ringdesk/shared/model/ids.ts';
import type { OfferEnd } from '@ringdesk/shared/model/offer.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { CommandInput } from '@ringdesk/shared/protocol/commands.ts';
import { refuse } from '@ringdesk/shared/result.ts';
import { isAtLimit, overLimitOf } from './capacity.ts';
import { actingAgent, done, linesAfter, notFound, queueOf, wrongState, type Decided } from './decided.ts';
import { JOIN_LIMIT } from './deadlines.ts';
import type { Event } from './events.ts';
import type { JoinWay } from './interactionEvents.ts';
import type { Context } from './inputs.ts';
import { acceptCall, seizeCall } from './callJoining.ts';
import { endOffer } from './offerOver.ts';
import { endOffers } from './offerEnds.ts';
import { steers } from './sight.ts';
import type { AgentRecord, InteractionRecord, OfferRecord } from './records.ts';
import type { State } from './state.ts';
import { withdrawTransfer } from './transfer.ts';

type Found = { readonly offer: OfferRecord; readonly interaction: InteractionRecord } | { readonly refused: Decided };

/** The offer if it still rings; otherwise how it ended and who has the interaction now (section 13, Accept). */
function ringing(state: State, context: Context, offerId: OfferId): Found {
  const offer = state.offers.get(offerId);
  const interactionId = (offer ?? state.endedOffers.get(offerId))?.interactionId;
  const interaction = interactionId && state.interactions.get(interactionId);
  const gone = (end: OfferEnd): Found => ({
    refused: refuse({
      code: 'offerGone',
      end,
      ...(interaction?.ownerId !== undefined && { ownerId: interaction.ownerId }),
    }),
  });
  if (!offer || !interaction) {
    const ended = state.endedOffers.get(offerId);
    return ended ? gone(ended.end) : { refused: notFound };
  }
  // The deadline is the server's, also while the alarm has not rung yet.
  if (offer.expiresAt <= context.now)
    return gone({ outcome: offer.state === 'connecting' ? 'failed' : 'expired', at: offer.expiresAt });
  if (offer.state === 'connecting') return { refused: wrongState(interaction) };
  return { offer, interaction };
}

/** For a chat the one who accepts is joined in the same transaction; the others are told (I7). */
export function accept(state: State, context: Context, { offerId }: CommandInput<'offer.accept'>): Decided {
  const found = ringing(state, context, offerId);
  if ('refused' in found) return found.refused;
  const { offer, interaction } = found;
  const agent = actingAgent(state, context);
  if (interaction.call)
    return acceptCall(context, interaction, offer, agent, (above) =>
      accepting(state, context, interaction, offer, above),
    );
  const queue = queueOf(state, interaction);
  const { limit } = queue.settings;
  // Ringing everybody reserved nothing: capacity is checked now [15].
  if (!offer.reserves && limit !== null && isAtLimit(agent, queue.settings)) return refuse({ code: 'atLimit', limit });
  // A reservation was made below the limit; what has begun to count since then does not take it back, and is logged.
  const above =
    offer.reserves && limit !== null && agent.counted[queue.settings.notCounted] > limit
      ? { overLimit: true as const }
      : {};
  return done(
    [...accepting(state, context, interaction, offer, above), joining(state, context, interaction, offer, above)],
    { interactionId: interaction.id },
  );
}

/** The first half: reserved and being joined, for {@link JOIN_LIMIT} at most; whoever else it rang at is told. */
export function accepting(
  state: State,
  context: Pick<Context, 'now'>,
  interaction: InteractionRecord,
  offer: OfferRecord,
  above: { overLimit?: true } = {},
): Event[] {
  const others = [...interaction.offers.values()].filter((other) => other !== offer);
  const accepted: Event = {
    type: 'offer.accepted',
    at: context.now,
    interactionId: interaction.id,
    offerId: offer.id,
    agentId: offer.agentId,
    joinBy: context.now + JOIN_LIMIT,
    ...above,
  };
  if (others.length === 0) return [accepted];
  return [
    endOffers(state, context, interaction, others, {
      outcome: 'withdrawn',
      reason: 'takenByColleague',
      by: offer.agentId,
    }),
    accepted,
  ];
}

function joining(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  offer: OfferRecord,
  above: { overLimit?: true },
): Event {
  const fromAgentId = offer.kind === 'transfer' ? interaction.ownerId : undefined;
  return {
    type: 'interaction.joined',
    at: context.now,
    interactionId: interaction.id,
    agentId: offer.agentId,
    way: offer.kind === 'transfer' ? 'transferred' : 'accepted',
    offerId: offer.id,
    ...(fromAgentId !== undefined && { fromAgentId }),
    seq: interaction.lastSeq + 1,
    settingsVersion: queueOf(state, interaction).version,
    ...above,
  };
}

export function decline(state: State, context: Context, { offerId, reason }: CommandInput<'offer.decline'>): Decided {
  const found = ringing(state, context, offerId);
  if ('refused' in found) return found.refused;
  const { offer, interaction } = found;
  const end = { outcome: 'declined' as const };
  const [ended, ...more] = endOffer(state, context, interaction, offer, end);
  if (!ended) throw new Error('an offer ended without an event');
  return done([{ ...ended, ...(reason && { content: { reason } }) } as Event, ...more]);
}

/**
 * The desk says when the offer was seen and heard. A desk's clock is not believed beyond what can be: not before it was
 * offered, not after now. About an offer that is over, or what is known already: nothing happens.
 */
export function shown(
  state: State,
  context: Context,
  { offerId, displayedAt, soundAt }: CommandInput<'offer.shown'>,
): Decided {
  const offer = state.offers.get(offerId);
  if (!offer) return done([]);
  const believed = (at: Instant): Instant => Math.max(offer.offeredAt, Math.min(context.now, at));
  const fresh = {
    ...(displayedAt !== undefined && offer.displayedAt === undefined && { displayedAt: believed(displayedAt) }),
    ...(soundAt !== undefined && offer.soundAt === undefined && { soundAt: believed(soundAt) }),
  };
  if (Object.keys(fresh).length === 0) return done([]);
  const { interactionId, agentId, offeredAt } = offer;
  return done([{ type: 'offer.shown', at: context.now, interactionId, offerId, agentId, offeredAt, ...fresh }]);
}

/** Only what is offered, where the queue allows it, by a member who is reachable [62]; above the limit if need be [82]. */
export function intercept(state: State, context: Context, interaction: InteractionRecord): Decided {
  const agent = actingAgent(state, context);
  if (interaction.state !== 'offered') return wrongState(interaction);
  const own = [...interaction.offers.values()].find((offer) => offer.agentId === agent.id);
  if (own) {
    const accepted = accept(state, context, { offerId: own.id });
    return accepted.ok ? done(accepted.value.events) : accepted;
  }
  if (!queueOf(state, interaction).settings.interceptAllowed) return refuse({ code: 'interceptOff' });
  if (interaction.call) return seizeCall(state, context, interaction, agent, 'intercepted');
  if (!agent.online) return refuse({ code: 'agentUnavailable' });
  return done(seize(state, context, interaction, agent, 'intercepted'));
}

/** A member takes what waits; whoever steers the queue takes over what rings at, is owned or was parked by a colleague. */
export function take(state: State, context: Context, interaction: InteractionRecord): Decided {
  const agent = actingAgent(state, context);
  const { state: is } = interaction;
  const held = is === 'offered' || is === 'active' || is === 'parked';
  const mayTakeOver = held && steers(agent, interaction.queueId);
  if (is !== 'queued' && !mayTakeOver) return wrongState(interaction);
  if (interaction.ownerId === agent.id) return wrongState(interaction);
  if (interaction.call) return seizeCall(state, context, interaction, agent, 'taken');
  if (!agent.online) return refuse({ code: 'agentUnavailable' });
  return done(seize(state, context, interaction, agent, 'taken'));
}

function seize(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  agent: AgentRecord,
  way: JoinWay,
): Event[] {
  const offers = [...interaction.offers.values()];
  const fromAgentId = interaction.ownerId ?? (offers.length === 1 ? offers[0]?.agentId : undefined);
  const reason = way === 'intercepted' ? 'intercepted' : 'takenByColleague';
  const ends: Event[] = interaction.transfer
    ? withdrawTransfer(state, context, interaction, reason, agent.id)
    : offers.length > 0
      ? [endOffers(state, context, interaction, offers, { outcome: 'withdrawn', reason, by: agent.id })]
      : [];
  return [
    ...ends,
    {
      type: 'interaction.joined',
      at: context.now,
      interactionId: interaction.id,
      agentId: agent.id,
      way,
      ...(fromAgentId !== undefined && fromAgentId !== agent.id && { fromAgentId }),
      seq: linesAfter(interaction, ends)(),
      settingsVersion: queueOf(state, interaction).version,
      ...overLimitOf(state, interaction, agent.id),
    },
  ];
}
