import { HOUR, MINUTE, SECOND, type Instant } from '@ringdesk/shared/model/time.ts';
import type { CommandInput } from '@ringdesk/shared/protocol/commands.ts';
import { refuse } from '@ringdesk/shared/result.ts';
import { mayExtendWrapUp, WRAP_UP_STEP_MS } from '@ringdesk/shared/rules/wrapUp.ts';
import { farewell, reminder } from './automaticTexts.ts';
import { endConsult } from './consulting.ts';
import { overLimitOf } from './capacity.ts';
import { actingAgent, done, linesAfter, ownerOf, queueOf, wrongState, type Decided } from './decided.ts';
import { CLOSED_STAYS } from './deadlines.ts';
import type { Event } from './events.ts';
import type { Context } from './inputs.ts';
import { endOffers } from './offerEnds.ts';
import type { InteractionRecord } from './records.ts';
import type { State } from './state.ts';
import { unknownTopic } from './topics.ts';
import { withdrawTransfer } from './transfer.ts';

/** How long a customer's message picks it up again, and when it leaves the memory of the core. */
export function archiveTimes(
  state: State,
  interaction: Pick<InteractionRecord, 'queueId'>,
  from: Instant,
): { reopenUntil: Instant; archiveAt: Instant } {
  const reopenUntil = from + (state.queues.get(interaction.queueId)?.settings.reopenHours ?? 0) * HOUR;
  return { reopenUntil, archiveAt: from + CLOSED_STAYS };
}

/** Until when a conversation that is closed now is kept open for a rating [39]; nothing where none is asked for [43]. */
export function ratingTime(
  state: State,
  interaction: InteractionRecord,
  closedAt: Instant,
): { readonly ratingUntil?: Instant } {
  const settings = state.queues.get(interaction.queueId)?.settings;
  if (settings?.askRating !== true || settings.ratingMinutes === 0) return {};
  return { ratingUntil: closedAt + settings.ratingMinutes * MINUTE };
}

/** By the owner, or by who steers the queue; with after-work where the queue asks for it [79]. */
export function close(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  { topic, spam }: Pick<CommandInput<'interaction.close'>, 'topic' | 'spam'>,
): Decided {
  const { state: before, ownerId } = interaction;
  if (before === 'closed' || before === 'wrapUp' || before === 'connecting') return wrongState(interaction);
  const agent = actingAgent(state, context);
  const { wrapUpSeconds, topics, topicRequired } = queueOf(state, interaction).settings;
  const unknown = unknownTopic(topics, topic);
  if (unknown) return unknown;
  const known = topic ?? interaction.topic;
  if (topicRequired && topics.length > 0 && known === undefined && !spam) return refuse({ code: 'topicRequired' });
  // Spam is over at once: nothing is done after it, nothing is asked of the sender, and what they write next is new work.
  const wrapUpUntil =
    before === 'active' && wrapUpSeconds > 0 && !spam ? context.now + wrapUpSeconds * SECOND : undefined;
  const ends = endAll(state, context, interaction, 'closed');
  const line = linesAfter(interaction, ends);
  return done([
    ...ends,
    ...(spam ? [] : farewell(state, context, interaction, line)),
    {
      type: 'interaction.closed',
      at: context.now,
      interactionId: interaction.id,
      by: 'agent',
      agentId: agent.id,
      ...(ownerId !== undefined && { ownerId }),
      ...(known !== undefined && { topic: known }),
      ...(spam && { because: 'spam' as const }),
      ...(wrapUpUntil !== undefined && { wrapUpUntil }),
      ...archiveTimes(state, interaction, wrapUpUntil ?? context.now),
      ...(spam ? { reopenUntil: context.now - 1 } : ratingTime(state, interaction, context.now)),
      seq: line(),
    },
  ]);
}

/** The customer has said nothing for as long as the queue waits [40]: closed, with its text or without one. */
export function closeSilent(state: State, context: Context, interaction: InteractionRecord): Event[] {
  const line = linesAfter(interaction);
  const { silence } = queueOf(state, interaction).settings;
  return [
    ...reminder(context, interaction, silence?.text ?? '', line),
    {
      type: 'interaction.closed',
      at: context.now,
      interactionId: interaction.id,
      by: 'server',
      because: 'silence',
      ownerId: ownerOf(interaction),
      ...archiveTimes(state, interaction, context.now),
      ...ratingTime(state, interaction, context.now),
      seq: line(),
    },
  ];
}

/** Whatever rings for this interaction stops. */
export function endAll(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  reason: 'closed' | 'customerLeft' | 'settingsChanged',
): Event[] {
  // Without its queue it stays with the sender: nothing is routed anew.
  if (interaction.transfer)
    return withdrawTransfer(state, context, interaction, reason === 'settingsChanged' ? 'transferCancelled' : reason);
  // A queue that is asked would go on to its next member.
  if (reason === 'settingsChanged' && interaction.call?.asking && interaction.offers.size > 0)
    return endConsult(state, context, interaction);
  // Whom a call's owner asks rings like everybody else.
  const offers = [...interaction.offers.values()];
  return offers.length > 0 ? [endOffers(state, context, interaction, offers, { outcome: 'withdrawn', reason })] : [];
}

