import type { Department, IdleRule, PresenceReason } from '@ringdesk/shared/model/agent.ts';
import type { Bot } from '@ringdesk/shared/model/bot.ts';
import type { Channel } from '@ringdesk/shared/model/channel.ts';
import type { ChannelId, CustomerId, InteractionId, MessageId } from '@ringdesk/shared/model/ids.ts';
import type { Message } from '@ringdesk/shared/model/message.ts';
import type { HoursTurn } from './hours.ts';
import type { Notice } from '@ringdesk/shared/model/notice.ts';
import { addInteractions, configOf, configureQueue, turnChannel } from './indexing.ts';
import { deadlineOfAgent } from './deadlines.ts';
import type { AgentRecord, InteractionRecord, OfferRecord, QueueConfig } from './records.ts';
import { emptyState, noTelephony, type EndedOffer, type State, type Telephony } from './state.ts';

/**
 * Grows with every change of the shape below that `stateFrom` does not read as folding the log would have it, which
 * keptCheckpoints.test.ts notices. A checkpoint of another version is left aside and the log folded instead.
 */
export const CHECKPOINT_VERSION = 3;

type Derived = 'load' | 'counted' | 'calls' | 'onCall' | 'memberOf' | 'offerIds' | 'owned' | 'concerns';
type AgentEntry = Omit<AgentRecord, Derived>;
type Folded = 'messages' | 'tried' | 'declined' | 'cooling' | 'offers';
interface InteractionEntry extends Omit<InteractionRecord, Folded | 'medium'> {
  /** Absent in a checkpoint of an earlier release: chat. */
  readonly medium?: InteractionRecord['medium'];
  readonly messages: readonly (readonly [MessageId, number, number, NonNullable<Message['delivery']>?])[];
  readonly tried: readonly string[];
  readonly declined: readonly (readonly [string, number])[];
  readonly cooling: readonly (readonly [string, number])[];
  readonly offers: readonly OfferRecord[];
}

interface Checkpoint {
  readonly version: typeof CHECKPOINT_VERSION;
  readonly centerName: string;
  readonly agents: readonly AgentEntry[];
  readonly departments: readonly Department[];
  readonly reasons: readonly PresenceReason[];
  /** Absent also in a checkpoint of an earlier release: off. */
  readonly idleRule?: IdleRule;
  readonly queues: readonly QueueConfig[];
  readonly channels: readonly Channel[];
  /** Absent in a checkpoint of an earlier release: none. */
  readonly bots?: readonly Bot[];
  /** Absent in a checkpoint of an earlier release. */
  readonly channelHours?: readonly (readonly [ChannelId, HoursTurn])[];
  readonly interactions: readonly InteractionEntry[];
  readonly endedOffers: readonly EndedOffer[];
  /** Absent in a checkpoint of an earlier release: nobody. */
  readonly blocked?: readonly CustomerId[];
  /** Absent in a checkpoint of an earlier release: none. */
  readonly notices?: readonly Notice[];
  /** Absent in a checkpoint of an earlier release. */
  readonly telephony?: Telephony;
  readonly conversations: readonly (readonly [string, InteractionId])[];
}

/**
 * Everything that is not derived, safe for JSON, in the order in which it came to be. `stateFrom` of it equals the
 * state; two equal states have equal checkpoints.
 */
export function checkpointOf(state: State): unknown {
  const checkpoint: Checkpoint = {
    version: CHECKPOINT_VERSION,
    centerName: state.centerName,
    agents: [...state.agents.values()].map(
      ({
        load: _l,
        counted: _c,
        calls: _k,
        onCall: _n,
        memberOf: _m,
        offerIds: _o,
        owned: _w,
        concerns: _s,
        ...entry
      }) => entry,
    ),
    departments: [...state.departments.values()],
    reasons: state.reasons,
    ...(state.idleRule && { idleRule: state.idleRule }),
    queues: [...state.queues.values()].map(configOf),
    channels: [...state.channels.values()],
    bots: [...state.bots.values()],
    channelHours: [...state.channelHours],
    interactions: [...state.interactions.values()].map(entryOf),
    endedOffers: [...state.endedOrder],
    blocked: [...state.blocked],
    notices: [...state.notices.values()],
    telephony: state.telephony,
    conversations: [...state.conversations],
  };
  return checkpoint;
}

