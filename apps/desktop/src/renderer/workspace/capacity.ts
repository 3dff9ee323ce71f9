import type { Agent, CountedChats } from '@ringdesk/shared/model/agent.ts';
import type { Queue, QueueSettings } from '@ringdesk/shared/model/queue.ts';

/** How full I am for one of my chat queues [18], by the numbers the router counts. */
export interface ChatLimit {
  readonly queue: Queue;
  /** What of my chats, in any queue, counts for this one [19]; offers that ring here with them. */
  readonly counted: number;
  /** undefined: none. */
  readonly limit: number | undefined;
}

/** How much of one medium I have, and at how much nothing more of it comes from any queue. */
export interface Capacity {
  readonly counted: number;
  /** undefined: some queue has no limit, so nothing stops more. */
  readonly limit: number | undefined;
}

/** Who talks, is rung or wraps up gets no second call from a queue [81]. */
const CALLS_AT_ONCE = 1;

const countedBy = (me: Agent, counted: CountedChats | undefined, rule: QueueSettings['notCounted']): number =>
  counted?.[rule] ?? me.chatLoad;

/** My chat queues with how full I am for each, in the order of `queues`. */
export function chatLimits(
  me: Agent,
  counted: CountedChats | undefined,
  queues: readonly Queue[],
): readonly ChatLimit[] {
  return queues
    .filter(({ medium }) => medium === 'chat')
    .map((queue) => {
      const { limit, notCounted } = queue.settings;
      if (limit === null) return { queue, counted: me.chatLoad, limit: undefined };
      return { queue, counted: countedBy(me, counted, notCounted), limit };
    });
}

/**
 * My capacity for chats over all my queues: that of the queue with the most room left, as from there the last one comes. With
 * a queue without a limit it has none. undefined: no chat queue is mine.
 */
export function chatCapacity(limits: readonly ChatLimit[]): Capacity | undefined {
  const room = ({ limit, counted }: ChatLimit): number => (limit === undefined ? Infinity : limit - counted);
  const [widest] = limits.toSorted((a, b) => room(b) - room(a) || (b.limit ?? 0) - (a.limit ?? 0));
  return widest && { counted: widest.counted, limit: widest.limit };
}

/** Whether the queues disagree: other limits, or other chats that count. */
export function limitsDiffer(limits: readonly ChatLimit[]): boolean {
  const rules = limits.map(({ limit, queue }) => (limit === undefined ? '' : `${limit} ${queue.settings.notCounted}`));
  return new Set(rules).size > 1;
}

/** My capacity for calls; undefined: no call queue is mine. */
export function callCapacity(me: Agent, queues: readonly Queue[]): Capacity | undefined {
  if (!queues.some(({ medium }) => medium === 'call')) return undefined;
  return { counted: me.onCall === undefined ? 0 : 1, limit: CALLS_AT_ONCE };
}

/**
 * The limit of open chats: the highest of my queues; undefined where one has none, or leaves some open chats out of its count
 * [19], so that no number of open ones is the limit.
 */
export function openLimit(queues: readonly Queue[]): number | undefined {
  const limits = queues.flatMap(({ medium, settings }) => {
    if (medium !== 'chat') return [];
    return [settings.limit !== null && settings.notCounted === 'closed' ? settings.limit : Infinity];
  });
  const highest = Math.max(...limits);
  return Number.isFinite(highest) ? highest : undefined;
}
