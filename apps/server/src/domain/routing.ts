import type { AgentId, InteractionId, OfferId } from '@ringdesk/shared/model/ids.ts';
import type { IneligibleReason } from '@ringdesk/shared/model/trace.ts';
import { availabilityTerms, callTerms } from '@ringdesk/shared/rules/availability.ts';
import { mayMissedActionRun, missedAction } from './callMissed.ts';
import { hasOtherCall } from './capacity.ts';
import { choose, reasonAgainst, searchOf, traceOf, whyOf, type Choice } from './distribution.ts';
import type { Event } from './events.ts';
import type { OfferMade } from './interactionEvents.ts';
import type { Context } from './inputs.ts';
import { mediumOfQueue } from './media.ts';
import { endOffers } from './offerEnds.ts';
import { endOffer } from './offerOver.ts';
import type { AgentRecord, InteractionRecord, OfferRecord } from './records.ts';
import { mayGetSingleOffer, offerTime, singleOffer } from './singleOffers.ts';
import { compareWaiting, type QueueRecord, type State } from './state.ts';

/**
 * One consequence of what has just happened, or nothing more to do. Reads the state; strikes from the work lists what
 * it has judged. Called again after its events were taken over, until it has none.
 */
export function settleOnce(state: State, context: Context): readonly Event[] {
  return (
    withdrawFromAgents(state, context) ??
    withdrawByRules(state, context) ??
    offerToPreferred(state, context) ??
    distribute(state, context) ??
    []
  );
}

function withdrawFromAgents(state: State, context: Context): Event[] | undefined {
  for (const id of state.work.agents) {
    for (const offerId of state.agents.get(id)?.offerIds ?? []) {
      const events = withdrawIfUnavailable(state, context, state.offers.get(offerId));
      if (events) return events;
    }
    state.work.agents.delete(id);
  }
  return undefined;
}

/** An offer stops ringing at once where the agent is no longer available; for a lost connection after the grace [78]. */
function withdrawIfUnavailable(state: State, context: Context, offer: OfferRecord | undefined): Event[] | undefined {
  const queue = offer && state.queues.get(offer.queueId);
  const agent = offer && state.agents.get(offer.agentId);
  if (!offer || !queue || !agent || offer.state === 'connecting') return undefined;
  const against = reasonToStop(agent, queue, offer);
  if (!against) return undefined;
  return endOne(state, context, offer, {
    outcome: 'withdrawn',
    ...(against === 'offline' ? { reason: 'agentOffline' } : { reason: 'agentUnavailable', because: against }),
  });
}

/** Why this offer may not go on ringing there; what it reserves itself is no reason. */
function reasonToStop(agent: AgentRecord, queue: QueueRecord, offer: OfferRecord): IneligibleReason | undefined {
  for (const term of availabilityTerms(agent, queue.settings.availabilityCheck, mediumOfQueue(queue)))
    if (!term.holds && !(term.reason === 'offline' && agent.graceUntil !== undefined)) return term.reason;
  for (const term of callTerms(agent, queue.settings)) {
    const own =
      term.reason === 'onCall' &&
      queue.settings.call !== null &&
      (offer.beside === true || !hasOtherCall(agent, offer));
    if (!term.holds && !own) return term.reason;
  }
  return undefined;
}

function endOne(state: State, context: Context, offer: OfferRecord, end: Parameters<typeof endOffers>[4]): Event[] {
  const interaction = state.interactions.get(offer.interactionId);
  if (!interaction) return [];
  return endOffer(state, context, interaction, offer, end);
}

/** Changed settings: what they no longer allow is withdrawn, and the search goes on with them [11]. */
function withdrawByRules(state: State, context: Context): Event[] | undefined {
  for (const id of state.work.rules) {
    const queue = state.queues.get(id);
    for (const interactionId of queue?.interactionIds ?? []) {
      const interaction = state.interactions.get(interactionId);
      if (!interaction || !queue) continue;
      const gone = [...interaction.offers.values()].filter(
        (offer) => offer.kind === 'queue' && !stillAllowed(state, queue, offer),
      );
      if (gone.length > 0)
        return [endOffers(state, context, interaction, gone, { outcome: 'withdrawn', reason: 'settingsChanged' })];
      for (const offer of interaction.offers.values()) {
        const events = offer.kind === 'queue' ? undefined : withdrawIfUnavailable(state, context, offer);
        if (events) return events;
      }
    }
    state.work.rules.delete(id);
  }
  return undefined;
}

function stillAllowed(state: State, queue: QueueRecord, offer: OfferRecord): boolean {
  if (offer.state === 'connecting') return true;
  const agent = state.agents.get(offer.agentId);
  if (!agent || !queue.active || !queue.roster.seats.has(agent.id)) return false;
  if (offer.reserves === (queue.settings.distribution === 'toAll')) return false;
  if (reasonToStop(agent, queue, offer)) return false;
  const { limit, notCounted, call } = queue.settings;
  // The offer's own reservation is in the count.
  return call !== null || limit === null || agent.counted[notCounted] - (offer.reserves ? 1 : 0) < limit;
}