function entryOf(interaction: InteractionRecord): InteractionEntry {
  return {
    ...interaction,
    mentioned: [...interaction.mentioned],
    unreadSeqs: [...interaction.unreadSeqs],
    messages: [...interaction.messages].map(([id, { seq, at, delivery }]) =>
      delivery === undefined ? ([id, seq, at] as const) : ([id, seq, at, delivery] as const),
    ),
    tried: [...interaction.tried],
    declined: [...interaction.declined],
    cooling: [...interaction.cooling],
    offers: [...interaction.offers.values()].map((offer) => ({ ...offer })),
  };
}

/**
 * The state of a checkpoint made by {@link checkpointOf}, with every ordered set and counter built anew. Throws on
 * another version: the caller folds the log from its beginning instead.
 */
export function stateFrom(checkpoint: unknown): State {
  if (!isCheckpoint(checkpoint)) throw new Error(`not a checkpoint of version ${CHECKPOINT_VERSION}`);
  const state = emptyState();
  state.centerName = checkpoint.centerName;
  state.reasons = checkpoint.reasons;
  state.idleRule = checkpoint.idleRule;
  state.telephony = checkpoint.telephony ?? noTelephony;
  for (const department of checkpoint.departments) state.departments.set(department.id, department);
  for (const bot of checkpoint.bots ?? []) state.bots.set(bot.id, bot);
  for (const channel of checkpoint.channels) state.channels.set(channel.id, channel);
  for (const entry of checkpoint.agents) {
    const agent: AgentRecord = {
      ...entry,
      load: 0,
      counted: { answered: 0, waitingForCustomer: 0, closed: 0 },
      calls: { ringing: 0, talking: 0, wrapUp: 0 },
      memberOf: new Set(),
      offerIds: new Set(),
      owned: new Set(),
      concerns: new Set(),
    };
    state.agents.set(agent.id, agent);
    const deadline = deadlineOfAgent(agent);
    if (deadline) state.deadlines.add(deadline);
  }
  for (const [id, turn] of checkpoint.channelHours ?? []) turnChannel(state, id, turn);
  for (const config of checkpoint.queues) configureQueue(state, config);
  addInteractions(
    state,
    checkpoint.interactions.map((entry) => interactionFrom(state, entry)),
  );
  for (const notice of checkpoint.notices ?? []) state.notices.set(notice.id, notice);
  for (const [key, id] of checkpoint.conversations) state.conversations.set(key, id);
  for (const customerId of checkpoint.blocked ?? []) state.blocked.add(customerId);
  for (const ended of checkpoint.endedOffers) {
    state.endedOffers.set(ended.offerId, ended);
    state.endedOrder.add(ended);
  }
  return state;
}

function interactionFrom(state: State, entry: InteractionEntry): InteractionRecord {
  // Records are changed in place from now on: what was handed in stays as it is.
  const offers = entry.offers.map((offer) => ({ ...offer }));
  for (const offer of offers) state.offers.set(offer.id, offer);
  const messages: InteractionRecord['messages'] = new Map();
  for (const [id, seq, at, delivery] of entry.messages) messages.set(id, { seq, at, ...(delivery && { delivery }) });
  const kind = state.channels.get(entry.channelId)?.kind;
  return {
    ...entry,
    // An earlier release kept it of messengers, too.
    customerOnline: kind === undefined || kind === 'liveChat' ? entry.customerOnline : undefined,
    medium: entry.medium ?? 'chat',
    mentioned: [...entry.mentioned],
    unreadSeqs: [...entry.unreadSeqs],
    messages,
    tried: new Set(entry.tried as never[]),
    declined: new Map(entry.declined as never[]),
    cooling: new Map(entry.cooling as never[]),
    offers: new Map(offers.map((offer) => [offer.id, offer])),
  };
}

function isCheckpoint(value: unknown): value is Checkpoint {
  return typeof value === 'object' && value !== null && 'version' in value && value.version === CHECKPOINT_VERSION;
}
