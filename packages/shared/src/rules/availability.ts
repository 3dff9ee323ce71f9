import type { Agent } from '../model/agent.ts';
import type { QueueSettings } from '../model/queue.ts';
import type { IneligibleReason } from '../model/trace.ts';

/** One term of effective availability, as shown on the screen and used by the router. */
export interface AvailabilityTerm {
  readonly reason: Extract<
    IneligibleReason,
    'dismissed' | 'absent' | 'offline' | 'shiftClosed' | 'busy' | 'break' | 'away' | 'notResponding'
  >;
  readonly holds: boolean;
}

export type AvailabilityFacts = Pick<Agent, 'dismissed' | 'absent' | 'online' | 'shiftOpen' | 'presence'>;

/**
 * Effective availability [17]: the conjunction of all terms, in the order they are checked; the first that does not
 * hold is the reason. With the check `off` only dismissal counts. Presence other than `available` counts with every
 * check that is on.
 */
export function availabilityTerms(
  agent: AvailabilityFacts,
  check: QueueSettings['availabilityCheck'],
): readonly AvailabilityTerm[] {
  const terms: AvailabilityTerm[] = [{ reason: 'dismissed', holds: !agent.dismissed }];
  if (check === 'off') return terms;
  terms.push({ reason: 'absent', holds: !agent.absent });
  if (check === 'online' || check === 'onlineAndShift') terms.push({ reason: 'offline', holds: agent.online });
  if (check === 'shift' || check === 'onlineAndShift') terms.push({ reason: 'shiftClosed', holds: agent.shiftOpen });
  const { state } = agent.presence;
  if (state !== 'available') terms.push({ reason: state, holds: false });
  return terms;
}

/** The first reason against the agent, or undefined when every term holds. */
export function unavailableBecause(
  agent: AvailabilityFacts,
  check: QueueSettings['availabilityCheck'],
): AvailabilityTerm['reason'] | undefined {
  return availabilityTerms(agent, check).find((term) => !term.holds)?.reason;
}
