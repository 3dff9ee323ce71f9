import type { PhoneNumber } from '@ringdesk/shared/model/call.ts';
import type { QueueId } from '@ringdesk/shared/model/ids.ts';
import { previewOf, responsesAfter } from '@ringdesk/shared/rules/afterLine.ts';
import { hasPage, withContact } from './contact.ts';
import type { CallBeginning } from './callEvents.ts';
import { CLOSED_STAYS } from './deadlines.ts';
import { applyCall, isCallEvent, leavingIdle } from './evolveCalls.ts';
import { known } from './evolveCenter.ts';
import { applyBeside } from './evolveBeside.ts';
import { own, queueUp, restartPasses } from './evolveOffers.ts';
import { applyService } from './evolveService.ts';
import type { InteractionEvent } from './interactionEvents.ts';
import { addInteraction, changeInteraction, changeWords, dropInteraction } from './indexing.ts';
import { recalledInteraction } from './recall.ts';
import type { CallRecord, InteractionRecord } from './records.ts';
import { conversationKey, type State } from './state.ts';

/** The memory of interactions, save what is about their offers. */
export function evolveInteraction(state: State, event: InteractionEvent): void {
  if (event.type === 'interaction.arrived') {
    addInteraction(state, newInteraction(state, event));
    state.conversations.set(conversationKey(event.customerId, event.channelId), event.interactionId);
    return;
  }
  if (event.type === 'interaction.recalled') {
    addInteraction(state, recalledInteraction(event));
    if (event.newest) state.conversations.set(conversationKey(event.customerId, event.channelId), event.interactionId);
    return;
  }
  const interaction = known(state.interactions, event.interactionId);
  if (event.type === 'interaction.archived') {
    dropInteraction(state, interaction);
    return;
  }
  const change = areOnlyWords(interaction, event) ? changeWords : changeInteraction;
  change(state, interaction, () => {
    if ('seq' in event) {
      interaction.lastSeq = event.seq;
      interaction.lastAt = event.at;
    }
    leavingIdle(state, interaction, event.at, () => apply(state, interaction, event));
    if (interaction.archiveAt !== undefined)
      interaction.archiveAt = Math.max(interaction.archiveAt, event.at + CLOSED_STAYS);
  });
}

/** Whether nothing changes but what was said and read: in a conversation under way, and by whom the last word was before. */
function areOnlyWords(interaction: InteractionRecord, event: InteractionEvent): boolean {
  if (interaction.state !== 'active') return false;
  switch (event.type) {
    case 'customer.read':
    case 'customer.presenceSet':
      return true;
    case 'interaction.read':
      return !interaction.mentioned.includes(event.agentId);
    case 'message.posted':
      if (event.kind === 'note') return event.mentions.length === 0;
      if (event.author.kind === 'agent') return interaction.lastWord === 'agent' && interaction.ownerReplied;
      return event.author.kind !== 'customer' || interaction.lastWord === 'customer';
    default:
      return false;
  }
}

