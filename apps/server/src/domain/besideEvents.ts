import type { AgentId, BotId, CustomerId, InteractionId, MessageId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { BlockReason, Happening } from '@ringdesk/shared/model/message.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';

/** Why a bot has a conversation no longer [45]. */
export type HandOverReason = Extract<Happening['what'], { name: 'botHandedOver' }>['because'];

/** Facts of what goes on beside the routing of an interaction: bots, ratings, blocked senders, colleagues who read along. */
export type BesideEvent =
  /** [45] With the bot from now on, until the customer has been silent to `idleAt` or an answer is not there in time. */
  | {
      readonly type: 'bot.began';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly botId: BotId;
      readonly botName: string;
      /** Of a menu bot: whose choices stand. */
      readonly menuId?: string;
      readonly idleAt: Instant;
      readonly seq: number;
    }
  /** A menu bot took a message; `ended`: it was told all that it asked for. */
  | {
      readonly type: 'bot.heard';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly menuId: string;
      readonly misses: number;
      readonly ended: boolean;
      readonly idleAt: Instant;
    }
  /** An HTTP bot owes an answer to this message. */
  | {
      readonly type: 'bot.asked';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly botId: BotId;
      readonly messageId: MessageId;
      /** Its line. */
      readonly seqAsked: number;
      readonly answerBy: Instant;
      readonly idleAt: Instant;
    }
  | {
      readonly type: 'bot.answered';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly messageId: MessageId;
    }
  /** In a queue from now on, with its original age. */
  | {
      readonly type: 'bot.handedOver';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly botId: BotId;
      readonly because: HandOverReason;
      readonly queueId: QueueId;
      readonly fromQueueId: QueueId;
      /** Where it is another one than before. */
      readonly queueName?: string;
      readonly seq: number;
      readonly settingsVersion: number;
    }
  /** [43] A later one replaces it. */
  | {
      readonly type: 'customer.rated';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly seq: number;
      readonly score: number;
      readonly content?: { readonly comment: string };
    }
  /** By a supervisor. */
  | {
      readonly type: 'interaction.reviewed';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly agentId: AgentId;
      readonly seq: number;
      readonly score: number;
      readonly content?: { readonly comment: string };
    }
  /** No longer kept open for a rating [39]. */
  | { readonly type: 'interaction.ratingEnded'; readonly at: Instant; readonly interactionId: InteractionId }
  /** Of everything the customer writes, on whatever channel. */
  | {
      readonly type: 'sender.blockSet';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly customerId: CustomerId;
      readonly agentId: AgentId;
      readonly blocked: boolean;
      readonly reason?: BlockReason;
      readonly seq: number;
    }
  /** Reads along, or no longer. */
  | {
      readonly type: 'colleague.joined' | 'colleague.left';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly agentId: AgentId;
      readonly seq: number;
    };
