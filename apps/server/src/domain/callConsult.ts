import type { CommandInput } from '@ringdesk/shared/protocol/commands.ts';
import { refuse } from '@ringdesk/shared/result.ts';
import { endCall } from './callEnds.ts';
import { capAlerts } from './capAlerts.ts';
import { consultedAgent } from './capacity.ts';
import { consulted, consultOver, isTalking } from './consulting.ts';
import { FORWARD_LIMIT } from './deadlines.ts';
import { actingAgent, done, linesAfter, notFound, ownerOf, queueOf, wrongState, type Decided } from './decided.ts';
import { refusedToCall } from './dialCaps.ts';
import type { Event } from './events.ts';
import type { SharedEnd } from './interactionEvents.ts';
import type { Context, Dialled } from './inputs.ts';
import { endOffers } from './offerEnds.ts';
import { askNext, consultQueue } from './queueConsult.ts';
import type { InteractionRecord, OfferRecord } from './records.ts';
import { mayGetFromColleague, singleOffer } from './singleOffers.ts';
import type { State } from './state.ts';

/**
 * The owner asks an agent, or the members of a queue in turn, by an offer, or a number, which their own phone calls. One at a
 * time, and no transfer beside it.
 */
export function consult(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  input: CommandInput<'call.consult'>,
  dialled: Dialled | undefined,
): Decided {
  if (!isTalking(interaction) || interaction.call?.via === 'internal') return wrongState(interaction);
  const fromAgentId = ownerOf(interaction);
  const about = { at: context.now, interactionId: interaction.id, seq: interaction.lastSeq + 1, fromAgentId };
  if (input.with.kind === 'number') {
    const refused = refusedToCall(state, actingAgent(state, context), dialled?.number, context.now);
    if (refused) return refuse(refused);
    if (dialled?.number.kind !== 'number') return refuse({ code: 'numberNotAllowed', because: 'notANumber' });
    return done([
      { type: 'call.consultBegan', ...about, content: { number: dialled.number.number } },
      ...capAlerts(state, context, fromAgentId, interaction.id, { calls: 1 }),
    ]);
  }
  if (input.with.kind === 'queue') return consultQueue(state, context, interaction, input.with.queueId);
  const colleague = state.agents.get(input.with.agentId);
  if (!colleague || colleague.dismissed) return notFound;
  if (colleague.id === fromAgentId || !mayGetFromColleague(state, colleague, queueOf(state, interaction), 'consult'))
    return refuse({ code: 'agentUnavailable' });
  return done([
    { type: 'call.consultBegan', ...about, withAgentId: colleague.id },
    singleOffer(state, context, interaction, colleague, 'consult', { rule: 'consult', fromAgentId }),
  ]);
}

/**
 * A colleague was asked, or called, and does not come: of a queue the next one is asked; else the owner goes on with the
 * customer, and a call to the colleague is over.
 */
export function endConsultOffer(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  offer: OfferRecord,
  end: SharedEnd,
): Event[] {
  const ended = endOffers(state, context, interaction, [offer], end);
  if (interaction.call?.asking) {
    const next = askNext(state, context, interaction, interaction.call.asking);
    return [ended, next ?? consultOver(context, interaction, 'unanswered', interaction.lastSeq + 1)];
  }
  if (interaction.call?.via !== 'internal')
    return [ended, consultOver(context, interaction, 'ended', interaction.lastSeq + 1)];
  const outcome = end.outcome === 'declined' ? 'refused' : end.outcome === 'expired' ? 'noAnswer' : 'unreachable';
  return endCall(state, context, interaction, { by: 'customer', outcome, hangUp: 'hangUp', ends: [ended] });
}

/** All three talk. */
export function conference(context: Context, interaction: InteractionRecord): Decided {
  if (interaction.call?.consult?.state !== 'talking' || interaction.call.action || interaction.call.via === 'internal')
    return wrongState(interaction);
  return done([
    {
      type: 'call.conferenced',
      at: context.now,
      interactionId: interaction.id,
      seq: interaction.lastSeq + 1,
      fromAgentId: ownerOf(interaction),
      ...consulted(interaction),
    },
  ]);
}

/**
 * Who was asked takes over and the owner leaves: a colleague owns it from now on. To a number it goes when the endpoint says that
 * the two are joined, as with a call that is sent on: until then the owner has it, and goes on where that fails.
 */
export function completeConsult(state: State, context: Context, interaction: InteractionRecord): Decided {
  const { call } = interaction;
  if (!call?.consult || call.consult.state === 'ringing' || call.action || call.via === 'internal')
    return wrongState(interaction);
  const fromAgentId = ownerOf(interaction);
  const { now: at } = context;
  const { id: interactionId, queueId } = interaction;
  const toAgentId = consultedAgent(interaction);
  if (toAgentId !== undefined) {
    const line = linesAfter(interaction);
    return done([
      consultOver(context, interaction, 'completed', line()),
      {
        type: 'interaction.joined',
        at,
        interactionId,
        agentId: toAgentId,
        way: 'transferred',
        fromAgentId,
        seq: line(),
        settingsVersion: queueOf(state, interaction).version,
      },
    ]);
  }
  if (call.consult.with.kind !== 'number') return wrongState(interaction);
  const content = { number: call.consult.with.number };
  const acts = { type: 'call.actionSet' as const, at, interactionId, queueId, action: 'forwarding' as const };
  return done([{ ...acts, agentId: fromAgentId, until: at + FORWARD_LIMIT, asked: true, content }]);
}