function apply(state: State, interaction: InteractionRecord, event: InteractionEvent): void {
  if (isCallEvent(event)) return applyCall(state, interaction, event);
  switch (event.type) {
    case 'message.posted':
      return post(interaction, event);
    case 'transcript.asked':
      interaction.copiesAsked = (interaction.copiesAsked ?? 0) + 1;
      return;
    case 'transcript.sent':
      return; // A line of the transcript.
    case 'message.changed':
      return rewrite(interaction, event);
    case 'interaction.requeued': {
      const { ownerReplied } = interaction;
      if (interaction.call) interaction.call = { ...interaction.call, heldSince: undefined, passOver: undefined };
      disown(interaction);
      restartPasses(interaction);
      queueUp(interaction, event.at);
      interaction.queueId = event.queueId;
      interaction.excludedAgentId = event.excludedAgentId;
      // Who did not answer it is tried again only after the others.
      if (event.reason === 'notAnswered') interaction.tried.add(event.fromAgentId);
      if (event.reason === 'transferred')
        interaction.sent = { fromAgentId: event.fromAgentId, fromQueueId: event.fromQueueId, ownerReplied };
      return;
    }
    case 'interaction.moved':
      interaction.queueId = event.queueId;
      interaction.movedFrom = event.because === 'switchedOff' ? event.fromQueueId : undefined;
      // Whoever was tried was tried for the old queue.
      if (interaction.state === 'queued') {
        restartPasses(interaction);
        if (interaction.call) interaction.call = overflowed(interaction.call, event.fromQueueId);
      }
      return;
    case 'interaction.parked':
      interaction.state = 'parked';
      interaction.since = event.at;
      interaction.until = event.until;
      return;
    case 'interaction.woke':
      if (event.because === 'agent') return own(interaction, event.ownerId, event.at);
      disown(interaction);
      restartPasses(interaction);
      queueUp(interaction, event.at);
      interaction.preferred = { agentId: event.ownerId, kind: 'wake' };
      return;
    case 'interaction.wrapUpExtended':
      interaction.until = event.until;
      return;
    case 'interaction.closed':
    case 'interaction.wrapUpEnded':
      return close(interaction, event);
    case 'interaction.reopened':
      return reopen(interaction, event);
    case 'customer.left':
      interaction.customerLeft = true;
      interaction.unansweredSince = undefined;
      return;
    case 'customer.presenceSet':
      interaction.customerOnline = event.online;
      return;
    case 'customer.named':
      interaction.customer = { ...interaction.customer, name: event.content?.customerName ?? '' };
      return;
    case 'interaction.consented':
    case 'customer.contactGiven':
    case 'interaction.markedUnanswered':
    case 'reply.overdue':
      return applyService(interaction, event);
    case 'customer.read':
      interaction.customerReadSeq = event.seqRead;
      return;
    case 'interaction.read':
      interaction.mentioned = interaction.mentioned.filter((id) => id !== event.agentId);
      if (!event.owner) return;
      interaction.ownerReadSeq = event.seqRead;
      interaction.unreadSeqs = interaction.unreadSeqs.filter((seq) => seq > event.seqRead);
      return;
    case 'interaction.topicSet':
      interaction.topic = event.topic;
      return;
    case 'interaction.prioritySet':
      interaction.priority = event.priority;
      return;
    case 'transfer.started':
    case 'transfer.ended':
      return; // Lines of the transcript; the offer carries the transfer itself.
    default:
      applyBeside(state, interaction, event);
  }
}

/** [61] In another queue what becomes of a missed call is that queue's matter; it does not go back where it came from. */
function overflowed(call: CallRecord, fromQueueId: QueueId): CallRecord {
  return { ...call, passOver: undefined, overflowed: [...(call.overflowed ?? []), fromQueueId] };
}

/** A line in its place reads differently; what lists show changes only where it shows this line. */
function rewrite(interaction: InteractionRecord, event: Extract<InteractionEvent, { type: 'message.changed' }>): void {
  const { id, seq, at, delivery, editedAt } = event.line;
  interaction.messages.set(id, { seq, at, ...(delivery && { delivery }) });
  if (editedAt !== undefined && seq === interaction.lastCustomerSeq && interaction.preview?.by === 'customer')
    interaction.preview = { by: 'customer', text: event.content ? previewOf(event.content.text) : null };
}

function post(interaction: InteractionRecord, event: Extract<InteractionEvent, { type: 'message.posted' }>): void {
  const { messageId, seq, at, delivery } = event;
  interaction.messages.set(messageId, delivery ? { seq, at, delivery } : { seq, at });
  const text = event.content ? previewOf(event.content.text) : null;
  if (event.kind === 'note') {
    interaction.preview = { by: 'note', text };
    for (const id of event.mentions) if (!interaction.mentioned.includes(id)) interaction.mentioned.push(id);
    return;
  }
  // What a queue or a bot says by itself is the same for everybody: what the customer said stays in sight, most of all where
  // it rings.
  if (event.author.kind === 'customer' || event.author.kind === 'agent')
    interaction.preview = { by: event.author.kind, text };
  if (event.author.kind === 'queue') interaction.texts = { ...interaction.texts, [event.author.text]: event.at };
  // What a queue or a bot says by itself answers nobody and asks nobody.
  if (event.author.kind === 'queue' || event.author.kind === 'bot') return;
  interaction.lastWord = event.author.kind;
  if (event.author.kind === 'customer') {
    // A new wait begins.
    if (interaction.unansweredSince === undefined) interaction.unansweredMarkAt = undefined;
    // A bot answers at once; they wait for a person from the hand-over on.
    if (interaction.state !== 'bot') interaction.unansweredSince ??= event.at;
    interaction.lastCustomerSeq = event.seq;
    interaction.lastCustomerAt = event.at;
    interaction.unreadSeqs.push(event.seq);
    interaction.customerLeft = false;
    if (interaction.customerOnline !== undefined) interaction.customerOnline = true;
  } else {
    interaction.unansweredSince = undefined;
    interaction.firstReplyAt ??= event.at;
    interaction.lastReplyAt = event.at;
    interaction.unansweredMarkAt = undefined;
    interaction.responses = responsesAfter(interaction.responses, event.waitedMs);
    interaction.ownerReplied = true;
    // Whoever answers has seen what was said before.
    interaction.ownerReadSeq = event.seq;
    interaction.unreadSeqs = [];
  }
}

