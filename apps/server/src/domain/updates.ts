import type {
  AgentId,
  BotId,
  ChannelId,
  CustomerId,
  DepartmentId,
  InteractionId,
  NoticeId,
  OfferId,
  QueueId,
} from '@ringdesk/shared/model/ids.ts';
import type { TranscriptLine } from '@ringdesk/shared/model/message.ts';
import type { Notice } from '@ringdesk/shared/model/notice.ts';
import type { Offer, OfferEnd } from '@ringdesk/shared/model/offer.ts';
import type { Update } from '@ringdesk/shared/protocol/updates.ts';
import type { CenterEvent } from './centerEvents.ts';
import { changedLineOf } from './delivery.ts';
import type { Event } from './events.ts';
import type { InteractionEvent } from './interactionEvents.ts';
import { isAboutInteraction } from './evolve.ts';
import { lineOf } from './lines.ts';
import type { QueueRecord, State } from './state.ts';
import {
  agentView,
  botView,
  channelView,
  countedView,
  departmentView,
  offerView,
  queueView,
  reasonsView,
} from './views.ts';
import { interactionView } from './interactionView.ts';
import { isInSnapshot } from './snapshot.ts';

/** What some events changed, by noun. Whoever shows a noun asks for its view, which is always the newest. */
export interface Changes {
  readonly agents: Set<AgentId>;
  readonly departments: Set<DepartmentId>;
  reasons: boolean;
  readonly queues: Set<QueueId>;
  readonly channels: Set<ChannelId>;
  readonly bots: Set<BotId>;
  readonly interactions: Set<InteractionId>;
  /** Offers that were made and still stand. */
  readonly offersPut: Offer[];
  readonly offersGone: {
    readonly offerId: OfferId;
    readonly agentId: AgentId;
    readonly interactionId: InteractionId;
    readonly end: OfferEnd;
  }[];
  readonly noticesPut: Notice[];
  readonly noticesGone: { readonly noticeId: NoticeId; readonly agentId: AgentId }[];
  readonly lines: TranscriptLine[];
  /** What they may see has changed at large: they need a new snapshot. */
  readonly resync: Set<AgentId>;
}

/** What the screens must learn of these events. `after` may be further on already. */
export function changesOf(events: readonly Event[], after: State): Changes {
  const changes: Changes = {
    agents: new Set(),
    departments: new Set(),
    reasons: false,
    queues: new Set(),
    channels: new Set(),
    bots: new Set(),
    interactions: new Set(),
    offersPut: [],
    offersGone: [],
    noticesPut: [],
    noticesGone: [],
    lines: [],
    resync: new Set(),
  };
  const put = new Set<OfferId>();
  for (const event of events) {
    const line = lineOf(event);
    if (line) changes.lines.push(line);
    if (event.type === 'message.changed') changes.lines.push(changedLineOf(event));
    if (isAboutInteraction(event)) noteInteraction(changes, event, after, put);
    else noteCenter(changes, event, after);
  }
  for (const id of put) {
    const offer = offerView(after, id);
    if (offer) changes.offersPut.push(offer);
  }
  return changes;
}

function noteInteraction(changes: Changes, event: InteractionEvent, after: State, put: Set<OfferId>): void {
  // What a desk has shown changes nothing on any screen.
  if (event.type === 'offer.shown') return;
  const { interactionId } = event;
  changes.interactions.add(interactionId);
  const interaction = after.interactions.get(interactionId);
  // Counters of queues and loads of agents follow from interactions. Who is involved is named by the event.
  if (interaction) changes.queues.add(interaction.queueId);
  if ('queueId' in event) changes.queues.add(event.queueId);
  if ('fromQueueId' in event) changes.queues.add(event.fromQueueId);
  const owner = interaction?.ownerId;
  if (owner !== undefined) changes.agents.add(owner);
  for (const id of peopleIn(event)) changes.agents.add(id);
  if (event.type === 'sender.blockSet') noteSender(changes, event.customerId, after);
  if (event.type === 'interaction.offered') for (const { offerId } of event.offers) put.add(offerId);
  else if (event.type === 'offer.accepted') put.add(event.offerId);
  else if (event.type === 'offers.ended') {
    const end: OfferEnd =
      event.end.outcome === 'declined'
        ? { outcome: 'declined', at: event.at, ...event.content }
        : { ...event.end, at: event.at };
    for (const { offerId, agentId } of event.offers) changes.offersGone.push({ offerId, agentId, interactionId, end });
  } else if (
    (event.type === 'interaction.joined' || event.type === 'call.consultAccepted') &&
    event.offerId !== undefined
  ) {
    changes.offersGone.push({
      offerId: event.offerId,
      agentId: event.agentId,
      interactionId,
      end: { outcome: 'accepted', at: event.at },
    });
  }
}

