import type { QueueId } from '@ringdesk/shared/model/ids.ts';
import { refuse } from '@ringdesk/shared/result.ts';
import { done, notFound, ownerOf, type Decided } from './decided.ts';
import { choose, traceOf, type Search } from './distribution.ts';
import type { Event } from './events.ts';
import type { Context } from './inputs.ts';
import type { CallRecord, InteractionRecord } from './records.ts';
import { offerOf } from './singleOffers.ts';
import type { State } from './state.ts';

type Asking = NonNullable<CallRecord['asking']>;

/** The owner asks a queue: its members one after the other, in its own order, until one accepts or none is left. */
export function consultQueue(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  queueId: QueueId,
): Decided {
  const queue = state.queues.get(queueId);
  if (!queue) return notFound;
  if (queue.settings.call === null) return refuse({ code: 'wrongMedium' });
  if (!queue.active) return refuse({ code: 'channelOff' });
  const first = askNext(state, context, interaction, { queueId, queueName: queue.name, tried: [] });
  if (!first) return refuse({ code: 'nobodyAvailable' });
  return done([
    {
      type: 'call.consultBegan',
      at: context.now,
      interactionId: interaction.id,
      seq: interaction.lastSeq + 1,
      fromAgentId: ownerOf(interaction),
      withQueueId: queue.id,
      withQueueName: queue.name,
    },
    first,
  ]);
}

/**
 * An offer to the next eligible member of the queue that is asked who was not asked yet; undefined: none is left, or the queue
 * rings nobody now [29]. One at a time, also where the queue rings everybody: one answer is wanted, and nobody is disturbed for
 * nothing.
 */
export function askNext(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  { queueId, tried }: Asking,
): Extract<Event, { type: 'interaction.offered' }> | undefined {
  const queue = state.queues.get(queueId);
  if (!queue || !queue.active || !queue.hours.open || queue.settings.call === null) return undefined;
  const { settings, version, roster } = queue;
  const fromAgentId = ownerOf(interaction);
  const inTurn = settings.distribution === 'toAll' ? 'strict' : settings.distribution;
  const search: Search = {
    settings: { ...settings, distribution: inTurn },
    version,
    roster,
    interaction: {
      pass: 1,
      tried: new Set(tried),
      declined: new Map(),
      cooling: new Map(),
      excludedAgentId: fromAgentId,
      offers: interaction.offers,
    },
  };
  const choice = choose(search, context.now);
  if (choice.kind !== 'offer' || choice.pass > 1) return undefined;
  const [seat] = choice.seats;
  if (!seat) return undefined;
  const why = { rule: 'consult', fromAgentId, queueId } as const;
  const offered = offerOf(context, queue, interaction, seat.agent, 'consult', why);
  return { ...offered, trace: traceOf(search, choice, context.now) };
}
