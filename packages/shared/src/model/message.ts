import { z } from 'zod';
import { CallEnd, ListenMode, PhoneNumber } from './call.ts';
import { AgentId, AttachmentId, BotId, InteractionId, MessageId } from './ids.ts';
import { boundedText } from './text.ts';
import { Instant } from './time.ts';

/** 8 kB on the wire; 4,000 characters is what messengers allow a person to send at once. */
export const MessageText = boundedText({ max: 4_000, lines: true });

export const Attachment = z.object({
  id: AttachmentId,
  name: z.string(),
  mimeType: z.string(),
  bytes: z.number().int().min(0),
  /** Pixels; present for images the server could read. */
  width: z.number().int().optional(),
  height: z.number().int().optional(),
});
export type Attachment = z.infer<typeof Attachment>;

/** A text the queue sends by itself, and the setting it comes from. */
export const AutomaticText = z.enum(['greeting', 'offHours', 'nobody', 'closed', 'silence']);
export type AutomaticText = z.infer<typeof AutomaticText>;

export const MessageAuthor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('customer') }),
  z.object({ kind: z.literal('agent'), agentId: AgentId }),
  /** The queue by itself [30, 33, 36–38, 40]. */
  z.object({ kind: z.literal('queue'), text: AutomaticText }),
  /** [45] `name`: the bot's at that time. */
  z.object({ kind: z.literal('bot'), botId: BotId, name: z.string() }),
]);
export type MessageAuthor = z.infer<typeof MessageAuthor>;

/** `reply` is seen by the customer, `note` only by the team. A customer's message is always a `reply`. */
export const MessageKind = z.enum(['reply', 'note']);
export type MessageKind = z.infer<typeof MessageKind>;

/**
 * Why a message was not delivered, or perhaps. `blocked`: the customer stopped the bot; `refused`: the messenger does not
 * take it; `interrupted`: the server ended, or the line broke, while it was sent.
 */
export const DeliveryProblem = z.enum([
  'blocked',
  'refused',
  'unauthorized',
  'unreachable',
  'interrupted',
  'tooLate',
  'fileMissing',
  'channelGone',
]);
export type DeliveryProblem = z.infer<typeof DeliveryProblem>;

/** One line of a transcript. `seq` orders it, from 1, the same for everybody (I9); messages and happenings share it. */
export const Message = z.object({
  type: z.literal('message'),
  id: MessageId,
  interactionId: InteractionId,
  seq: z.number().int().min(1),
  at: Instant,
  author: MessageAuthor,
  kind: MessageKind,
  /** null: erased on request. */
  text: z.string().nullable(),
  mentions: z.array(AgentId),
  attachments: z.array(Attachment),
  /** [45] Answers the customer can choose with one tap; only on a bot's message. */
  choices: z.array(z.string()).optional(),
  /** Delivery to a messenger; absent on channels whose screens tell by themselves. `uncertain`: sent perhaps (reliability, 8). */
  delivery: z.enum(['waiting', 'sent', 'uncertain', 'failed']).optional(),
  deliveryProblem: DeliveryProblem.optional(),
  /** [49] A reply of an agent: milliseconds the customer had waited for it, by the clock of the queue; absent: nobody waited. */
  waitedMs: z.number().int().min(0).optional(),
  /** Changed by the customer in their messenger since. */
  editedAt: Instant.optional(),
});
export type Message = z.infer<typeof Message>;

/** Why nothing of a sender comes through any more. */
export const BlockReason = z.enum(['spam', 'abuse', 'fraud', 'nuisance']);
export type BlockReason = z.infer<typeof BlockReason>;

