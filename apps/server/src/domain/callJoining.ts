import type { OfferId } from '@ringdesk/shared/model/ids.ts';
import { refuse } from '@ringdesk/shared/result.ts';
import { endCall } from './callEnds.ts';
import { actionFailed } from './callMissed.ts';
import { askedAlerts, consultOver, endConsult } from './consulting.ts';
import { consultedAgent, hasOtherCall } from './capacity.ts';
import { done, linesAfter, ownerOf, queueOf, wrongState, type Decided } from './decided.ts';
import { JOIN_LIMIT } from './deadlines.ts';
import { settledByTalk } from './missedCalls.ts';
import { refusedToTalk } from './dialling.ts';
import type { Event } from './events.ts';
import type { JoinWay } from './interactionEvents.ts';
import type { CallInput, Context } from './inputs.ts';
import { endOffers, endTransferOffer } from './offerEnds.ts';
import type { AgentRecord, InteractionRecord, OfferRecord } from './records.ts';
import { singleOffer } from './singleOffers.ts';
import type { State } from './state.ts';
import { release, withdrawTransfer } from './transfer.ts';

/** The phone of who accepted is joined with the customer: until then nobody has it, or the sender of a transfer still has. */
export function acceptCall(
  context: Context,
  interaction: InteractionRecord,
  offer: OfferRecord,
  agent: AgentRecord,
  accepting: (above: { overLimit?: true }) => Event[],
): Decided {
  if (agent.phone?.state !== 'ready') return refuse({ code: 'phoneOff' });
  // Ringing everybody reserved nobody: who has taken another call meanwhile cannot take this one, save one that waits.
  if (offer.beside !== true && hasOtherCall(agent, offer)) return refuse({ code: 'onCall' });
  const { id: interactionId } = interaction;
  if (offer.kind !== 'consult') return done(accepting(aboveOne(agent, offer)), { interactionId });
  return done(
    [{ type: 'call.consultAccepted', at: context.now, interactionId, offerId: offer.id, agentId: agent.id }],
    { interactionId },
  );
}

/** A second call is logged as such [82]; by the time it is joined the first may have ended. */
const aboveOne = (agent: AgentRecord, offer: OfferRecord): { overLimit?: true } =>
  hasOtherCall(agent, offer) ? { overLimit: true } : {};

/** Taken from where it waits, rings or is talked: an offer that rings nowhere, accepted with the same stroke. */
export function seizeCall(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  agent: AgentRecord,
  way: Extract<JoinWay, 'intercepted' | 'taken'>,
): Decided {
  const { call, ownerId } = interaction;
  if (call?.via === 'internal' || call?.action || call?.consult) return wrongState(interaction);
  const refused = refusedToTalk(agent);
  if (refused) return refuse(refused);
  const offers = [...interaction.offers.values()];
  const reason = way === 'intercepted' ? 'intercepted' : 'takenByColleague';
  const ends: Event[] = interaction.transfer
    ? withdrawTransfer(state, context, interaction, reason, agent.id)
    : offers.length > 0
      ? [endOffers(state, context, interaction, offers, { outcome: 'withdrawn', reason, by: agent.id })]
      : [];
  const fromAgentId = ownerId ?? (offers.length === 1 ? offers[0]?.agentId : undefined);
  const started: Event[] =
    ownerId === undefined
      ? []
      : [
          {
            type: 'transfer.started',
            at: context.now,
            interactionId: interaction.id,
            fromAgentId: ownerId,
            toAgentId: agent.id,
            seq: linesAfter(interaction, ends)(),
          },
        ];
  const kind = ownerId === undefined ? 'forward' : 'transfer';
  const why = { rule: 'transfer', fromAgentId: fromAgentId ?? agent.id } as const;
  const offered = singleOffer(state, context, interaction, agent, kind, why);
  const [made] = offered.offers;
  if (!made) throw new Error('an offer was made to nobody');
  return done([
    ...ends,
    ...started,
    offered,
    {
      type: 'offer.accepted',
      at: context.now,
      interactionId: interaction.id,
      offerId: made.offerId,
      agentId: agent.id,
      joinBy: context.now + JOIN_LIMIT,
      way,
      ...(fromAgentId !== undefined && fromAgentId !== agent.id && { fromAgentId }),
    },
  ]);
}

