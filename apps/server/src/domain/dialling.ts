import type { ChannelId, CustomerId, InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { PhoneNumber } from '@ringdesk/shared/model/call.ts';
import type { CommandInput } from '@ringdesk/shared/protocol/commands.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { refuse } from '@ringdesk/shared/result.ts';
import { isMissed } from './callEnds.ts';
import { capAlerts } from './capAlerts.ts';
import { hasOtherCall } from './capacity.ts';
import { actingAgent, done, notFound, type Decided } from './decided.ts';
import { outboundTrunk, refusedToCall } from './dialCaps.ts';
import type { Event } from './events.ts';
import { steers } from './sight.ts';
import type { Context, Dialled, Kept } from './inputs.ts';
import { recall } from './recall.ts';
import type { AgentRecord } from './records.ts';
import { mayGetFromColleague, offerOf } from './singleOffers.ts';
import type { QueueRecord, State } from './state.ts';

/** Whether the agent could talk to somebody now; the refusal otherwise. */
export function refusedToTalk(agent: AgentRecord): Refusal | undefined {
  if (agent.phone?.state !== 'ready') return { code: 'phoneOff' };
  return hasOtherCall(agent) ? { code: 'onCall' } : undefined;
}

interface Calling {
  readonly agent: AgentRecord;
  readonly queue: QueueRecord;
  readonly channelId: ChannelId;
  readonly interactionId: InteractionId;
}

/**
 * A call to a number or to a colleague: the caller's from the start. The colleague is asked by an offer; the far end is
 * called once the caller's phone comes for it.
 */
export function dial(
  state: State,
  context: Context,
  input: CommandInput<'call.dial'>,
  dialled: Dialled | undefined,
  kept?: Kept,
): Decided {
  const agent = actingAgent(state, context);
  if (state.interactions.has(input.interactionId)) return notFound;
  const refused = refusedToTalk(agent);
  if (refused) return refuse(refused);
  if (input.to.kind === 'number') {
    const capped = refusedToCall(state, agent, dialled?.number, context.now);
    if (capped) return refuse(capped);
  }
  const queue = queueFor(state, agent, input.queueId);
  const channelId = queue && channelFor(state, queue);
  if (!queue || channelId === undefined) return refuse({ code: 'channelOff' });
  const calling: Calling = { agent, queue, channelId, interactionId: input.interactionId };
  if (input.to.kind === 'agent') return callColleague(state, context, calling, input.to.agentId);
  if (!dialled || dialled.number.kind !== 'number') return refuse({ code: 'numberNotAllowed', because: 'notANumber' });
  const begun = callOutside(state, context, calling, dialled.number.number, dialled.customer);
  return done([...begun, ...returned(state, context, agent, input.returns, kept)]);
}

/** In whose name: the queue that is named, one of the caller's, or any that calls. */
function queueFor(state: State, agent: AgentRecord, named: QueueId | undefined): QueueRecord | undefined {
  const mayCallFor = ({ id }: QueueRecord): boolean => agent.memberOf.has(id) || steers(agent, id);
  const calls = [...state.queues.values()].filter(({ settings }) => settings.call !== null);
  if (named !== undefined) return calls.find((queue) => queue.id === named && mayCallFor(queue));
  return calls.find(({ id }) => agent.memberOf.has(id)) ?? calls.find(mayCallFor) ?? calls[0];
}

/** The entry it is said to be made through: the queue's own number, else any of its entries, else any number. */
function channelFor(state: State, queue: QueueRecord): ChannelId | undefined {
  const channels = [...state.channels.values()];
  const own = channels.filter(({ queueId }) => queueId === queue.id);
  const isPhone = ({ kind }: { readonly kind: string }): boolean => kind === 'phone';
  return (own.find(isPhone) ?? own[0] ?? channels.find(isPhone))?.id;
}

/** What the called party sees of us: the queue's choice, else the number of its first entry. */
export function callerIdOf(state: State, queue: QueueRecord): PhoneNumber | undefined {
  if (queue.settings.call?.callerId) return queue.settings.call.callerId;
  for (const channel of state.channels.values())
    if (channel.kind === 'phone' && channel.queueId === queue.id && channel.settings.number !== '')
      return channel.settings.number;
  return undefined;
}

function callOutside(
  state: State,
  context: Context,
  { agent, queue, channelId, interactionId }: Calling,
  number: PhoneNumber,
  customer: Dialled['customer'],
): Event[] {
  const trunk = outboundTrunk(state);
  const ownNumber = callerIdOf(state, queue);
  const { now: at } = context;
  return [
    {
      type: 'interaction.arrived',
      at,
      interactionId,
      channelId,
      queueId: queue.id,
      customerId: customer?.id ?? (context.newId() as CustomerId),
      priority: 0,
      settingsVersion: queue.version,
      call: {
        direction: 'out',
        via: 'trunk',
        callerId: agent.id,
        ...(trunk && { trunkId: trunk.id }),
        ...(ownNumber !== undefined && { ownNumber }),
      },
      content: { customerName: customer?.name ?? '', phone: number, number },
    },
    { type: 'call.dialled', at, interactionId, seq: 1, agentId: agent.id, content: { number } },
    ...capAlerts(state, context, agent.id, interactionId, { calls: 1 }),
  ];
}

/** The colleague gets one offer; they are the other party, and nobody's customer. */
function callColleague(
  state: State,
  context: Context,
  { agent, queue, channelId, interactionId }: Calling,
  toAgentId: AgentRecord['id'],
): Decided {
  const colleague = state.agents.get(toAgentId);
  if (!colleague || colleague.dismissed) return notFound;
  if (colleague.id === agent.id || !mayGetFromColleague(state, colleague, queue, 'consult'))
    return refuse({ code: 'agentUnavailable' });
  const { now: at } = context;
  const why = { rule: 'consult', fromAgentId: agent.id } as const;
  return done([
    {
      type: 'interaction.arrived',
      at,
      interactionId,
      channelId,
      queueId: queue.id,
      // A person of the team has a number of their own among the people of the center.
      customerId: colleague.id as string as CustomerId,
      priority: 0,
      settingsVersion: queue.version,
      call: { direction: 'out', via: 'internal', callerId: agent.id },
      content: { customerName: colleague.name },
    },
    { type: 'call.dialled', at, interactionId, seq: 1, agentId: agent.id },
    offerOf(context, queue, { id: interactionId, pass: 1 }, colleague, 'consult', why),
  ]);
}

/** The missed call that is returned by this one needs nobody else any more, also where the core has forgotten it. */
function returned(
  state: State,
  context: Context,
  agent: AgentRecord,
  id: InteractionId | undefined,
  kept: Kept | undefined,
): Event[] {
  const recalled = kept?.interaction.id === id ? recall(state, context, kept) : undefined;
  const missed = (id && state.interactions.get(id)) ?? recalled?.interaction;
  if (!missed || !isMissed(missed.call?.end?.outcome)) return [];
  if (missed.state !== 'closed' || missed.call?.calledBackAt !== undefined) return [];
  if (!agent.memberOf.has(missed.queueId) && !steers(agent, missed.queueId) && missed.lastOwnerId !== agent.id)
    return [];
  return [
    ...(recalled ? [recalled.event] : []),
    { type: 'call.calledBack', at: context.now, interactionId: missed.id },
  ];
}
