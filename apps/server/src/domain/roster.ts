import type { Department } from '@ringdesk/shared/model/agent.ts';
import type { AgentId, DepartmentId } from '@ringdesk/shared/model/ids.ts';
import type { QueueSettings, Member } from '@ringdesk/shared/model/queue.ts';
import type { IneligibleReason } from '@ringdesk/shared/model/trace.ts';
import { unavailableFor } from '@ringdesk/shared/rules/availability.ts';
import { isAtLimit } from './capacity.ts';
import { OrderedSet } from './orderedSet.ts';
import type { AgentRecord } from './records.ts';

/** An agent's place in one queue. The copied keys are those under which the seat stands in the ordered sets. */
export interface Seat {
  readonly agent: AgentRecord;
  /** From 0, in the queue's order. */
  readonly position: number;
  load: number;
  lastOfferAt: number;
  /** The first reason against the agent whatever the interaction; undefined: ready. */
  reason: IneligibleReason | undefined;
  /** A call could be rung there, whoever has it in hand. */
  hasPhone: boolean;
}

/** Members of a queue as agents, in order, each once, at the first place (section 13, Departments). */
export function flattenMembers(
  members: readonly Member[],
  departments: ReadonlyMap<DepartmentId, Department>,
): AgentId[] {
  const seen = new Set<AgentId>();
  for (const member of members) {
    if (member.kind === 'agent') seen.add(member.agentId);
    else for (const agentId of departments.get(member.departmentId)?.agentIds ?? []) seen.add(agentId);
  }
  return [...seen];
}

/** Why nobody may ring this agent for the queue, whatever the interaction: presence [17], then the limit [18]. */
export function standingReason(agent: AgentRecord, settings: QueueSettings): IneligibleReason | undefined {
  return unavailableFor(agent, settings) ?? (isAtLimit(agent, settings) ? 'atLimit' : undefined);
}

/** What "evenly" compares [13]: for calls it is who has been idle longest, since the last offer or the last call. */
export function weightOf(agent: AgentRecord, { call }: QueueSettings): Pick<Seat, 'load' | 'lastOfferAt'> {
  if (call !== null) return { load: 0, lastOfferAt: agent.lastCallAt ?? -1 };
  return { load: agent.load, lastOfferAt: agent.lastOfferAt ?? -1 };
}

const hasPhone = ({ phone }: AgentRecord): boolean => phone?.state === 'ready';

/** Evenly [13]: fewest open interactions, then longest since the last offer, then the queue's order. */
function compareEvenly(a: Seat, b: Seat): number {
  return a.load - b.load || a.lastOfferAt - b.lastOfferAt || a.position - b.position;
}

function comparePosition(a: Seat, b: Seat): number {
  return a.position - b.position;
}

/**
 * The members of one queue, kept in the order in which they would be rung. A change of one agent costs O(log n); the
 * best one is found in O(log n); nothing walks all members but building it.
 */
export class Roster {
  readonly seats = new Map<AgentId, Seat>();
  /** Available and below the limit, best first. */
  readonly ready: OrderedSet<Seat>;
  /** The others, in the queue's order. */
  readonly unready = new OrderedSet<Seat>(comparePosition);
  readonly counts = new Map<IneligibleReason, number>();
  /** Members with a phone that is ready. */
  phones = 0;
  readonly #settings: QueueSettings;

  constructor(settings: QueueSettings, agents: readonly AgentRecord[]) {
    this.#settings = settings;
    this.ready = new OrderedSet(settings.distribution === 'evenly' ? compareEvenly : comparePosition);
    agents.forEach((agent, position) => {
      const seat: Seat = { agent, position, load: 0, lastOfferAt: -1, reason: undefined, hasPhone: false };
      this.seats.set(agent.id, seat);
      this.#insert(seat);
    });
  }

  /** Takes an agent's present facts over. True when the agent became ready by it. */
  refresh(agent: AgentRecord): boolean {
    const seat = this.seats.get(agent.id);
    if (!seat) return false;
    const reason = standingReason(agent, this.#settings);
    const { load, lastOfferAt } = weightOf(agent, this.#settings);
    const same = seat.reason === reason && seat.load === load && seat.lastOfferAt === lastOfferAt;
    if (same && seat.hasPhone === hasPhone(agent)) return false;
    const wasReady = seat.reason === undefined;
    this.#remove(seat);
    this.#insert(seat);
    return !wasReady && seat.reason === undefined;
  }

  #insert(seat: Seat): void {
    Object.assign(seat, weightOf(seat.agent, this.#settings));
    seat.hasPhone = hasPhone(seat.agent);
    if (seat.hasPhone) this.phones += 1;
    seat.reason = standingReason(seat.agent, this.#settings);
    if (seat.reason === undefined) this.ready.add(seat);
    else {
      this.unready.add(seat);
      this.counts.set(seat.reason, (this.counts.get(seat.reason) ?? 0) + 1);
    }
  }

  #remove(seat: Seat): void {
    if (seat.hasPhone) this.phones -= 1;
    if (seat.reason === undefined) this.ready.delete(seat);
    else {
      this.unready.delete(seat);
      this.counts.set(seat.reason, (this.counts.get(seat.reason) ?? 0) - 1);
    }
  }
}
