import { RING_SECONDS } from '@ringdesk/shared/model/call.ts';
import type { OfferId } from '@ringdesk/shared/model/ids.ts';
import type { Offer } from '@ringdesk/shared/model/offer.ts';
import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';
import { SECOND } from '@ringdesk/shared/model/time.ts';
import type { OfferWhy, Trace } from '@ringdesk/shared/model/trace.ts';
import { unavailableFor } from '@ringdesk/shared/rules/availability.ts';
import { hasOtherCall, isAtLimit, mayWaitAt } from './capacity.ts';
import type { Event } from './events.ts';
import type { Context } from './inputs.ts';
import type { AgentRecord, InteractionRecord } from './records.ts';
import { weightOf } from './roster.ts';
import type { QueueRecord, State } from './state.ts';

/**
 * How long an offer rings at an agent, in milliseconds: the time before the next agent [16], for calls in rings [60], and
 * more for who needs more.
 */
export function offerTime(
  { offerSeconds, call }: Pick<QueueSettings, 'offerSeconds' | 'call'>,
  { offerTimeFactor = 1 }: Pick<AgentRecord, 'offerTimeFactor'>,
): number {
  return (call === null ? offerSeconds : call.rings * RING_SECONDS) * SECOND * offerTimeFactor;
}

/** Neither membership nor the limit holds a single offer back; dismissal, absence and, with the check on, unavailability do. */
export function mayGetSingleOffer(agent: AgentRecord, queue: QueueRecord): boolean {
  return !agent.absent && unavailableFor(agent, queue.settings) === undefined;
}

/** The same for what a colleague sends: a call may ring at somebody who talks, where they let it wait [81]. */
export function mayGetFromColleague(
  state: State,
  agent: AgentRecord,
  queue: QueueRecord,
  kind: 'consult' | 'transfer',
): boolean {
  if (mayGetSingleOffer(agent, queue)) return true;
  if (agent.absent || queue.settings.call === null) return false;
  return unavailableFor(agent, queue.settings) === 'onCall' && mayWaitAt(state, agent, kind);
}

/** An offer to one named person. It counts as load and may go above the limit, which is logged [82]. */
export function singleOffer(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  agent: AgentRecord,
  kind: Exclude<Offer['kind'], 'queue'>,
  why: OfferWhy,
): Extract<Event, { type: 'interaction.offered' }> {
  const queue = state.queues.get(interaction.queueId);
  if (!queue) throw new Error(`interaction ${interaction.id} has no queue`);
  return offerOf(context, queue, interaction, agent, kind, why);
}

/** The same for an interaction that only begins with it. */
export function offerOf(
  context: Context,
  queue: QueueRecord,
  interaction: Pick<InteractionRecord, 'id' | 'pass'>,
  agent: AgentRecord,
  kind: Exclude<Offer['kind'], 'queue'>,
  why: OfferWhy,
): Extract<Event, { type: 'interaction.offered' }> {
  const { settings, version } = queue;
  const { load, lastOfferAt } = weightOf(agent, settings);
  const trace: Trace = {
    decidedAt: context.now,
    distribution: settings.distribution,
    settingsVersion: version,
    pass: interaction.pass,
    winner: {
      agentId: agent.id,
      load,
      ...(lastOfferAt >= 0 && { lastOfferAt }),
      position: (queue.roster.seats.get(agent.id)?.position ?? -1) + 1,
    },
    eligible: 1,
    counts: {},
    reasons: [],
  };
  return {
    type: 'interaction.offered',
    at: context.now,
    interactionId: interaction.id,
    queueId: queue.id,
    kind,
    settingsVersion: version,
    pass: interaction.pass,
    expiresAt: context.now + offerTime(settings, agent),
    offers: [
      {
        offerId: context.newId() as OfferId,
        agentId: agent.id,
        why,
        reserves: true,
        ...(isAbove(agent, settings) && { overLimit: true as const }),
      },
    ],
    trace,
  };
}

/** A second call is above what anybody has, as is a chat above the limit [81, 82]. */
const isAbove = (agent: AgentRecord, settings: QueueSettings): boolean =>
  isAtLimit(agent, settings) || (settings.call !== null && hasOtherCall(agent));
