import type { Agent } from '@ringdesk/shared/model/agent.ts';
import type {
  AgentId,
  BotId,
  ChannelId,
  InteractionId,
  MessageId,
  OfferId,
  QueueId,
} from '@ringdesk/shared/model/ids.ts';
import type {
  CustomerGist,
  Interaction,
  InteractionState,
  PendingTransfer,
  Rating,
} from '@ringdesk/shared/model/interaction.ts';
import type { Language } from '@ringdesk/shared/model/language.ts';
import type { Message } from '@ringdesk/shared/model/message.ts';
import type { AutomaticText } from '@ringdesk/shared/model/message.ts';
import type { Offer } from '@ringdesk/shared/model/offer.ts';
import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { CallFacts, PhoneNumber } from '@ringdesk/shared/model/call.ts';
import type { TrunkId } from '@ringdesk/shared/model/ids.ts';
import type { HoursTurn } from './hours.ts';

/** What is kept of an agent. Fields after `missedInARow` are derived from interactions and queues, never journalled. */
export interface AgentRecord extends Omit<Agent, 'chatLoad' | 'supervises'> {
  supervises: readonly QueueId[];
  /** When the last socket went; absent while online or never connected. */
  disconnectedAt?: Instant | undefined;
  /** Offers go on ringing until then without a socket [78]. */
  graceUntil?: Instant | undefined;
  /** For the tie of [13]; absent: never. */
  lastOfferAt?: Instant | undefined;
  missedInARow: number;
  /** The softphone said that it has no microphone. */
  microphoneBlocked?: true | undefined;
  /** When a call was last offered, or the last one ended: who has been idle longest is first [13]. */
  lastCallAt?: Instant | undefined;
  /** Calls to the outside in the last hour, oldest first, and the talk time of a day (UTC, in days since 1970). */
  dialledAt?: readonly Instant[] | undefined;
  talked?: { readonly day: number; readonly ms: number } | undefined;
  /** When those who lead were last told that a cap is nearly used up. */
  capTold?: { readonly hour?: Instant; readonly day?: Instant } | undefined;

  /** Open interactions of the medium, whatever a limit does not count [13]. */
  load: number;
  /** The same under each choice of [19]. */
  counted: Record<QueueSettings['notCounted'], number>;
  /** Calls that ring there and reserve them, are theirs or are joined with them, are wrapped up. `onCall` follows from it. */
  calls: Record<NonNullable<Agent['onCall']>, number>;
  memberOf: Set<QueueId>;
  offerIds: Set<OfferId>;
  /** Active, in wrap-up or parked. */
  owned: Set<InteractionId>;
  /** Theirs now or last, or with a mention of them: what they see whatever its state. */
  concerns: Set<InteractionId>;
}

export interface OfferRecord extends Offer {
  /** Counts as load; not while everybody is rung [15]. */
  reserves: boolean;
  /** When a desk of the agent showed it first, and when it was first heard there. */
  displayedAt?: Instant | undefined;
  soundAt?: Instant | undefined;
  /** Of a call: it rings beside another one of theirs [81, 82]. */
  beside?: true | undefined;
  /** Of a call that was taken, not offered: how, and from whom. */
  way?: 'intercepted' | 'taken' | undefined;
  fromAgentId?: AgentId | undefined;
}

/** Where a conversation stands with a bot [45]. */
export interface BotTalk {
  readonly botId: BotId;
  /** Of a menu bot: whose choices stand. */
  readonly menuId?: string | undefined;
  /** Messages in a row that were no choice. */
  readonly misses: number;
  /** Messages that an HTTP bot owes an answer to, and until when. */
  readonly asked: readonly { readonly messageId: MessageId; readonly answerBy: Instant }[];
  /** The customer's silence is over then. */
  readonly idleAt: Instant;
  /** What was said last asked for nothing more. */
  readonly ended: boolean;
}

/** A running limit of [46, 47]: since when somebody waits, until when they should be answered, and by whose settings. */
export interface ReplyClock {
  readonly which: 'first' | 'next';
  readonly since: Instant;
  readonly dueAt: Instant;
  readonly queueId: QueueId;
  readonly version: number;
}

/** A call, with what only the rules need. */
export interface CallRecord extends Readonly<CallFacts> {
  /** The line it runs over. */
  readonly trunkId?: TrunkId | undefined;
  /** `action` lasts until then at most. */
  readonly actionUntil?: Instant | undefined;
  /** Whom `action` calls. */
  readonly sendingTo?: PhoneNumber | undefined;
  /** Since when the owner talks with the number they ask: minutes to the outside. */
  readonly askedOutsideSince?: Instant | undefined;
  /** What [61] does was done since it rang last, or could not be done. */
  readonly passOver?: true | undefined;
  /** A message was kept while the call still went on. */
  readonly messageLeft?: true | undefined;
  /** Queues it overflowed from since it rang last: it does not go in circles. */
  readonly overflowed?: readonly QueueId[] | undefined;
  /** The queue whose members are asked one after the other, and who of them was. */
  readonly asking?:
    | { readonly queueId: QueueId; readonly queueName: string; readonly tried: readonly AgentId[] }
    | undefined;
}

