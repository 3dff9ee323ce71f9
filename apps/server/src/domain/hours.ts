import type { ChannelId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { WorkingHours } from '@ringdesk/shared/model/workingHours.ts';
import { isOpen, nextChange } from '@ringdesk/shared/rules/workingHours.ts';
import type { Event } from './events.ts';
import type { State } from './state.ts';

/** How working hours stand [29]. `since`: when it came to be so; `nextChangeAt`: absent where it stays so. */
export interface HoursTurn {
  readonly open: boolean;
  readonly since: Instant;
  readonly nextChangeAt?: Instant | undefined;
}

/** What nobody has set hours for, and what was remembered before there were any. */
export const alwaysOpen: HoursTurn = { open: true, since: 0 };

/** How these hours stand at a moment, after what was remembered of them. */
export function turnAt(hours: WorkingHours | null, at: Instant, before?: HoursTurn): HoursTurn {
  const open = isOpen(hours, at);
  const nextChangeAt = nextChange(hours, at);
  const since = before?.open === open ? before.since : at;
  return { open, since, ...(nextChangeAt !== undefined && { nextChangeAt }) };
}

/** The hours of a channel's own [31]; null: it has none. */
export function channelHours(state: State, channelId: ChannelId): WorkingHours | null {
  const channel = state.channels.get(channelId);
  return channel?.kind === 'liveChat' ? channel.settings.workingHours : null;
}

/** What the clock does to the hours of a queue: they open or close, and it is known when they will next. */
export function queueTurned(state: State, at: Instant, queueId: QueueId): Event[] {
  const queue = state.queues.get(queueId);
  if (!queue) return [];
  const { open, nextChangeAt } = turnAt(queue.settings.workingHours, at);
  return [{ type: 'queue.hoursTurned', at, queueId, open, ...(nextChangeAt !== undefined && { nextChangeAt }) }];
}

/** The same for the hours of a channel's own. */
export function channelTurned(state: State, at: Instant, channelId: ChannelId): Event[] {
  const { open, nextChangeAt } = turnAt(channelHours(state, channelId), at);
  return [{ type: 'channel.hoursTurned', at, channelId, open, ...(nextChangeAt !== undefined && { nextChangeAt }) }];
}

/**
 * After a start: what was remembered may have been worked out with older rules of time zones, which states change now and
 * then. Empty: all of it still holds.
 */
export function hoursAnew(state: State, at: Instant): Event[] {
  const differs = (before: HoursTurn, hours: WorkingHours | null): boolean => {
    if (before.nextChangeAt !== undefined && before.nextChangeAt <= at) return false; // The clock does it.
    const now = turnAt(hours, at);
    return now.open !== before.open || now.nextChangeAt !== before.nextChangeAt;
  };
  return [
    ...[...state.queues.values()].flatMap((queue) =>
      differs(queue.hours, queue.settings.workingHours) ? queueTurned(state, at, queue.id) : [],
    ),
    ...[...state.channelHours].flatMap(([id, turn]) =>
      differs(turn, channelHours(state, id)) ? channelTurned(state, at, id) : [],
    ),
  ];
}
