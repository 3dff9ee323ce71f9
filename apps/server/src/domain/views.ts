import type { Agent, CountedChats, Department, IdleRule, PresenceReason, Role } from '@ringdesk/shared/model/agent.ts';
import type { KnownBot } from '@ringdesk/shared/model/bot.ts';
import type { CallFacts } from '@ringdesk/shared/model/call.ts';
import type { Channel } from '@ringdesk/shared/model/channel.ts';
import type {
  AgentId,
  AttachmentId,
  BotId,
  ChannelId,
  CustomerId,
  DepartmentId,
  InteractionId,
  OfferId,
  QueueId,
} from '@ringdesk/shared/model/ids.ts';
import type { Interaction, WaitingReason } from '@ringdesk/shared/model/interaction.ts';
import type { Offer } from '@ringdesk/shared/model/offer.ts';
import type { Queue } from '@ringdesk/shared/model/queue.ts';
import { picturePath } from '@ringdesk/shared/protocol/files.ts';
import type { Snapshot } from '@ringdesk/shared/protocol/updates.ts';
import type { AgentFace, ChannelFace, Conversation } from '@ringdesk/shared/protocol/visitor.ts';
import { SWEEP_INTERVAL, botUntil } from './deadlines.ts';
import { contactFormOf, isContactWanted } from './contact.ts';
import { noticesOf } from './evolveNotices.ts';
import { isMissedCall, maySeeRecord } from './permissions.ts';
import { mediumOfQueue } from './media.ts';
import type { AgentRecord, CallRecord, InteractionRecord } from './records.ts';
import { isBlocked } from './senders.ts';
import { conversationKey, type QueueRecord, type State } from './state.ts';
import { callButtonOf, couldAnswer } from './webCalls.ts';

export { maySee, maySeeArchived, reachOf, sightOf } from './permissions.ts';

/** An agent as every screen of the desk sees them. */
export function agentView(state: State, agentId: AgentId): Agent | undefined {
  const agent = state.agents.get(agentId);
  if (!agent) return undefined;
  const {
    id,
    name,
    email,
    role,
    language,
    pictureId,
    supervises,
    presence,
    online,
    shiftOpen,
    absent,
    dismissed,
    load,
    phone,
    onCall,
    callWaiting,
    receives,
    offerTimeFactor,
  } = agent;
  return {
    id,
    name,
    email,
    role,
    language,
    ...(pictureId !== undefined && { pictureId }),
    supervises: [...supervises],
    presence,
    online,
    shiftOpen,
    absent,
    dismissed,
    chatLoad: load,
    ...(phone && { phone }),
    ...(onCall && { onCall }),
    ...(callWaiting && { callWaiting }),
    ...(receives && { receives }),
    ...(offerTimeFactor && { offerTimeFactor }),
  };
}

export function queueView(state: State, queueId: QueueId): Queue | undefined {
  const queue = state.queues.get(queueId);
  if (!queue) return undefined;
  const { id, name, active, language, version, settings, hours, arrivals } = queue;
  const oldest = arrivals.first()?.arrivedAt;
  return {
    id,
    medium: mediumOfQueue(queue),
    name,
    active,
    language,
    version,
    settings,
    open: hours.open,
    ...(hours.nextChangeAt !== undefined && { nextChangeAt: hours.nextChangeAt }),
    waiting: arrivals.size,
    ...(oldest !== undefined && { oldestWaitingSince: oldest }),
  };
}

export function departmentView(state: State, departmentId: DepartmentId): Department | undefined {
  return state.departments.get(departmentId);
}

/** Reasons for not being available, and the rule that may name one of them. */
export function reasonsView({ reasons, idleRule }: State): { reasons: PresenceReason[]; idle?: IdleRule } {
  return { reasons: [...reasons], ...(idleRule && { idle: idleRule }) };
}

export function channelView(state: State, channelId: ChannelId): Channel | undefined {
  return state.channels.get(channelId);
}

