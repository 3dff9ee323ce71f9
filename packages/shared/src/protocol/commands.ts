import { z } from 'zod';
import {
  CallWaiting,
  DeclaredPresence,
  Department,
  IdleRule,
  OfferTimeFactor,
  PersonName,
  PresenceReason,
  Receives,
  Role,
} from '../model/agent.ts';
import { BotSettings } from '../model/bot.ts';
import { ListenMode, PhoneChannelSettings, PhoneNumber, WebCallSettings } from '../model/call.ts';
import { ChannelName, LiveChatSettings, TelegramSettings, WebhookSettings } from '../model/channel.ts';
import {
  AgentId,
  AttachmentId,
  BotId,
  ChannelId,
  DepartmentId,
  InteractionId,
  NoticeId,
  MessageId,
  OfferId,
  QueueId,
  ReasonId,
} from '../model/ids.ts';
import { CustomerName, Priority } from '../model/interaction.ts';
import { Language } from '../model/language.ts';
import { BlockReason, MessageText } from '../model/message.ts';
import { QueueSettings, QueueName } from '../model/queue.ts';
import { boundedText } from '../model/text.ts';
import { Instant } from '../model/time.ts';
import { define, nothing } from './define.ts';

const version = z.number().int().min(1);

/** Whom a call goes to. */
const CallTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('agent'), agentId: AgentId }),
  z.strictObject({ kind: z.literal('number'), number: PhoneNumber }),
]);

/** Whom the owner of a call asks: of a queue, its members one after the other, by its distribution. */
const ConsultTarget = z.discriminatedUnion('kind', [
  ...CallTarget.options,
  z.strictObject({ kind: z.literal('queue'), queueId: QueueId }),
]);

const newChannel = { channelId: ChannelId, name: ChannelName, queueId: QueueId };
const savedChannel = { channelId: ChannelId, version, name: ChannelName, queueId: QueueId.nullable() };

/**
 * What staff can ask the engine to do: name → schemas of input and reply. The only list. Every command carries an
 * id made by the client (protocol/socket.ts) and is answered the same however often it comes.
 */