/** [48] Only the one it is for has it on the screen. */
function noteNotice(changes: Changes, event: Extract<CenterEvent, { type: `notice.${string}` }>, after: State): void {
  const { noticeId, agentId } = event;
  const notice = after.notices.get(noticeId);
  if (event.type === 'notice.seen') changes.noticesGone.push({ noticeId, agentId });
  else if (notice) changes.noticesPut.push(notice);
}

/** Every interaction of a customer says whether they are blocked. */
function noteSender(changes: Changes, customerId: CustomerId, after: State): void {
  for (const { id, customer } of after.interactions.values())
    if (customer.id === customerId) changes.interactions.add(id);
}

/** Agents whose load an event may change. */
function peopleIn(event: InteractionEvent): AgentId[] {
  const people: AgentId[] = [];
  if (event.type === 'interaction.offered' || event.type === 'offers.ended')
    people.push(...event.offers.map(({ agentId }) => agentId));
  if ('agentId' in event && event.agentId !== undefined) people.push(event.agentId);
  if ('fromAgentId' in event && event.fromAgentId !== undefined) people.push(event.fromAgentId);
  if ('toAgentId' in event && event.toAgentId !== undefined) people.push(event.toAgentId);
  if ('withAgentId' in event && event.withAgentId !== undefined) people.push(event.withAgentId);
  if ('ownerId' in event && event.ownerId !== undefined) people.push(event.ownerId);
  if ('wrapUpOwnerId' in event && event.wrapUpOwnerId !== undefined) people.push(event.wrapUpOwnerId);
  return people;
}

function noteCenter(changes: Changes, event: CenterEvent, after: State): void {
  switch (event.type) {
    case 'center.named':
      // The name stands in the snapshot only.
      for (const id of after.agents.keys()) changes.resync.add(id);
      return;
    case 'server.started':
      for (const id of after.agents.keys()) {
        changes.agents.add(id);
        changes.resync.add(id);
      }
      for (const id of after.interactions.keys()) changes.interactions.add(id);
      return;
    case 'agent.added':
      changes.agents.add(event.agent.id);
      for (const id of event.departmentIds) changes.departments.add(id);
      return;
    case 'agent.saved':
    case 'agent.dismissed':
    case 'agent.reinstated':
      changes.agents.add(event.agentId);
      changes.resync.add(event.agentId);
      return;
    case 'department.saved':
    case 'department.deleted':
      changes.departments.add(event.type === 'department.saved' ? event.department.id : event.departmentId);
      // Any queue may have had the department as a member; why its interactions wait may have changed.
      for (const queue of after.queues.values()) noteWaiting(changes, queue);
      for (const id of event.affected) changes.resync.add(id);
      return;
    case 'reasons.saved':
      changes.reasons = true;
      return;
    case 'notice.given':
    case 'notice.seen':
      noteNotice(changes, event, after);
      return;
    case 'agent.callWaitingSet':
      changes.agents.add(event.agentId);
      return;
    case 'agent.phoneSet': {
      changes.agents.add(event.agentId);
      // Whether anybody has a phone is part of why a call waits.
      for (const queueId of after.agents.get(event.agentId)?.memberOf ?? []) {
        const queue = after.queues.get(queueId);
        if (queue?.settings.call) noteWaiting(changes, queue);
      }
      return;
    }
    case 'telephony.configured':
      return; // Who edits it asks for it.
    case 'customer.consented':
      return; // What it means for a conversation has an event of its own.
    case 'queue.created':
    case 'queue.saved':
    case 'queue.activeSet':
    case 'queue.hoursTurned':
    case 'queue.deleted':
      noteQueue(changes, event, after);
      return;
    case 'channel.created':
    case 'channel.saved':
    case 'channel.deleted':
    // The face its visitors see changes with the hours of its own.
    case 'channel.hoursTurned':
      changes.channels.add(event.channelId);
      return;
    case 'bot.saved':
    case 'bot.deleted':
      changes.bots.add(event.botId);
      return;
    default:
      changes.agents.add(event.agentId);
  }
}

