import { z } from 'zod';
import { Agent, CountedChats, Department, IdleRule, PresenceReason } from '../model/agent.ts';
import { KnownBot } from '../model/bot.ts';
import { Channel } from '../model/channel.ts';
import { AgentId, BotId, ChannelId, DepartmentId, InteractionId, NoticeId, OfferId, QueueId } from '../model/ids.ts';
import { Interaction } from '../model/interaction.ts';
import { TranscriptLine } from '../model/message.ts';
import { Notice } from '../model/notice.ts';
import { Offer, OfferEnd } from '../model/offer.ts';
import { Queue } from '../model/queue.ts';
import { Instant } from '../model/time.ts';

/**
 * Something that rings at a colleague and may be intercepted by the one who sees it [62].
 */
export const Ring = z.object({
  interactionId: InteractionId,
  queueId: QueueId,
  agentIds: z.array(AgentId),
  since: Instant,
  mayIntercept: z.boolean(),
});
export type Ring = z.infer<typeof Ring>;

/** The whole world of one signed-in person; everything else is asked for with queries. */
export const Snapshot = z.object({
  me: AgentId,
  centerName: z.string(),
  agents: z.array(Agent),
  departments: z.array(Department),
  reasons: z.array(PresenceReason),
  /** Absent: nobody is set away for not touching the desk. */
  idle: IdleRule.optional(),
  queues: z.array(Queue),
  channels: z.array(Channel),
  bots: z.array(KnownBot),
  /** Every open interaction the person may see, and the closed ones of theirs that can still be reopened. */
  interactions: z.array(Interaction),
  /** Offers made to this person. */
  offers: z.array(Offer),
  /** Of this person; absent: no queue of theirs has a limit which counts otherwise than `chatLoad`. */
  counted: CountedChats.optional(),
  /** Notices to this person they have not seen [48], oldest first. */
  notices: z.array(Notice),
});
export type Snapshot = z.infer<typeof Snapshot>;

/**
 * A change of the {@link Snapshot}. `put` replaces the whole noun; applying any of them twice changes nothing, and one
 * about something that is not in the snapshot neither.
 * The mirror law: folding updates over the first snapshot equals a fresh snapshot.
 */
export const Update = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('agent.put'), agent: Agent }),
  /** Of the agent only the load changed, which it does with every offer. */
  z.object({ kind: z.literal('agent.load'), agentId: AgentId, chatLoad: z.number().int().min(0) }),
  /** Only to the person themself, as it changes with messages; absent as in the snapshot. */
  z.object({ kind: z.literal('own.counted'), counted: CountedChats.optional() }),
  z.object({ kind: z.literal('agent.gone'), agentId: AgentId }),
  z.object({ kind: z.literal('department.put'), department: Department }),
  z.object({ kind: z.literal('department.gone'), departmentId: DepartmentId }),
  z.object({ kind: z.literal('reasons.put'), reasons: z.array(PresenceReason), idle: IdleRule.optional() }),
  z.object({ kind: z.literal('queue.put'), queue: Queue }),
  /** Of the queue only who waits changed: its settings, which may name a thousand members, need not be sent again. */
  z.object({
    kind: z.literal('queue.waiting'),
    queueId: QueueId,
    waiting: z.number().int().min(0),
    /** Absent: nobody waits. */
    oldestWaitingSince: Instant.optional(),
  }),
  z.object({ kind: z.literal('queue.gone'), queueId: QueueId }),
  z.object({ kind: z.literal('channel.put'), channel: Channel }),
  z.object({ kind: z.literal('channel.gone'), channelId: ChannelId }),
  z.object({ kind: z.literal('notice.put'), notice: Notice }),
  z.object({ kind: z.literal('notice.gone'), noticeId: NoticeId }),
  z.object({ kind: z.literal('bot.put'), bot: KnownBot }),
  z.object({ kind: z.literal('bot.gone'), botId: BotId }),
  z.object({ kind: z.literal('interaction.put'), interaction: Interaction }),
  /** Of the interaction only this changed: the customer's page came or went. */
  z.object({ kind: z.literal('customer.online'), interactionId: InteractionId, online: z.boolean() }),
  /** It left the person's sight (closed and not theirs, or another queue's now). */
  z.object({ kind: z.literal('interaction.gone'), interactionId: InteractionId }),
  z.object({ kind: z.literal('offer.put'), offer: Offer }),
  /** The offer ended; `end` gives the words of the line that stays for 8 s. */
  z.object({ kind: z.literal('offer.gone'), offerId: OfferId, interactionId: InteractionId, end: OfferEnd }),
  /**
   * A new line of a transcript, for whoever may read it. The interaction in the snapshot changes with it as `afterLine`
   * says; whatever else changed comes as an `interaction.put` before it.
   */
  z.object({ kind: z.literal('transcript.line'), line: TranscriptLine }),
  /** What the person may see has changed at large (rights, queues): ask for a new snapshot. */
  z.object({ kind: z.literal('resync') }),
]);
export type Update = z.infer<typeof Update>;