/** One piece of work. Which fields mean something follows from `state`, as in shared's `Interaction`. */
export interface InteractionRecord {
  readonly id: InteractionId;
  readonly medium: Interaction['medium'];
  /** Of a call, and only of a call. */
  call?: CallRecord | undefined;
  readonly channelId: ChannelId;
  queueId: QueueId;
  customer: CustomerGist;
  readonly arrivedAt: Instant;
  priority: number;
  pageUrl?: string | undefined;
  language?: Language | undefined;
  lastSeq: number;
  lastAt: Instant;
  preview?: Interaction['preview'];
  /** Outlives an agent's close, for its undo. */
  unansweredSince?: Instant | undefined;
  lastCustomerSeq: number;
  ownerReadSeq: number;
  customerReadSeq: number;
  /** Lines of the customer after `ownerReadSeq`, in order. */
  unreadSeqs: number[];
  firstReplyAt?: Instant | undefined;
  /** [32] The statement it stands on. */
  consent?: { readonly version: number; readonly at: Instant } | undefined;
  /** When an agent, and when the customer, wrote last. */
  lastReplyAt?: Instant | undefined;
  lastCustomerAt?: Instant | undefined;
  /** When the queue sent which of its texts last. */
  texts?: Readonly<Partial<Record<AutomaticText, Instant>>> | undefined;
  /** [35] */
  unansweredMarkAt?: Instant | undefined;
  wasUnanswered?: true | undefined;
  /** [46, 47] The limit that is running; derived from the rest, kept because it is dear to work out. */
  replyClock?: ReplyClock | undefined;
  /** How often a limit was over, and the `since` of the clock that was the last time. */
  overdue?: Interaction['overdue'];
  /** [49] */
  responses?: Interaction['responses'];
  /** [34] The contact form has come in. */
  contactGiven?: true | undefined;
  /** Absent where they have no page that could be open. */
  customerOnline?: boolean | undefined;
  customerLeft: boolean;
  mentioned: AgentId[];
  lastOwnerId?: AgentId | undefined;
  /** Copies by e-mail that the customer has asked for. */
  copiesAsked?: number | undefined;
  /** Where each message went, so that one that comes twice is stored once (I9), and whether the messenger has it. */
  messages: Map<MessageId, { seq: number; at: Instant; delivery?: NonNullable<Message['delivery']> }>;
  /** Events about it since it is remembered: no two transactions end with as many, which tells their effects apart. */
  eventCount?: number | undefined;

  state: InteractionState;
  since: Instant;
  /** While active, in wrap-up or parked. */
  ownerId?: AgentId | undefined;
  ownedSince?: Instant | undefined;
  /** The present owner has replied at least once. */
  ownerReplied: boolean;
  lastWord: 'customer' | 'agent';
  transfer?: PendingTransfer | undefined;
  /** End of wrap-up or of parking. */
  until?: Instant | undefined;
  reopenUntil?: Instant | undefined;
  archiveAt?: Instant | undefined;
  /** Kept open for a rating [39], from the close on. */
  ratingUntil?: Instant | undefined;

  rating?: Rating | undefined;
  review?: (Rating & { readonly by: AgentId }) | undefined;
  topic?: string | undefined;
  spam?: true | undefined;
  /** Colleagues who read along; absent: nobody. */
  joined?: readonly AgentId[] | undefined;

  /** While the state is `bot`. */
  bot?: BotTalk | undefined;

  /** Gets one offer before the queue does. */
  preferred?: { agentId: AgentId; kind: 'reopen' | 'wake' } | undefined;
  pass: number;
  tried: Set<AgentId>;
  /** Who declined, or could not be joined, in this pass, and when. */
  declined: Map<AgentId, Instant>;
  /** Sent it to this queue: not rung before somebody else was. */
  excludedAgentId?: AgentId | undefined;
  /** Sent on to this queue: whose and where it was, until it is put elsewhere. What the undo brings back. */
  sent?: { readonly fromAgentId: AgentId; readonly fromQueueId: QueueId; readonly ownerReplied: boolean } | undefined;
  /** [7] The queue it waited in until that was switched off. Kept while it waits: what the undo brings back. */
  movedFrom?: QueueId | undefined;
  cooling: Map<AgentId, Instant>;
  offers: Map<OfferId, OfferRecord>;
}

export interface QueueConfig {
  readonly id: QueueId;
  name: string;
  active: boolean;
  language: Language;
  version: number;
  settings: QueueSettings;
  hours: HoursTurn;
  /** [61] Minutes of its missed calls that were sent on to a number, of a day (UTC, in days since 1970). */
  talked?: AgentRecord['talked'];
  /** [32] Of the statement: grows by one whenever its text or address changes; 0: there was none so far. */
  consentVersion: number;
}