function noteQueue(changes: Changes, event: Extract<CenterEvent, { type: `queue.${string}` }>, after: State): void {
  changes.queues.add(event.queueId);
  const queue = after.queues.get(event.queueId);
  if (queue) noteWaiting(changes, queue);
  if (event.type === 'queue.hoursTurned') return;
  if (queue) noteLimits(changes, queue, after);
  if (event.type === 'queue.activeSet') return;
  // What counts of their chats is told to those whose limits count it.
  for (const id of queue?.roster.seats.keys() ?? []) changes.agents.add(id);
  for (const id of event.affected) changes.resync.add(id);
  if (event.type !== 'queue.deleted') return;
  // Those who supervised it no longer do.
  for (const agent of after.agents.values()) if (agent.role === 'supervisor') changes.agents.add(agent.id);
}

/** [46, 47] Whoever waits for a reply may have another limit. */
function noteLimits(changes: Changes, queue: QueueRecord, after: State): void {
  for (const id of queue.interactionIds)
    if (after.interactions.get(id)?.unansweredSince !== undefined) changes.interactions.add(id);
}

function noteWaiting(changes: Changes, queue: QueueRecord): void {
  changes.queues.add(queue.id);
  for (const interaction of queue.waiting) changes.interactions.add(interaction.id);
}

/**
 * The updates of one person for some changes. `known` tells whether their mirror has an interaction, so that what was
 * never in it is not taken out. Folded over their snapshot they give a fresh snapshot (mirror law).
 */
export function updatesFor(
  after: State,
  agentId: AgentId,
  changes: Changes,
  known: (id: InteractionId) => boolean,
): Update[] {
  if (changes.resync.has(agentId)) return [{ kind: 'resync' }];
  const updates: Update[] = [];
  for (const id of changes.agents) {
    const agent = agentView(after, id);
    updates.push(agent ? { kind: 'agent.put', agent } : { kind: 'agent.gone', agentId: id });
  }
  if (changes.agents.has(agentId)) updates.push(ownCounted(after, agentId));
  for (const id of changes.departments) {
    const department = departmentView(after, id);
    updates.push(department ? { kind: 'department.put', department } : { kind: 'department.gone', departmentId: id });
  }
  if (changes.reasons) updates.push({ kind: 'reasons.put', ...reasonsView(after) });
  for (const id of changes.queues) {
    const queue = queueView(after, id);
    updates.push(queue ? { kind: 'queue.put', queue } : { kind: 'queue.gone', queueId: id });
  }
  for (const id of changes.channels) {
    const channel = channelView(after, id);
    updates.push(channel ? { kind: 'channel.put', channel } : { kind: 'channel.gone', channelId: id });
  }
  const role = after.agents.get(agentId)?.role ?? 'agent';
  for (const id of changes.bots) {
    const bot = botView(after, id, role);
    updates.push(bot ? { kind: 'bot.put', bot } : { kind: 'bot.gone', botId: id });
  }
  updates.push(...interactionUpdates(after, agentId, changes, known));
  for (const { offerId, interactionId, end, agentId: whose } of changes.offersGone) {
    if (whose === agentId) updates.push({ kind: 'offer.gone', offerId, interactionId, end });
  }
  for (const offer of changes.offersPut) if (offer.agentId === agentId) updates.push({ kind: 'offer.put', offer });
  for (const notice of changes.noticesPut) if (notice.agentId === agentId) updates.push({ kind: 'notice.put', notice });
  for (const { noticeId, agentId: whose } of changes.noticesGone)
    if (whose === agentId) updates.push({ kind: 'notice.gone', noticeId });
  return updates;
}

/** What counts of a person's chats, for the person. */
export function ownCounted(after: State, agentId: AgentId): Extract<Update, { kind: 'own.counted' }> {
  const counted = countedView(after, agentId);
  return { kind: 'own.counted', ...(counted && { counted }) };
}

function interactionUpdates(
  after: State,
  agentId: AgentId,
  changes: Changes,
  known: (id: InteractionId) => boolean,
): Update[] {
  const me = after.agents.get(agentId);
  const updates: Update[] = [];
  for (const id of changes.interactions) {
    const interaction = after.interactions.get(id);
    const view = me && interaction && isInSnapshot(me, interaction) ? interactionView(after, id) : undefined;
    if (view) updates.push({ kind: 'interaction.put', interaction: view });
    else if (known(id)) updates.push({ kind: 'interaction.gone', interactionId: id });
  }
  return updates;
}
