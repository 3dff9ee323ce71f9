import { defaultCallWaiting } from '@ringdesk/shared/model/agent.ts';
import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { Offer } from '@ringdesk/shared/model/offer.ts';
import type { Event } from './events.ts';
import type { OfferMade } from './interactionEvents.ts';
import type { InteractionRecord } from './records.ts';
import { isOnLine } from './indexing.ts';
import type { State } from './state.ts';

/** Who is asked by the owner of a call rings beside it. */
export function asksByOffer({ call, offers }: InteractionRecord): boolean {
  const asked = call?.consult?.with;
  return asked?.kind === 'agent' && asked.offerId !== undefined && offers.has(asked.offerId);
}

/** Nobody who accepted is being joined: whoever is connecting calls out. */
export function connectsNobody({ offers }: InteractionRecord): boolean {
  for (const offer of offers.values()) if (offer.state === 'connecting') return false;
  return true;
}

/**
 * What does not hold of a call [57–62, 73, 81], I24: whoever is on the line waits, rings, talks, is held, hears something or
 * is gone, and never two of these. `settled`: nothing of the same input follows.
 */
export function checkCall(state: State, interaction: InteractionRecord, found: string[], settled: boolean): void {
  const { id, medium, call, state: is, ownerId, offers } = interaction;
  if ((medium === 'call') !== (call !== undefined)) found.push(`I24 ${id} is a ${medium} and knows of calls otherwise`);
  if (state.calls.has(id) !== isOnLine(interaction)) found.push(`I24 ${id} is ${is} and runs otherwise`);
  const queue = state.queues.get(interaction.queueId);
  if (queue && (queue.settings.call !== null) !== (medium === 'call'))
    found.push(`I24 ${id} is a ${medium} in ${queue.id}, which is for others`);
  if (!call) return;
  if (is === 'bot' || is === 'parked') found.push(`I24 ${id} is a call and ${is}`);
  const over = is === 'wrapUp' || is === 'closed';
  // It is said that it ended, or was answered, right before and right after it is so.
  if (settled && over !== (call.end !== undefined))
    found.push(`I24 ${id} is ${is} and ${call.end ? 'ended' : 'goes on'}`);
  if (
    over &&
    (call.action ||
      call.consult ||
      call.heldSince ||
      call.recordingSince ||
      call.recordingPausedSince ||
      call.listeners)
  )
    found.push(`I24 ${id} is over and something of it goes on`);
  if (call.action && is !== 'queued' && !(is === 'active' && call.action === 'forwarding'))
    found.push(`I24 ${id} is ${is} and hears ${call.action}`);
  if (call.action && offers.size > 0) found.push(`I24 ${id} rings and hears ${call.action}`);
  if (call.action && call.actionUntil === undefined) found.push(`I13 ${id} hears ${call.action} for ever`);
  if (settled && is === 'active' && call.answeredAt === undefined)
    found.push(`I24 ${id} is talked and nobody answered`);
  const asked = call.consult?.with;
  if (asked?.kind === 'agent' && asked.offerId !== undefined && offers.get(asked.offerId)?.kind !== 'consult')
    found.push(`I8 ${id} asks ${asked.agentId} by no offer`);
  if (asked?.kind === 'agent' && asked.agentId === ownerId) found.push(`I24 ${id} asks its owner`);
  if (call.consult && ownerId === undefined) found.push(`I24 ${id} asks somebody and is nobody's`);
  if (settled && call.asking && !call.consult) found.push(`I24 ${id} asks ${call.asking.queueId} and nobody of it`);
  if (settled && call.sentOn && !over) found.push(`I24 ${id} is ${is} and was sent on`);
  if (call.consult && interaction.transfer) found.push(`I10 ${id} is transferred and asks somebody`);
}

/** What one event of a call breaks, judged with the state just before it. */
export function callBrokenBy(before: State, event: Event): string[] {
  if (!('interactionId' in event)) return [];
  const interaction = before.interactions.get(event.interactionId);
  if (!interaction?.call) return [];
  const { id, call, ownerId, offers } = interaction;
  if (event.type === 'interaction.joined' && !joins(interaction, event))
    return [`I24 ${id} is joined with ${event.agentId} who was not connecting`];
  if (event.type === 'call.ended' && call.end) return [`I24 ${id} ends twice`];
  if (event.type === 'call.answered' && call.answeredAt !== undefined) return [`[73] ${id} is answered twice`];
  if (event.type === 'interaction.offered' && event.kind !== 'consult' && event.kind !== 'transfer') {
    if (ownerId !== undefined) return [`I1 ${id} rings although ${ownerId} has it`];
    if (call.action) return [`I24 ${id} rings while it hears ${call.action}`];
  }
  if (event.type === 'interaction.offered') {
    const busy = event.offers.filter((made) => !mayRing(before, event.kind, made));
    if (busy.length > 0)
      return [`[81] ${id} rings at ${busy.map(({ agentId }) => agentId).join()}, who cannot take it`];
  }
  if (event.type === 'offer.accepted' || event.type === 'call.consultAccepted') {
    const offer = offers.get(event.offerId);
    const others = callsOf(before, event.agentId) - (offer?.reserves === true ? 1 : 0);
    if (offer && others > (offer.beside === true ? 1 : 0))
      return [`[81] ${event.agentId} takes ${id} and has ${others} calls besides`];
  }
  return [];
}

const callsOf = (state: State, agentId: AgentId): number => {
  const { ringing, talking, wrapUp } = state.agents.get(agentId)?.calls ?? { ringing: 0, talking: 0, wrapUp: 0 };
  return ringing + talking + wrapUp;
};

/** Only what a colleague sends rings at somebody who has a call: one that they talk in, the only one, and logged [81, 82]. */
function mayRing(before: State, kind: Offer['kind'], { agentId, overLimit }: OfferMade): boolean {
  const agent = before.agents.get(agentId);
  if (agent?.phone?.state !== 'ready') return false;
  const { talking, wrapUp } = agent.calls;
  if (talking + wrapUp === 0) return true;
  const { colleagues, transfers } = agent.callWaiting ?? defaultCallWaiting;
  const wanted = (kind === 'consult' && colleagues) || (kind === 'transfer' && transfers);
  return wanted && overLimit === true && talking === 1 && callsOf(before, agentId) === 1;
}

/** By an accepted offer, or because the owner hands it to whom they asked. */
function joins({ offers, call }: InteractionRecord, event: Extract<Event, { type: 'interaction.joined' }>): boolean {
  if (event.offerId !== undefined) return offers.get(event.offerId)?.state === 'connecting';
  // Who was asked has been let go of by the event before this one.
  return event.way === 'transferred' && call?.consult === undefined;
}
