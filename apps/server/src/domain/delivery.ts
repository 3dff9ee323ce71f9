import type { ChannelId, CustomerId, InteractionId, MessageId } from '@ringdesk/shared/model/ids.ts';
import type { DeliveryProblem, Message } from '@ringdesk/shared/model/message.ts';
import { HOUR, type Instant } from '@ringdesk/shared/model/time.ts';
import { refuse } from '@ringdesk/shared/result.ts';
import { done, notFound, type Decided } from './decided.ts';
import type { Effect } from './effects.ts';
import type { Event } from './events.ts';
import type { Context, Input } from './inputs.ts';
import type { InteractionEvent } from './interactionEvents.ts';
import { afterRecall, recall } from './recall.ts';
import { occasionOf } from './occasion.ts';
import type { InteractionRecord } from './records.ts';
import type { State } from './state.ts';

type Posted = Extract<InteractionEvent, { type: 'message.posted' }>;
type Changed = Extract<InteractionEvent, { type: 'message.changed' }>;

/** What a queue or a bot says by itself is of no use later; what a person wrote is sent until the outbox gives up. */
const AUTOMATIC_LASTS = HOUR;

/** The payload of the effect which carries one message to its messenger. Ids only: the words stand in the tables. */
export interface SendMessage {
  readonly channelId: ChannelId;
  readonly customerId: CustomerId;
  readonly interactionId: InteractionId;
  readonly messageId: MessageId;
  readonly seq: number;
  /** Not sent after this. */
  readonly until?: Instant;
}

/**
 * A reply which leaves by a messenger waits to be delivered from the moment it is posted, whoever says it. Where its
 * channel was deleted there is no way to the customer any more. Every other event stays as it is.
 *
 *   waiting ──▶ sent │ failed │ uncertain          failed, uncertain ──resend──▶ waiting
 */
export function withDelivery(state: State, event: Event): Event {
  if (event.type !== 'message.posted' || event.kind !== 'reply' || event.author.kind === 'customer') return event;
  const interaction = state.interactions.get(event.interactionId);
  if (interaction === undefined) return event;
  const channel = state.channels.get(interaction.channelId);
  if (channel?.kind === 'liveChat') return event;
  return channel === undefined
    ? { ...event, delivery: 'failed', deliveryProblem: 'channelGone' }
    : { ...event, delivery: 'waiting' };
}

/** The line of a message as it reads from this event on. */
export function changedLineOf({ line, content }: Changed): Message {
  const { text = null, attachments = [], choices } = content ?? {};
  return { ...line, text, attachments: [...attachments], ...(choices && { choices: [...choices] }) };
}

function change(
  message: Message,
  at: Instant,
  news: Pick<Message, 'delivery' | 'deliveryProblem' | 'editedAt'>,
  effectKey?: string,
): Changed {
  const { text, attachments, choices, deliveryProblem: _, ...line } = message;
  return {
    type: 'message.changed',
    at,
    interactionId: line.interactionId,
    line: { ...line, ...news },
    ...(effectKey !== undefined && { effectKey }),
    // What was erased meanwhile does not come back.
    ...(text !== null && { content: { text, attachments, ...(choices && { choices }) } }),
  };
}

/** How sending ended, as the outbox tells. What is not waited for any more changes nothing. */
export function setDelivery(
  state: State,
  context: Context,
  input: Extract<Input, { type: 'message.delivered' }>,
): Decided {
  if (context.actor.kind !== 'server') return refuse({ code: 'notAllowed' });
  const { line, outcome, effectKey } = input;
  const recalled = recall(state, context, input.kept);
  const interaction = state.interactions.get(line.interactionId) ?? recalled?.interaction;
  const known = interaction?.messages.get(line.id);
  if (known?.delivery !== 'waiting') return done([]);
  return afterRecall(recalled, done([change(line, context.now, outcome, effectKey)]));
}

/** What was not delivered, or perhaps, is sent once more. `line`: the message as it stands, looked up by the door. */
export function resend(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  messageId: MessageId,
  line: Message | undefined,
): Decided {
  const known = interaction.messages.get(messageId);
  if (known === undefined || line?.id !== messageId || line.interactionId !== interaction.id) return notFound;
  if (known.delivery !== 'failed' && known.delivery !== 'uncertain')
    return refuse({ code: 'wrongState', state: known.delivery ?? 'sent' });
  if (line.text === null || !state.channels.has(interaction.channelId)) return notFound;
  return done([change(line, context.now, { delivery: 'waiting' })]);
}

/**
 * The customer changed what they had written, in their messenger. The conversation stays as it is: nothing wakes, rings or
 * waits because of it. The same text again changes nothing.
 */
export function edit(state: State, context: Context, input: Extract<Input, { type: 'customer.edited' }>): Decided {
  const { actor } = context;
  if (actor.kind !== 'customer') return refuse({ code: 'notAllowed' });
  const { line, text } = input;
  const recalled = recall(state, context, input.kept);
  const interaction = state.interactions.get(line.interactionId) ?? recalled?.interaction;
  const theirs = interaction?.customer.id === actor.customerId && interaction.channelId === actor.channelId;
  if (!theirs || !interaction.messages.has(line.id) || line.author.kind !== 'customer') return notFound;
  // Erased is erased.
  if (line.text === null || line.text === text) return done([]);
  return afterRecall(recalled, done([change({ ...line, text }, context.now, { editedAt: context.now })]));
}

/** The effect that carries a message which waits to be delivered. */
export function sendEffect(event: Posted | Changed, index: number, after: State): readonly Effect[] {
  const again = event.type === 'message.changed';
  const { delivery, author, seq } = again ? event.line : event;
  const messageId = again ? event.line.id : event.messageId;
  const interaction = after.interactions.get(event.interactionId);
  const channel = interaction && after.channels.get(interaction.channelId);
  if (delivery !== 'waiting' || interaction === undefined || channel === undefined) return [];
  const { channelId, customer } = interaction;
  const automatic = author.kind === 'queue' || author.kind === 'bot';
  const payload: SendMessage = {
    channelId,
    customerId: customer.id,
    interactionId: interaction.id,
    messageId,
    seq,
    ...(automatic && { until: event.at + AUTOMATIC_LASTS }),
  };
  return [
    {
      type: `message.${channel.kind}`,
      // Once for each time it was asked for.
      key: again ? `message ${messageId} ${occasionOf(event, index, interaction)}` : `message ${messageId}`,
      order: `messenger ${channelId} ${customer.id}`,
      payload,
    },
  ];
}

/** How the core says that sending ended. */
export type DeliveryOutcome =
  | { readonly delivery: 'sent' }
  | { readonly delivery: 'failed' | 'uncertain'; readonly deliveryProblem: DeliveryProblem };
