import type { InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { QueryReply } from '@ringdesk/shared/protocol/queries.ts';
import { isOpen, nextChange } from '@ringdesk/shared/rules/workingHours.ts';
import { choose, reasonAgainst, searchOf, traceOf, type Choice, type Search } from './distribution.ts';
import { flattenMembers, Roster } from './roster.ts';
import type { State } from './state.ts';

export type Explanation = QueryReply<'routing.explain'>;
export type Trial = QueryReply<'routing.tryIt'>;

/** Members listed at most. */
const MEMBERS_LISTED = 500;

/** Why this agent, why nobody: the decision for this interaction if it were made now. Undefined: it is not in memory. */
export function explain(state: State, interactionId: InteractionId, now: Instant): Explanation | undefined {
  const interaction = state.interactions.get(interactionId);
  const queue = interaction && state.queues.get(interaction.queueId);
  return queue && explanationOf(searchOf(queue, interaction), now, queue.hours.open);
}

/**
 * Who would get the next conversation with these settings, saved or not, given everybody's present load and presence, and
 * whether the queue is open at that moment [29].
 */
export function tryIt(state: State, queueId: QueueId, settings: QueueSettings, at: Instant): Trial {
  const members = flattenMembers(settings.members, state.departments).flatMap((id) => state.agents.get(id) ?? []);
  const fresh = {
    pass: 1,
    tried: new Set<never>(),
    declined: new Map(),
    cooling: new Map(),
    excludedAgentId: undefined,
    offers: new Map(),
  };
  const version = state.queues.get(queueId)?.version ?? 0;
  const changesAt = nextChange(settings.workingHours, at);
  return {
    ...explanationOf({ settings, version, roster: new Roster(settings, members), interaction: fresh }, at),
    hours: { open: isOpen(settings.workingHours, at), ...(changesAt !== undefined && { changesAt }) },
  };
}

/** Outside the working hours nobody is chosen, whoever is there [29]. */
function explanationOf(search: Search, now: Instant, open = true): Explanation {
  const choice: Choice = open ? choose(search, now) : { kind: 'nobody' };
  const restart = choice.kind === 'offer' && choice.pass > search.interaction.pass;
  const members = [...search.roster.seats.values()].slice(0, MEMBERS_LISTED).map((seat) => {
    const reason = reasonAgainst(search, seat, restart);
    const { id, load, counted } = seat.agent;
    return {
      agentId: id,
      eligible: reason === undefined,
      ...(reason !== undefined && { reason }),
      load,
      counted: counted[search.settings.notCounted],
    };
  });
  return { trace: traceOf(search, choice, now), members };
}