/** Both legs stand: who accepted owns it now, and the first time two people talk is written down. */
export function connected(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  agentId: AgentRecord['id'],
): Decided {
  const { call } = interaction;
  const agent = state.agents.get(agentId);
  const offer = [...interaction.offers.values()].find((one) => one.agentId === agentId && one.state === 'connecting');
  if (!offer || !call) return farEndAnswered(state, context, interaction);
  const line = linesAfter(interaction);
  const fromAgentId = offer.kind === 'transfer' ? interaction.ownerId : offer.fromAgentId;
  return done([
    {
      type: 'interaction.joined',
      at: context.now,
      interactionId: interaction.id,
      agentId,
      way: offer.way ?? (offer.kind === 'transfer' ? 'transferred' : 'accepted'),
      offerId: offer.id,
      ...(fromAgentId !== undefined && { fromAgentId }),
      seq: line(),
      settingsVersion: queueOf(state, interaction).version,
      ...(agent && aboveOne(agent, offer)),
    },
    ...(call.answeredAt === undefined ? answered(state, context, interaction, agentId, line()) : []),
  ]);
}

function answered(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  agentId: AgentRecord['id'],
  seq: number,
): Event[] {
  const { id: interactionId, call } = interaction;
  return [
    { type: 'call.answered', at: context.now, interactionId, seq, agentId },
    ...(call?.via === 'internal' ? [] : settledByTalk(state, context, interaction, agentId)),
  ];
}

/** Whoever was called has picked up: the far end, a colleague, or who is asked. */
export function farEndAnswered(state: State, context: Context, interaction: InteractionRecord): Decided {
  const { call } = interaction;
  const asked: Event[] =
    call?.consult?.state === 'ringing' && !isOffered(call.consult.with)
      ? [{ type: 'call.consultAnswered', at: context.now, interactionId: interaction.id }]
      : [];
  if (interaction.state !== 'connecting' || interaction.ownerId === undefined) return done(asked);
  // A colleague who is called talks when they have accepted, not before.
  if (call?.via === 'internal' && asked.length === 0) return done([]);
  return done([...asked, ...answered(state, context, interaction, interaction.ownerId, interaction.lastSeq + 1)]);
}

const isOffered = (asked: { readonly kind: string; readonly offerId?: OfferId | undefined }): boolean =>
  asked.kind === 'agent' && asked.offerId !== undefined;

/** Could not be joined, or the phone of who had it is gone: back to where it was, with its age. */
export function connectFailed(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  agentId: AgentRecord['id'],
): Decided {
  const offer = [...interaction.offers.values()].find((one) => one.agentId === agentId && one.state === 'connecting');
  if (offer) {
    const end = { outcome: 'failed' } as const;
    return done(
      offer.kind === 'transfer'
        ? endTransferOffer(state, context, interaction, offer, end)
        : [endOffers(state, context, interaction, [offer], end)],
    );
  }
  const over = { by: 'server', outcome: 'unreachable', hangUp: 'hangUp' } as const;
  const isInternal = interaction.call?.via === 'internal';
  if (consultedAgent(interaction) === agentId)
    return done(isInternal ? endCall(state, context, interaction, over) : endConsult(state, context, interaction));
  if (interaction.ownerId !== agentId) return done([]);
  if (interaction.state === 'active' && !isInternal) return done(release(state, context, interaction, 'disconnected'));
  const lost = interaction.call?.answeredAt === undefined ? over : ({ ...over, outcome: 'lost', free: true } as const);
  return interaction.state === 'active' || interaction.state === 'connecting'
    ? done(endCall(state, context, interaction, lost))
    : done([]);
}

/** The far end is busy, does not answer, or cannot be reached. */
export function farEndFailed(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  { role, because }: Extract<CallInput, { type: 'call.farEndFailed' }>,
): Decided {
  if (role === 'consult') return done(endConsult(state, context, interaction));
  if (role === 'forward')
    return done(interaction.call?.action === 'forwarding' ? actionFailed(state, context, interaction) : []);
  if (interaction.state !== 'connecting' || interaction.ownerId === undefined) return done([]);
  return done(endCall(state, context, interaction, { by: 'server', outcome: because }));
}

/** Whom it was sent on to talks with them: for the team it is over, and those two go on. */
export function forwarded(state: State, context: Context, interaction: InteractionRecord): Decided {
  if (interaction.call?.action !== 'forwarding') return done([]);
  const by = interaction.ownerId === undefined ? 'server' : 'agent';
  if (by === 'agent') ownerOf(interaction);
  const sentOnTo = interaction.call.sendingTo;
  const asked = interaction.call.consult && {
    ends: [
      consultOver(context, interaction, 'completed', interaction.lastSeq + 1),
      ...askedAlerts(state, context, interaction),
    ],
  };
  return done(endCall(state, context, interaction, { by, outcome: 'forwarded', sentOnTo, ...asked }));
}
