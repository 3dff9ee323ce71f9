import type { AgentId, MessageId } from '@ringdesk/shared/model/ids.ts';
import type { WithdrawReason } from '@ringdesk/shared/model/offer.ts';
import type { CommandInput } from '@ringdesk/shared/protocol/commands.ts';
import { refuse } from '@ringdesk/shared/result.ts';
import { endConsult, isTalking } from './consulting.ts';
import { overLimitOf } from './capacity.ts';
import { actingAgent, actorId, done, linesAfter, notFound, queueOf, wrongState, type Decided } from './decided.ts';
import type { Event } from './events.ts';
import type { RequeueReason } from './interactionEvents.ts';
import type { Context } from './inputs.ts';
import { mediumOfQueue } from './media.ts';
import { endOffers, endTransferOffer } from './offerEnds.ts';
import type { InteractionRecord } from './records.ts';
import { mayGetFromColleague, singleOffer } from './singleOffers.ts';
import type { State } from './state.ts';

/**
 * To an agent: the sender owns until the receiver accepts. To a queue: at once, with the original age, and it does not
 * bounce back to the sender. (section 13, Transfer; I10)
 */
export function transfer(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  input: CommandInput<'interaction.transfer'>,
): Decided {
  const { ownerId } = interaction;
  if (interaction.state !== 'active' || ownerId === undefined || interaction.transfer) return wrongState(interaction);
  if (interaction.call && !isTalking(interaction)) return wrongState(interaction);
  const line = linesAfter(interaction);
  const events: Event[] = [];
  const { note, to } = input;
  if (note) events.push(noteOf(state, context, interaction, note, line()));
  if (to.kind === 'queue') {
    const queue = state.queues.get(to.queueId);
    if (!queue) return notFound;
    if (mediumOfQueue(queue) !== interaction.medium) return refuse({ code: 'wrongMedium' });
    if (!queue.active) return refuse({ code: 'channelOff' });
    events.push({
      type: 'interaction.requeued',
      at: context.now,
      interactionId: interaction.id,
      queueId: queue.id,
      fromQueueId: interaction.queueId,
      queueName: queue.name,
      reason: 'transferred',
      fromAgentId: ownerId,
      ...sentBy(context, ownerId),
      excludedAgentId: ownerId,
      seq: line(),
      settingsVersion: queue.version,
    });
    return done(events);
  }
  const receiver = state.agents.get(to.agentId);
  if (!receiver || receiver.dismissed) return notFound;
  if (receiver.id === ownerId) return wrongState(interaction);
  if (!mayGetFromColleague(state, receiver, queueOf(state, interaction), 'transfer'))
    return refuse({ code: 'agentUnavailable' });
  events.push(
    {
      type: 'transfer.started',
      at: context.now,
      interactionId: interaction.id,
      fromAgentId: ownerId,
      ...sentBy(context, ownerId),
      toAgentId: receiver.id,
      seq: line(),
    },
    singleOffer(state, context, interaction, receiver, 'transfer', { rule: 'transfer', fromAgentId: ownerId }),
  );
  return done(events);
}

/** A supervisor sends on what is a colleague's: the log says who it was. */
function sentBy(context: Context, ownerId: AgentId): { readonly byAgentId?: AgentId } {
  const by = actorId(context);
  return by === null || by === ownerId ? {} : { byAgentId: by };
}

function noteOf(state: State, context: Context, interaction: InteractionRecord, text: string, seq: number): Event {
  return {
    type: 'message.posted',
    at: context.now,
    interactionId: interaction.id,
    messageId: context.newId() as MessageId,
    seq,
    author: { kind: 'agent', agentId: actingAgent(state, context).id },
    kind: 'note',
    mentions: [],
    content: { text, attachments: [] },
  };
}

/**
 * Undoes a transfer. One to an agent stops ringing. From a queue it comes back to the sender and to the queue it came
 * from, as long as nobody has accepted it there; later it is refused with who has it.
 */
export function cancelTransfer(state: State, context: Context, interaction: InteractionRecord): Decided {
  if (interaction.transfer) return done(withdrawTransfer(state, context, interaction, 'transferCancelled'));
  const { sent, state: is } = interaction;
  // Who is on the line cannot be put back without their phone: a call is taken from the queue like any other.
  if (!sent || interaction.call || (is !== 'queued' && is !== 'offered')) return wrongState(interaction);
  return bringBack(state, context, interaction, sent);
}

function bringBack(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  { fromAgentId, fromQueueId }: NonNullable<InteractionRecord['sent']>,
): Decided {
  const sender = state.agents.get(fromAgentId);
  if (!sender || sender.dismissed || !sender.online) return refuse({ code: 'agentUnavailable' });
  // The queue it came from may be deleted by now: then it stays in this one, and only the owner is back.
  const queue = state.queues.get(fromQueueId) ?? queueOf(state, interaction);
  const offers = [...interaction.offers.values()];
  const events: Event[] = [];
  if (offers.length > 0)
    events.push(
      endOffers(state, context, interaction, offers, {
        outcome: 'withdrawn',
        reason: 'takenByColleague',
        by: sender.id,
      }),
    );
  if (queue.id !== interaction.queueId)
    events.push({
      type: 'interaction.moved',
      at: context.now,
      interactionId: interaction.id,
      fromQueueId: interaction.queueId,
      queueId: queue.id,
    });
  events.push({
    type: 'interaction.joined',
    at: context.now,
    interactionId: interaction.id,
    agentId: sender.id,
    way: 'takenBack',
    seq: linesAfter(interaction, events)(),
    settingsVersion: queue.version,
    ...overLimitOf(state, { ...interaction, queueId: queue.id }, sender.id),
  });
  return done(events);
}

/** Ends a transfer that still rings; nothing where there is none. `by`: the colleague who has it from now on. */
export function withdrawTransfer(
  state: State,
  context: Pick<Context, 'now'>,
  interaction: InteractionRecord,
  reason: WithdrawReason,
  by?: AgentId,
): Event[] {
  const offer = interaction.transfer && interaction.offers.get(interaction.transfer.offerId);
  const end = { outcome: 'withdrawn', reason, ...(by !== undefined && { by }) } as const;
  return offer ? endTransferOffer(state, context, interaction, offer, end) : [];
}

/** From its owner back to its queue, with its original age [16, 78]; a transfer under way is cancelled by it. */
export function release(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  reason: Exclude<RequeueReason, 'transferred'>,
): Event[] {
  const { ownerId } = interaction;
  if (ownerId === undefined) throw new Error(`${interaction.id} has nobody to be released from`);
  const queue = queueOf(state, interaction);
  const events = [
    ...withdrawTransfer(state, context, interaction, 'transferCancelled'),
    ...(interaction.call?.consult ? endConsult(state, context, interaction) : []),
  ];
  return [
    ...events,
    {
      type: 'interaction.requeued',
      at: context.now,
      interactionId: interaction.id,
      queueId: queue.id,
      fromQueueId: queue.id,
      queueName: queue.name,
      reason,
      fromAgentId: ownerId,
      seq: linesAfter(interaction, events)(),
      settingsVersion: queue.version,
    },
  ];
}
