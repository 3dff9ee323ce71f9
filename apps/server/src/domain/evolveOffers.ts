import type { OfferId } from '@ringdesk/shared/model/ids.ts';
import type { OfferEnd, WithdrawReason } from '@ringdesk/shared/model/offer.ts';
import { MINUTE, type Instant } from '@ringdesk/shared/model/time.ts';
import { applyCall, leavingIdle } from './evolveCalls.ts';
import { known } from './evolveCenter.ts';
import type { InteractionEvent, OfferMade } from './interactionEvents.ts';
import { changeInteraction, isRingingAtAll, markQueue, refreshAgent } from './indexing.ts';
import type { InteractionRecord } from './records.ts';
import type { State } from './state.ts';

/** How long, and how many at most, ended offers are remembered for those who answer late. */
const REMEMBERED_FOR = 15 * MINUTE;
const REMEMBERED_AT_MOST = 20_000;

/** Ends that came without the agent's doing. */
const couldNotAnswer: ReadonlySet<WithdrawReason> = new Set(['agentOffline', 'agentUnavailable', 'settingsChanged']);

/** The memory of offers. False: the event is about something else. */
export function evolveOffers(state: State, event: InteractionEvent): boolean {
  switch (event.type) {
    case 'interaction.offered':
      offered(state, event);
      return true;
    case 'offers.ended':
      ended(state, event);
      return true;
    case 'offer.shown':
      seen(state, event);
      return true;
    case 'offer.accepted':
      accepted(state, event);
      return true;
    case 'interaction.joined':
      joined(state, event);
      return true;
    case 'call.consultAccepted':
      consultAccepted(state, event);
      return true;
    case 'interaction.cooling':
    case 'interaction.cooled':
      cool(state, event);
      return true;
    case 'interaction.preferenceDropped': {
      const interaction = known(state.interactions, event.interactionId);
      changeInteraction(state, interaction, () => {
        interaction.preferred = undefined;
      });
      return true;
    }
    default:
      return false;
  }
}

function offered(state: State, event: Extract<InteractionEvent, { type: 'interaction.offered' }>): void {
  const interaction = known(state.interactions, event.interactionId);
  changeInteraction(state, interaction, () => {
    if (event.kind === 'queue') {
      if (event.pass > interaction.pass) {
        interaction.tried.clear();
        interaction.declined.clear();
        interaction.excludedAgentId = undefined;
      }
      interaction.pass = event.pass;
      if (interaction.call) interaction.call = { ...interaction.call, passOver: undefined, overflowed: undefined };
    } else interaction.preferred = undefined;
    for (const made of event.offers) ring(state, interaction, event, made);
    const [first] = event.offers;
    if (event.kind === 'consult') {
      if (first) consulting(interaction, first, event.at);
    } else if (event.kind === 'transfer') {
      if (first) interaction.transfer = { offerId: first.offerId, toAgentId: first.agentId, at: event.at };
    } else if (interaction.state !== 'offered') {
      interaction.state = 'offered';
      interaction.since = event.at;
    }
    if (interaction.call && event.kind !== 'transfer' && event.kind !== 'consult')
      interaction.call = {
        ...interaction.call,
        rang: true,
        ...(first?.why.rule === 'missedCall' && { passOver: true as const }),
      };
  });
  for (const { agentId } of event.offers) {
    const agent = known(state.agents, agentId);
    if (interaction.medium === 'call') agent.lastCallAt = event.at;
    else agent.lastOfferAt = event.at;
    refreshAgent(state, agent);
  }
}

function seen(state: State, event: Extract<InteractionEvent, { type: 'offer.shown' }>): void {
  const offer = known(state.offers, event.offerId);
  offer.displayedAt ??= event.displayedAt;
  offer.soundAt ??= event.soundAt;
}

