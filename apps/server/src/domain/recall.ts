import type { CallFacts } from '@ringdesk/shared/model/call.ts';
import type { ChannelId, CustomerId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import { ok } from '@ringdesk/shared/result.ts';
import { hasPage } from './contact.ts';
import type { Decided } from './decided.ts';
import { CLOSED_STAYS } from './deadlines.ts';
import type { InteractionEvent } from './interactionEvents.ts';
import type { Actor, Context, Input, Kept } from './inputs.ts';
import type { InteractionRecord } from './records.ts';
import { conversationKey, type State } from './state.ts';

type RecalledEvent = Extract<InteractionEvent, { type: 'interaction.recalled' }>;

/** An interaction that may come back: as it will stand in memory, and the fact which puts it there. */
export interface Recall {
  readonly event: RecalledEvent;
  readonly interaction: InteractionRecord;
}

/** What a door looks up in the tables: an interaction, or the newest of a customer on a channel. */
export type LookUp =
  | { readonly interactionId: InteractionId }
  | { readonly customerId: CustomerId; readonly channelId: ChannelId };

/**
 * What must be looked up before this input is submitted. Undefined: nothing; what it is about is open, and so stays in
 * memory at least until it has been closed for a while.
 */
export function lookUpFor(state: State, actor: Actor, input: Input): LookUp | undefined {
  if (
    (input.type === 'customer.wrote' || input.type === 'customer.rated' || input.type === 'customer.askedTranscript') &&
    actor.kind === 'customer'
  ) {
    const { customerId, channelId } = actor;
    const id = state.conversations.get(conversationKey(customerId, channelId));
    return isOpen(state, id) ? undefined : { customerId, channelId };
  }
  if (input.type === 'customer.edited' || input.type === 'message.delivered') {
    const { interactionId } = input.line;
    return isOpen(state, interactionId) ? undefined : { interactionId };
  }
  if (input.type === 'transcript.sent' || input.type === 'call.recorded' || input.type === 'call.rated')
    return isOpen(state, input.interactionId) ? undefined : { interactionId: input.interactionId };
  if (input.type !== 'command' || !('interactionId' in input.command.input)) return undefined;
  if (input.command.name === 'call.dial') {
    const { returns } = input.command.input;
    return returns === undefined || isOpen(state, returns) ? undefined : { interactionId: returns };
  }
  const { interactionId } = input.command.input;
  return isOpen(state, interactionId) ? undefined : { interactionId };
}

function isOpen(state: State, id: InteractionId | undefined): boolean {
  const interaction = id && state.interactions.get(id);
  return interaction !== undefined && interaction.state !== 'closed';
}

/**
 * What the tables kept, as the rules see an interaction. Undefined: nothing was kept, it is remembered (and memory is
 * right), or its queue was deleted, so that nobody could serve it.
 */
export function recall(state: State, context: Pick<Context, 'now'>, kept: Kept | undefined): Recall | undefined {
  if (!kept || state.interactions.has(kept.interaction.id) || !state.queues.has(kept.interaction.queueId))
    return undefined;
  const event = recalledEvent(state, context, kept, kept.newest && !hasNewer(state, kept));
  return { event, interaction: recalledInteraction(event) };
}

/** It comes back only when something happens to it. */
export function afterRecall(recalled: Recall | undefined, decided: Decided): Decided {
  if (!recalled || !decided.ok || decided.value.events.length === 0) return decided;
  return ok({ ...decided.value, events: [recalled.event, ...decided.value.events] });
}

/** One that is remembered of the same customer on the same channel began later. */
function hasNewer(state: State, { interaction: { customer, channelId } }: Kept): boolean {
  return state.conversations.has(conversationKey(customer.id, channelId));
}

function recalledEvent(state: State, { now }: Pick<Context, 'now'>, kept: Kept, newest: boolean): RecalledEvent {
  const { interaction, lastWord, unreadSeqs, messages } = kept;
  const { id: customerId, ...customer } = interaction.customer;
  const { unansweredSince, firstReplyAt, lastOwnerId, pageUrl, language, preview } = interaction;
  const { ratingUntil, rating, review, topic, spam } = interaction;
  const { number, ...callFacts } = interaction.call ?? {};
  return {
    type: 'interaction.recalled',
    at: now,
    interactionId: interaction.id,
    channelId: interaction.channelId,
    queueId: interaction.queueId,
    customerId,
    newest,
    arrivedAt: interaction.arrivedAt,
    closedAt: interaction.since,
    reopenUntil: interaction.reopenUntil,
    archiveAt: now + CLOSED_STAYS,
    priority: interaction.priority,
    lastSeq: interaction.lastSeq,
    lastAt: interaction.lastAt,
    lastCustomerSeq: interaction.lastCustomerSeq,
    ownerReadSeq: interaction.ownerReadSeq,
    customerReadSeq: interaction.customerReadSeq,
    unreadSeqs,
    mentioned: interaction.mentioned,
    ...(unansweredSince !== undefined && { unansweredSince }),
    ...(firstReplyAt !== undefined && { firstReplyAt }),
    ...(lastOwnerId !== undefined && { lastOwnerId }),
    ...(interaction.consent && { consent: interaction.consent }),
    ...(kept.texts && { texts: kept.texts }),
    ...(interaction.unansweredMarkAt !== undefined && { unansweredMarkAt: interaction.unansweredMarkAt }),
    ...(interaction.wasUnanswered && { wasUnanswered: true as const }),
    ...(interaction.overdue && { overdue: interaction.overdue }),
    ...(interaction.responses && { responses: interaction.responses }),
    lastWord,
    ...(hasPage(state, interaction.channelId) && { customerOnline: interaction.customerOnline ?? false }),
    ...(preview && { previewBy: preview.by }),
    ...(ratingUntil !== undefined && { ratingUntil }),
    ...(rating && { rating: { score: rating.score, at: rating.at } }),
    ...(review && { review: { score: review.score, at: review.at, by: review.by } }),
    ...(topic !== undefined && { topic }),
    ...(spam && { spam }),
    ...(interaction.call && { call: callFacts as Omit<CallFacts, 'number'> }),
    ...(language !== undefined && { language }),
    messages,
    content: {
      customer,
      ...(pageUrl !== undefined && { pageUrl }),
      ...(preview && { preview: preview.text }),
      ...(rating && { rating: rating.comment }),
      ...(review && { review: review.comment }),
      ...(number !== undefined && { number }),
    },
  };
}

/** The interaction as it stands in memory after its recall: closed, nobody's, nobody tried. */
export function recalledInteraction(event: RecalledEvent): InteractionRecord {
  const { content } = event;
  return {
    id: event.interactionId,
    medium: event.call ? 'call' : 'chat',
    ...(event.call && {
      call: { ...event.call, ...(content?.number !== undefined && { number: content.number }) },
    }),
    channelId: event.channelId,
    queueId: event.queueId,
    customer: { name: '', ...content?.customer, id: event.customerId },
    arrivedAt: event.arrivedAt,
    priority: event.priority,
    pageUrl: content?.pageUrl,
    language: event.language,
    lastSeq: event.lastSeq,
    lastAt: event.lastAt,
    preview: event.previewBy && { by: event.previewBy, text: content?.preview ?? null },
    lastCustomerSeq: event.lastCustomerSeq,
    ownerReadSeq: event.ownerReadSeq,
    customerReadSeq: event.customerReadSeq,
    unreadSeqs: [...event.unreadSeqs],
    unansweredSince: event.unansweredSince,
    firstReplyAt: event.firstReplyAt,
    consent: event.consent,
    texts: event.texts,
    unansweredMarkAt: event.unansweredMarkAt,
    wasUnanswered: event.wasUnanswered,
    overdue: event.overdue,
    responses: event.responses,
    customerOnline: event.customerOnline,
    customerLeft: false,
    mentioned: [...event.mentioned],
    lastOwnerId: event.lastOwnerId,
    messages: new Map(event.messages.map(({ id, ...place }) => [id, place])),
    state: 'closed',
    since: event.closedAt,
    ownerReplied: false,
    lastWord: event.lastWord,
    reopenUntil: event.reopenUntil,
    archiveAt: event.archiveAt,
    ratingUntil: event.ratingUntil,
    rating: event.rating && { ...event.rating, comment: content?.rating ?? null },
    review: event.review && { ...event.review, comment: content?.review ?? null },
    topic: event.topic,
    spam: event.spam,
    pass: 1,
    tried: new Set(),
    declined: new Map(),
    cooling: new Map(),
    offers: new Map(),
  };
}
