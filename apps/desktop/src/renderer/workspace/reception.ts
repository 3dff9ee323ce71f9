import type { Agent, CountedChats } from '@ringdesk/shared/model/agent.ts';
import type { Queue } from '@ringdesk/shared/model/queue.ts';
import { type AvailabilityTerm, unavailableBecause, unavailableFor } from '@ringdesk/shared/rules/availability.ts';

import { chatLimits } from './capacity.ts';

/** What keeps a queue's work from me: my own availability, its switch [7], its hours [29], its limit [18]. */
export type Held = AvailabilityTerm['reason'] | 'queueOff' | 'outsideHours' | 'full';

/**
 * Why this queue offers me nothing now: first what the router asks of me, then whether it is open, then its limit; undefined: it
 * does, unless calls stand in the way.
 */
export function heldBecause(me: Agent, queue: Queue, counted: CountedChats | undefined): Held | undefined {
  const against = unavailableBecause(me, queue.settings.availabilityCheck, queue.medium);
  if (against !== undefined) return against;
  if (!queue.active) return 'queueOff';
  if (!queue.open) return 'outsideHours';
  const [chats] = chatLimits(me, counted, [queue]);
  return chats?.limit !== undefined && chats.counted >= chats.limit ? 'full' : undefined;
}

/** Whether the next interaction of any of these queues could ring here now, calls and the phone considered: as the router decides. */
export const isReceiving = (me: Agent, queues: readonly Queue[], counted: CountedChats | undefined): boolean =>
  queues.some(
    (queue) => heldBecause(me, queue, counted) === undefined && unavailableFor(me, queue.settings) === undefined,
  );

/**
 * The queues that are kept from me while others come, by the reason; empty where none comes or all do. My own switches are no
 * such reason: they are told of a whole medium.
 */
export function heldQueues(
  me: Agent,
  queues: readonly Queue[],
  counted: CountedChats | undefined,
): ReadonlyMap<Held, readonly Queue[]> {
  const held = new Map<Held, Queue[]>();
  for (const queue of queues) {
    const reason = heldBecause(me, queue, counted);
    if (reason === undefined || reason === 'chatsOnly' || reason === 'callsOnly') continue;
    held.set(reason, [...(held.get(reason) ?? []), queue]);
  }
  return held;
}