export const commands = {
  // Offers
  'offer.accept': define(z.strictObject({ offerId: OfferId }), z.object({ interactionId: InteractionId })),
  'offer.decline': define(z.strictObject({ offerId: OfferId, reason: boundedText({ max: 80 }).optional() }), nothing),
  /**
   * When the agent's desk showed the offer, and when its ring was first heard there, by the server's clock: what was missed is
   * told apart from what never appeared. The first word about each counts.
   */
  'offer.shown': define(
    z.strictObject({ offerId: OfferId, displayedAt: Instant.optional(), soundAt: Instant.optional() }),
    nothing,
  ),
  /** Take what rings at a colleague [62]. */
  'interaction.intercept': define(z.strictObject({ interactionId: InteractionId }), nothing),
  /** Take a waiting interaction of one's queue, or, as a supervisor, one that a colleague owns. */
  'interaction.take': define(z.strictObject({ interactionId: InteractionId }), nothing),

  // Conversation
  'message.post': define(
    z.strictObject({
      interactionId: InteractionId,
      messageId: MessageId,
      kind: z.enum(['reply', 'note']),
      text: MessageText,
      mentions: z.array(AgentId).max(20),
      attachmentIds: z.array(AttachmentId).max(10),
    }),
    z.object({ seq: z.number().int(), at: Instant }),
  ),
  /** Sends a message to the messenger once more that was not delivered, or perhaps. */
  'message.resend': define(z.strictObject({ interactionId: InteractionId, messageId: MessageId }), nothing),
  /** The agent has seen the transcript up to `seq`. Never goes back. */
  'interaction.read': define(z.strictObject({ interactionId: InteractionId, seq: z.number().int().min(1) }), nothing),
  'interaction.transfer': define(
    z.strictObject({
      interactionId: InteractionId,
      to: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('agent'), agentId: AgentId }),
        z.strictObject({ kind: z.literal('queue'), queueId: QueueId }),
      ]),
      /** Becomes an internal note at the moment of the transfer. */
      note: MessageText.optional(),
    }),
    nothing,
  ),
  'interaction.cancelTransfer': define(z.strictObject({ interactionId: InteractionId }), nothing),
  /** `topic`: one of the queue's; refused with topicRequired where the queue asks for one. `spam`: nothing is sent to them. */
  'interaction.close': define(
    z.strictObject({
      interactionId: InteractionId,
      topic: boundedText({ min: 1, max: 60 }).optional(),
      spam: z.literal(true).optional(),
    }),
    nothing,
  ),
  /** Reads a colleague's conversation along and may write notes; a supervisor, or a member of its queue. */
  'interaction.join': define(z.strictObject({ interactionId: InteractionId }), nothing),
  'interaction.leave': define(z.strictObject({ interactionId: InteractionId }), nothing),
  /** What this customer writes is refused from now on; false: no longer. */
  'interaction.block': define(
    z.strictObject({ interactionId: InteractionId, blocked: z.boolean(), reason: BlockReason.optional() }),
    nothing,
  ),
  /** A supervisor's own rating of a closed or open conversation; the last one counts. */
  'interaction.review': define(
    z.strictObject({
      interactionId: InteractionId,
      score: z.number().int().min(1).max(5),
      comment: boundedText({ max: 1_000, lines: true }),
    }),
    nothing,
  ),
  /** Takes a conversation away from the bot, into the queue [45]. */
  'interaction.endBot': define(z.strictObject({ interactionId: InteractionId }), nothing),
  /** Undo of a close, or picking a closed conversation up again. */
  'interaction.reopen': define(z.strictObject({ interactionId: InteractionId }), nothing),
  'interaction.park': define(z.strictObject({ interactionId: InteractionId, until: Instant }), nothing),
  'interaction.unpark': define(z.strictObject({ interactionId: InteractionId }), nothing),
  /** `topic`: what it was about, one of the queue's; refused with topicRequired where the queue asks for one. */
  'interaction.finishWrapUp': define(
    z.strictObject({ interactionId: InteractionId, topic: boundedText({ min: 1, max: 60 }).optional() }),
    nothing,
  ),
  /** What it is about, said while it goes on or when it is over; null: nothing. Of the queue's own; the owner's, or the last one's. */
  'interaction.setTopic': define(
    z.strictObject({ interactionId: InteractionId, topic: boundedText({ min: 1, max: 60 }).nullable() }),
    nothing,
  ),
  /** [79] 30 s more of the wrap-up; refused with wrongState outside of one, and once the limit is reached. */
  'interaction.extendWrapUp': define(z.strictObject({ interactionId: InteractionId }), nothing),
  'interaction.setPriority': define(z.strictObject({ interactionId: InteractionId, priority: Priority }), nothing),
  'interaction.nameCustomer': define(z.strictObject({ interactionId: InteractionId, name: CustomerName }), nothing),

  // Calls
  /**
   * Calls a number, or a colleague. The new interaction is the caller's from the start; the softphone's INVITE that names it
   * within 30 s is passed on. Refused with numberNotAllowed, tooManyCalls, phoneOff or onCall. `queueId`: in whose name.
   */
  'call.dial': define(
    z.strictObject({
      interactionId: InteractionId,
      to: CallTarget,
      queueId: QueueId.optional(),
      /** The missed call that is returned. */
      returns: InteractionId.optional(),
    }),
    nothing,
  ),
  /**
   * The owner's, or of whoever steers the queue: the call is over for everybody. Also of one that was sent on to a number, then
   * of whoever sent it.
   */
  'call.hangUp': define(z.strictObject({ interactionId: InteractionId }), nothing),
  /** Blind: the customer goes to this number and the agent leaves. To agents and queues: interaction.transfer. */
  'call.sendOn': define(z.strictObject({ interactionId: InteractionId, number: PhoneNumber }), nothing),
  /**
   * The customer is put on hold and somebody asked; an agent, or the next member of a queue, gets an offer, a number is called by
   * the softphone's INVITE. Refused with agentUnavailable, of a queue with
   * nobodyAvailable, where nobody can be asked.
   */
  'call.consult': define(z.strictObject({ interactionId: InteractionId, with: ConsultTarget }), nothing),
  /** The one who was asked takes over; the owner leaves. */
  'call.completeConsult': define(z.strictObject({ interactionId: InteractionId }), nothing),
  /** All three talk; the owner's softphone mixes. */
  'call.conference': define(z.strictObject({ interactionId: InteractionId }), nothing),
  'call.endConsult': define(z.strictObject({ interactionId: InteractionId }), nothing),
  /** Refused with recordingOff where the queue records nothing. */
  'call.record': define(z.strictObject({ interactionId: InteractionId, on: z.boolean() }), nothing),
  /** Silence in the recording from now on, or its end, while card data is said. Refused with wrongState while nothing is recorded. */
  'call.pauseRecording': define(z.strictObject({ interactionId: InteractionId, paused: z.boolean() }), nothing),
  /** Hears a call of the queues one steers; again with another mode changes it. Audited. */
  'call.listen': define(z.strictObject({ interactionId: InteractionId, mode: ListenMode }), nothing),
  'call.stopListening': define(z.strictObject({ interactionId: InteractionId }), nothing),
  /** A missed call needs nobody any more, or does after all. Refused with wrongState where it was not missed. */
  'call.settleMissed': define(z.strictObject({ interactionId: InteractionId, settled: z.boolean() }), nothing),
  /** Whether this desk's softphone has a microphone: without one no call is offered. */
  'phone.report': define(z.strictObject({ microphone: z.enum(['ok', 'blocked']) }), nothing),
  /** Who may ring at oneself during a call. */
  'phone.setCallWaiting': define(z.strictObject(CallWaiting.shape), nothing),

  // Oneself
  /** [48] One's own; no longer shown. */
  'notice.seen': define(z.strictObject({ noticeId: NoticeId }), nothing),

  'presence.set': define(z.strictObject({ state: DeclaredPresence, reasonId: ReasonId.optional() }), nothing),
  /** Which new work one receives while available; what rings and is no longer wanted goes on to the next. */
  'presence.setReceives': define(z.strictObject({ receives: Receives }), nothing),
  'shift.set': define(z.strictObject({ open: z.boolean() }), nothing),
  'profile.save': define(
    z.strictObject({ name: PersonName, language: Language, pictureId: AttachmentId.nullable() }),
    nothing,
  ),

  // Administration
  'agent.save': define(
    z.strictObject({
      agentId: AgentId,
      name: PersonName,
      role: Role,
      supervises: z.array(QueueId).max(200),
      absent: z.boolean(),
      /** Absent: as it was. */
      offerTimeFactor: OfferTimeFactor.optional(),
    }),
    nothing,
  ),
  'agent.dismiss': define(z.strictObject({ agentId: AgentId }), nothing),
  'agent.reinstate': define(z.strictObject({ agentId: AgentId }), nothing),
  'agent.setPresence': define(
    z.strictObject({ agentId: AgentId, state: DeclaredPresence, reasonId: ReasonId.optional() }),
    nothing,
  ),
  /** As `presence.setReceives`, for somebody else. */
  'agent.setReceives': define(z.strictObject({ agentId: AgentId, receives: Receives }), nothing),
  'department.save': define(Department.strict(), nothing),
  'department.delete': define(z.strictObject({ departmentId: DepartmentId }), nothing),
  /** `idle` null: nobody is set away for not touching the desk; absent: as it was, while its reason stays. */
  'presenceReasons.save': define(
    z.strictObject({ reasons: z.array(PresenceReason).max(50), idle: IdleRule.nullable().optional() }),
    nothing,
  ),
  'queue.create': define(
    z.strictObject({ queueId: QueueId, name: QueueName, language: Language, settings: QueueSettings }),
    nothing,
  ),
  /** Optimistic: refused with versionConflict when `version` is not the current one. */
  'queue.save': define(
    z.strictObject({ queueId: QueueId, version, name: QueueName, language: Language, settings: QueueSettings }),
    z.object({ version }),
  ),
  /**
   * [7] Off: with channels connected it is refused unless `disconnectChannels`; while customers wait it is refused unless
   * `openTo` says where they go: another active queue, or null: they go on waiting here until it is on again. What agents
   * own stays theirs.
   */
  'queue.setActive': define(
    z.strictObject({
      queueId: QueueId,
      active: z.boolean(),
      disconnectChannels: z.boolean(),
      openTo: QueueId.nullable().optional(),
      /** On again: who was moved elsewhere when it was switched off, and still waits there, comes back. */
      takeBack: z.literal(true).optional(),
    }),
    nothing,
  ),
  /** [8] `openTo`: the queue that takes the open interactions over; needed while there are any. */
  'queue.delete': define(z.strictObject({ queueId: QueueId, openTo: QueueId.nullable() }), nothing),
  'channel.create': define(
    z.discriminatedUnion('kind', [
      z.strictObject({ ...newChannel, kind: z.literal('liveChat'), settings: LiveChatSettings }),
      z.strictObject({ ...newChannel, kind: z.literal('telegram'), settings: TelegramSettings }),
      z.strictObject({ ...newChannel, kind: z.literal('webhook'), settings: WebhookSettings }),
      z.strictObject({ ...newChannel, kind: z.literal('phone'), settings: PhoneChannelSettings }),
      z.strictObject({ ...newChannel, kind: z.literal('webCall'), settings: WebCallSettings }),
    ]),
    nothing,
  ),
  /** The kind must be the channel's. */
  'channel.save': define(
    z.discriminatedUnion('kind', [
      z.strictObject({ ...savedChannel, kind: z.literal('liveChat'), settings: LiveChatSettings }),
      z.strictObject({ ...savedChannel, kind: z.literal('telegram'), settings: TelegramSettings }),
      z.strictObject({ ...savedChannel, kind: z.literal('webhook'), settings: WebhookSettings }),
      z.strictObject({ ...savedChannel, kind: z.literal('phone'), settings: PhoneChannelSettings }),
      z.strictObject({ ...savedChannel, kind: z.literal('webCall'), settings: WebCallSettings }),
    ]),
    z.object({ version }),
  ),
  'channel.delete': define(z.strictObject({ channelId: ChannelId }), nothing),
  /** [45] `version` 0 makes it; otherwise refused with versionConflict when it is not the current one. */
  'bot.save': define(
    z.strictObject({
      botId: BotId,
      version: z.number().int().min(0),
      name: boundedText({ min: 1, max: 80 }),
      settings: BotSettings,
    }),
    z.object({ version }),
  ),
  /** Refused with botInUse while queues begin with it. */
  'bot.delete': define(z.strictObject({ botId: BotId }), nothing),
} as const;

export type CommandName = keyof typeof commands;
export type CommandInput<N extends CommandName> = z.output<(typeof commands)[N]['input']>;
export type CommandReply<N extends CommandName> = z.output<(typeof commands)[N]['reply']>;

/** A parsed command, told apart by its name. */
export type AnyCommand = { [N in CommandName]: { readonly name: N; readonly input: CommandInput<N> } }[CommandName];
