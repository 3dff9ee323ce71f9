import type { Event, EventType } from '../domain/events.ts';
import { effectsOf } from '../domain/effects.ts';
import { budgetRunning, nextDeadline } from '../domain/deadlines.ts';
import { evolve } from '../domain/evolve.ts';
import { handle } from '../domain/handle.ts';
import { projectionOf } from '../domain/projection.ts';
import { checkpointOf, stateFrom } from '../domain/checkpoint.ts';
import { emptyState, type State } from '../domain/state.ts';
import { changesOf, type Changes } from '../domain/updates.ts';
import type { Rules } from './ports/journal.ts';

/** The rules of the desk, as the engine takes them. */
export const deskRules: Rules<State, Event, Changes> = {
  emptyState,
  checkpointOf,
  stateFrom,
  handle,
  evolve,
  nextDeadline,
  effectsOf,
  changesOf,
  projectionOf,
  budgetRunning,
};

/** Every event this release can fold; a type missing here does not compile. */
const known: Readonly<Record<EventType, true>> = {
  'agent.added': true,
  'agent.connected': true,
  'agent.disconnected': true,
  'agent.dismissed': true,
  'agent.graceEnded': true,
  'agent.presenceSet': true,
  'agent.profileSaved': true,
  'agent.reinstated': true,
  'agent.saved': true,
  'agent.shiftSet': true,
  'bot.answered': true,
  'bot.asked': true,
  'bot.began': true,
  'bot.deleted': true,
  'bot.handedOver': true,
  'bot.heard': true,
  'bot.saved': true,
  'center.named': true,
  'channel.created': true,
  'channel.deleted': true,
  'channel.hoursTurned': true,
  'channel.saved': true,
  'colleague.joined': true,
  'colleague.left': true,
  'customer.consented': true,
  'customer.contactGiven': true,
  'customer.left': true,
  'customer.named': true,
  'customer.presenceSet': true,
  'customer.rated': true,
  'customer.read': true,
  'department.deleted': true,
  'department.saved': true,
  'interaction.archived': true,
  'interaction.arrived': true,
  'interaction.closed': true,
  'interaction.consented': true,
  'interaction.cooled': true,
  'interaction.cooling': true,
  'interaction.joined': true,
  'interaction.markedUnanswered': true,
  'interaction.moved': true,
  'interaction.offered': true,
  'interaction.parked': true,
  'interaction.preferenceDropped': true,
  'interaction.prioritySet': true,
  'interaction.ratingEnded': true,
  'interaction.read': true,
  'interaction.recalled': true,
  'interaction.reopened': true,
  'interaction.requeued': true,
  'interaction.reviewed': true,
  'interaction.woke': true,
  'interaction.wrapUpEnded': true,
  'message.changed': true,
  'message.posted': true,
  'notice.given': true,
  'notice.seen': true,
  'offer.accepted': true,
  'offers.ended': true,
  'queue.activeSet': true,
  'queue.created': true,
  'queue.deleted': true,
  'queue.hoursTurned': true,
  'queue.saved': true,
  'reasons.saved': true,
  'sender.blockSet': true,
  'reply.overdue': true,
  'server.started': true,
  'transcript.asked': true,
  'transcript.sent': true,
  'transfer.ended': true,
  'transfer.started': true,
};

/** A log with another event was written by a newer release and is not folded. */
export const eventTypes: ReadonlySet<string> = new Set(Object.keys(known));