/** Somebody is asked, or called by a colleague: it rings there beside what goes on. */
function consulting(interaction: InteractionRecord, { agentId, offerId, why }: OfferMade, since: Instant): void {
  const { call } = interaction;
  if (!call) throw new Error(`${interaction.id} is no call and asks ${agentId}`);
  const queueId = why.rule === 'consult' ? why.queueId : undefined;
  interaction.call = {
    ...call,
    consult: {
      with: { kind: 'agent', agentId, offerId },
      state: 'ringing',
      since,
      ...(queueId !== undefined && { queueId }),
    },
    asking: call.asking && { ...call.asking, tried: [...call.asking.tried, agentId] },
  };
}

function consultAccepted(state: State, event: Extract<InteractionEvent, { type: 'call.consultAccepted' }>): void {
  const interaction = known(state.interactions, event.interactionId);
  changeInteraction(state, interaction, () => {
    forget(state, interaction, event.offerId, { outcome: 'accepted', at: event.at });
    applyCall(state, interaction, event);
  });
  known(state.agents, event.agentId).missedInARow = 0;
}

function ring(
  state: State,
  interaction: InteractionRecord,
  event: Extract<InteractionEvent, { type: 'interaction.offered' }>,
  made: OfferMade,
): void {
  const offer = {
    id: made.offerId,
    interactionId: interaction.id,
    queueId: event.queueId,
    agentId: made.agentId,
    kind: event.kind,
    state: 'pending' as const,
    offeredAt: event.at,
    expiresAt: event.expiresAt,
    why: made.why,
    reserves: made.reserves,
    ...(interaction.call && made.overLimit && { beside: true as const }),
  };
  interaction.offers.set(offer.id, offer);
  state.offers.set(offer.id, offer);
  if (event.kind !== 'transfer' && event.kind !== 'consult') interaction.tried.add(made.agentId);
}

function ended(state: State, event: Extract<InteractionEvent, { type: 'offers.ended' }>): void {
  const interaction = known(state.interactions, event.interactionId);
  const end: OfferEnd =
    event.end.outcome === 'declined'
      ? { outcome: 'declined', at: event.at, ...(event.content && { reason: event.content.reason }) }
      : { ...event.end, at: event.at };
  // With "to all" whoever could not answer, and comes back while it rings, joins in again [15].
  const joinsAgain = end.outcome === 'withdrawn' && couldNotAnswer.has(end.reason) && isRingingAtAll(interaction);
  // Who talks and lets another call ring in vain has missed nothing [80].
  const missed = event.offers.filter(({ offerId }) => interaction.offers.get(offerId)?.beside !== true);
  changeInteraction(state, interaction, () => {
    for (const { offerId, agentId } of event.offers) {
      forget(state, interaction, offerId, end);
      if (end.outcome === 'declined' || end.outcome === 'failed') interaction.declined.set(agentId, event.at);
      if (interaction.transfer?.offerId === offerId) interaction.transfer = undefined;
      const asked = interaction.call?.consult?.with;
      if (interaction.call && asked?.kind === 'agent' && asked.offerId === offerId)
        interaction.call = { ...interaction.call, consult: undefined };
      if (joinsAgain) interaction.tried.delete(agentId);
    }
    const unowned = interaction.state === 'offered' || interaction.state === 'connecting';
    if (interaction.offers.size === 0 && unowned && interaction.ownerId === undefined) queueUp(interaction, event.at);
  });
  if (end.outcome === 'expired') for (const { agentId } of missed) known(state.agents, agentId).missedInARow += 1;
  if (end.outcome === 'declined') for (const { agentId } of event.offers) known(state.agents, agentId).missedInARow = 0;
}

/** Back to waiting, its age and what was tried kept. */
export function queueUp(interaction: InteractionRecord, at: Instant): void {
  interaction.state = 'queued';
  interaction.since = at;
}