export function offerView(state: State, offerId: OfferId): Offer | undefined {
  const offer = state.offers.get(offerId);
  if (!offer) return undefined;
  const { reserves: _, beside: __, way: ___, fromAgentId: ____, displayedAt: _____, soundAt: ______, ...view } = offer;
  return { ...view };
}

/** Where a bot of one's own is asked, and what it says, is for those who may look at the settings. */
export function botView(state: State, botId: BotId, role: Role): KnownBot | undefined {
  const bot = state.bots.get(botId);
  if (bot === undefined || role !== 'agent') return bot;
  const { settings: _, ...known } = bot;
  return known;
}

/** An interaction as those see it who may; undefined once it has left the memory of the core. */
export function interactionView(state: State, interactionId: InteractionId): Interaction | undefined {
  const interaction = state.interactions.get(interactionId);
  return interaction && viewOf(state, interaction);
}

function viewOf(state: State, interaction: InteractionRecord): Interaction {
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

/** What stands in a person's snapshot: open work in their sight, and closed work of theirs or that mentions them. */
export function isInSnapshot(agent: AgentRecord, interaction: InteractionRecord): boolean {
  if (!maySeeRecord(agent, interaction)) return false;
  return (
    interaction.state !== 'closed' ||
    interaction.lastOwnerId === agent.id ||
    interaction.mentioned.includes(agent.id) ||
    isMissedCall(interaction)
  );
}

/** What could stand in a person's snapshot: everything for who steers, otherwise far less than everything. */
function candidatesFor(state: State, me: AgentRecord): Iterable<InteractionRecord> {
  if (me.role !== 'agent') return state.interactions.values();
  const ids = new Set<InteractionId>([...me.owned, ...me.concerns]);
  for (const offerId of me.offerIds) {
    const offer = state.offers.get(offerId);
    if (offer) ids.add(offer.interactionId);
  }
  for (const queueId of me.memberOf) {
    for (const { id } of state.queues.get(queueId)?.arrivals ?? []) ids.add(id);
    for (const id of state.queues.get(queueId)?.withBot ?? []) ids.add(id);
    for (const id of state.queues.get(queueId)?.missed ?? []) ids.add(id);
  }
  return [...ids].flatMap((id) => state.interactions.get(id) ?? []);
}

/** What the limits of their queues count of a person's chats; undefined where all of them count every open one. */
export function countedView(state: State, agentId: AgentId): CountedChats | undefined {
  const agent = state.agents.get(agentId);
  for (const id of agent?.memberOf ?? []) {
    const { limit = null, notCounted } = state.queues.get(id)?.settings ?? {};
    if (agent && limit !== null && notCounted !== 'closed') return { ...agent.counted };
  }
  return undefined;
}

/** The whole world of one signed-in person. */
export function snapshotFor(state: State, agentId: AgentId): Snapshot {
  const me = state.agents.get(agentId);
  const interactions: Interaction[] = [];
  const counted = countedView(state, agentId);
  for (const interaction of me ? candidatesFor(state, me) : []) {
    if (me && isInSnapshot(me, interaction)) interactions.push(viewOf(state, interaction));
  }
  return {
    me: agentId,
    centerName: state.centerName,
    agents: [...state.agents.keys()].flatMap((id) => agentView(state, id) ?? []),
    departments: [...state.departments.values()],
    ...reasonsView(state),
    queues: [...state.queues.keys()].flatMap((id) => queueView(state, id) ?? []),
    channels: [...state.channels.values()],
    bots: [...state.bots.keys()].flatMap((id) => botView(state, id, me?.role ?? 'agent') ?? []),
    interactions,
    offers: [...(me?.offerIds ?? [])].flatMap((id) => offerView(state, id) ?? []),
    ...(counted && { counted }),
    notices: noticesOf(state, agentId),
  };
}

/** The open conversation of a customer on a channel, or the last one while a message still reopens it. */
export function conversationOf(state: State, customerId: CustomerId, channelId: ChannelId): InteractionId | undefined {
  return state.conversations.get(conversationKey(customerId, channelId));
}

/** The agent as the queue shows them to customers [20]. */
export function agentFace(state: State, queueId: QueueId, agentId: AgentId): AgentFace {
  const settings = state.queues.get(queueId)?.settings;
  const agent = state.agents.get(agentId);
  if (!settings || !agent || settings.agentShown === 'nothing') return {};
  if (settings.agentShown === 'profile') return faceOf(agent.name, agent.pictureId);
  // Who has no entry of the queue's own stays unnamed: the profile is not for customers here.
  const entry = settings.agentEntries.find((candidate) => candidate.agentId === agentId);
  return entry ? faceOf(entry.name, entry.pictureId ?? undefined) : {};
}

function faceOf(name: string, pictureId: AttachmentId | undefined): AgentFace {
  return { name, ...(pictureId !== undefined && { pictureUrl: picturePath(pictureId) }) };
}

/** What the customer is told about their conversation (I18). Null: there is none, or it has left the memory of the core. */
export function visitorView(state: State, customerId: CustomerId, channelId: ChannelId): Conversation | null {
  const id = conversationOf(state, customerId, channelId);
  const interaction = id && state.interactions.get(id);
  if (!interaction) return null;
  const { ownerId } = interaction;
  const owned = interaction.state === 'active' || interaction.state === 'parked';
  const open = owned && !interaction.customerLeft;
  const closed =
    interaction.state === 'closed' || interaction.state === 'wrapUp' || (owned && interaction.customerLeft);
  const queue = state.queues.get(interaction.queueId);
  // Nobody is asked for now, and it is not a matter of minutes: the customer is told so.
  const held = interaction.state === 'queued' && (queue?.active !== true || !queue.hours.open);
  const heldUntil = held && queue?.active === true ? queue.hours.nextChangeAt : undefined;
  return {
    interactionId: interaction.id,
    state: open ? 'active' : closed ? 'closed' : interaction.state === 'bot' ? 'bot' : 'waiting',
    ...(open && ownerId !== undefined && { agent: agentFace(state, interaction.queueId, ownerId) }),
    readSeq: interaction.ownerReadSeq,
    ...(held && { held }),
    ...(heldUntil !== undefined && { heldUntil }),
    contactWanted: !closed && isContactWanted(state, interaction),
    rating: interaction.rating ? { score: interaction.rating.score, comment: interaction.rating.comment } : null,
  };
}

/**
 * What the widget shows of a channel: its own title, else the queue's name [5, 6]. Undefined: it serves nobody.
 * `servedBy`: the queue of a conversation that goes on after its channel was connected elsewhere, or nowhere.
 */
export function channelFace(state: State, channelId: ChannelId, servedBy?: QueueId): ChannelFace | undefined {
  const channel = state.channels.get(channelId);
  const queueId = servedBy ?? channel?.queueId;
  const queue = queueId ? state.queues.get(queueId) : undefined;
  if (channel?.kind !== 'liveChat' || !queue) return undefined;
  const { allowedOrigins: _, workingHours: __, ...settings } = channel.settings;
  const language = settings.language === 'auto' ? queue.language : settings.language;
  const { open, nextChangeAt } = state.channelHours.get(channelId) ?? queue.hours;
  const { consent, askRating, transcriptByEmail } = queue.settings;
  const contactForm = contactFormOf(queue.settings, channel);
  const button = callButtonOf(state, channelId);
  return {
    channelId,
    title: settings.title || queue.name,
    settings,
    language,
    open,
    ...(!open && nextChangeAt !== undefined && { opensAt: nextChangeAt }),
    ...(consent && { consent: { ...consent, version: queue.consentVersion } }),
    ...(contactForm && { contactForm }),
    askRating,
    transcriptByEmail,
    ...(button && { calls: couldAnswer(button.queue), rateCalls: button.queue.settings.askRating }),
  };
}
