import type { CapAlert } from '@ringdesk/shared/model/notice.ts';
import type { AgentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import { DAY, HOUR, MINUTE, type Instant } from '@ringdesk/shared/model/time.ts';
import { usedUp } from './dialCaps.ts';
import type { Event } from './events.ts';
import type { Context } from './inputs.ts';
import { noticeFor } from './notices.ts';
import type { AgentRecord } from './records.ts';
import type { State } from './state.ts';

/** From this part of a cap on it is told. */
const SOON = 0.8;

/** What is about to be counted of an agent: calls to the outside, or time talked in them. */
export interface Counted {
  readonly calls?: number;
  readonly talkMs?: number;
}

/**
 * Notices to those who lead, where an agent comes near a cap on calls to the outside by what is counted now, so that it can be
 * raised before calls are refused. Each cap is told once in its period: an hour, or a day (UTC).
 */
export function capAlerts(
  state: State,
  context: Context,
  agentId: AgentId | undefined,
  about: InteractionId,
  counted: Counted,
): Event[] {
  const agent = agentId && state.agents.get(agentId);
  if (!agent) return [];
  return nearCaps(state, agent, context.now, counted).flatMap((cap) =>
    leadersOf(state, agent).flatMap((leader) => noticeFor(state, context, leader.id, { about, cap })),
  );
}

function nearCaps(state: State, agent: AgentRecord, now: Instant, counted: Counted): CapAlert[] {
  const { maxCallsPerHour, maxMinutesPerDay } = state.telephony.settings;
  const used = usedUp(agent, now);
  const calls = used.calls.length + (counted.calls ?? 0);
  const minutes = Math.floor((used.talkMs + (counted.talkMs ?? 0)) / MINUTE);
  const near: CapAlert[] = [];
  const toldHour = agent.capTold?.hour ?? -HOUR;
  if (counted.calls !== undefined && calls >= maxCallsPerHour * SOON && toldHour <= now - HOUR) {
    const resetsAt = (used.calls[0] ?? now) + HOUR;
    near.push({ per: 'hour', agentId: agent.id, used: calls, limit: maxCallsPerHour, resetsAt });
  }
  const today = Math.floor(now / DAY);
  const toldDay = agent.capTold?.day;
  if (
    counted.talkMs !== undefined &&
    minutes >= maxMinutesPerDay * SOON &&
    (toldDay === undefined || Math.floor(toldDay / DAY) < today)
  )
    near.push({ per: 'day', agentId: agent.id, used: minutes, limit: maxMinutesPerDay, resetsAt: (today + 1) * DAY });
  return near;
}

/** Admins, and the supervisors of the agent's queues. */
function leadersOf(state: State, agent: AgentRecord): AgentRecord[] {
  return [...state.agents.values()].filter(
    ({ dismissed, role, supervises }) =>
      !dismissed && (role === 'admin' || (role === 'supervisor' && supervises.some((id) => agent.memberOf.has(id)))),
  );
}
