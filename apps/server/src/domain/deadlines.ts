import { HOUR, MINUTE, SECOND, type Instant } from '@ringdesk/shared/model/time.ts';
import type { AgentRecord, InteractionRecord } from './records.ts';
import type { HoursTurn } from './hours.ts';
import { overdueAt } from './replyClock.ts';
import type { Deadline, State } from './state.ts';

/** Offers go on ringing this long at an agent who lost the connection [78]. */
export const DISCONNECT_GRACE = 10 * SECOND;
/** Joining the one who accepted takes this long at most (section 1, `connecting`). */
export const JOIN_LIMIT = 10 * SECOND;
/** Whom a customer is sent on to may take this long to answer. */
export const FORWARD_LIMIT = 2 * MINUTE;
/** Whoever is called is given up on after this, whatever the line says. */
export const DIAL_LIMIT = 3 * MINUTE;
/** The endpoint ends what was sent on after two hours; who has heard nothing of that takes it for ended. */
export const SENT_ON_LIMIT = 2 * HOUR + 5 * MINUTE;
/** A lone member who declined is not rung again for the same interaction before (section 13). */
export const DECLINE_COOLDOWN = 30 * SECOND;
/**
 * A closed interaction leaves the memory of the core this long after the last that happened to it, whatever the queue's
 * reopen time: long enough to undo a close, and for every look-up in the tables to be over. Who needs it later recalls it.
 */
export const CLOSED_STAYS = 10 * MINUTE;
/** A waiting interaction is looked at again at least this often (I4); the engine's alarm never sleeps longer. */
export const SWEEP_INTERVAL = MINUTE;

/** What is due about an interaction, with its time. */
export interface Due {
  readonly at: Instant;
  readonly what:
    | 'offersExpire'
    | 'joinFails'
    | 'cooled'
    | 'notAnswered'
    | 'ownerDisconnected'
    | 'wrapUpEnds'
    | 'wakes'
    | 'ratingEnds'
    | 'botLate'
    | 'idleWithBot'
    | 'unanswered'
    | 'replyOverdue'
    | 'customerSilent'
    | 'missed'
    | 'actionEnds'
    | 'dialFails'
    | 'sentOnEnds'
    | 'archived';
}

/** The earliest thing due about an interaction. */
export function dueOf(state: State, interaction: InteractionRecord): Due | undefined {
  let earliest: Due | undefined;
  const consider = (at: Instant | undefined, what: Due['what']): void => {
    if (at !== undefined && (earliest === undefined || at < earliest.at)) earliest = { at, what };
  };
  // Offers that ring together share their deadline: one single offer, one round, or the one being joined.
  for (const offer of interaction.offers.values()) {
    consider(offer.expiresAt, offer.state === 'connecting' ? 'joinFails' : 'offersExpire');
    break;
  }
  for (const until of interaction.cooling.values()) consider(until, 'cooled');
  consider(overdueAt(interaction), 'replyOverdue');
  consider(unansweredAt(state, interaction), 'unanswered');
  if (interaction.medium === 'call') considerCall(state, interaction, consider);
  else if (interaction.state === 'active') {
    consider(notAnsweredAt(state, interaction), 'notAnswered');
    consider(ownerLostAt(state, interaction), 'ownerDisconnected');
    consider(customerSilentAt(state, interaction), 'customerSilent');
  }
  if (interaction.state === 'wrapUp') consider(interaction.until, 'wrapUpEnds');
  else if (interaction.state === 'parked') consider(interaction.until, 'wakes');
  else if (interaction.state === 'bot') {
    consider(botAnswersBy(interaction), 'botLate');
    consider(interaction.bot?.idleAt, 'idleWithBot');
  } else if (interaction.state === 'closed') {
    consider(interaction.ratingUntil, 'ratingEnds');
    consider(archivedAt(interaction), 'archived');
  }
  return earliest;
}

/** What a call waits for: somebody to take it [61], an action to end, the far end to answer. */
function considerCall(
  state: State,
  { state: is, call, since, ownerId, queueId }: InteractionRecord,
  consider: (at: Instant | undefined, what: Due['what']) => void,
): void {
  if (call?.sentOn && call.sentOn.seconds === undefined) consider(call.sentOn.since + SENT_ON_LIMIT, 'sentOnEnds');
  if (!call || is === 'closed') return;
  if (call.action !== undefined) consider(call.actionUntil, 'actionEnds');
  else if (is === 'queued' && call.passOver === undefined) {
    const settings = state.queues.get(queueId)?.settings.call;
    const seconds = settings?.missed.kind === 'wait' ? null : (settings?.missedAfterSeconds ?? null);
    if (seconds !== null) consider(since + seconds * SECOND, 'missed');
  } else if (is === 'connecting' && ownerId !== undefined) consider(since + DIAL_LIMIT, 'dialFails');
}

