import { z } from 'zod';
import { CallFacts } from './call.ts';
import { AgentId, BotId, ChannelId, CustomerId, InteractionId, OfferId, QueueId } from './ids.ts';
import { Language } from './language.ts';
import { boundedText } from './text.ts';
import { Instant } from './time.ts';

/** Why an interaction waits instead of ringing; always visible (I4). */
export const WaitingReason = z.enum([
  'nobodyEligible',
  'allCoolingDown',
  'queueInactive',
  'noMembers',
  'outsideHours',
  'phonesOff',
]);
export type WaitingReason = z.infer<typeof WaitingReason>;

/** Higher is served first; then original arrival (section 13, Waiting order). */
export const Priority = z.number().int().min(0).max(9);

export const CustomerName = boundedText({ max: 80 });

/** What is known of the person so far; the customer's card comes with the CRM. */
export const CustomerGist = z.object({
  id: CustomerId,
  /** Empty: unknown; screens show "Visitor" with a short form of the id. */
  name: z.string(),
  email: z.string().optional(),
  phone: z.string().optional(),
});
export type CustomerGist = z.infer<typeof CustomerGist>;

/** A transfer to an agent that has not been answered; the sender owns until then (I10). */
export const PendingTransfer = z.object({ offerId: OfferId, toAgentId: AgentId, at: Instant });
export type PendingTransfer = z.infer<typeof PendingTransfer>;

/** 1 (bad) to 5 (good), with what was written beside it; null: nothing, or erased. */
export const Rating = z.object({ score: z.number().int().min(1).max(5), comment: z.string().nullable(), at: Instant });
export type Rating = z.infer<typeof Rating>;

const base = {
  id: InteractionId,
  /** Of its channel and queue; it never changes. */
  medium: z.enum(['chat', 'call']),
  /** Of a call, and only of a call. */
  call: CallFacts.optional(),
  channelId: ChannelId,
  queueId: QueueId,
  customer: CustomerGist,
  /** Original arrival; kept through transfers and returns. */
  arrivedAt: Instant,
  priority: Priority,
  /** Address of the page the visitor wrote from, without query secrets. */
  pageUrl: z.string().optional(),
  /** What the customer's page or browser preferred when the conversation began; texts to the customer are in it [9]. */
  language: Language.optional(),
  /** Last line of the transcript. */
  lastSeq: z.number().int().min(0),
  lastAt: Instant,
  /**
   * Last visible message: who and its first 140 characters; null when erased or none. Texts which the queue sends by itself
   * do not take the place of what was said before them.
   */
  preview: z
    .object({ by: z.enum(['customer', 'agent', 'note', 'queue', 'bot']), text: z.string().nullable() })
    .optional(),
  /** Arrival of the oldest customer message not yet answered: the waiting counter runs from it. */
  unansweredSince: Instant.optional(),
  /** Sequence of the customer's last message: what is unread is compared with it. */
  lastCustomerSeq: z.number().int().min(0),
  /** Highest line the present or last owner has seen; the customer's tick turns "read" from it. */
  ownerReadSeq: z.number().int().min(0),
  /** Highest line the customer has seen. */
  customerReadSeq: z.number().int().min(0),
  /** Customer messages after `ownerReadSeq`. */
  unread: z.number().int().min(0),
  firstReplyAt: Instant.optional(),
  /** Whether the customer's page is connected now. Absent where they write by a messenger: there nobody can tell. */
  customerOnline: z.boolean().optional(),
  /** Colleagues mentioned in notes who have not opened it since. */
  mentioned: z.array(AgentId),
  lastOwnerId: AgentId.optional(),
  /** [32] The statement accepted for this conversation. */
  consent: z.object({ version: z.number().int(), at: Instant }).optional(),
  /** [35] Since when it is marked as unanswered. */
  unansweredMarkAt: Instant.optional(),
  /** [35] It was marked at some time, whether it was answered since or not. */
  wasUnanswered: z.literal(true).optional(),
  /** [46, 47] The running limit; `overdue` from `dueAt` on. Absent: nothing waits for a reply, or no limit. */
  replyDue: z.object({ which: z.enum(['first', 'next']), dueAt: Instant, overdue: z.boolean() }).optional(),
  /** [46, 47] How often a reply was overdue, and since when the customer had been waiting the last time. */
  overdue: z.object({ count: z.number().int().min(1), since: Instant }).optional(),
  /** [49] Milliseconds the customer waited for replies (working time where the queue says so); absent: none yet. */
  responses: z
    .object({
      count: z.number().int().min(1),
      firstMs: z.number().int().min(0),
      totalMs: z.number().int().min(0),
      maxMs: z.number().int().min(0),
    })
    .optional(),
  /** [43] The customer's, and a supervisor's. */
  rating: Rating.optional(),
  review: Rating.extend({ by: AgentId }).optional(),
  topic: z.string().optional(),
  spam: z.literal(true).optional(),
  /** What this customer writes is refused. */
  blocked: z.literal(true).optional(),
  /** Colleagues who read along. */
  joined: z.array(AgentId).optional(),
};

/**
 * One piece of routed work. At every moment in exactly one state.
 *
 *   bot ──hands over, fails, times out──▶ queued
 *
 *            ┌──────────── expire / decline / withdraw ───────────┐
 *   queued ──┴▶ offered ──accept──▶ connecting ──joined──▶ active ─┴─▶ wrapUp ──▶ closed
 *     ▲                                  │ failed            │ ▲                     │
 *     └──────────────────────────────────┘            park ▼ │ wake               reopen
 *                                                       parked                      ▼
 *                                                             offered (last owner), then queued
 */
export const Interaction = z.discriminatedUnion('state', [
  /** [45] With a bot; at the latest at `until` it is looked at again: answered, in the queue, or closed. */
  z.object({ ...base, state: z.literal('bot'), since: Instant, botId: BotId, until: Instant }),
  /** `nextWakeAt`: the first time at which it is looked at again whatever happens; from then on every minute (I4). */
  z.object({
    ...base,
    state: z.literal('queued'),
    since: Instant,
    reason: WaitingReason.optional(),
    nextWakeAt: Instant,
  }),
  z.object({ ...base, state: z.literal('offered'), since: Instant, offeredTo: z.array(AgentId) }),
  z.object({ ...base, state: z.literal('connecting'), since: Instant, agentId: AgentId }),
  z.object({
    ...base,
    state: z.literal('active'),
    since: Instant,
    ownerId: AgentId,
    transfer: PendingTransfer.optional(),
    /** The customer said that it is over: closed to them, the owner's to finish; a new message of theirs goes on with it. */
    customerLeft: z.literal(true).optional(),
  }),
  z.object({ ...base, state: z.literal('wrapUp'), since: Instant, ownerId: AgentId, until: Instant }),
  z.object({ ...base, state: z.literal('parked'), since: Instant, ownerId: AgentId, until: Instant }),
  /** `ratingUntil`: awaiting a rating [39]. */
  z.object({
    ...base,
    state: z.literal('closed'),
    since: Instant,
    reopenUntil: Instant,
    ratingUntil: Instant.optional(),
  }),
]);
export type Interaction = z.infer<typeof Interaction>;
export type InteractionState = Interaction['state'];
