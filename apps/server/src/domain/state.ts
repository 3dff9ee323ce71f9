import type { Department, IdleRule, PresenceReason } from '@ringdesk/shared/model/agent.ts';
import type { Bot } from '@ringdesk/shared/model/bot.ts';
import { defaultTelephonySettings, type TelephonySettings } from '@ringdesk/shared/model/call.ts';
import type { Channel } from '@ringdesk/shared/model/channel.ts';
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
import type { Notice } from '@ringdesk/shared/model/notice.ts';
import type { OfferEnd } from '@ringdesk/shared/model/offer.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { KnownTrunk } from './callEvents.ts';
import type { HoursTurn } from './hours.ts';
import { compareText, OrderedSet } from './orderedSet.ts';
import type { AgentRecord, InteractionRecord, OfferRecord, QueueConfig } from './records.ts';
import type { Roster } from './roster.ts';

/** A queue with what is derived from it. */
export interface QueueRecord extends QueueConfig {
  roster: Roster;
  /** State `queued`, in waiting order. */
  readonly waiting: OrderedSet<InteractionRecord>;
  /** Ringing at everybody; who becomes ready joins in [15]. In waiting order. */
  readonly ringing: OrderedSet<InteractionRecord>;
  /** `queued` or `offered`, oldest arrival first. */
  readonly arrivals: OrderedSet<InteractionRecord>;
  /** With a bot: members see them as they see what waits [45]. */
  readonly withBot: Set<InteractionId>;
  /** Missed calls which nobody has returned. */
  readonly missed: Set<InteractionId>;
  /** Everything of the queue that is in memory. */
  readonly interactionIds: Set<InteractionId>;
}

export interface Deadline {
  readonly at: Instant;
  readonly of: 'agent' | 'interaction' | 'queue' | 'channel';
  readonly id: string;
}

/** How an offer ended, kept for a while for those who answer late. */
export interface EndedOffer {
  readonly offerId: OfferId;
  readonly agentId: AgentId;
  readonly interactionId: InteractionId;
  readonly end: OfferEnd;
}

/**
 * Work lists of the settle loop: what a change may have made possible. They are empty between inputs, belong to no
 * checkpoint and decide nothing by themselves: whatever stands on them is judged by the rules again.
 */
export interface Work {
  /** Queues whose waiting interactions may find somebody, with the agents who became ready. */
  readonly queues: Map<QueueId, Set<AgentId>>;
  /** Agents whose presence changed: may what rings there go on ringing? */
  readonly agents: Set<AgentId>;
  /** Queues whose settings changed: the same question for all their offers [11]. */
  readonly rules: Set<QueueId>;
  /** Queued with somebody who should get it first. */
  readonly preferred: Set<InteractionId>;
}

/**
 * The memory of one contact center. One mutable object, changed only by `evolve`. It holds settings, presence, offers and
 * every interaction that can still change; transcripts are not in it. Ordered sets and counters are derived.
 */
export interface State {
  centerName: string;
  readonly agents: Map<AgentId, AgentRecord>;
  readonly departments: Map<DepartmentId, Department>;
  reasons: readonly PresenceReason[];
  /** undefined: nobody is set away for not touching the desk. */
  idleRule: IdleRule | undefined;
  readonly queues: Map<QueueId, QueueRecord>;
  readonly channels: Map<ChannelId, Channel>;
  readonly bots: Map<BotId, Bot>;
  /** [31] Of the channels which have hours of their own. */
  readonly channelHours: Map<ChannelId, HoursTurn>;
  readonly interactions: Map<InteractionId, InteractionRecord>;
  readonly offers: Map<OfferId, OfferRecord>;
  readonly endedOffers: Map<OfferId, EndedOffer>;
  /** The same in order of their end, to forget the oldest. */
  readonly endedOrder: OrderedSet<EndedOffer>;
  /** What these write is refused. */
  readonly blocked: Set<CustomerId>;
  /** The newest interaction of a customer on a channel. */
  readonly conversations: Map<string, InteractionId>;
  /** [48] Not seen yet, oldest first. */
  readonly notices: Map<NoticeId, Notice>;
  /** Calls that run, wherever they stand. */
  readonly calls: Set<InteractionId>;
  /** What the center says about calls, and its lines. */
  telephony: Telephony;
  readonly deadlines: OrderedSet<Deadline>;
  readonly work: Work;
}

export interface Telephony {
  readonly settings: TelephonySettings;
  readonly trunks: readonly KnownTrunk[];
}

export const noTelephony: Telephony = { settings: defaultTelephonySettings, trunks: [] };

/** A center nobody has set up yet. */
export function emptyState(): State {
  return {
    centerName: '',
    agents: new Map(),
    departments: new Map(),
    reasons: [],
    idleRule: undefined,
    queues: new Map(),
    channels: new Map(),
    bots: new Map(),
    channelHours: new Map(),
    interactions: new Map(),
    offers: new Map(),
    endedOffers: new Map(),
    endedOrder: new OrderedSet<EndedOffer>((a, b) => a.end.at - b.end.at || compareText(a.offerId, b.offerId)),
    blocked: new Set(),
    conversations: new Map(),
    notices: new Map(),
    calls: new Set(),
    telephony: noTelephony,
    deadlines: new OrderedSet<Deadline>((a, b) => a.at - b.at || compareText(a.of, b.of) || compareText(a.id, b.id)),
    work: { queues: new Map(), agents: new Set(), rules: new Set(), preferred: new Set() },
  };
}

/** Waiting order (section 13): priority, then original arrival, then id. */
export function compareWaiting(a: InteractionRecord, b: InteractionRecord): number {
  return b.priority - a.priority || a.arrivedAt - b.arrivedAt || compareText(a.id, b.id);
}

export function compareArrival(a: InteractionRecord, b: InteractionRecord): number {
  return a.arrivedAt - b.arrivedAt || compareText(a.id, b.id);
}

/** Whether what the customer writes next on the channel belongs to it. */
export function isNewest(state: State, { id, customer, channelId }: InteractionRecord): boolean {
  return state.conversations.get(conversationKey(customer.id, channelId)) === id;
}

export function conversationKey(customerId: CustomerId, channelId: ChannelId): string {
  return `${customerId} ${channelId}`;
}
