import type { CallFacts } from '@ringdesk/shared/model/call.ts';
import type { AgentId, BotId, InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction, WaitingReason } from '@ringdesk/shared/model/interaction.ts';
import { SWEEP_INTERVAL, botUntil } from './deadlines.ts';
import type { CallRecord, InteractionRecord } from './records.ts';
import { isBlocked } from './senders.ts';
import type { QueueRecord, State } from './state.ts';

/** An interaction as those see it who may; undefined once it has left the memory of the core. */
export function interactionView(state: State, interactionId: InteractionId): Interaction | undefined {
  const interaction = state.interactions.get(interactionId);
  return interaction && viewOf(state, interaction);
}

/** The same of one that is in memory. */
export function viewOf(state: State, interaction: InteractionRecord): Interaction {
  const base = baseOf(state, interaction);
  const { ownerId, since } = interaction;
  switch (interaction.state) {
    case 'bot':
      return Object.assign(base, { state: 'bot' as const, since, ...botShown(interaction) });
    case 'queued': {
      const queue = state.queues.get(interaction.queueId);
      const reason = waitingReason(queue, interaction);
      return Object.assign(base, {
        state: 'queued' as const,
        since,
        reason,
        nextWakeAt: nextWakeOf(queue, interaction),
      });
    }
    case 'offered': {
      const offeredTo = [...interaction.offers.values()].map((offer) => offer.agentId);
      return Object.assign(base, { state: 'offered' as const, since, offeredTo });
    }
    case 'connecting': {
      // A call to the outside is being joined for its caller.
      const [offer] = interaction.offers.values();
      const agentId = ownerId ?? offer?.agentId;
      if (agentId === undefined) throw new Error(`${interaction.id} is connecting to nobody`);
      return Object.assign(base, { state: 'connecting' as const, since, agentId });
    }
    case 'closed':
      return closedView(base, interaction);
    default: {
      if (ownerId === undefined) throw new Error(`${interaction.id} is ${interaction.state} without an owner`);
      const { until = since } = interaction;
      return interaction.state === 'active'
        ? activeView(base, interaction, ownerId)
        : Object.assign(base, { state: interaction.state, since, ownerId, until });
    }
  }
}

function activeView(base: Base, { since, transfer, customerLeft }: InteractionRecord, ownerId: AgentId): Interaction {
  const active: Extract<Interaction, { state: 'active' }> = Object.assign(base, {
    state: 'active' as const,
    since,
    ownerId,
  });
  if (transfer) active.transfer = transfer;
  if (customerLeft) active.customerLeft = true;
  return active;
}

function botShown(interaction: InteractionRecord): { readonly botId: BotId; readonly until: number } {
  if (!interaction.bot) throw new Error(`${interaction.id} is with no bot`);
  return { botId: interaction.bot.botId, until: botUntil(interaction) };
}

function closedView(base: Base, { since, reopenUntil, ratingUntil }: InteractionRecord): Interaction {
  const closed = Object.assign(base, { state: 'closed' as const, since, reopenUntil: reopenUntil ?? since });
  return ratingUntil === undefined ? closed : Object.assign(closed, { ratingUntil });
}

/** What an interaction has in every state. */
type Base = Omit<Extract<Interaction, { state: 'closed' }>, 'state' | 'since' | 'reopenUntil' | 'ratingUntil'>;

/**
 * Made with every message, and written out as JSON: what there is is set one by one, because an object put together of many
 * spreads takes ten times as long to make, and seven times to write.
 */
