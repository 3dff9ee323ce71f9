import type { CallFacts } from '@ringdesk/shared/model/call.ts';
import type { AgentId, InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { isMissedCall } from './callFacts.ts';
import { consultedAgent } from './capacity.ts';
import type { AgentRecord, InteractionRecord } from './records.ts';
import type { State } from './state.ts';

/** Admin, or supervisor of this queue. */
export function steers(agent: AgentRecord, queueId: QueueId): boolean {
  return agent.role === 'admin' || (agent.role === 'supervisor' && agent.supervises.includes(queueId));
}

/** Whether an agent sees this interaction at this moment. What they may not see does not exist for them. */
export function maySeeRecord(agent: AgentRecord, interaction: InteractionRecord): boolean {
  if (agent.dismissed) return false;
  if (steers(agent, interaction.queueId)) return true;
  if (interaction.ownerId === agent.id || interaction.mentioned.includes(agent.id)) return true;
  if (interaction.state === 'closed')
    return (
      interaction.lastOwnerId === agent.id || (isMissedCall(interaction) && agent.memberOf.has(interaction.queueId))
    );
  if (consultedAgent(interaction) === agent.id) return true;
  const { state: is } = interaction;
  const waits = is === 'queued' || is === 'offered' || is === 'bot';
  // Who reads along keeps it in sight as long as they serve its queue.
  if ((waits || interaction.joined?.includes(agent.id) === true) && agent.memberOf.has(interaction.queueId))
    return true;
  for (const offer of interaction.offers.values()) if (offer.agentId === agent.id) return true;
  return false;
}

/** The same by their ids; false where either is not in memory. */
export function maySee(state: State, agentId: AgentId, interactionId: InteractionId): boolean {
  const agent = state.agents.get(agentId);
  const interaction = state.interactions.get(interactionId);
  return agent !== undefined && interaction !== undefined && maySeeRecord(agent, interaction);
}

/** The same for what has left the memory of the core: its last queue, its last owner and who is mentioned decide [10]. */
export function maySeeArchived(
  state: State,
  agentId: AgentId,
  archived: {
    readonly queueId: QueueId;
    readonly lastOwnerId?: AgentId | undefined;
    readonly mentioned: readonly AgentId[];
    readonly state?: InteractionRecord['state'];
    readonly call?: CallFacts | undefined;
  },
): boolean {
  const agent = state.agents.get(agentId);
  if (agent === undefined || agent.dismissed) return false;
  const { queueId, lastOwnerId, mentioned } = archived;
  if (isMissedCall(archived) && agent.memberOf.has(queueId)) return true;
  return steers(agent, queueId) || lastOwnerId === agentId || mentioned.includes(agentId);
}

/**
 * Which conversations lists and searches may show: all of them, or those of these queues, calls that these queues have
 * missed and nobody has returned, and those whose owner, last owner or mentioned colleague the person is.
 */
export function reachOf(
  state: State,
  agentId: AgentId,
):
  | { readonly all: true }
  | {
      readonly all: false;
      readonly queueIds: readonly QueueId[];
      readonly missedIn: readonly QueueId[];
      readonly agentId: AgentId;
    } {
  const agent = state.agents.get(agentId);
  if (!agent || agent.dismissed) return { all: false, queueIds: [], missedIn: [], agentId };
  if (agent.role === 'admin') return { all: true };
  return {
    all: false,
    queueIds: agent.role === 'supervisor' ? agent.supervises : [],
    missedIn: [...agent.memberOf],
    agentId,
  };
}

/** Queues whose waiting work the person sees: member of, or steering. */
export function sightOf(state: State, agentId: AgentId): ReadonlySet<QueueId> {
  const agent = state.agents.get(agentId);
  if (!agent || agent.dismissed) return new Set();
  if (agent.role === 'admin') return new Set(state.queues.keys());
  return new Set([...agent.memberOf, ...(agent.role === 'supervisor' ? agent.supervises : [])]);
}