function accepted(state: State, event: Extract<InteractionEvent, { type: 'offer.accepted' }>): void {
  const interaction = known(state.interactions, event.interactionId);
  changeInteraction(state, interaction, () => {
    const offer = known(interaction.offers, event.offerId);
    offer.state = 'connecting';
    offer.expiresAt = event.joinBy;
    offer.reserves = true;
    if (event.way !== undefined) Object.assign(offer, { way: event.way, fromAgentId: event.fromAgentId });
    if (interaction.state === 'offered') {
      interaction.state = 'connecting';
      interaction.since = event.at;
    }
  });
  known(state.agents, event.agentId).missedInARow = 0;
}

function joined(state: State, event: Extract<InteractionEvent, { type: 'interaction.joined' }>): void {
  const interaction = known(state.interactions, event.interactionId);
  changeInteraction(state, interaction, () => {
    if (event.offerId !== undefined) forget(state, interaction, event.offerId, { outcome: 'accepted', at: event.at });
    leavingIdle(state, interaction, event.at, () => own(interaction, event.agentId, event.at));
    if (event.way === 'takenBack') {
      interaction.ownerReplied = interaction.sent?.ownerReplied ?? false;
      interaction.sent = undefined;
    }
    interaction.lastSeq = event.seq;
    interaction.lastAt = event.at;
  });
  known(state.agents, event.agentId).missedInARow = 0;
}

/** Makes the agent the one owner (I1) and forgets how it was looked for. */
export function own(interaction: InteractionRecord, agentId: InteractionRecord['ownerId'], at: Instant): void {
  if (interaction.ownerId !== agentId || interaction.state !== 'parked') interaction.ownerReplied = false;
  interaction.state = 'active';
  interaction.since = at;
  interaction.ownerId = agentId;
  interaction.lastOwnerId = agentId;
  interaction.ownedSince = at;
  interaction.transfer = undefined;
  interaction.until = undefined;
  interaction.movedFrom = undefined;
  leaves(interaction, agentId);
  restartPasses(interaction);
}

/** Reads along no longer; nothing where they did not. */
export function leaves(interaction: InteractionRecord, agentId: InteractionRecord['ownerId']): void {
  const joined = interaction.joined?.filter((id) => id !== agentId);
  interaction.joined = joined?.length === 0 ? undefined : joined;
}

/** A new search for somebody starts with the first pass. */
export function restartPasses(interaction: InteractionRecord): void {
  interaction.preferred = undefined;
  interaction.pass = 1;
  interaction.tried.clear();
  interaction.declined.clear();
  interaction.cooling.clear();
  interaction.excludedAgentId = undefined;
}

function cool(
  state: State,
  event: Extract<InteractionEvent, { type: 'interaction.cooling' | 'interaction.cooled' }>,
): void {
  const interaction = known(state.interactions, event.interactionId);
  changeInteraction(state, interaction, () => {
    if (event.type === 'interaction.cooling')
      for (const { agentId, until } of event.agents) interaction.cooling.set(agentId, until);
    else for (const agentId of event.agentIds) interaction.cooling.delete(agentId);
  });
  // Whoever has rested may join a round that rings by now.
  if (event.type === 'interaction.cooled')
    for (const agentId of event.agentIds) markQueue(state, interaction.queueId, agentId);
}

function forget(state: State, interaction: InteractionRecord, offerId: OfferId, end: OfferEnd): void {
  const offer = known(interaction.offers, offerId);
  interaction.offers.delete(offerId);
  state.offers.delete(offerId);
  const ended = { offerId, agentId: offer.agentId, interactionId: interaction.id, end };
  state.endedOffers.set(offerId, ended);
  state.endedOrder.add(ended);
  let oldest = state.endedOrder.first();
  while (oldest && (oldest.end.at < end.at - REMEMBERED_FOR || state.endedOrder.size > REMEMBERED_AT_MOST)) {
    state.endedOrder.delete(oldest);
    state.endedOffers.delete(oldest.offerId);
    oldest = state.endedOrder.first();
  }
}