/**
 * The customer said that it is over. Nobody's yet: closed. Somebody's: closed to the customer, while the owner keeps it
 * to finish; a new message goes on with it.
 */
export function endByCustomer(state: State, context: Context, interaction: InteractionRecord | undefined): Decided {
  if (!interaction || interaction.state === 'closed' || interaction.state === 'wrapUp') return done([]);
  const line = linesAfter(interaction);
  if (interaction.state === 'active') {
    return done(
      interaction.customerLeft
        ? []
        : [{ type: 'customer.left', at: context.now, interactionId: interaction.id, seq: line() }],
    );
  }
  const { ownerId } = interaction;
  return done([
    ...endAll(state, context, interaction, 'customerLeft'),
    {
      type: 'interaction.closed',
      at: context.now,
      interactionId: interaction.id,
      by: 'customer',
      ...(ownerId !== undefined && { ownerId }),
      ...archiveTimes(state, interaction, context.now),
      ...ratingTime(state, interaction, context.now),
      seq: line(),
    },
  ]);
}

/** Undo of a close, or picking it up again: the agent's at once, above the limit if need be [82]. */
export function reopen(state: State, context: Context, interaction: InteractionRecord, newest: boolean): Decided {
  const closed = interaction.state === 'closed' || interaction.state === 'wrapUp';
  if (!closed || !newest) return wrongState(interaction);
  const agent = actingAgent(state, context);
  return done([
    {
      type: 'interaction.reopened',
      at: context.now,
      interactionId: interaction.id,
      by: 'agent',
      agentId: agent.id,
      ...(interaction.ownerId !== undefined && { wrapUpOwnerId: interaction.ownerId }),
      seq: interaction.lastSeq + 1,
      ...overLimitOf(state, interaction, agent.id),
    },
  ]);
}

/** Set aside until a time; the owner is kept and it does not count as load (section 13, Park). */
export function park(state: State, context: Context, interaction: InteractionRecord, until: Instant): Decided {
  const { ownerId } = interaction;
  if (interaction.state !== 'active' || ownerId === undefined) return wrongState(interaction);
  if (until <= context.now) return refuse({ code: 'inThePast' });
  const ends = withdrawTransfer(state, context, interaction, 'transferCancelled');
  const seq = linesAfter(interaction, ends)();
  return done([
    ...ends,
    { type: 'interaction.parked', at: context.now, interactionId: interaction.id, agentId: ownerId, until, seq },
  ]);
}

export function unpark(state: State, context: Context, interaction: InteractionRecord): Decided {
  const { ownerId } = interaction;
  if (interaction.state !== 'parked' || ownerId === undefined) return wrongState(interaction);
  return done([
    {
      type: 'interaction.woke',
      at: context.now,
      interactionId: interaction.id,
      because: 'agent',
      ownerId,
      seq: interaction.lastSeq + 1,
      ...overLimitOf(state, interaction, ownerId),
    },
  ]);
}

/** After-work is over [79]; the time to reopen runs from now. */
export function endWrapUp(
  state: State,
  context: Pick<Context, 'now'>,
  interaction: InteractionRecord,
  topic?: string,
): Event[] {
  return [
    {
      type: 'interaction.wrapUpEnded',
      at: context.now,
      interactionId: interaction.id,
      ownerId: ownerOf(interaction),
      ...(topic !== undefined && { topic }),
      ...archiveTimes(state, interaction, context.now),
    },
  ];
}

/** Ended early, with what it was about where that was not said when it was closed: a call ends before anybody can say it. */
export function finishWrapUp(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  topic: string | undefined,
): Decided {
  if (interaction.state !== 'wrapUp') return wrongState(interaction);
  const { topics, topicRequired } = queueOf(state, interaction).settings;
  const unknown = unknownTopic(topics, topic);
  if (unknown) return unknown;
  const known = topic ?? interaction.topic;
  if (topicRequired && topics.length > 0 && known === undefined) return refuse({ code: 'topicRequired' });
  return done(endWrapUp(state, context, interaction, topic));
}

/** [79] A little more time for what is being written, so often as is reasonable. */
export function extendWrapUp(state: State, context: Context, interaction: InteractionRecord): Decided {
  const { until, since } = interaction;
  if (interaction.state !== 'wrapUp' || until === undefined) return wrongState(interaction);
  if (!mayExtendWrapUp({ since, until }, queueOf(state, interaction).settings.wrapUpSeconds))
    return wrongState(interaction);
  return done([
    {
      type: 'interaction.wrapUpExtended',
      at: context.now,
      interactionId: interaction.id,
      ownerId: ownerOf(interaction),
      until: until + WRAP_UP_STEP_MS,
    },
  ]);
}
