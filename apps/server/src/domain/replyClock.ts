import { SECOND, type Instant } from '@ringdesk/shared/model/time.ts';
import { addWorkingTime, workingTime } from '@ringdesk/shared/rules/workingHours.ts';
import type { InteractionRecord, ReplyClock } from './records.ts';
import type { QueueRecord } from './state.ts';

/** A limit is measured while somebody of the team is waited for; a parked customer is waiting, too. */
function isRunning({ state, unansweredSince }: InteractionRecord): boolean {
  if (unansweredSince === undefined) return false;
  return (
    state === 'queued' || state === 'offered' || state === 'connecting' || state === 'active' || state === 'parked'
  );
}

/**
 * The running limit of a reply [46, 47]: from the oldest message without an answer, in working time where the queue says so.
 * Undefined: nobody waits, there is no limit, or it never ends because it never opens for as long. What was worked out before
 * is kept as long as nothing it depends on has changed.
 */
export function replyClockOf(queue: QueueRecord | undefined, interaction: InteractionRecord): ReplyClock | undefined {
  const { unansweredSince: since, firstReplyAt, replyClock: before } = interaction;
  if (!queue || since === undefined || !isRunning(interaction)) return undefined;
  const which = firstReplyAt === undefined ? 'first' : 'next';
  const { firstReplySeconds, nextReplySeconds, kpiInWorkingHours, workingHours } = queue.settings;
  const seconds = which === 'first' ? firstReplySeconds : nextReplySeconds;
  if (seconds === null) return undefined;
  const { id: queueId, version } = queue;
  if (before?.since === since && before.which === which && before.queueId === queueId && before.version === version)
    return before;
  const dueAt = addWorkingTime(kpiInWorkingHours ? workingHours : null, since, seconds * SECOND);
  return dueAt === undefined ? undefined : { which, since, dueAt, queueId, version };
}

/** When the limit is over; undefined: it is not running, or was declared over already. */
export function overdueAt({ replyClock, overdue }: InteractionRecord): Instant | undefined {
  return replyClock === undefined || replyClock.since === overdue?.since ? undefined : replyClock.dueAt;
}

/** How long the customer has waited for this reply, by the clock of the queue [49]; undefined: nobody waited. */
export function waitedFor(queue: QueueRecord, interaction: InteractionRecord, now: Instant): number | undefined {
  const { unansweredSince } = interaction;
  if (unansweredSince === undefined) return undefined;
  const { kpiInWorkingHours, workingHours } = queue.settings;
  return workingTime(kpiInWorkingHours ? workingHours : null, unansweredSince, now);
}