/** One offer to the last owner, or to whom it was parked by, before the queue (section 13, Park, Reopen). */
function offerToPreferred(state: State, context: Context): Event[] | undefined {
  for (const id of state.work.preferred) {
    const interaction = state.interactions.get(id);
    const queue = interaction && state.queues.get(interaction.queueId);
    if (!interaction?.preferred || !queue || interaction.state !== 'queued') {
      state.work.preferred.delete(id);
      continue;
    }
    // Outside the working hours nothing rings; the opening puts it on the list again [29].
    if (!queue.hours.open) {
      state.work.preferred.delete(id);
      continue;
    }
    const { agentId, kind } = interaction.preferred;
    const agent = state.agents.get(agentId);
    if (!agent || !mayGetSingleOffer(agent, queue)) {
      return [{ type: 'interaction.preferenceDropped', at: context.now, interactionId: interaction.id, agentId }];
    }
    return [
      singleOffer(state, context, interaction, agent, kind, kind === 'wake' ? { rule: 'woke' } : { rule: 'lastOwner' }),
    ];
  }
  return undefined;
}

/** `missed`: nobody took the call, and what is set for that happens [61]. */
type Decision = Choice | { readonly kind: 'missed' };

/** The next offer over all queues in which something may have become possible, in waiting order (section 13). */
function distribute(state: State, context: Context): Event[] | undefined {
  let best: { queue: QueueRecord; interaction: InteractionRecord; choice: Decision } | undefined;
  for (const [id, newcomers] of state.work.queues) {
    const queue = state.queues.get(id);
    const joining = queue && joinRounds(context, queue, newcomers);
    if (joining) return [joining];
    newcomers.clear();
    const found = queue && firstPossible(state, queue, context);
    if (!found) state.work.queues.delete(id);
    else if (!best || compareWaiting(found.interaction, best.interaction) < 0) best = { queue, ...found };
  }
  if (best?.choice.kind === 'missed') return missedAction(state, context, best.queue, best.interaction);
  return best && [decisionOf(context, best.queue, best.interaction, best.choice)];
}

/** The first waiting interaction of a queue for which something is to be done. */
function firstPossible(
  state: State,
  queue: QueueRecord,
  context: Context,
): { interaction: InteractionRecord; choice: Decision } | undefined {
  const offers = queue.active && queue.hours.open;
  if (queue.settings.call === null && (!offers || queue.roster.ready.size === 0)) return undefined;
  for (const interaction of queue.waiting) {
    if (interaction.preferred || interaction.call?.action) continue;
    if (interaction.call && mayMissedActionRun(state, queue, interaction, context))
      return { interaction, choice: { kind: 'missed' } };
    if (!offers) continue;
    const choice = choose(searchOf(queue, interaction), context.now);
    if (choice.kind !== 'nobody') return { interaction, choice };
  }
  return undefined;
}

function decisionOf(context: Context, queue: QueueRecord, interaction: InteractionRecord, choice: Choice): Event {
  if (choice.kind === 'nobody') throw new Error('nobody was chosen');
  if (choice.kind === 'cool') {
    return {
      type: 'interaction.cooling',
      at: context.now,
      interactionId: interaction.id,
      queueId: queue.id,
      agents: choice.agents,
    };
  }
  return offeredBy(context, queue, interaction, choice, context.now + longestRing(queue, choice));
}

/** A round that rings at several [15] has one end: nobody's time is over before they could answer. */
function longestRing({ settings }: QueueRecord, { seats }: Extract<Choice, { kind: 'offer' }>): number {
  return Math.max(...seats.map(({ agent }) => offerTime(settings, agent)));
}

function offeredBy(
  context: Context,
  queue: QueueRecord,
  interaction: InteractionRecord,
  choice: Extract<Choice, { kind: 'offer' }>,
  expiresAt: number,
): Event {
  const reserves = queue.settings.distribution !== 'toAll';
  const offers: OfferMade[] = choice.seats.map((seat) => ({
    offerId: context.newId() as OfferId,
    agentId: seat.agent.id,
    why: whyOf(searchOf(queue, interaction), choice, seat),
    reserves,
  }));
  const trace = traceOf(searchOf(queue, interaction), choice, context.now);
  const interactionId: InteractionId = interaction.id;
  return {
    type: 'interaction.offered',
    at: context.now,
    interactionId,
    queueId: queue.id,
    kind: 'queue',
    settingsVersion: queue.version,
    pass: choice.pass,
    expiresAt,
    offers,
    trace,
  };
}

/** Who became ready joins what rings at everybody, until the round ends [15]. */
function joinRounds(context: Context, queue: QueueRecord, newcomers: ReadonlySet<AgentId>): Event | undefined {
  if (!queue.active || !queue.hours.open || newcomers.size === 0 || queue.settings.distribution !== 'toAll')
    return undefined;
  for (const interaction of queue.ringing) {
    const search = searchOf(queue, interaction);
    const seats = [...newcomers]
      .flatMap((id) => queue.roster.seats.get(id) ?? [])
      .filter((seat) => reasonAgainst(search, seat) === undefined);
    const [ringing] = interaction.offers.values();
    if (seats.length === 0 || !ringing || ringing.expiresAt <= context.now) continue;
    const eligible = interaction.offers.size + seats.length;
    return offeredBy(
      context,
      queue,
      interaction,
      { kind: 'offer', pass: interaction.pass, seats, runnerUp: undefined, eligible },
      ringing.expiresAt,
    );
  }
  return undefined;
}
