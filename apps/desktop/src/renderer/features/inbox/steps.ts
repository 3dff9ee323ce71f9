import type { InteractionId } from '@ringdesk/shared/model/ids.ts';

import type { Lists } from '../../workspace/lists.ts';

/**
 * Where "next by need" goes (desk 2.3): through mine that wait for an answer, longest waiting first, then round; from
 * elsewhere to the one that waits longest. Undefined when nobody else waits.
 */
export function nextByNeed(lists: Lists, current: InteractionId | undefined): InteractionId | undefined {
  const waiting = [...lists.needsReply];
  const here = current === undefined ? -1 : waiting.indexOf(current);
  const next = waiting[(here + 1) % Math.max(1, waiting.length)];
  return next === current ? undefined : next;
}

/** Whether {@link nextByNeed} leads anywhere; asked at each change, so that it looks at no list as a whole. */
export const othersWait = ({ needsReply }: Lists, current: InteractionId | undefined): boolean =>
  needsReply.size > 1 || (needsReply.size === 1 && needsReply.at(0) !== current);

/** The n-th of my open interactions, from 1, in the order of the view Mine. */
export function nthOfMine(lists: Lists, n: number): InteractionId | undefined {
  const mine = [lists.calls, lists.needsReply, lists.waitingForCustomer, lists.wrapUp, lists.parked, lists.ended];
  let left = n - 1;
  for (const list of mine) {
    if (left < list.size) return list.at(left);
    left -= list.size;
  }
  return undefined;
}
