import type { Outage } from '@ringdesk/shared/model/notice.ts';
import type { QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Event } from './events.ts';
import { noticesOf } from './evolveNotices.ts';
import type { Context } from './inputs.ts';
import { noticeFor } from './notices.ts';
import type { AgentRecord } from './records.ts';
import type { State } from './state.ts';

/**
 * Notices to admins, and to the supervisors of the queues it concerns: a line or the media server is out, or works again. Whoever
 * has not seen that it is out is not told so twice, and what is over takes the place of what they have not seen.
 */
export function tellOutage(state: State, context: Context, outage: Outage): Event[] {
  return concerned(state, outage).flatMap((leader) => {
    const unseen = noticesOf(state, leader.id).filter((notice) => isSame(notice.outage, outage));
    if (outage.until === undefined && unseen.length > 0) return [];
    return [
      ...unseen.map(({ id: noticeId }): Event => ({
        type: 'notice.seen',
        at: context.now,
        agentId: leader.id,
        noticeId,
      })),
      ...noticeFor(state, context, leader.id, { outage }),
    ];
  });
}

/** The same thing, and not over yet. */
const isSame = (told: Outage | undefined, { what, trunkId }: Outage): boolean =>
  told?.what === what && told.trunkId === trunkId && told.until === undefined;

function concerned(state: State, outage: Outage): AgentRecord[] {
  const queueIds = queuesOf(state, outage);
  return [...state.agents.values()].filter(
    ({ dismissed, role, supervises }) =>
      !dismissed && (role === 'admin' || (role === 'supervisor' && supervises.some((id) => queueIds.has(id)))),
  );
}

/** Of a line those whose numbers are on it, and of the line to the outside every queue of calls. */
function queuesOf(state: State, { what, trunkId }: Outage): ReadonlySet<QueueId> {
  if (what === 'mediaServer' || trunkId === state.telephony.settings.outboundTrunkId)
    return new Set([...state.queues.values()].flatMap(({ id, settings }) => (settings.call === null ? [] : [id])));
  return new Set(
    [...state.channels.values()].flatMap((channel) =>
      channel.kind === 'phone' && channel.settings.trunkId === trunkId && channel.queueId !== null
        ? [channel.queueId]
        : [],
    ),
  );
}
