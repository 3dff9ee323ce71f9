import type {
  AgentId,
  ChannelId,
  CustomerId,
  InteractionId,
  MessageId,
  OfferId,
  QueueId,
} from '@ringdesk/shared/model/ids.ts';
import type { CallFacts, PhoneNumber } from '@ringdesk/shared/model/call.ts';
import type { CustomerGist, Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { Language } from '@ringdesk/shared/model/language.ts';
import type {
  Attachment,
  DeliveryProblem,
  Message,
  AutomaticText,
  MessageAuthor,
  MessageKind,
} from '@ringdesk/shared/model/message.ts';
import type { Offer, OfferEnd } from '@ringdesk/shared/model/offer.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { OfferWhy, Trace } from '@ringdesk/shared/model/trace.ts';
import type { Contact, ContactFieldName } from '@ringdesk/shared/rules/contactForm.ts';
import type { BesideEvent } from './besideEvents.ts';
import type { CallBeginning, CallEvent } from './callEvents.ts';
import type { By } from './centerEvents.ts';

/** One offer of a decision. `reserves`: counts as load from now on [18]; not when everybody is rung [15]. */
export interface OfferMade {
  readonly offerId: OfferId;
  readonly agentId: AgentId;
  readonly why: OfferWhy;
  readonly reserves: boolean;
  /** Above the limit by a rule that allows it [82]. */
  readonly overLimit?: true;
}

/** An end that several offers of one interaction share. The words of a refusal are in the event's content. */
export type SharedEnd = OfferEnd extends infer E ? (E extends OfferEnd ? Omit<E, 'at'> : never) : never;

/** Why an interaction went back to, or on to, a queue. */
export type RequeueReason = 'transferred' | 'notAnswered' | 'disconnected' | 'ownerGone';

/** How an agent became the owner. `takenBack`: a transfer to a queue was undone. */
export type JoinWay = 'accepted' | 'transferred' | 'intercepted' | 'taken' | 'takenBack';

/** Facts about one interaction. `seq` is present where the event is a line of the transcript (I9). */
export type InteractionEvent =
  | {
      readonly type: 'interaction.arrived';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly channelId: ChannelId;
      readonly queueId: QueueId;
      readonly customerId: CustomerId;
      readonly priority: number;
      readonly settingsVersion: number;
      readonly language?: Language;
      /** It is a call. */
      readonly call?: CallBeginning;
      readonly content?: {
        readonly customerName: string;
        /** Known from an earlier conversation. */
        readonly email?: string;
        readonly phone?: string;
        readonly pageUrl?: string;
        /** Of a call: the other party's. */
        readonly number?: PhoneNumber;
      };
    }
  /** [32] The version of the statement this conversation stands on. */
  | {
      readonly type: 'interaction.consented';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly seq: number;
      readonly version: number;
      readonly consentedAt: Instant;
    }
  /** [35] The customer has had no reply for as long as the queue allows. */
  | {
      readonly type: 'interaction.markedUnanswered';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly seq: number;
    }
  /** [46, 47] The limit is over; `since`: when the wait began. `agentId`: whose it is. */
  | {
      readonly type: 'reply.overdue';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly seq: number;
      readonly which: 'first' | 'next';
      readonly since: Instant;
      readonly agentId?: AgentId;
    }
  /** [34] Which fields of the form were filled in. */
  | {
      readonly type: 'customer.contactGiven';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly seq: number;
      readonly fields: readonly ContactFieldName[];
      readonly content?: Partial<Contact>;
    }
  | {
      readonly type: 'message.posted';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly messageId: MessageId;
      readonly seq: number;
      readonly author: MessageAuthor;
      readonly kind: MessageKind;
      readonly mentions: readonly AgentId[];
      /** Of what leaves by a messenger. */
      readonly delivery?: 'waiting' | 'failed';
      readonly deliveryProblem?: DeliveryProblem;
      /** [49] A reply of an agent: how long the customer had waited for it, by the clock of the queue. */
      readonly waitedMs?: number;
      readonly content?: {
        readonly text: string;
        readonly attachments: readonly Attachment[];
        /** [45] Answers to choose from. */
        readonly choices?: readonly string[];
      };
    }
  /** The customer wants a copy of the conversation by e-mail. */
  | {
      readonly type: 'transcript.asked';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      /** The last line of the copy. */
      readonly upToSeq: number;
      readonly content?: { readonly email: string };
    }
  /** It was handed to the mail server; `effectKey`: of what ended with this. */
  | {
      readonly type: 'transcript.sent';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly effectKey: string;
      readonly seq: number;
    }
  /** A line that stands already reads so from now on: its words were edited, or sending it ended. `effectKey`: of what ended. */
  | {
      readonly type: 'message.changed';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      /** Whole, so that nothing of it is lost by a change of one part; its place stays. What is personal is in `content`. */
      readonly line: Omit<Message, 'text' | 'attachments' | 'choices'>;
      readonly effectKey?: string;
      readonly content?: Pick<Message, 'attachments' | 'choices'> & { readonly text: string };
    }
  /** A decision: one offer, or with "to all" a round or those who join it while it rings. */
  | {
      readonly type: 'interaction.offered';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly queueId: QueueId;
      readonly kind: Offer['kind'];
      readonly settingsVersion: number;
      readonly pass: number;
      readonly expiresAt: Instant;
      readonly offers: readonly OfferMade[];
      readonly trace: Trace;
    }
  /** `missed`: counts as a missed offer [80]. */
  | {
      readonly type: 'offers.ended';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      /** `unseen`: its time ran out, and no desk had said that it showed it. */
      readonly offers: readonly { readonly offerId: OfferId; readonly agentId: AgentId; readonly unseen?: true }[];
      readonly end: SharedEnd;
      readonly settingsVersion: number;
      readonly content?: { readonly reason: string };
    }
  /** A desk has shown the offer, or let it be heard, for the first time. */
  | {
      readonly type: 'offer.shown';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly offerId: OfferId;
      readonly agentId: AgentId;
      readonly offeredAt: Instant;
      readonly displayedAt?: Instant;
      readonly soundAt?: Instant;
    }
  /** The one who accepted is being joined, until `joinBy` at most. */
  | {
      readonly type: 'offer.accepted';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly offerId: OfferId;
      readonly agentId: AgentId;
      readonly joinBy: Instant;
      readonly overLimit?: true;
      /** Of a call that was taken and is being joined: how, and from whom. */
      readonly way?: 'intercepted' | 'taken';
      readonly fromAgentId?: AgentId;
    }
  /** The agent owns it now. `offerId`: the accepted offer, which ends with this. */
  | {
      readonly type: 'interaction.joined';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly agentId: AgentId;
      readonly way: JoinWay;
      readonly offerId?: OfferId;
      readonly fromAgentId?: AgentId;
      readonly seq: number;
      readonly settingsVersion: number;
      readonly overLimit?: true;
    }
  | {
      readonly type: 'transfer.started';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly fromAgentId: AgentId;
      /** Who sent it on, where that was not its owner. */
      readonly byAgentId?: AgentId;
      readonly toAgentId: AgentId;
      readonly seq: number;
    }
  | {
      readonly type: 'transfer.ended';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly fromAgentId: AgentId;
      readonly toAgentId: AgentId;
      readonly outcome: 'accepted' | 'declined' | 'expired' | 'cancelled' | 'failed';
      readonly seq: number;
    }
  /** Without an owner again, with its original age. `excludedAgentId` is not rung before somebody else was. */
  | {
      readonly type: 'interaction.requeued';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly queueId: QueueId;
      readonly fromQueueId: QueueId;
      readonly queueName: string;
      readonly reason: RequeueReason;
      readonly fromAgentId: AgentId;
      /** Who sent it on, where that was not its owner. */
      readonly byAgentId?: AgentId;
      readonly excludedAgentId?: AgentId;
      readonly seq: number;
      readonly settingsVersion: number;
    }
  /** Another queue's now, owner and state unchanged: its queue was deleted or switched off [7, 8], or a transfer undone. */
  | {
      readonly type: 'interaction.moved';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly fromQueueId: QueueId;
      readonly queueId: QueueId;
      /** Its queue was switched off [7]: the undo brings it back as long as it waits. */
      readonly because?: 'switchedOff';
    }
  /** Agents who are not rung again for a while: a lone member declined (section 13, Strict order). */
  | {
      readonly type: 'interaction.cooling';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly queueId: QueueId;
      readonly agents: readonly { readonly agentId: AgentId; readonly until: Instant }[];
    }
  | {
      readonly type: 'interaction.cooled';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly queueId: QueueId;
      readonly agentIds: readonly AgentId[];
    }
  /** The one who should get it first cannot; the queue is next. */
  | {
      readonly type: 'interaction.preferenceDropped';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly agentId: AgentId;
    }
  | {
      readonly type: 'interaction.parked';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly agentId: AgentId;
      readonly until: Instant;
      readonly seq: number;
    }
  /** `agent`: the owner took it up; otherwise the owner gets one offer, then the queue. */
  | {
      readonly type: 'interaction.woke';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly because: 'time' | 'customerWrote' | 'agent';
      readonly ownerId: AgentId;
      readonly seq: number;
      readonly overLimit?: true;
    }
  | {
      readonly type: 'interaction.closed';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly by: 'agent' | 'customer' | 'server';
      readonly agentId?: AgentId;
      readonly ownerId?: AgentId;
      /** By an agent: it is spam; by the server: the customer was silent [40]. */
      readonly because?: 'silence' | 'spam';
      readonly topic?: string;
      /** Present: after-work until then [79]. */
      readonly wrapUpUntil?: Instant;
      readonly reopenUntil: Instant;
      readonly archiveAt: Instant;
      /** Kept open for a rating until then [39]. */
      readonly ratingUntil?: Instant;
      readonly seq: number;
    }
  | {
      readonly type: 'interaction.wrapUpExtended';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly ownerId: AgentId;
      readonly until: Instant;
    }
  | {
      readonly type: 'interaction.wrapUpEnded';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly ownerId: AgentId;
      /** Given with it. */
      readonly topic?: string;
      readonly reopenUntil: Instant;
      readonly archiveAt: Instant;
    }
  /** By the agent: theirs at once. By the customer: one offer to the last owner, then the queue. */
  | {
      readonly type: 'interaction.reopened';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly by: 'agent' | 'customer';
      readonly agentId?: AgentId;
      readonly wrapUpOwnerId?: AgentId;
      readonly seq: number;
      readonly overLimit?: true;
    }
  /** The customer ended an owned conversation: closed to them, the owner's until closed. */
  | {
      readonly type: 'customer.left';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly seq: number;
    }
  | {
      readonly type: 'customer.presenceSet';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly online: boolean;
    }
  | {
      readonly type: 'customer.named';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly seq: number;
      readonly content?: { readonly customerName: string };
    }
  | {
      readonly type: 'customer.read';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly seqRead: number;
    }
  /** `owner`: the owner has seen the transcript up to `seqRead`; otherwise only a mention is answered by it. */
  | {
      readonly type: 'interaction.read';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly agentId: AgentId;
      readonly owner: boolean;
      readonly seqRead: number;
    }
  | BesideEvent
  | CallEvent
  /** Without a topic: none any more. */
  | {
      readonly type: 'interaction.topicSet';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly agentId: AgentId;
      readonly topic?: string;
    }
  | {
      readonly type: 'interaction.prioritySet';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly by: By;
      readonly priority: number;
    }
  /**
   * Back in the memory of the core, closed as it was, because something is done with it: all that the tables kept of it.
   * `newest`: what the customer writes next on the channel belongs to it.
   */
  | {
      readonly type: 'interaction.recalled';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly channelId: ChannelId;
      readonly queueId: QueueId;
      readonly customerId: CustomerId;
      readonly newest: boolean;
      readonly arrivedAt: Instant;
      readonly closedAt: Instant;
      readonly reopenUntil: Instant;
      readonly archiveAt: Instant;
      readonly priority: number;
      readonly lastSeq: number;
      readonly lastAt: Instant;
      readonly lastCustomerSeq: number;
      readonly ownerReadSeq: number;
      readonly customerReadSeq: number;
      readonly unreadSeqs: readonly number[];
      readonly mentioned: readonly AgentId[];
      readonly firstReplyAt?: Instant;
      readonly consent?: { readonly version: number; readonly at: Instant };
      readonly texts?: Readonly<Partial<Record<AutomaticText, Instant>>>;
      readonly unansweredMarkAt?: Instant;
      readonly wasUnanswered?: true;
      readonly overdue?: NonNullable<Interaction['overdue']>;
      readonly responses?: NonNullable<Interaction['responses']>;
      /** Closed by an agent while the customer waited since then. */
      readonly unansweredSince?: Instant;
      readonly lastOwnerId?: AgentId;
      readonly lastWord: 'customer' | 'agent';
      /** A page of the customer is connected now. */
      readonly customerOnline?: boolean;
      readonly previewBy?: NonNullable<Interaction['preview']>['by'];
      readonly ratingUntil?: Instant;
      readonly rating?: { readonly score: number; readonly at: Instant };
      readonly review?: { readonly score: number; readonly at: Instant; readonly by: AgentId };
      readonly topic?: string;
      readonly spam?: true;
      /** Of a call, as it ended; its number is personal. */
      readonly call?: Omit<CallFacts, 'number'>;
      readonly language?: Language;
      readonly messages: readonly {
        readonly id: MessageId;
        readonly seq: number;
        readonly at: Instant;
        readonly delivery?: NonNullable<Message['delivery']>;
      }[];
      readonly content?: {
        readonly customer: Omit<CustomerGist, 'id'>;
        readonly pageUrl?: string;
        readonly preview?: string | null;
        readonly rating?: string | null;
        readonly review?: string | null;
        readonly number?: PhoneNumber;
      };
    }
  /** Left the memory of the core; its history stays in the tables. */
  | {
      readonly type: 'interaction.archived';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly queueId: QueueId;
      readonly lastOwnerId?: AgentId;
    };
