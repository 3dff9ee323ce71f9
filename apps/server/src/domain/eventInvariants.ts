import { callBrokenBy } from './callInvariants.ts';
import type { Event } from './events.ts';
import type { AgentRecord } from './records.ts';
import { standingReason, weightOf } from './roster.ts';
import { serviceBrokenBy } from './serviceInvariants.ts';
import type { State } from './state.ts';

/**
 * What one event breaks, judged with the state just before it: offers to those who may not have them, or in another order
 * than the queue's (I2, I3, I5, I6, I7), and numbers of lines (I9).
 */
export function brokenBy(before: State, event: Event): string[] {
  const found: string[] = [];
  if ('seq' in event) {
    const lastSeq = before.interactions.get(event.interactionId)?.lastSeq ?? 0;
    if (event.seq !== lastSeq + 1) found.push(`I9 ${event.interactionId} goes from line ${lastSeq} to ${event.seq}`);
  }
  if (event.type === 'message.posted' && before.interactions.get(event.interactionId)?.messages.has(event.messageId)) {
    found.push(`I9 ${event.messageId} is posted twice`);
  }
  if (event.type === 'offers.ended') {
    for (const { offerId } of event.offers)
      if (!before.offers.has(offerId)) found.push(`I8 ${offerId} ends twice or never began`);
  }
  if (event.type === 'interaction.recalled' && before.interactions.has(event.interactionId))
    found.push(`I1 ${event.interactionId} is recalled although it was not forgotten`);
  found.push(...serviceBrokenBy(before, event), ...callBrokenBy(before, event));
  if (event.type === 'interaction.cooling') checkCooling(before, event, found);
  if (event.type === 'interaction.joined') checkJoin(before, event, found);
  if (event.type === 'interaction.offered') checkWanted(before, event, found);
  if (event.type === 'interaction.offered' && event.kind === 'queue') checkDecision(before, event, found);
  return found;
}

/** Only a lone member rests, or a whole round in which everybody declined. */
function checkCooling(before: State, event: Extract<Event, { type: 'interaction.cooling' }>, found: string[]): void {
  const interaction = before.interactions.get(event.interactionId);
  const queue = before.queues.get(event.queueId);
  if (!interaction || !queue) return;
  const resting = new Set([...interaction.cooling.keys(), ...event.agents.map(({ agentId }) => agentId)]);
  for (const { agent } of queue.roster.seats.values()) {
    if (standingReason(agent, queue.settings) === undefined && !resting.has(agent.id)) {
      found.push(`I4 ${interaction.id} rests although ${agent.id} may be rung`);
    }
  }
}

function checkJoin(before: State, event: Extract<Event, { type: 'interaction.joined' }>, found: string[]): void {
  const interaction = before.interactions.get(event.interactionId);
  const agent = before.agents.get(event.agentId);
  const queue = interaction && before.queues.get(interaction.queueId);
  if (!interaction || !agent || !queue) return;
  const offer = event.offerId && interaction.offers.get(event.offerId);
  if (interaction.offers.size > (offer ? 1 : 0))
    found.push(`I7 ${interaction.id} still rings elsewhere when ${agent.id} joins`);
  const { limit, notCounted } = queue.settings;
  const others = agent.counted[notCounted] - (offer ? 1 : 0);
  if (
    interaction.medium === 'chat' &&
    limit !== null &&
    others >= limit &&
    event.overLimit !== true &&
    event.way !== 'transferred' &&
    !(offer && offer.kind !== 'queue')
  ) {
    found.push(`I2 ${agent.id} joins ${interaction.id} above the limit, which nothing says`);
  }
}

/** Nothing rings at somebody who switched its medium off, unless the queue looks at nobody's availability. */
function checkWanted(before: State, event: Extract<Event, { type: 'interaction.offered' }>, found: string[]): void {
  const settings = before.queues.get(event.queueId)?.settings;
  // The queue that is asked for advice may look where the queue of the call does not.
  if (!settings || settings.availabilityCheck === 'off' || event.kind === 'consult') return;
  // Who takes a call themselves may have switched calls off: it is offered and accepted with the same stroke.
  if (settings.call !== null && event.kind !== 'queue') return;
  const unwanted = settings.call === null ? 'calls' : 'chats';
  for (const { agentId } of event.offers)
    if (before.agents.get(agentId)?.receives === unwanted)
      found.push(`I3 ${event.interactionId} rings at ${agentId} who receives ${unwanted} only`);
}

function checkDecision(before: State, event: Extract<Event, { type: 'interaction.offered' }>, found: string[]): void {
  const interaction = before.interactions.get(event.interactionId);
  const queue = before.queues.get(event.queueId);
  if (!interaction || !queue) return;
  if (!queue.active) found.push(`I3 ${queue.id} is not active and offers`);
  if (!queue.hours.open) found.push(`[29] ${queue.id} is closed and offers`);
  if (event.settingsVersion !== queue.version)
    found.push(`I21 decided with settings ${event.settingsVersion} instead of ${queue.version}`);
  const restart = event.pass > interaction.pass;
  const seats = [...queue.roster.seats.values()].toSorted((a, b) => a.position - b.position);
  const ringing = new Set([...interaction.offers.values()].map((offer) => offer.agentId));
  const eligible = seats.filter(({ agent }) => {
    if (
      standingReason(agent, queue.settings) !== undefined ||
      interaction.cooling.has(agent.id) ||
      ringing.has(agent.id)
    )
      return false;
    return restart || (!interaction.tried.has(agent.id) && interaction.excludedAgentId !== agent.id);
  });
  const rung = event.offers.map((offer) => seats.find(({ agent }) => agent.id === offer.agentId));
  for (const seat of rung)
    if (!seat || !eligible.includes(seat))
      found.push(`I3 ${interaction.id} rings at ${seat?.agent.id ?? 'a stranger'} who may not be rung`);
  const untried = seats.some(
    ({ agent }) =>
      standingReason(agent, queue.settings) === undefined &&
      !interaction.cooling.has(agent.id) &&
      !interaction.tried.has(agent.id) &&
      interaction.excludedAgentId !== agent.id,
  );
  if (restart && untried) found.push(`I5 ${interaction.id} starts a new pass before the old one was over`);
  const [first] = rung;
  const [top] = eligible;
  switch (queue.settings.distribution) {
    case 'strict':
      if (rung.length !== 1 || first !== top)
        found.push(`I5 ${interaction.id} rings at ${first?.agent.id} before ${top?.agent.id}`);
      return;
    case 'evenly': {
      const weigh = ({ agent }: { readonly agent: AgentRecord }) => weightOf(agent, queue.settings);
      const fewest = Math.min(...eligible.map((seat) => weigh(seat).load));
      if (rung.length !== 1 || (first && weigh(first).load > fewest))
        found.push(`I6 ${interaction.id} rings at ${first?.agent.id} who has more than others`);
      const equals = eligible.filter((seat) => weigh(seat).load === fewest);
      const longest = Math.min(...equals.map((seat) => weigh(seat).lastOfferAt));
      if (first && weigh(first).lastOfferAt > longest)
        found.push(`I6 ${interaction.id} rings at ${first.agent.id} who was offered later than others`);
      return;
    }
    case 'toAll':
      if (rung.length !== eligible.length)
        found.push(`I7 ${interaction.id} rings at ${rung.length} of ${eligible.length}`);
  }
}
