import type { Agent, Receives } from '@ringdesk/shared/model/agent.ts';
import type { AgentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { Offer } from '@ringdesk/shared/model/offer.ts';
import type { Queue } from '@ringdesk/shared/model/queue.ts';
import { type AvailabilityTerm, availabilityTerms, unavailableBecause } from '@ringdesk/shared/rules/availability.ts';

import type { Mirror } from './mirror.ts';

/** Offers to me: calls first, then oldest first (desk 2.2). */
export function offersInOrder(mirror: Mirror): readonly Offer[] {
  const rank = (offer: Offer): number => (isCall(mirror, offer.interactionId) ? 0 : 1);
  return [...mirror.offers.values()].toSorted(
    (a, b) => rank(a) - rank(b) || a.offeredAt - b.offeredAt || (a.id < b.id ? -1 : 1),
  );
}

export const isCall = (mirror: Mirror, id: InteractionId): boolean => mirror.interactions.get(id)?.medium === 'call';

/**
 * Of my load of chats, what only rings here [18]. A call is no chat, and ringing everybody [15] reserves nobody's place: a
 * round of it is known by its queue's method, as only offers of a pass can be one.
 */
export function chatsRinging(mirror: Mirror): number {
  let count = 0;
  for (const { state, kind, interactionId, queueId } of mirror.offers.values()) {
    const toAll = kind === 'queue' && mirror.queues.get(queueId)?.settings.distribution === 'toAll';
    if (state === 'pending' && !toAll && !isCall(mirror, interactionId)) count += 1;
  }
  return count;
}

/** Whether this person's work has to do with calls at all: without it nothing of a telephone is shown or fetched. */
export function usesCalls(mirror: Mirror): boolean {
  for (const queue of mirror.queues.values()) if (queue.medium === 'call') return true;
  return false;
}

/** Members and those with calls on the line hear of their phone: the state of a phone nobody needs is no news. */
export function ownCallQueues(queues: readonly Queue[]): readonly Queue[] {
  return queues.filter(({ medium }) => medium === 'call');
}

/** What rings at colleagues, oldest first, with whether I may take it [62]. */
export function ringsAtColleagues(
  mirror: Mirror,
  atMost: number,
): readonly { readonly interaction: Interaction; readonly mayIntercept: boolean }[] {
  return mirror.lists.rings.slice(0, atMost).flatMap((id) => {
    const interaction = mirror.interactions.get(id);
    if (interaction === undefined) return [];
    const queue = mirror.queues.get(interaction.queueId);
    return [{ interaction, mayIntercept: queue !== undefined && mayIntercept(mirror, queue) }];
  });
}

/** Only members of a queue which allows it may intercept there (section 13). The server decides; this greys the button. */
export function mayIntercept(mirror: Mirror, queue: Queue): boolean {
  return queue.settings.interceptAllowed && isMember(mirror, queue, mirror.me);
}

export function isMember(mirror: Mirror, queue: Queue, agentId: AgentId): boolean {
  return queue.settings.members.some((member) =>
    member.kind === 'agent'
      ? member.agentId === agentId
      : (mirror.departments.get(member.departmentId)?.agentIds.includes(agentId) ?? false),
  );
}

/** Queues I am a member of, by name order of the caller's language (pass a collator's `compare`). */
export function ownQueues(mirror: Mirror, compare: (a: string, b: string) => number): readonly Queue[] {
  return [...mirror.queues.values()]
    .filter((queue) => isMember(mirror, queue, mirror.me))
    .toSorted((a, b) => compare(a.name, b.name));
}

/**
 * What needs me (desk, decision 7): offers, my interactions with an unanswered customer message, and mentions; never the
 * length of a queue. An interaction that needs me twice counts once.
 */
export function badgeCount(mirror: Mirror): number {
  let count = mirror.lists.needsReply.size;
  for (const offer of mirror.offers.values()) if (offer.state === 'pending') count += 1;
  for (const id of mirror.lists.mentions) if (!needsMyReply(mirror, id)) count += 1;
  return count;
}

function needsMyReply(mirror: Mirror, id: InteractionId): boolean {
  const interaction = mirror.interactions.get(id);
  return (
    interaction?.state === 'active' && interaction.ownerId === mirror.me && interaction.unansweredSince !== undefined
  );
}

/**
 * Effective availability of an agent over several queues: every term that any of their checks asks for, each once. With
 * no queue at all it is what a queue checking the connection would ask.
 */
export function availabilityOf(agent: Agent, queues: readonly Queue[]): readonly AvailabilityTerm[] {
  const checks = new Set(queues.map((queue) => queue.settings.availabilityCheck));
  if (checks.size === 0) checks.add('online');
  const terms = new Map<AvailabilityTerm['reason'], AvailabilityTerm>();
  for (const check of checks) for (const term of availabilityTerms(agent, check)) terms.set(term.reason, term);
  return [...terms.values()];
}

/** Of one medium: no queue of mine has it, new work of it comes, or I switched it off. */
export type Received = 'none' | 'on' | 'off';

/** What I receive as far as my own switches say; a queue that looks at nobody's availability does not look at them [17]. */
export function receivedMedia(agent: Agent, queues: readonly Queue[]): Readonly<Record<'chat' | 'call', Received>> {
  const of = (medium: 'chat' | 'call'): Received => {
    const terms = switchTerms(
      agent,
      queues.filter((queue) => queue.medium === medium),
    );
    if (terms.length > 0 && !terms.some(({ holds }) => holds)) return 'off';
    return queues.some((queue) => queue.medium === medium) ? 'on' : 'none';
  };
  return { chat: of('chat'), call: of('call') };
}

/** Both switches mean something only where there is something to choose from, or one is off already. `queues`: the agent's. */
export function maySwitch(agent: Agent, queues: readonly Queue[]): boolean {
  const { chat, call } = receivedMedia(agent, queues);
  return agent.receives !== undefined || (chat !== 'none' && call !== 'none');
}

/** What is received after one switch was pressed; undefined: it is the last one, which stays on. */
export function receivesAfter({ receives }: Pick<Agent, 'receives'>, pressed: 'chats' | 'calls'): Receives | undefined {
  if (receives === undefined) return pressed === 'chats' ? 'calls' : 'chats';
  return receives === pressed ? undefined : 'both';
}

/** My switches as terms of availability, each once: for the media that some queue of mine asks about. */
export function switchTerms(agent: Agent, queues: readonly Queue[]): readonly AvailabilityTerm[] {
  const terms = new Map<AvailabilityTerm['reason'], AvailabilityTerm>();
  for (const { medium, settings } of queues)
    for (const term of availabilityTerms(agent, settings.availabilityCheck, medium))
      if (term.reason === 'chatsOnly' || term.reason === 'callsOnly') terms.set(term.reason, term);
  return [...terms.values()];
}

/**
 * What speaks against any new work for me: the first term of availability that does not hold, or a switch where I serve nothing
 * else. Nothing does while one of my queues asks only for what holds, whatever the others ask for [17].
 */
export function nothingBecause(agent: Agent, queues: readonly Queue[]): AvailabilityTerm['reason'] | undefined {
  const reasons = queues.map(({ settings, medium }) => unavailableBecause(agent, settings.availabilityCheck, medium));
  if (reasons.length > 0 && reasons.includes(undefined)) return undefined;
  return availabilityOf(agent, queues).find(({ holds }) => !holds)?.reason ?? reasons[0];
}

/** How many conversations are mine and go on: open ones and those in wrap-up, not parked ones. */
export function ownedLive({ lists }: Mirror): number {
  return (
    lists.calls.size + lists.needsReply.size + lists.waitingForCustomer.size + lists.ended.size + lists.wrapUp.size
  );
}
