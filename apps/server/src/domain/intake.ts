import type { CustomerId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';
import { endByCustomer } from './closing.ts';
import { done, linesAfter, type Decided } from './decided.ts';
import type { Event } from './events.ts';
import type { Actor, Context, Input, Kept } from './inputs.ts';
import { recall } from './recall.ts';
import type { InteractionRecord } from './records.ts';
import { conversationKey, type State } from './state.ts';

type CustomerInput = Extract<Input, { type: `customer.${string}` }>;
type Customer = Extract<Actor, { kind: 'customer' }>;

/** What customers do, as their channel reports it. */
export function fromCustomer(state: State, context: Context, input: CustomerInput): Decided {
  if (context.actor.kind !== 'customer') return refuse({ code: 'notAllowed' });
  const interaction = currentOf(state, context.actor);
  if (input.type === 'customer.wrote') return write(state, context, context.actor, interaction, input);
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
    case 'customer.connected':
    case 'customer.disconnected': {
      const online = input.type === 'customer.connected';
      return done(
        online === interaction.customerOnline ? [] : [{ type: 'customer.presenceSet', at, interactionId, online }],
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
  if (input.text === '' && input.attachments.length === 0)
    return refuse({ code: 'invalid', fields: { text: 'too-short' } });
  const { now: at } = context;
  const events: Event[] = [];
  let interactionId: InteractionId;
  let line: () => number;
  const recalled = recall(state, context, kept);
  const last = current ?? recalled?.interaction;
  if (last && (last.state !== 'closed' || at <= (last.reopenUntil ?? -1))) {
    interactionId = last.id;
    line = linesAfter(last);
    if (recalled) events.push(recalled.event);
    events.push(...pickUp(last, at, line));
  } else {
    const name = input.customerName || (current?.customer ?? kept?.interaction.customer)?.name || '';
    const arrival = arrive(state, context, customer, input, name);
    if (!arrival.ok) return arrival;
    const arrived = arrival.value;
    events.push(arrived);
    interactionId = arrived.interactionId;
    line = linesAfter({ lastSeq: 0 });
  }
  const seq = line();
  const { messageId, text, attachments } = input;
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

function arrive(
  state: State,
  context: Context,
  customer: { readonly customerId: CustomerId } & Customer,
  input: Extract<CustomerInput, { type: 'customer.wrote' }>,
  customerName: string,
): Result<Extract<Event, { type: 'interaction.arrived' }>, Refusal> {
  const channel = state.channels.get(customer.channelId);
  const queue = channel?.queueId ? state.queues.get(channel.queueId) : undefined;
  if (!channel || !queue) return refuse({ code: 'channelOff' });
  if (channel.kind === 'liveChat' && channel.settings.askName === 'required' && customerName.trim() === '')
    return refuse({ code: 'invalid', fields: { name: 'required' } });
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
    content: { customerName, ...(input.pageUrl !== undefined && { pageUrl: input.pageUrl }) },
  });
}
