import type { AgentId, ChannelId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { defaultQueueSettings } from '@ringdesk/shared/model/queue.ts';
import { onCallOf, weigh } from './capacity.ts';
import { deadlineOfAgent, deadlineOfHours, deadlineOfInteraction } from './deadlines.ts';
import { alwaysOpen, type HoursTurn } from './hours.ts';
import { OrderedSet } from './orderedSet.ts';
import { isMissedCall, isSentOn } from './callFacts.ts';
import type { AgentRecord, InteractionRecord, QueueConfig } from './records.ts';
import { replyClockOf } from './replyClock.ts';
import { flattenMembers, Roster } from './roster.ts';
import {
  compareArrival,
  compareWaiting,
  conversationKey,
  type Deadline,
  type QueueRecord,
  type State,
} from './state.ts';

/**
 * Changes an interaction and keeps every ordered set and counter true: it is taken out under its old keys, changed,
 * and put back under its new ones. The only way in which `evolve` changes one.
 */
export function changeInteraction(state: State, interaction: InteractionRecord, change: () => void): void {
  const touched = new Set<AgentRecord>();
  take(state, interaction, touched);
  change();
  put(state, interaction, touched);
  for (const agent of touched) refreshCalls(state, agent);
}

/**
 * The same for a change that leaves its state, queue, owner, offers, priority and what it weighs on anybody as they are: only
 * its deadline may move. Most events are words, and need no place in any other ordered set anew.
 */
export function changeWords(state: State, interaction: InteractionRecord, change: () => void): void {
  const before = deadlineOfInteraction(state, interaction);
  change();
  interaction.replyClock = replyClockOf(state.queues.get(interaction.queueId), interaction);
  const after = deadlineOfInteraction(state, interaction);
  if (before?.at !== after?.at) replaceDeadline(state, before, after);
}

export function addInteraction(state: State, interaction: InteractionRecord): void {
  addInteractions(state, [interaction]);
}

/** The same for many: each agent concerned finds their place in their queues once. */
export function addInteractions(state: State, interactions: readonly InteractionRecord[]): void {
  const touched = new Set<AgentRecord>();
  for (const interaction of interactions) {
    state.interactions.set(interaction.id, interaction);
    put(state, interaction, touched);
  }
  for (const agent of touched) refreshCalls(state, agent);
}

export function dropInteraction(state: State, interaction: InteractionRecord): void {
  const touched = new Set<AgentRecord>();
  take(state, interaction, touched);
  state.interactions.delete(interaction.id);
  const key = conversationKey(interaction.customer.id, interaction.channelId);
  if (state.conversations.get(key) === interaction.id) state.conversations.delete(key);
  for (const agent of touched) refreshCalls(state, agent);
}

function take(state: State, interaction: InteractionRecord, touched: Set<AgentRecord>): void {
  weigh(state, interaction, -1, touched);
  state.calls.delete(interaction.id);
  const deadline = deadlineOfInteraction(state, interaction);
  if (deadline) state.deadlines.delete(deadline);
  const queue = state.queues.get(interaction.queueId);
  if (!queue) return;
  queue.interactionIds.delete(interaction.id);
  queue.waiting.delete(interaction);
  queue.ringing.delete(interaction);
  queue.arrivals.delete(interaction);
  queue.withBot.delete(interaction.id);
  queue.missed.delete(interaction.id);
}

function put(state: State, interaction: InteractionRecord, touched: Set<AgentRecord>): void {
  interaction.replyClock = replyClockOf(state.queues.get(interaction.queueId), interaction);
  weigh(state, interaction, 1, touched);
  if (isOnLine(interaction)) state.calls.add(interaction.id);
  const deadline = deadlineOfInteraction(state, interaction);
  if (deadline) state.deadlines.add(deadline);
  const queue = state.queues.get(interaction.queueId);
  if (!queue) return;
  queue.interactionIds.add(interaction.id);
  if (interaction.state === 'queued') {
    queue.waiting.add(interaction);
    if (interaction.preferred) state.work.preferred.add(interaction.id);
    else markQueue(state, queue.id);
  }
  if (interaction.state === 'queued' || interaction.state === 'offered') queue.arrivals.add(interaction);
  if (interaction.state === 'bot') queue.withBot.add(interaction.id);
  if (isMissedCall(interaction)) queue.missed.add(interaction.id);
  if (isRingingAtAll(interaction)) queue.ringing.add(interaction);
}

/** A call with a line that is open: it runs, or was sent on to a number and those two talk. */
export function isOnLine(interaction: InteractionRecord): boolean {
  return isLiveCall(interaction) || isSentOn(interaction);
}

/** A call that runs: somebody is on the line, or is being called. */
export function isLiveCall({ medium, state }: InteractionRecord): boolean {
  return medium === 'call' && state !== 'wrapUp' && state !== 'closed';
}

/** A round of "to all" [15]: pending offers from a pass which reserve nothing. */
export function isRingingAtAll(interaction: InteractionRecord): boolean {
  if (interaction.state !== 'offered') return false;
  for (const offer of interaction.offers.values()) return offer.kind === 'queue' && !offer.reserves;
  return false;
}

/** Says that something of this queue may now find somebody. */
export function markQueue(state: State, queueId: QueueId, newcomer?: AgentId): void {
  let newcomers = state.work.queues.get(queueId);
  if (!newcomers) state.work.queues.set(queueId, (newcomers = new Set()));
  if (newcomer !== undefined) newcomers.add(newcomer);
}

/** The same after what calls mean for them may have changed: what rings there may go on, or not [81]. */
function refreshCalls(state: State, agent: AgentRecord): void {
  const onCall = onCallOf(agent.calls);
  if (agent.onCall !== onCall) {
    agent.onCall = onCall;
    if (agent.offerIds.size > 0) state.work.agents.add(agent.id);
  }
  refreshAgent(state, agent);
}

/** Takes an agent's load, presence or last offer over into every queue of theirs. */
export function refreshAgent(state: State, agent: AgentRecord): void {
  for (const queueId of agent.memberOf) {
    if (state.queues.get(queueId)?.roster.refresh(agent) === true) markQueue(state, queueId, agent.id);
  }
}

/** Changes an agent's presence or rights, and has what rings at them looked at again. */
export function changeAgent(state: State, agent: AgentRecord, change: () => void): void {
  const before = deadlineOfAgent(agent);
  if (before) state.deadlines.delete(before);
  // The deadlines of what they own follow their connection [78].
  const owned = [...agent.owned].flatMap((id) => state.interactions.get(id) ?? []);
  for (const interaction of owned) {
    const deadline = deadlineOfInteraction(state, interaction);
    if (deadline) state.deadlines.delete(deadline);
  }
  change();
  const after = deadlineOfAgent(agent);
  if (after) state.deadlines.add(after);
  for (const interaction of owned) {
    const deadline = deadlineOfInteraction(state, interaction);
    if (deadline) state.deadlines.add(deadline);
  }
  refreshAgent(state, agent);
  if (agent.offerIds.size > 0) state.work.agents.add(agent.id);
}

/** A checkpoint of an earlier release knows nothing of hours and statements. */
type RememberedConfig = Omit<QueueConfig, 'hours' | 'consentVersion'> &
  Partial<Pick<QueueConfig, 'hours' | 'consentVersion'>>;

/**
 * Makes a queue's derived structures anew after its settings, members or state changed. O(members + interactions):
 * only administration does it.
 */
export function configureQueue(state: State, config: RememberedConfig): void {
  const existing = state.queues.get(config.id);
  const interactions = [...(existing?.interactionIds ?? [])].flatMap((id) => state.interactions.get(id) ?? []);
  const touched = new Set<AgentRecord>();
  for (const interaction of interactions) take(state, interaction, touched);
  for (const seat of existing?.roster.seats.values() ?? []) seat.agent.memberOf.delete(config.id);

  // A log or checkpoint of an earlier release does not know every setting.
  const settings = { ...defaultQueueSettings, ...config.settings };
  const queue: QueueRecord = {
    ...(existing?.talked && { talked: existing.talked }),
    ...config,
    settings,
    hours: config.hours ?? alwaysOpen,
    consentVersion: config.consentVersion ?? (settings.consent === null ? 0 : 1),
    roster: new Roster(settings, []),
    waiting: new OrderedSet(compareWaiting),
    ringing: new OrderedSet(compareWaiting),
    arrivals: new OrderedSet(compareArrival),
    withBot: new Set(),
    missed: new Set(),
    interactionIds: new Set(),
  };
  state.queues.set(config.id, queue);
  replaceDeadline(
    state,
    deadlineOfHours('queue', queue.id, existing?.hours),
    deadlineOfHours('queue', queue.id, queue.hours),
  );
  for (const interaction of interactions) put(state, interaction, touched);
  const members = flattenMembers(config.settings.members, state.departments).flatMap(
    (id) => state.agents.get(id) ?? [],
  );
  for (const agent of members) agent.memberOf.add(config.id);
  queue.roster = new Roster(settings, members);
  for (const agent of touched) refreshCalls(state, agent);
  for (const agent of members) markQueue(state, config.id, agent.id);
  markQueue(state, config.id);
  state.work.rules.add(config.id);
}

export function configOf(queue: QueueRecord): QueueConfig {
  return {
    id: queue.id,
    name: queue.name,
    active: queue.active,
    language: queue.language,
    version: queue.version,
    settings: queue.settings,
    hours: queue.hours,
    consentVersion: queue.consentVersion,
    ...(queue.talked && { talked: queue.talked }),
  };
}

/** Its hours opened or closed [29]; who waits may be offered, also to whom it should go first. */
export function turnQueue(state: State, queue: QueueRecord, hours: HoursTurn): void {
  replaceDeadline(state, deadlineOfHours('queue', queue.id, queue.hours), deadlineOfHours('queue', queue.id, hours));
  queue.hours = hours;
  if (!hours.open) return;
  for (const interaction of queue.waiting) if (interaction.preferred) state.work.preferred.add(interaction.id);
  markQueue(state, queue.id);
}

/** Hours of a channel's own [31]; undefined: it has none, or is gone. */
export function turnChannel(state: State, channelId: ChannelId, hours: HoursTurn | undefined): void {
  const before = deadlineOfHours('channel', channelId, state.channelHours.get(channelId));
  replaceDeadline(state, before, deadlineOfHours('channel', channelId, hours));
  if (hours === undefined) state.channelHours.delete(channelId);
  else state.channelHours.set(channelId, hours);
}

function replaceDeadline(state: State, before: Deadline | undefined, after: Deadline | undefined): void {
  if (before) state.deadlines.delete(before);
  if (after) state.deadlines.add(after);
}

export function removeQueue(state: State, queue: QueueRecord): void {
  for (const seat of queue.roster.seats.values()) seat.agent.memberOf.delete(queue.id);
  replaceDeadline(state, deadlineOfHours('queue', queue.id, queue.hours), undefined);
  state.queues.delete(queue.id);
}
