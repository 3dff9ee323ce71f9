import { type Agent, defaultCallWaiting } from '../model/agent.ts';
import type { QueueSettings } from '../model/queue.ts';
import type { IneligibleReason } from '../model/trace.ts';

/** One term of effective availability, as shown on the screen and used by the router. */
export interface AvailabilityTerm {
  readonly reason: Extract<
    IneligibleReason,
    | 'dismissed'
    | 'absent'
    | 'offline'
    | 'shiftClosed'
    | 'busy'
    | 'break'
    | 'away'
    | 'notResponding'
    | 'chatsOnly'
    | 'callsOnly'
  >;
  readonly holds: boolean;
}

export type AvailabilityFacts = Pick<Agent, 'dismissed' | 'absent' | 'online' | 'shiftOpen' | 'presence' | 'receives'>;

/** What a queue distributes, as far as an agent may switch it off. */
export type ReceivedMedium = 'chat' | 'call';

/**
 * Effective availability [17]: the conjunction of all terms, in the order they are checked; the first that does not
 * hold is the reason. With the check `off` only dismissal counts. Presence other than `available` counts with every
 * check that is on. `medium`: of what; absent: asked of the person, whatever they receive.
 */
export function availabilityTerms(
  agent: AvailabilityFacts,
  check: QueueSettings['availabilityCheck'],
  medium?: ReceivedMedium,
): readonly AvailabilityTerm[] {
  const terms: AvailabilityTerm[] = [{ reason: 'dismissed', holds: !agent.dismissed }];
  if (check === 'off') return terms;
  terms.push({ reason: 'absent', holds: !agent.absent });
  if (check === 'online' || check === 'onlineAndShift') terms.push({ reason: 'offline', holds: agent.online });
  if (check === 'shift' || check === 'onlineAndShift') terms.push({ reason: 'shiftClosed', holds: agent.shiftOpen });
  const { state } = agent.presence;
  if (state !== 'available') terms.push({ reason: state, holds: false });
  if (medium === 'chat') terms.push({ reason: 'callsOnly', holds: agent.receives !== 'calls' });
  if (medium === 'call') terms.push({ reason: 'chatsOnly', holds: agent.receives !== 'chats' });
  return terms;
}

/** The first reason against the agent, or undefined when every term holds. */
export function unavailableBecause(
  agent: AvailabilityFacts,
  check: QueueSettings['availabilityCheck'],
  medium?: ReceivedMedium,
): AvailabilityTerm['reason'] | undefined {
  return availabilityTerms(agent, check, medium).find((term) => !term.holds)?.reason;
}

/** What a call means for an agent's other work, and what a call needs of them [17, 81]. */
export interface CallTerm {
  readonly reason: Extract<IneligibleReason, 'phoneOff' | 'onCall'>;
  readonly holds: boolean;
}

/**
 * Whether calls stand in the way of this queue's work, whatever its availability check: a call needs a phone that is ready
 * and somebody without another call, be it one that rings there or is wrapped up; a chat waits while a call goes on or is
 * wrapped up where the queue says so [81].
 */
export function callTerms(
  agent: Pick<Agent, 'phone' | 'onCall'>,
  settings: Pick<QueueSettings, 'call' | 'chatsDuringCalls'>,
): readonly CallTerm[] {
  if (settings.call)
    return [
      { reason: 'phoneOff', holds: agent.phone?.state === 'ready' },
      { reason: 'onCall', holds: agent.onCall === undefined },
    ];
  const busy = agent.onCall === 'talking' || agent.onCall === 'wrapUp';
  return settings.chatsDuringCalls === 'none' ? [{ reason: 'onCall', holds: !busy }] : [];
}

/**
 * Whether what a colleague sends may ring at somebody who talks: `consult` asks or calls them, `transfer` hands them a call
 * [81]. Their own choice; the server holds besides that nobody has more than two.
 */
export function letsCallsWait(agent: Pick<Agent, 'onCall' | 'callWaiting'>, kind: 'consult' | 'transfer'): boolean {
  const { colleagues, transfers } = agent.callWaiting ?? defaultCallWaiting;
  return agent.onCall === 'talking' && (kind === 'consult' ? colleagues : transfers);
}

/** The first reason against the agent for this queue: availability, then what calls have to do with it. */
export function unavailableFor(
  agent: AvailabilityFacts & Pick<Agent, 'phone' | 'onCall'>,
  settings: Pick<QueueSettings, 'availabilityCheck' | 'call' | 'chatsDuringCalls'>,
): AvailabilityTerm['reason'] | CallTerm['reason'] | undefined {
  return (
    unavailableBecause(agent, settings.availabilityCheck, settings.call ? 'call' : 'chat') ??
    callTerms(agent, settings).find((term) => !term.holds)?.reason
  );
}
