import type { Agent } from '@ringdesk/shared/model/agent.ts';
import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { Queue } from '@ringdesk/shared/model/queue.ts';
import { type AvailabilityTerm, letsCallsWait, unavailableBecause } from '@ringdesk/shared/rules/availability.ts';

/** Why nobody answers there now, if that is so; the first that counts. */
export type NotReached =
  | AvailabilityTerm['reason']
  | 'phoneOff'
  | 'phoneBlocked'
  | `onCall.${NonNullable<Agent['onCall']>}`;

export interface AgentTarget {
  readonly kind: 'agent';
  readonly id: string;
  readonly agent: Agent;
  readonly reason: NotReached | undefined;
}
export interface QueueTarget {
  readonly kind: 'queue';
  readonly id: string;
  readonly queue: Queue;
}
export interface NumberTarget {
  readonly kind: 'number';
  readonly id: string;
  readonly number: string;
  /** As people write it. */
  readonly shown: string;
}
export type CallTarget = AgentTarget | QueueTarget | NumberTarget;

/** More rows than this nobody looks through; the search narrows them. */
const MOST_ROWS = 60;

/** How a call comes to a colleague: they are asked or called, or get one that is handed on. */
export type Sends = 'consult' | 'transfer';

/**
 * What stands against calling a colleague: their presence and line, then a call of theirs beside which they let no other
 * wait [81], then their phone.
 */
export function notReached(agent: Agent, sends: Sends): NotReached | undefined {
  const away = unavailableBecause(agent, 'online', 'call');
  if (away !== undefined) return away;
  if (agent.onCall !== undefined && !letsCallsWait(agent, sends)) return `onCall.${agent.onCall}`;
  if (agent.phone?.state === 'ready') return undefined;
  return agent.phone?.state === 'blocked' ? 'phoneBlocked' : 'phoneOff';
}

export interface TargetSources {
  readonly agents: readonly Agent[];
  /** Empty: only people and numbers are meant. */
  readonly queues: readonly Queue[];
  readonly me: AgentId;
  readonly sends: Sends;
  /** What was typed, when it can be dialled. */
  readonly number: { readonly number: string; readonly shown: string } | undefined;
}

/**
 * Where a call can go: the number that was typed, colleagues who can take it first (longest available first, then
 * those who talk and let it wait), then the others with what stands against each, then other call queues.
 */
export function callTargets(
  { agents, queues, me, sends, number }: TargetSources,
  query: string,
): readonly CallTarget[] {
  const wanted = folded(query.trim());
  const named = ({ name }: { readonly name: string }): boolean => folded(name).includes(wanted);
  const people = agents
    .filter((agent) => agent.id !== me && !agent.dismissed && named(agent))
    .map((agent): AgentTarget => ({ kind: 'agent', id: agent.id, agent, reason: notReached(agent, sends) }))
    .toSorted(
      (a, b) =>
        Number(a.reason !== undefined) - Number(b.reason !== undefined) ||
        Number(a.agent.onCall !== undefined) - Number(b.agent.onCall !== undefined) ||
        a.agent.presence.since - b.agent.presence.since,
    )
    .slice(0, MOST_ROWS);
  const places = queues
    .filter(named)
    .map((queue): QueueTarget => ({ kind: 'queue', id: queue.id, queue }))
    .slice(0, MOST_ROWS);
  const typed: readonly NumberTarget[] = number === undefined ? [] : [{ kind: 'number', id: 'number', ...number }];
  return [...typed, ...people, ...places];
}

/** Lower case without accents. */
const folded = (text: string): string => text.toLocaleLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
