import { SECOND } from '@ringdesk/shared/model/time.ts';
import type { CommandInput } from '@ringdesk/shared/protocol/commands.ts';
import { refuse } from '@ringdesk/shared/result.ts';
import { archiveTimes, endAll } from './closing.ts';
import { actingAgent, done, linesAfter, notFound, queueOf, wrongState, type Decided } from './decided.ts';
import type { Event } from './events.ts';
import type { Context } from './inputs.ts';
import { afterRecall, type Recall } from './recall.ts';
import type { InteractionRecord } from './records.ts';
import type { State } from './state.ts';

/**
 * The customer's rating [43], of an open conversation in which somebody has answered or of the last one, or of the last call
 * in which somebody talked with them: while it is kept open for it [39], later, or once more, which replaces the first. It is recorded and never routed. Where the rating closes
 * the session [44] nothing is waited for any longer.
 */
export function rate(
  state: State,
  context: Context,
  current: InteractionRecord | undefined,
  recalled: Recall | undefined,
  { score, comment }: { readonly score: number; readonly comment: string },
): Decided {
  const interaction = current ?? recalled?.interaction;
  if (!interaction) return notFound;
  const { askRating, ratingCloses } = queueOf(state, interaction).settings;
  if (!askRating || interaction.spam === true) return refuse({ code: 'notAllowed' });
  const open = interaction.state !== 'closed' && interaction.state !== 'wrapUp';
  const { call } = interaction;
  // Nobody has answered, or nobody talked with them: there is nothing to rate. A call is rated when it is over.
  if (call ? open || call.answeredAt === undefined : open && interaction.firstReplyAt === undefined)
    return wrongState(interaction);
  const { now: at } = context;
  const { id: interactionId } = interaction;
  const closes = ratingCloses && (interaction.state === 'active' || interaction.state === 'parked');
  const ends = closes ? endAll(state, context, interaction, 'customerLeft') : [];
  const line = linesAfter(interaction, ends);
  const events: Event[] = [...ends];
  events.push({ type: 'customer.rated', at, interactionId, seq: line(), score, content: { comment } });
  if (closes) events.push(closedByRating(state, context, interaction, line()));
  else if (ratingCloses && interaction.ratingUntil !== undefined)
    events.push({ type: 'interaction.ratingEnded', at, interactionId });
  return afterRecall(recalled, done(events));
}

/** The customer has had their say: closed, with after-work for the owner where the queue asks for it [79]. */
function closedByRating(state: State, context: Context, interaction: InteractionRecord, seq: number): Event {
  const { ownerId, state: before } = interaction;
  const { wrapUpSeconds } = queueOf(state, interaction).settings;
  const wrapUpUntil = before === 'active' && wrapUpSeconds > 0 ? context.now + wrapUpSeconds * SECOND : undefined;
  return {
    type: 'interaction.closed',
    at: context.now,
    interactionId: interaction.id,
    by: 'customer',
    ...(ownerId !== undefined && { ownerId }),
    ...(wrapUpUntil !== undefined && { wrapUpUntil }),
    ...archiveTimes(state, interaction, wrapUpUntil ?? context.now),
    seq,
  };
}

/** A supervisor's own rating; the last one counts. */
export function review(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  { score, comment }: CommandInput<'interaction.review'>,
): Decided {
  return done([
    {
      type: 'interaction.reviewed',
      at: context.now,
      interactionId: interaction.id,
      agentId: actingAgent(state, context).id,
      seq: interaction.lastSeq + 1,
      score,
      content: { comment },
    },
  ]);
}

/** The time for a rating is over [39]. */
export function endRating(context: Pick<Context, 'now'>, interaction: InteractionRecord): Event[] {
  return [{ type: 'interaction.ratingEnded', at: context.now, interactionId: interaction.id }];
}
