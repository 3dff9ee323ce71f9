import type { CustomerId } from '@ringdesk/shared/model/ids.ts';
import { refuse } from '@ringdesk/shared/result.ts';
import { missedStays } from './callEnds.ts';
import { done, type Decided } from './decided.ts';
import type { Event } from './events.ts';
import type { CallInput, Context } from './inputs.ts';
import { isBlocked } from './senders.ts';
import type { QueueRecord, State } from './state.ts';
import { couldAnswer } from './webCalls.ts';

/**
 * Somebody calls one of our numbers, or from the widget: a new interaction of the channel's queue. Refused where the channel
 * serves nobody; a blocked caller hears busy; from the widget also while nobody could answer and during another call of theirs. Where nobody is asked because it is closed, and nothing is set for that, it
 * ends as busy: nobody waits a night for the opening.
 */
export function arriveByPhone(
  state: State,
  context: Context,
  input: Extract<CallInput, { type: 'call.arrived' }>,
): Decided {
  const { interactionId } = input;
  if (state.interactions.has(interactionId)) return done([]);
  const channel = state.channels.get(input.channelId);
  const queue = channel?.queueId ? state.queues.get(channel.queueId) : undefined;
  if (!channel || !queue || queue.settings.call === null) return refuse({ code: 'channelOff' });
  const blocked = isBlocked(state, input.customerId);
  // The page of a visitor is told so, and calls no more; a line hears busy, and what it tried is written down.
  if (blocked && channel.kind === 'webCall') return refuse({ code: 'blocked' });
  if (channel.kind === 'webCall') {
    // Judged when their page was let in, too; by now they may call from another, or everybody may have left.
    if (!couldAnswer(queue)) return refuse({ code: 'channelOff' });
    if (hasCall(state, input.customerId)) return refuse({ code: 'onCall' });
  }
  const { now: at } = context;
  const { number, ownNumber, trunkId } = input;
  const events: Event[] = [
    {
      type: 'interaction.arrived',
      at,
      interactionId,
      channelId: channel.id,
      queueId: queue.id,
      customerId: input.customerId,
      priority: 0,
      settingsVersion: queue.version,
      call: {
        direction: 'in',
        via: channel.kind === 'webCall' ? 'web' : 'trunk',
        ...(ownNumber !== undefined && { ownNumber }),
        ...(trunkId !== undefined && { trunkId }),
      },
      content: {
        customerName: input.customerName,
        ...(number !== undefined && { phone: number, number }),
      },
    },
    {
      type: 'call.arrived',
      at,
      interactionId,
      seq: 1,
      ...(ownNumber !== undefined && { ownNumber }),
      ...(number !== undefined && { content: { number } }),
    },
  ];
  if (blocked) return done([...events, ...turnedAway(state, queue, context, interactionId, 'refused')]);
  return done(waitsForNobody(queue) ? [...events, ...turnedAway(state, queue, context, interactionId)] : events);
}

const hasCall = (state: State, customerId: CustomerId): boolean =>
  [...state.calls].some((id) => state.interactions.get(id)?.customer.id === customerId);

/** Closed, and the queue has no other answer than to let them wait. */
function waitsForNobody({ active, hours, settings: { call } }: QueueRecord): boolean {
  const closed = !active || !hours.open;
  return closed && (call?.missed.kind === 'wait' || call?.missed.kind === 'forwardToAgent');
}

function turnedAway(
  state: State,
  { id: queueId }: QueueRecord,
  { now: at }: Context,
  interactionId: Extract<CallInput, { type: 'call.arrived' }>['interactionId'],
  outcome: 'missed' | 'refused' = 'missed',
): Event[] {
  const about = { at, interactionId, by: 'server' as const };
  return [
    { type: 'call.ended', ...about, seq: 2, outcome, talkSeconds: 0, hangUp: 'busy' },
    { type: 'interaction.closed', ...about, seq: 3, ...missedStays(state, { queueId }, at, outcome) },
  ];
}