/** Whoever was mentioned and has not looked keeps it in sight while it can be reopened; so does the time for a rating [39]. */
function archivedAt({
  archiveAt,
  reopenUntil = 0,
  ratingUntil = 0,
  mentioned,
  call,
}: InteractionRecord): Instant | undefined {
  if (archiveAt === undefined || (call?.sentOn && call.sentOn.seconds === undefined)) return undefined;
  return Math.max(archiveAt, ratingUntil, mentioned.length === 0 ? 0 : reopenUntil);
}

/** [16] accepted but not answered; stands still while a transfer rings. */
function notAnsweredAt(state: State, interaction: InteractionRecord): Instant | undefined {
  const seconds = state.queues.get(interaction.queueId)?.settings.returnUnansweredAfterSeconds ?? null;
  if (seconds === null || interaction.ownerReplied || interaction.transfer || interaction.customerLeft)
    return undefined;
  if (interaction.unansweredSince === undefined || interaction.ownedSince === undefined) return undefined;
  return Math.max(interaction.ownedSince, interaction.unansweredSince) + seconds * SECOND;
}

/** [35] as long as somebody of the team is waited for, whoever has it or has not; once for each wait. */
function unansweredAt(state: State, interaction: InteractionRecord): Instant | undefined {
  const { state: is, unansweredSince, unansweredMarkAt } = interaction;
  if (unansweredSince === undefined || unansweredMarkAt !== undefined) return undefined;
  if (is === 'bot' || is === 'wrapUp' || is === 'closed') return undefined;
  const minutes = state.queues.get(interaction.queueId)?.settings.markUnansweredAfterMinutes ?? null;
  return minutes === null ? undefined : unansweredSince + minutes * MINUTE;
}

/** [40] only after the agent's last word; whoever has taken it over since has the time anew, and a transfer stops it. */
function customerSilentAt(state: State, interaction: InteractionRecord): Instant | undefined {
  const silence = state.queues.get(interaction.queueId)?.settings.silence ?? null;
  const { lastWord, lastReplyAt, ownedSince = 0, transfer } = interaction;
  if (silence === null || lastWord !== 'agent' || transfer) return undefined;
  return Math.max(lastReplyAt ?? 0, ownedSince) + silence.minutes * MINUTE;
}

/** [78] what a disconnected agent owns returns to the queue. */
function ownerLostAt(state: State, interaction: InteractionRecord): Instant | undefined {
  const minutes = state.queues.get(interaction.queueId)?.settings.returnDisconnectedAfterMinutes ?? null;
  const owner = interaction.ownerId === undefined ? undefined : state.agents.get(interaction.ownerId);
  if (minutes === null || owner?.disconnectedAt === undefined || owner.online) return undefined;
  return Math.max(owner.disconnectedAt, interaction.ownedSince ?? 0) + minutes * MINUTE;
}

/** An HTTP bot owes its oldest answer by then [45]. */
function botAnswersBy({ bot }: InteractionRecord): Instant | undefined {
  return bot && bot.asked.length > 0 ? Math.min(...bot.asked.map(({ answerBy }) => answerBy)) : undefined;
}

/** When a conversation with a bot is looked at again at the latest. */
export function botUntil(interaction: InteractionRecord): Instant {
  if (!interaction.bot) throw new Error(`${interaction.id} is with no bot`);
  return Math.min(interaction.bot.idleAt, botAnswersBy(interaction) ?? Infinity);
}

/** Its place in the ordered set of deadlines. */
export function deadlineOfInteraction(state: State, interaction: InteractionRecord): Deadline | undefined {
  const due = dueOf(state, interaction);
  return due && { at: due.at, of: 'interaction', id: interaction.id };
}

export function deadlineOfAgent(agent: AgentRecord): Deadline | undefined {
  return agent.graceUntil === undefined ? undefined : { at: agent.graceUntil, of: 'agent', id: agent.id };
}

/** When the hours of a queue, or those of a channel's own, open or close next [29, 31]. */
export function deadlineOfHours(
  of: 'queue' | 'channel',
  id: string,
  hours: HoursTurn | undefined,
): Deadline | undefined {
  return hours?.nextChangeAt === undefined ? undefined : { at: hours.nextChangeAt, of, id };
}

/** When the alarm must ring next; undefined: nothing is timed. The engine adds the sweep of a minute by itself. */
export function nextDeadline(state: State): Instant | undefined {
  return state.deadlines.first()?.at;
}

/**
 * Whether a deadline that promises a duration to somebody is running: an offer that rings, a join. Meanwhile a jump of
 * the wall clock must neither shorten nor prolong it (I14).
 */
export function budgetRunning(state: State): boolean {
  return state.offers.size > 0;
}