function baseOf(state: State, interaction: InteractionRecord): Base {
  const { call, pageUrl, language, preview, unansweredSince, firstReplyAt, lastOwnerId, customerOnline } = interaction;
  const { consent, rating, review, topic, spam, joined } = interaction;
  const base: Base = {
    id: interaction.id,
    medium: interaction.medium,
    channelId: interaction.channelId,
    queueId: interaction.queueId,
    customer: interaction.customer,
    arrivedAt: interaction.arrivedAt,
    priority: interaction.priority,
    lastSeq: interaction.lastSeq,
    lastAt: interaction.lastAt,
    lastCustomerSeq: interaction.lastCustomerSeq,
    ownerReadSeq: interaction.ownerReadSeq,
    customerReadSeq: interaction.customerReadSeq,
    unread: interaction.unreadSeqs.length,
    mentioned: [...interaction.mentioned],
  };
  if (call) base.call = callView(state, interaction.queueId, call);
  if (pageUrl !== undefined) base.pageUrl = pageUrl;
  if (language !== undefined) base.language = language;
  if (preview) base.preview = preview;
  if (unansweredSince !== undefined) base.unansweredSince = unansweredSince;
  if (firstReplyAt !== undefined) base.firstReplyAt = firstReplyAt;
  if (consent) base.consent = consent;
  if (customerOnline !== undefined) base.customerOnline = customerOnline;
  if (lastOwnerId !== undefined) base.lastOwnerId = lastOwnerId;
  if (rating) base.rating = rating;
  if (review) base.review = review;
  if (topic !== undefined) base.topic = topic;
  if (spam) base.spam = spam;
  if (isBlocked(state, interaction.customer.id)) base.blocked = true;
  if (joined) base.joined = [...joined];
  addService(base, interaction);
  return base;
}

/** A call without what only the rules need; who listens unseen is not shown, where the queue hides it. */
function callView(state: State, queueId: QueueId, call: CallRecord): CallFacts {
  const {
    trunkId: _,
    actionUntil: __,
    passOver: ___,
    overflowed: ____,
    messageLeft: _____,
    asking: ______,
    sendingTo: _______,
    askedOutsideSince: ________,
    listeners,
    ...facts
  } = call;
  const shows = state.queues.get(queueId)?.settings.call?.showListening !== false;
  const shown = listeners?.filter(({ mode }) => shows || mode !== 'listen') ?? [];
  const view: CallFacts = { ...facts, ...(shown.length > 0 && { listeners: shown }) };
  for (const key of Object.keys(view) as (keyof CallFacts)[]) if (view[key] === undefined) delete view[key];
  return view;
}

/** [35, 46, 47, 49] */
function addService(
  base: Base,
  { unansweredMarkAt, wasUnanswered, replyClock, overdue, responses }: InteractionRecord,
): void {
  if (unansweredMarkAt !== undefined) base.unansweredMarkAt = unansweredMarkAt;
  if (wasUnanswered) base.wasUnanswered = wasUnanswered;
  if (replyClock) {
    const { which, dueAt, since } = replyClock;
    base.replyDue = { which, dueAt, overdue: since === overdue?.since };
  }
  if (overdue) base.overdue = overdue;
  if (responses) base.responses = responses;
}

/** Why it waits (I4). A function of settings and of the interaction alone, so that it changes only with an event. */
export function waitingReason(queue: QueueRecord | undefined, interaction: InteractionRecord): WaitingReason {
  if (!queue || !queue.active) return 'queueInactive';
  if (queue.roster.seats.size === 0) return 'noMembers';
  if (!queue.hours.open) return 'outsideHours';
  if (queue.settings.call && queue.roster.phones === 0) return 'phonesOff';
  return interaction.cooling.size > 0 ? 'allCoolingDown' : 'nobodyEligible';
}

/** The first time at which it is looked at again whatever happens; from then on every minute. Outside the hours: the opening. */
function nextWakeOf(queue: QueueRecord | undefined, interaction: InteractionRecord): number {
  const opensAt = queue?.hours.nextChangeAt;
  if (opensAt !== undefined && waitingReason(queue, interaction) === 'outsideHours') return opensAt;
  return Math.min(interaction.since + SWEEP_INTERVAL, ...interaction.cooling.values());
}
