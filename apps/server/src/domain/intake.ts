import type { ChannelId, CustomerId, InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { CustomerGist } from '@ringdesk/shared/model/interaction.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';
import { missingFields } from '@ringdesk/shared/rules/contactForm.ts';
import { queueSays } from './automaticTexts.ts';
import { endByCustomer } from './closing.ts';
import { consentMissing, giveConsent } from './consent.ts';
import { contactEvent, contactFormOf, giveContact } from './contact.ts';
import { beginBot, botOf, hear } from './bots.ts';
import { done, linesAfter, type Decided } from './decided.ts';
import { edit } from './delivery.ts';
import type { Event } from './events.ts';
import type { Actor, Context, Input, Kept } from './inputs.ts';
import { rate } from './quality.ts';
import { recall } from './recall.ts';
import type { InteractionRecord } from './records.ts';
import { isBlocked } from './senders.ts';
import { askTranscript } from './transcriptMail.ts';
import { conversationKey, type State } from './state.ts';

type CustomerInput = Extract<Input, { type: `customer.${string}` }>;
type Customer = Extract<Actor, { kind: 'customer' }>;

/** What customers do, as their channel reports it. */
export function fromCustomer(state: State, context: Context, input: CustomerInput): Decided {
  if (context.actor.kind !== 'customer') return refuse({ code: 'notAllowed' });
  if (input.type === 'customer.edited') return edit(state, context, input);
  const interaction = currentOf(state, context.actor);
  if (input.type === 'customer.wrote') return write(state, context, context.actor, interaction, input);
  if (input.type === 'customer.askedTranscript') {
    const recalled = recall(state, context, keptFor(context.actor, interaction, input.kept));
    return askTranscript(state, context, interaction, recalled, input.email);
  }
  if (input.type === 'customer.rated') {
    const recalled = recall(state, context, keptFor(context.actor, interaction, input.kept));
    return rate(state, context, interaction, recalled, input);
  }
  if (input.type === 'customer.consented')
    return giveConsent(state, context, context.actor, interaction, input.version);
  if (!interaction || interaction.state === 'closed') return done([]);
  const { now: at } = context;
  const { id: interactionId } = interaction;
  switch (input.type) {
    case 'customer.ended':
      return endByCustomer(state, context, interaction);
    case 'customer.read': {
      const seqRead = Math.min(input.seq, interaction.lastSeq);
      return done(seqRead > interaction.customerReadSeq ? [{ type: 'customer.read', at, interactionId, seqRead }] : []);
    }
    case 'customer.named':
      return nameCustomer(context, interaction, input.name);
    case 'customer.gaveContact':
      return giveContact(state, context, interaction, input.contact);
    case 'customer.connected':
    case 'customer.disconnected': {
      const online = input.type === 'customer.connected';
      return done(
        online === (interaction.customerOnline ?? online)
          ? []
          : [{ type: 'customer.presenceSet', at, interactionId, online }],
      );
    }
  }
}

export function nameCustomer(context: Context, interaction: InteractionRecord, customerName: string): Decided {
  if (interaction.customer.name === customerName) return done([]);
  const seq = interaction.lastSeq + 1;
  return done([
    { type: 'customer.named', at: context.now, interactionId: interaction.id, seq, content: { customerName } },
  ]);
}

function currentOf(state: State, customer: Customer): InteractionRecord | undefined {
  const id = state.conversations.get(conversationKey(customer.customerId, customer.channelId));
  return id && state.interactions.get(id);
}

/**
 * A message: of the open conversation; of one that it wakes or reopens; or the first of a new one. The same message
 * again gets the same answer and changes nothing (I9).
 */
function write(
  state: State,
  context: Context,
  customer: Customer,
  current: InteractionRecord | undefined,
  input: Extract<CustomerInput, { type: 'customer.wrote' }>,
): Decided {
  const kept = keptFor(customer, current, input.kept);
  const before = current?.messages.get(input.messageId) ?? kept?.messages.find(({ id }) => id === input.messageId);
  const earlierId = current?.id ?? kept?.interaction.id;
  if (before) return done([], { interactionId: earlierId, seq: before.seq, at: before.at });
  if (isBlocked(state, customer.customerId)) return refuse({ code: 'blocked' });
  if (input.text === '' && input.attachments.length === 0)
    return refuse({ code: 'invalid', fields: { text: 'too-short' } });
  const { now: at } = context;
  const events: Event[] = [];
  let interactionId: InteractionId;
  let queueId: QueueId;
  let line: () => number;
  let beginsWithBot = true;
  const recalled = recall(state, context, kept);
  const last = current ?? recalled?.interaction;
  if (last && (last.state !== 'closed' || at <= (last.reopenUntil ?? -1))) {
    interactionId = last.id;
    queueId = last.queueId;
    line = linesAfter(last);
    // What a bot has ended by itself begins with it again; what a person had goes back to people.
    beginsWithBot = last.state === 'closed' && last.lastOwnerId === undefined;
    if (recalled) events.push(recalled.event);
    events.push(...pickUp(last, at, line));
  } else {
    const arrival = arrive(state, context, customer, input, current?.customer ?? kept?.interaction.customer);
    if (!arrival.ok) return arrival;
    interactionId = arrival.value.interactionId;
    queueId = arrival.value.queueId;
    line = linesAfter({ lastSeq: 0 });
    events.push(arrival.value);
    const { consent } = input;
    if (consent) {
      const { version, at: consentedAt } = consent;
      events.push({ type: 'interaction.consented', at, interactionId, seq: line(), version, consentedAt });
    }
  }
  const seq = line();
  const { messageId, text, attachments, contact } = input;
  events.push({
    type: 'message.posted',
    at,
    interactionId,
    messageId,
    seq,
    author: { kind: 'customer' },
    kind: 'reply',
    mentions: [],
    content: { text, attachments },
  });
  if (events[0]?.type === 'interaction.arrived') {
    const greeting = state.queues.get(queueId)?.settings.greeting ?? '';
    events.push(...queueSays(context, interactionId, 'greeting', greeting, line));
    const form = contact && contactFormOfChannel(state, customer.channelId);
    if (contact && form) events.push(contactEvent(form, context, { id: interactionId }, contact, line()));
  }
  const talking = { state, context, interaction: { id: interactionId, queueId }, line };
  const heard = { messageId, seq, text };
  const bot = beginsWithBot ? botOf(state, queueId) : undefined;
  if (bot) events.push(...beginBot(talking, bot, heard));
  else if (last?.id === interactionId && last.bot) events.push(...hear(talking, last.bot, heard));
  return done(events, { interactionId, seq, at });
}

/** What the tables keep of the customer's last conversation here, where the core remembers none. */
function keptFor(customer: Customer, current: InteractionRecord | undefined, kept: Kept | undefined): Kept | undefined {
  if (current || !kept?.newest) return undefined;
  const { interaction } = kept;
  const theirs = interaction.customer.id === customer.customerId && interaction.channelId === customer.channelId;
  return theirs ? kept : undefined;
}

/** What a message does to a conversation that sleeps: it wakes, or it is open again (section 13, Park, Reopen). */
function pickUp(interaction: InteractionRecord, at: number, line: () => number): Event[] {
  const { id: interactionId, ownerId } = interaction;
  if (interaction.state === 'parked' && ownerId !== undefined) {
    return [{ type: 'interaction.woke', at, interactionId, because: 'customerWrote', ownerId, seq: line() }];
  }
  if (interaction.state === 'closed' || interaction.state === 'wrapUp') {
    return [
      {
        type: 'interaction.reopened',
        at,
        interactionId,
        by: 'customer',
        ...(ownerId !== undefined && { wrapUpOwnerId: ownerId }),
        seq: line(),
      },
    ];
  }
  return [];
}

function contactFormOfChannel(state: State, channelId: ChannelId): ReturnType<typeof contactFormOf> {
  const channel = state.channels.get(channelId);
  const queue = channel?.queueId ? state.queues.get(channel.queueId) : undefined;
  return queue && contactFormOf(queue.settings, channel);
}

/** A new conversation, where the channel takes any and what must be known and accepted first is. */
function arrive(
  state: State,
  context: Context,
  customer: { readonly customerId: CustomerId } & Customer,
  input: Extract<CustomerInput, { type: 'customer.wrote' }>,
  before: CustomerGist | undefined,
): Result<Extract<Event, { type: 'interaction.arrived' }>, Refusal> {
  const channel = state.channels.get(customer.channelId);
  const queue = channel?.queueId ? state.queues.get(channel.queueId) : undefined;
  if (!channel || !queue) return refuse({ code: 'channelOff' });
  const customerName = input.customerName || before?.name || '';
  if (channel.kind === 'liveChat' && channel.settings.askName === 'required' && customerName.trim() === '')
    return refuse({ code: 'invalid', fields: { name: 'required' } });
  const unaccepted = consentMissing(queue, channel, input.consent);
  if (unaccepted) return refuse(unaccepted);
  const known = { email: input.contact?.email || before?.email, phone: input.contact?.phone || before?.phone };
  const form = contactFormOf(queue.settings, channel);
  const fields = form ? missingFields(form, { name: customerName, ...defined(known) }) : [];
  if (fields.length > 0) return refuse({ code: 'contactRequired', fields });
  return ok({
    type: 'interaction.arrived',
    at: context.now,
    interactionId: context.newId() as InteractionId,
    channelId: channel.id,
    queueId: queue.id,
    customerId: customer.customerId,
    priority: 0,
    settingsVersion: queue.version,
    ...(input.language !== undefined && { language: input.language }),
    content: { customerName, ...defined(known), ...(input.pageUrl !== undefined && { pageUrl: input.pageUrl }) },
  });
}

/** Without the fields that are not known. */
function defined(known: { readonly email?: string | undefined; readonly phone?: string | undefined }): {
  email?: string;
  phone?: string;
} {
  const { email, phone } = known;
  return { ...(email && { email }), ...(phone && { phone }) };
}