function close(
  interaction: InteractionRecord,
  event: Extract<InteractionEvent, { type: 'interaction.closed' | 'interaction.wrapUpEnded' }>,
): void {
  interaction.since = event.at;
  interaction.reopenUntil = event.reopenUntil;
  interaction.archiveAt = event.archiveAt;
  // An agent's close answers nobody: its undo finds the customer waiting as before [46].
  if (event.type === 'interaction.closed' && event.by === 'customer') interaction.unansweredSince = undefined;
  if (event.type === 'interaction.closed') {
    interaction.ratingUntil = event.ratingUntil;
    // It may have been said before.
    if (event.topic !== undefined) interaction.topic = event.topic;
    interaction.joined = undefined;
    if (event.because === 'spam') {
      interaction.spam = true;
      interaction.unansweredSince = undefined;
    }
  }
  if (event.type === 'interaction.closed' && event.wrapUpUntil !== undefined) {
    interaction.state = 'wrapUp';
    interaction.until = event.wrapUpUntil;
    return;
  }
  if (event.type === 'interaction.wrapUpEnded' && event.topic !== undefined) interaction.topic = event.topic;
  disown(interaction);
  restartPasses(interaction);
  interaction.state = 'closed';
}

function reopen(
  interaction: InteractionRecord,
  event: Extract<InteractionEvent, { type: 'interaction.reopened' }>,
): void {
  const { lastOwnerId } = interaction;
  disown(interaction);
  restartPasses(interaction);
  interaction.customerLeft = false;
  interaction.reopenUntil = undefined;
  interaction.archiveAt = undefined;
  interaction.ratingUntil = undefined;
  interaction.topic = undefined;
  interaction.spam = undefined;
  if (event.by === 'agent') return own(interaction, event.agentId, event.at);
  queueUp(interaction, event.at);
  // They wait for an answer to the message that reopened it, not to what was closed.
  interaction.unansweredSince = undefined;
  interaction.unansweredMarkAt = undefined;
  if (lastOwnerId !== undefined) interaction.preferred = { agentId: lastOwnerId, kind: 'reopen' };
}

function disown(interaction: InteractionRecord): void {
  interaction.ownerId = undefined;
  interaction.ownedSince = undefined;
  interaction.ownerReplied = false;
  interaction.transfer = undefined;
  interaction.until = undefined;
  interaction.bot = undefined;
  interaction.sent = undefined;
  interaction.movedFrom = undefined;
}

function newInteraction(
  state: State,
  event: Extract<InteractionEvent, { type: 'interaction.arrived' }>,
): InteractionRecord {
  const { call } = event;
  const caller = call?.callerId;
  return {
    id: event.interactionId,
    medium: call ? 'call' : 'chat',
    ...(call && { call: newCall(call, event.content?.number) }),
    channelId: event.channelId,
    queueId: event.queueId,
    customer: withContact({ id: event.customerId, name: event.content?.customerName ?? '' }, event.content),
    arrivedAt: event.at,
    priority: event.priority,
    pageUrl: event.content?.pageUrl,
    language: event.language,
    lastSeq: 0,
    lastAt: event.at,
    lastCustomerSeq: 0,
    ownerReadSeq: 0,
    customerReadSeq: 0,
    unreadSeqs: [],
    customerOnline: hasPage(state, event.channelId) ? true : undefined,
    customerLeft: false,
    mentioned: [],
    messages: new Map(),
    state: caller === undefined ? 'queued' : 'connecting',
    since: event.at,
    ...(caller !== undefined && { ownerId: caller, lastOwnerId: caller, ownedSince: event.at }),
    ownerReplied: false,
    lastWord: 'customer',
    pass: 1,
    tried: new Set(),
    declined: new Map(),
    cooling: new Map(),
    offers: new Map(),
  };
}

function newCall({ direction, via, ownNumber, trunkId }: CallBeginning, number: PhoneNumber | undefined): CallRecord {
  return {
    direction,
    via,
    ...(number !== undefined && { number }),
    ...(ownNumber !== undefined && { ownNumber }),
    ...(trunkId !== undefined && { trunkId }),
    rang: false,
  };
}