/** A thing that happened to the interaction, shown as a quiet line between messages. */
export const Happening = z.object({
  type: z.literal('happening'),
  interactionId: InteractionId,
  seq: z.number().int().min(1),
  at: Instant,
  what: z.discriminatedUnion('name', [
    z.object({ name: z.literal('accepted'), agentId: AgentId }),
    z.object({ name: z.literal('intercepted'), agentId: AgentId, fromAgentId: AgentId.optional() }),
    z.object({ name: z.literal('taken'), agentId: AgentId, fromAgentId: AgentId.optional() }),
    z.object({
      name: z.literal('transferred'),
      fromAgentId: AgentId,
      /** Who sent it on, where that was not its owner: a supervisor. */
      byAgentId: AgentId.optional(),
      toAgentId: AgentId.optional(),
      toQueueName: z.string().optional(),
    }),
    z.object({
      name: z.literal('transferEnded'),
      outcome: z.enum(['accepted', 'declined', 'expired', 'cancelled', 'failed']),
      fromAgentId: AgentId,
      toAgentId: AgentId,
    }),
    z.object({
      name: z.literal('returned'),
      reason: z.enum(['notAnswered', 'disconnected', 'ownerGone']),
      agentId: AgentId,
    }),
    z.object({ name: z.literal('parked'), agentId: AgentId, until: Instant }),
    z.object({ name: z.literal('woke'), because: z.enum(['time', 'customerWrote', 'agent']) }),
    z.object({
      name: z.literal('closed'),
      by: z.enum(['agent', 'customer', 'server']),
      agentId: AgentId.optional(),
      /** By the server: the customer was silent [40]; by an agent: it is spam. */
      because: z.enum(['silence', 'spam']).optional(),
      topic: z.string().optional(),
    }),
    z.object({ name: z.literal('reopened'), by: z.enum(['agent', 'customer']), agentId: AgentId.optional() }),
    z.object({ name: z.literal('customerLeft') }),
    z.object({ name: z.literal('customerNamed'), customerName: z.string() }),
    /** [32] Which version of the statement was accepted. */
    z.object({ name: z.literal('consented'), version: z.number().int() }),
    /** [34] Which of the fields were filled in; the values stand at the customer. */
    z.object({ name: z.literal('contactGiven'), fields: z.array(z.enum(['name', 'email', 'phone'])) }),
    /** [35] */
    z.object({ name: z.literal('unanswered') }),
    /** [46, 47] */
    z.object({ name: z.literal('overdue'), which: z.enum(['first', 'next']), agentId: AgentId.optional() }),
    /** [43] By the customer, or by a supervisor; the comment is shown with it. */
    z.object({
      name: z.literal('rated'),
      by: z.enum(['customer', 'supervisor']),
      agentId: AgentId.optional(),
      score: z.number().int().min(1).max(5),
      comment: z.string().nullable(),
    }),
    /** [45] */
    z.object({ name: z.literal('botBegan'), botName: z.string() }),
    z.object({
      name: z.literal('botHandedOver'),
      because: z.enum(['asked', 'notUnderstood', 'silent', 'failed', 'timeout', 'agent']),
      queueName: z.string().optional(),
    }),
    /** A colleague reads along and may write notes. */
    z.object({ name: z.literal('colleagueJoined'), agentId: AgentId }),
    z.object({ name: z.literal('colleagueLeft'), agentId: AgentId }),
    z.object({ name: z.literal('senderBlocked'), agentId: AgentId, reason: BlockReason.optional() }),
    z.object({ name: z.literal('senderUnblocked'), agentId: AgentId }),
    z.object({ name: z.literal('transcriptSent') }),
    // Calls [73]
    z.object({ name: z.literal('callArrived'), number: PhoneNumber.optional(), ownNumber: PhoneNumber.optional() }),
    z.object({ name: z.literal('called'), agentId: AgentId, number: PhoneNumber.optional() }),
    z.object({ name: z.literal('callAnswered') }),
    z.object({ name: z.literal('callHeld'), on: z.boolean() }),
    /** `talkSeconds`: 0 where nobody talked. */
    z.object({
      name: z.literal('callEnded'),
      by: CallEnd.shape.by,
      outcome: CallEnd.shape.outcome,
      agentId: AgentId.optional(),
      talkSeconds: z.number().int().min(0),
    }),
    /** [61], or a transfer to a number. */
    z.object({
      name: z.literal('callForwarded'),
      agentId: AgentId.optional(),
      toAgentId: AgentId.optional(),
      number: PhoneNumber.optional(),
      toQueueName: z.string().optional(),
    }),
    /** Customer and number talked among themselves for so long. `agentId`: who ended that. */
    z.object({
      name: z.literal('sentOnEnded'),
      by: CallEnd.shape.by,
      number: PhoneNumber.optional(),
      seconds: z.number().int().min(0),
      agentId: AgentId.optional(),
    }),
    z.object({
      name: z.literal('consulted'),
      agentId: AgentId,
      withAgentId: AgentId.optional(),
      /** A queue was asked; without an agent none of its members has come. */
      withQueueName: z.string().optional(),
      number: PhoneNumber.optional(),
      /** `unanswered`: no member of the queue that was asked took it. */
      outcome: z.enum(['began', 'ended', 'completed', 'conference', 'unanswered']),
    }),
    z.object({ name: z.literal('recording'), on: z.boolean(), agentId: AgentId.optional() }),
    /** `on`: from here on it keeps silence. */
    z.object({ name: z.literal('recordingPaused'), on: z.boolean() }),
    z.object({
      name: z.literal('recorded'),
      kind: z.enum(['recording', 'voicemail']),
      /** null: erased. */
      attachmentId: AttachmentId.nullable(),
      seconds: z.number().int().min(0),
      /** 0 to 100, for a waveform. */
      peaks: z.array(z.number().int().min(0).max(100)).max(200),
    }),
    z.object({ name: z.literal('listened'), agentId: AgentId, mode: ListenMode, on: z.boolean() }),
    /** A missed call needs nobody any more: `done` as somebody says, `talked` as it turned out; `undone`: it does. */
    z.object({ name: z.literal('missedSettled'), agentId: AgentId, outcome: z.enum(['done', 'undone', 'talked']) }),
  ]),
});
export type Happening = z.infer<typeof Happening>;

export const TranscriptLine = z.discriminatedUnion('type', [Message, Happening]);
export type TranscriptLine = z.infer<typeof TranscriptLine>;
