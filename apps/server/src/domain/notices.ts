import type { AgentId, NoticeId } from '@ringdesk/shared/model/ids.ts';
import { actingAgent, done, notFound, type Decided } from './decided.ts';
import type { Event } from './events.ts';
import { noticesOf } from './evolveNotices.ts';
import type { Context } from './inputs.ts';
import type { InteractionRecord } from './records.ts';
import type { QueueRecord, State } from './state.ts';

/** Notices somebody has not seen, at most; the oldest give way. */
const NOTICES_KEPT = 100;

/** Length of a conversation's number as people read it: the end of its id, which differs most. */
const SHORT_ID = 6;

/** [46, 47] A limit is over: a line of the transcript, and a notice for whom the queue names [48]. */
export function declareOverdue(state: State, context: Context, interaction: InteractionRecord): Event[] {
  const { replyClock, ownerId } = interaction;
  const queue = state.queues.get(interaction.queueId);
  if (!replyClock || !queue) throw new Error(`no limit of ${interaction.id} is running`);
  const { which, since } = replyClock;
  return [
    {
      type: 'reply.overdue',
      at: context.now,
      interactionId: interaction.id,
      seq: interaction.lastSeq + 1,
      which,
      since,
      ...(ownerId !== undefined && { agentId: ownerId }),
    },
    ...noticeOf(state, context, queue, interaction),
  ];
}

function noticeOf(state: State, context: Context, queue: QueueRecord, interaction: InteractionRecord): Event[] {
  const { overdueNotice } = queue.settings;
  const agent = overdueNotice && state.agents.get(overdueNotice.agentId);
  if (!overdueNotice || !agent || agent.dismissed) return [];
  const text = overdueNotice.text.replaceAll(/#OPERATOR#|#DIALOG#/g, (macro) =>
    macro === '#DIALOG#' ? interaction.id.slice(-SHORT_ID) : operatorOf(state, interaction),
  );
  return noticeFor(state, context, agent.id, { about: interaction.id, content: { text } });
}

/** A notice to somebody; the oldest they have not seen give way to it. */
export function noticeFor(
  state: State,
  context: Context,
  agentId: AgentId,
  said: Pick<Extract<Event, { type: 'notice.given' }>, 'about' | 'cap' | 'outage' | 'content'>,
): Event[] {
  const unseen = noticesOf(state, agentId);
  const oldest = unseen.slice(0, Math.max(0, unseen.length - NOTICES_KEPT + 1));
  return [
    ...oldest.map(({ id: noticeId }) => ({
      type: 'notice.seen' as const,
      at: context.now,
      agentId,
      noticeId,
    })),
    {
      type: 'notice.given',
      at: context.now,
      noticeId: context.newId() as NoticeId,
      agentId,
      ...said,
    },
  ];
}

/** Who should have answered: the owner, or those at whom it rings. */
function operatorOf(state: State, { ownerId, offers }: InteractionRecord): string {
  const ids = ownerId === undefined ? [...offers.values()].map(({ agentId }) => agentId) : [ownerId];
  const names = ids.flatMap((id) => state.agents.get(id)?.name ?? []);
  return names.length > 0 ? names.join(', ') : '—';
}

/** Only who it is for has seen it; what is gone already was seen elsewhere. */
export function seeNotice(state: State, context: Context, noticeId: NoticeId): Decided {
  const { id: agentId } = actingAgent(state, context);
  const notice = state.notices.get(noticeId);
  if (notice && notice.agentId !== agentId) return notFound;
  return done(notice ? [{ type: 'notice.seen', at: context.now, agentId, noticeId }] : []);
}
