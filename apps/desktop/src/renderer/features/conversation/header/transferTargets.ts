import type { Agent } from '@ringdesk/shared/model/agent.ts';
import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { Queue } from '@ringdesk/shared/model/queue.ts';
import { type AvailabilityTerm, unavailableBecause } from '@ringdesk/shared/rules/availability.ts';

import { folded } from '../transcript/find.ts';

export interface AgentTarget {
  readonly kind: 'agent';
  readonly id: string;
  readonly agent: Agent;
  /** Why it cannot be offered to them now. */
  readonly reason: AvailabilityTerm['reason'] | undefined;
}
export interface QueueTarget {
  readonly kind: 'queue';
  readonly id: string;
  readonly queue: Queue;
}
export type TransferTarget = AgentTarget | QueueTarget;

/** More rows than this are not looked through by anybody; the search narrows them. */
const MOST_ROWS = 60;

export interface TargetSources {
  readonly agents: readonly Agent[];
  readonly queues: readonly Queue[];
  readonly me: AgentId;
  readonly check: Queue['settings']['availabilityCheck'];
}

/**
 * Where a conversation can go: colleagues who can take it first (fewest chats first), then the others with the reason
 * against each, then queues. Not to oneself, to who left, or to the queue it is in.
 */
export function transferTargets(
  interaction: Interaction,
  { agents, queues, me, check }: TargetSources,
  query: string,
): readonly TransferTarget[] {
  const wanted = folded(query.trim());
  const named = ({ name }: { readonly name: string }): boolean => folded(name).includes(wanted);
  const owner = 'ownerId' in interaction ? interaction.ownerId : undefined;
  const people = agents
    .filter((agent) => agent.id !== me && agent.id !== owner && !agent.dismissed && named(agent))
    .map((agent): AgentTarget => ({
      kind: 'agent',
      id: agent.id,
      agent,
      reason: unavailableBecause(agent, check, 'chat'),
    }))
    .toSorted(
      (a, b) => Number(a.reason !== undefined) - Number(b.reason !== undefined) || a.agent.chatLoad - b.agent.chatLoad,
    )
    .slice(0, MOST_ROWS);
  const places = queues
    .filter((queue) => queue.id !== interaction.queueId && named(queue))
    .map((queue): QueueTarget => ({ kind: 'queue', id: queue.id, queue }))
    .slice(0, MOST_ROWS);
  return [...people, ...places];
}
