import { heardBy, type ListenMode, type PhoneNumber } from '@ringdesk/shared/model/call.ts';
import type { AgentId, AttachmentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import { SECOND, type Instant } from '@ringdesk/shared/model/time.ts';
import { callerIdOf } from './dialling.ts';
import type { Effect } from './effects.ts';
import type { Event } from './events.ts';
import { occasionOf } from './occasion.ts';
import type { InteractionRecord } from './records.ts';
import type { State } from './state.ts';

/** Who is called: somebody of the team, or a number, in E.164, through the line to the outside. */
export type OrderedParty =
  | { readonly kind: 'agent'; readonly agentId: AgentId }
  | { readonly kind: 'outside'; readonly number: PhoneNumber; readonly callerId: PhoneNumber | undefined };

/** What the endpoint of calls is asked to do, with ids of files and numbers as people know them. */
export type DomainCallOrder = { readonly callId: InteractionId } & (
  | { readonly type: 'ring'; readonly agentIds: readonly AgentId[]; readonly callerName: string }
  | { readonly type: 'stopRinging'; readonly agentIds: readonly AgentId[]; readonly because: 'elsewhere' | 'over' }
  | { readonly type: 'connect'; readonly agentId: AgentId }
  | {
      readonly type: 'authorise';
      readonly agentId: AgentId;
      readonly role: 'talk' | 'consult';
      readonly to: OrderedParty;
      readonly until: Instant;
    }
  | { readonly type: 'forward'; readonly to: OrderedParty }
  | { readonly type: 'completeConsult' | 'endConsult' | 'hangUp' }
  | { readonly type: 'music'; readonly file: AttachmentId | null; readonly on: boolean }
  | { readonly type: 'voicemail'; readonly greeting: AttachmentId | null; readonly maxSeconds: number }
  | { readonly type: 'announce'; readonly file: AttachmentId | null }
  /** Once their agent hangs up. */
  | { readonly type: 'askRating' }
  | { readonly type: 'record'; readonly on: boolean; readonly announce: boolean }
  | { readonly type: 'pauseRecording'; readonly on: boolean }
  | { readonly type: 'listen'; readonly agentId: AgentId; readonly mode: ListenMode }
  | { readonly type: 'stopListening'; readonly agentId: AgentId }
);

/** What begins something is of no use to anybody on the line later than this. */
const ORDER_LASTS = 10 * SECOND;
/** What ends something is never too late: a phone that rings on, or a line that stays open, costs until it comes. */
const begins = (order: Order): boolean => {
  switch (order.type) {
    case 'ring':
    case 'connect':
    case 'authorise':
    case 'forward':
    case 'voicemail':
    case 'listen':
      return true;
    case 'music':
    case 'record':
      return order.on;
    case 'stopRinging':
    case 'completeConsult':
    case 'endConsult':
    case 'hangUp':
    case 'announce':
    case 'pauseRecording':
    case 'askRating':
    case 'stopListening':
      return false;
  }
};
/** The phone of who calls has so long to come for the call. */
const AUTHORISED_FOR = 30 * SECOND;

/** One outbox row for each order; those of one call are carried in order. */
export function callEffects(event: Event, index: number, after: State): Effect[] {
  if (!('interactionId' in event)) return [];
  const interaction = after.interactions.get(event.interactionId);
  if (!interaction?.call) return [];
  const { id: callId } = interaction;
  return ordersOf(event, interaction, after).map((order, part) => ({
    type: 'call.order',
    key: `call ${callId} ${occasionOf(event, index, interaction)}.${part} ${order.type}`,
    order: `call ${callId}`,
    payload: { ...order, callId } satisfies DomainCallOrder,
    ...(begins(order) && { notAfter: event.at + ORDER_LASTS }),
  }));
}

type Order = DomainCallOrder extends infer O ? (O extends DomainCallOrder ? Omit<O, 'callId'> : never) : never;

function ordersOf(event: Event, interaction: InteractionRecord, after: State): Order[] {
  const settings = after.queues.get(interaction.queueId)?.settings.call;
  if (!settings) return [];
  const music: Order = { type: 'music', file: settings.musicId, on: true };
  const waits = interaction.state === 'queued' && interaction.call?.action === undefined;
  switch (event.type) {
    case 'interaction.arrived':
      return event.call?.direction === 'in' && waits ? [music] : [];
    case 'interaction.requeued':
      return [music];
    case 'interaction.offered':
      return ringing(
        event.offers.map(({ agentId }) => agentId),
        interaction,
        after,
      );
    case 'offers.ended': {
      const { end } = event;
      const taken = end.outcome === 'withdrawn' && (end.reason === 'takenByColleague' || end.reason === 'intercepted');
      const agentIds = withPhones(
        event.offers.map(({ agentId }) => agentId),
        after,
      );
      const stop: Order = { type: 'stopRinging', agentIds, because: taken ? 'elsewhere' : 'over' };
      return [...(agentIds.length > 0 ? [stop] : []), ...(waits ? [music] : [])];
    }
    case 'offer.accepted':
      return [{ type: 'connect', agentId: event.agentId }];
    case 'interaction.joined':
      // Whom they talk with by now serves another queue, perhaps.
      return ratingOf(interaction, after);
    case 'call.answered':
      return [
        ...(settings.recording === 'always' && interaction.call?.via !== 'internal'
          ? [{ type: 'record', on: true, announce: settings.announceRecording } as const]
          : []),
        ...ratingOf(interaction, after),
      ];
    default:
      return ordersOfCall(event, interaction, after, settings);
  }
}

/** [43] By keys of a phone; who calls from a page of ours rates there. */
function ratingOf({ queueId, call }: InteractionRecord, after: State): Order[] {
  const asks = after.queues.get(queueId)?.settings.askRating === true;
  return asks && call?.direction === 'in' && call.via === 'trunk' ? [{ type: 'askRating' }] : [];
}

type Settings = NonNullable<NonNullable<ReturnType<State['queues']['get']>>['settings']['call']>;

function ordersOfCall(event: Event, interaction: InteractionRecord, after: State, settings: Settings): Order[] {
  const until = event.at + AUTHORISED_FOR;
  const { ownerId } = interaction;
  switch (event.type) {
    case 'call.dialled': {
      const asked = interaction.call?.consult?.with;
      const to: OrderedParty | undefined =
        asked?.kind === 'agent'
          ? { kind: 'agent', agentId: asked.agentId }
          : outside(event.content?.number, interaction, after);
      return to ? [{ type: 'authorise', agentId: event.agentId, role: 'talk', to, until }] : [];
    }
    case 'call.consultAccepted': {
      if (interaction.call?.via === 'internal') return [{ type: 'connect', agentId: event.agentId }];
      const to = { kind: 'agent', agentId: event.agentId } as const;
      return ownerId === undefined ? [] : [{ type: 'authorise', agentId: ownerId, role: 'consult', to, until }];
    }
    case 'call.consultBegan': {
      const to = event.withAgentId === undefined ? outside(event.content?.number, interaction, after) : undefined;
      return to ? [{ type: 'authorise', agentId: event.fromAgentId, role: 'consult', to, until }] : [];
    }
    case 'call.consultEnded':
      if (event.outcome !== 'completed') return [{ type: 'endConsult' }];
      // With a number that is said when they are joined.
      return event.withAgentId === undefined ? [] : [{ type: 'completeConsult' }];
    case 'call.recordAsked':
      return [{ type: 'record', on: event.on, announce: settings.announceRecording }];
    case 'call.recordPauseAsked':
      return [{ type: 'pauseRecording', on: event.on }];
    case 'call.listenAsked':
      return event.mode === null
        ? [{ type: 'stopListening', agentId: event.agentId }]
        : [{ type: 'listen', agentId: event.agentId, mode: event.mode }];
    case 'call.actionSet':
      return ordersOfAction(event, interaction, after, settings);
    case 'call.ended':
      if (event.hangUp === undefined) return [];
      return [event.hangUp === 'busy' ? { type: 'announce', file: null } : { type: 'hangUp' }];
    case 'call.sentOnEnded':
      return event.hangUp ? [{ type: 'hangUp' }] : [];
    default:
      return [];
  }
}

function ordersOfAction(
  event: Extract<Event, { type: 'call.actionSet' }>,
  interaction: InteractionRecord,
  after: State,
  { missed, musicId }: Settings,
): Order[] {
  const heard = heardBy(missed);
  switch (event.action) {
    case 'voicemail':
      return heard?.kind === 'voicemail'
        ? [{ type: 'voicemail', greeting: heard.greetingId, maxSeconds: heard.maxSeconds }]
        : [];
    case 'announcement':
      return heard?.kind === 'hangUp' ? [{ type: 'announce', file: heard.announcementId }] : [];
    case 'forwarding': {
      if (event.asked) return [{ type: 'completeConsult' }];
      const to = outside(event.content?.number, interaction, after);
      return to ? [{ type: 'forward', to }] : [];
    }
    case null:
      return interaction.ownerId === undefined ? [{ type: 'music', file: musicId, on: true }] : [];
  }
}

function outside(
  number: PhoneNumber | undefined,
  interaction: InteractionRecord,
  after: State,
): OrderedParty | undefined {
  const queue = after.queues.get(interaction.queueId);
  return number === undefined || !queue ? undefined : { kind: 'outside', number, callerId: callerIdOf(after, queue) };
}

/** Phones of another make ring, too; the desks ring by their offers. */
function ringing(agentIds: readonly AgentId[], interaction: InteractionRecord, after: State): Order[] {
  const withPhone = withPhones(agentIds, after);
  const { customer, call, ownerId } = interaction;
  // In a call among colleagues the customer is who is called.
  const caller = call?.via === 'internal' && ownerId !== undefined ? after.agents.get(ownerId) : customer;
  const callerName = caller?.name || call?.number || '';
  return withPhone.length > 0 ? [{ type: 'ring', agentIds: withPhone, callerName }] : [];
}

function withPhones(agentIds: readonly AgentId[], after: State): AgentId[] {
  return agentIds.filter((id) => after.agents.get(id)?.phone?.devices.includes('phone') === true);
}
