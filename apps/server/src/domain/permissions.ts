import type { AgentId, InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { AnyCommand, CommandName } from '@ringdesk/shared/protocol/commands.ts';
import type { QueryName } from '@ringdesk/shared/protocol/queries.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { isSentOn } from './callFacts.ts';
import type { Actor } from './inputs.ts';
import type { AgentRecord, InteractionRecord } from './records.ts';
import { maySee, maySeeRecord, steers } from './sight.ts';
import type { State } from './state.ts';

/**
 * What a command asks of the one who gives it.
 * `offered`: the offer is theirs · `member`: of the interaction's queue · `steer`: admin, or supervisor of the queue ·
 * `sender`: sent it to the queue in which nobody has it yet · `steersAgent`: admin, or supervisor of a queue the agent is a member of · `see`: the interaction is in their sight.
 */
export type Right =
  | 'anyone'
  | 'admin'
  | 'offered'
  | 'see'
  | 'owner'
  | 'ownerOrSteer'
  | 'ownerSenderOrSteer'
  | 'lastOwnerOrSteer'
  | 'ownerOrLastOrSteer'
  | 'ownerSentOnOrSteer'
  | 'member'
  | 'memberOrSteer'
  | 'steer'
  | 'steersAgent';

/** The one matrix of rights [74–77]: every command and what it asks. */
export const commandRights: Readonly<Record<CommandName, Right>> = {
  'offer.accept': 'offered',
  'offer.decline': 'offered',
  'offer.shown': 'offered',
  'interaction.intercept': 'member',
  'interaction.take': 'memberOrSteer',
  'message.post': 'see',
  'message.resend': 'ownerOrLastOrSteer',
  'interaction.read': 'see',
  'interaction.transfer': 'ownerOrSteer',
  'interaction.cancelTransfer': 'ownerSenderOrSteer',
  'interaction.close': 'ownerOrSteer',
  'interaction.reopen': 'lastOwnerOrSteer',
  'interaction.join': 'memberOrSteer',
  'interaction.leave': 'see',
  'interaction.block': 'lastOwnerOrSteer',
  'interaction.review': 'steer',
  'interaction.endBot': 'memberOrSteer',
  'interaction.park': 'owner',
  'interaction.unpark': 'owner',
  'interaction.finishWrapUp': 'ownerOrSteer',
  'interaction.setTopic': 'ownerOrLastOrSteer',
  'interaction.extendWrapUp': 'ownerOrSteer',
  'interaction.setPriority': 'steer',
  'interaction.nameCustomer': 'ownerOrSteer',
  'call.dial': 'anyone',
  'call.hangUp': 'ownerSentOnOrSteer',
  'call.sendOn': 'owner',
  'call.consult': 'owner',
  'call.completeConsult': 'owner',
  'call.conference': 'owner',
  'call.endConsult': 'owner',
  'call.record': 'ownerOrSteer',
  'call.pauseRecording': 'ownerOrSteer',
  'call.listen': 'steer',
  'call.stopListening': 'steer',
  'call.settleMissed': 'memberOrSteer',
  'phone.report': 'anyone',
  'phone.setCallWaiting': 'anyone',
  'presence.set': 'anyone',
  'presence.setReceives': 'anyone',
  'shift.set': 'anyone',
  'profile.save': 'anyone',
  'notice.seen': 'anyone',
  'agent.save': 'admin',
  'agent.dismiss': 'admin',
  'agent.reinstate': 'admin',
  'agent.setPresence': 'steersAgent',
  'agent.setReceives': 'steersAgent',
  'department.save': 'admin',
  'department.delete': 'admin',
  'presenceReasons.save': 'admin',
  'queue.create': 'admin',
  'queue.save': 'admin',
  'queue.setActive': 'admin',
  'queue.delete': 'admin',
  'channel.create': 'admin',
  'channel.save': 'admin',
  'channel.delete': 'admin',
  'bot.save': 'admin',
  'bot.delete': 'admin',
};

/** What a query asks: `interaction` and `queue`: sight of the one it names; `customer`: of one of theirs. */
export const queryRights: Readonly<
  Record<QueryName, 'anyone' | 'staffLead' | 'admin' | 'interaction' | 'queue' | 'customer'>
> = {
  'transcript.get': 'interaction',
  'conversations.list': 'anyone',
  'conversations.ofCustomer': 'customer',
  'conversations.search': 'anyone',
  'conversations.report': 'anyone',
  'savedViews.list': 'anyone',
  'savedViews.save': 'anyone',
  'savedViews.delete': 'anyone',
  'routing.explain': 'interaction',
  'routing.trace': 'interaction',
  'routing.tryIt': 'queue',
  'queue.history': 'queue',
  'channel.snippet': 'staffLead',
  'mail.get': 'admin',
  'mail.save': 'admin',
  'mail.test': 'admin',
  'phone.ticket': 'anyone',
  'telephony.get': 'admin',
  'number.judge': 'admin',
  'telephony.save': 'admin',
  'trunk.save': 'admin',
  'trunk.delete': 'admin',
  'trunk.test': 'admin',
  'phone.accounts': 'admin',
  'phone.newAccount': 'admin',
  'phone.deleteAccount': 'admin',
  'channels.health': 'staffLead',
  'channel.setToken': 'admin',
  'channel.newSecret': 'admin',
  'bot.newSecret': 'admin',
  'bot.test': 'admin',
  // Of supervisors: those of their queues (blockedSenders.ts).
  'senders.blocked': 'staffLead',
  'audit.list': 'admin',
  'canned.list': 'anyone',
  // Everybody edits their own; whose the list is decides (application/cannedQueries.ts).
  'canned.save': 'anyone',
  'canned.delete': 'anyone',
  'canned.used': 'anyone',
  'canned.import': 'anyone',
  'preferences.get': 'anyone',
  'preferences.save': 'anyone',
  'sessions.list': 'anyone',
  'sessions.revoke': 'anyone',
  'sessions.revokeOthers': 'anyone',
  'password.change': 'anyone',
  'invitations.list': 'admin',
  'invitations.create': 'admin',
  'invitations.revoke': 'admin',
  'agent.resetPassword': 'admin',
  // Sight of the conversation, and rights of their own over recordings, are judged where the file is known (recordings.ts).
  'attachment.link': 'anyone',
  'recording.get': 'anyone',
  'recording.erase': 'anyone',
  'rights.get': 'admin',
  'rights.save': 'admin',
};

const notAllowed: Refusal = { code: 'notAllowed' };
const notFound: Refusal = { code: 'notFound' };

/**
 * Whether this actor may give this command about this object: undefined, or the refusal. Deny by default. States of
 * objects are the command's own business. `recalled`: the interaction it names, where the core has forgotten it.
 */
export function permit(
  state: State,
  actor: Actor,
  command: AnyCommand,
  recalled?: InteractionRecord,
): Refusal | undefined {
  const right = commandRights[command.name];
  if (actor.kind === 'customer') return notAllowed;
  if (actor.kind === 'server') return right === 'admin' || right === 'steersAgent' ? undefined : notAllowed;
  const agent = state.agents.get(actor.agentId);
  if (!agent || agent.dismissed) return { code: 'signedOut' };
  switch (right) {
    case 'anyone':
      return undefined;
    case 'admin':
      return agent.role === 'admin' ? undefined : notAllowed;
    case 'steersAgent':
      return permitSteeringAgent(state, agent, 'agentId' in command.input ? command.input.agentId : undefined);
    case 'offered':
      return permitOffer(state, agent, 'offerId' in command.input ? command.input.offerId : undefined);
    default:
      return permitInteraction(
        agent,
        right,
        'interactionId' in command.input
          ? (state.interactions.get(command.input.interactionId) ?? recalled)
          : undefined,
      );
  }
}

function permitSteeringAgent(state: State, agent: AgentRecord, targetId: AgentId | undefined): Refusal | undefined {
  if (agent.role === 'admin') return undefined;
  const target = targetId && state.agents.get(targetId);
  if (agent.role !== 'supervisor' || !target) return notAllowed;
  return agent.supervises.some((id) => target.memberOf.has(id)) ? undefined : notAllowed;
}

function permitOffer(
  state: State,
  agent: AgentRecord,
  offerId: Parameters<State['offers']['get']>[0] | undefined,
): Refusal | undefined {
  const offer = offerId && (state.offers.get(offerId) ?? state.endedOffers.get(offerId));
  return offer && offer.agentId === agent.id ? undefined : notFound;
}

type InteractionRight = Exclude<Right, 'anyone' | 'admin' | 'steersAgent' | 'offered'>;

function permitInteraction(
  agent: AgentRecord,
  right: InteractionRight,
  interaction: InteractionRecord | undefined,
): Refusal | undefined {
  if (!interaction) return notFound;
  if (right === 'ownerSenderOrSteer' && maySendBack(agent, interaction)) return undefined;
  if (!maySeeOrLately(agent, interaction)) return notFound;
  const { ownerId, lastOwnerId, queueId } = interaction;
  const steering = steers(agent, queueId);
  const owner = ownerId === agent.id;
  const notOwner: Refusal = { code: 'notOwner', ...(ownerId !== undefined && { ownerId }) };
  switch (right) {
    case 'see':
      return maySeeRecord(agent, interaction) ? undefined : notFound;
    case 'owner':
      return owner ? undefined : notOwner;
    case 'ownerOrSteer':
    case 'ownerSenderOrSteer':
      return owner || steering ? undefined : notOwner;
    case 'ownerSentOnOrSteer':
      return owner || steering || (isSentOn(interaction) && interaction.call?.sentOn?.by === agent.id)
        ? undefined
        : notOwner;
    case 'ownerOrLastOrSteer':
      return owner || steering || lastOwnerId === agent.id ? undefined : notOwner;
    case 'lastOwnerOrSteer':
      return steering || lastOwnerId === agent.id ? undefined : notAllowed;
    case 'steer':
      return steering ? undefined : notAllowed;
    case 'member':
      return agent.memberOf.has(queueId) ? undefined : notAllowed;
    case 'memberOrSteer':
      return steering || agent.memberOf.has(queueId) ? undefined : notAllowed;
  }
}

/** Whoever sent it to a queue, and who steers the queue it came from, may call it back until somebody has it. */
function maySendBack(agent: AgentRecord, { sent, ownerId }: InteractionRecord): boolean {
  return (
    sent !== undefined && ownerId === undefined && (sent.fromAgentId === agent.id || steers(agent, sent.fromQueueId))
  );
}

/**
 * Sight, or having just lost it: a member who intercepts what a colleague has just accepted, and the agent whose
 * conversation has just been taken over or who has just sent it to a queue, are told who has it instead of "not found".
 */
function maySeeOrLately(agent: AgentRecord, interaction: InteractionRecord): boolean {
  return (
    maySeeRecord(agent, interaction) ||
    agent.memberOf.has(interaction.queueId) ||
    interaction.lastOwnerId === agent.id ||
    interaction.sent?.fromAgentId === agent.id
  );
}

/**
 * Whether an agent may ask this query. Interactions that have left the memory of the core are judged with
 * `maySeeArchived`, lists are narrowed with `reachOf` (sight.ts).
 */
export function mayQuery(state: State, agentId: AgentId, name: QueryName, input: unknown): Refusal | undefined {
  const agent = state.agents.get(agentId);
  if (!agent || agent.dismissed) return { code: 'signedOut' };
  const named: Readonly<Record<string, unknown>> = typeof input === 'object' && input !== null ? { ...input } : {};
  switch (queryRights[name]) {
    case 'anyone':
      return undefined;
    case 'staffLead':
      return agent.role === 'agent' ? notAllowed : undefined;
    case 'admin':
      return agent.role === 'admin' ? undefined : notAllowed;
    case 'queue':
      return steers(agent, named['queueId'] as QueueId) ? undefined : notAllowed;
    case 'interaction':
      return maySee(state, agentId, named['interactionId'] as InteractionId) ? undefined : notFound;
    case 'customer':
      return maySeeCustomer(state, agent, named['customerId']) ? undefined : notFound;
  }
}

/** Earlier conversations are shown to those who lead, and to whoever has one of the customer's in hand. */
function maySeeCustomer(state: State, agent: AgentRecord, customerId: unknown): boolean {
  if (agent.role !== 'agent') return true;
  const inHand = [...agent.owned, ...[...agent.offerIds].flatMap((id) => state.offers.get(id)?.interactionId ?? [])];
  return inHand.some((id) => state.interactions.get(id)?.customer.id === customerId);
}
