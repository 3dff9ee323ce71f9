import { capAlerts } from './capAlerts.ts';
import { linesAfter, ownerOf } from './decided.ts';
import type { Event } from './events.ts';
import type { Context } from './inputs.ts';
import { endOffers } from './offerEnds.ts';
import type { InteractionRecord } from './records.ts';
import type { State } from './state.ts';

/** Owner and customer are joined, and nothing else is under way. */
export function isTalking({ state, transfer, call }: InteractionRecord): boolean {
  return state === 'active' && !transfer && call !== undefined && !call.consult && !call.action;
}

/** What was asked, of whom, as it stands in the transcript: of a queue, whoever has come. */
export function consulted({
  call,
}: InteractionRecord): Pick<
  Extract<Event, { type: 'call.consultEnded' }>,
  'withAgentId' | 'withQueueName' | 'content'
> {
  const asked = call?.consult?.with;
  const asksOn = asked?.kind === 'agent' && asked.offerId !== undefined && call?.asking;
  if (asksOn) return { withQueueName: asksOn.queueName };
  if (asked?.kind === 'agent') return { withAgentId: asked.agentId };
  return asked ? { content: { number: asked.number } } : {};
}

/** Back to the customer. What still rings stops. */
export function endConsult(state: State, context: Context, interaction: InteractionRecord): Event[] {
  const { call } = interaction;
  if (!call?.consult || call.via === 'internal') return [];
  const asked = call.consult.with;
  const offer =
    asked.kind === 'agent' && asked.offerId !== undefined ? interaction.offers.get(asked.offerId) : undefined;
  const line = linesAfter(interaction);
  const stopped = offer
    ? [endOffers(state, context, interaction, [offer], { outcome: 'withdrawn', reason: 'closed' })]
    : [];
  return [...stopped, consultOver(context, interaction, 'ended', line()), ...askedAlerts(state, context, interaction)];
}

/** Those who lead are told where what the owner has talked with the number they asked comes near the cap. */
export function askedAlerts(state: State, context: Context, interaction: InteractionRecord): Event[] {
  const since = interaction.call?.askedOutsideSince;
  if (since === undefined) return [];
  return capAlerts(state, context, interaction.ownerId, interaction.id, { talkMs: context.now - since });
}

export function consultOver(
  context: Pick<Context, 'now'>,
  interaction: InteractionRecord,
  outcome: Extract<Event, { type: 'call.consultEnded' }>['outcome'],
  seq: number,
): Extract<Event, { type: 'call.consultEnded' }> {
  return {
    type: 'call.consultEnded',
    at: context.now,
    interactionId: interaction.id,
    seq,
    fromAgentId: ownerOf(interaction),
    outcome,
    ...consulted(interaction),
  };
}
