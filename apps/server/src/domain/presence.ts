import type { Presence, Receives } from '@ringdesk/shared/model/agent.ts';
import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import { MINUTE } from '@ringdesk/shared/model/time.ts';
import type { CommandInput } from '@ringdesk/shared/protocol/commands.ts';
import { refuse } from '@ringdesk/shared/result.ts';
import { actorId, done, notFound, type Decided } from './decided.ts';
import type { Context, Input } from './inputs.ts';
import type { State } from './state.ts';

/** What an agent declares, or a supervisor for them; also the one button back from notResponding [80]. */
export function setPresence(
  state: State,
  context: Context,
  agentId: AgentId,
  declared: CommandInput<'presence.set'>,
): Decided {
  const agent = state.agents.get(agentId);
  if (!agent) return notFound;
  const reason = declared.reasonId === undefined ? undefined : state.reasons.find(({ id }) => id === declared.reasonId);
  if (declared.state !== 'available') {
    if (declared.reasonId !== undefined && reason?.state !== declared.state)
      return refuse({ code: 'invalid', fields: { reasonId: 'unknown' } });
    if (declared.state === 'break' && !reason && state.reasons.some((known) => known.state === 'break'))
      return refuse({ code: 'reasonRequired' });
  }
  const reasonId = declared.state === 'available' ? undefined : reason?.id;
  const by = actorId(context);
  const { state: present, reasonId: presentReason, setBy, because } = agent.presence;
  // Who declares themselves what somebody else made of them has it as their own word.
  const own = by !== agentId || (setBy === undefined && because === undefined);
  if (own && present === declared.state && presentReason === reasonId) return done([]);
  const presence = {
    state: declared.state,
    ...(reasonId !== undefined && { reasonId }),
    since: context.now,
    ...(by !== null && by !== agentId && { setBy: by }),
  };
  return done([{ type: 'agent.presenceSet', at: context.now, by, agentId, presence }]);
}

/**
 * Nobody touches the desk of somebody who is available: the state of the center's rule, so that nothing is offered to an
 * empty chair. A call keeps hands off the desk: with one they are at work, and its end counts as a touch, as does
 * having become available.
 */
export function setIdle(
  state: State,
  context: Context,
  { agentId, since }: Extract<Input, { type: 'agent.idled' }>,
): Decided {
  if (context.actor.kind !== 'server') return refuse({ code: 'notAllowed' });
  const agent = state.agents.get(agentId);
  const { idleRule } = state;
  if (!agent) return notFound;
  if (!idleRule || agent.presence.state !== 'available' || agent.onCall !== undefined) return done([]);
  const touched = Math.max(since, agent.presence.since, agent.lastCallAt ?? 0);
  if (context.now - touched < idleRule.minutes * MINUTE) return done([]);
  const reason = state.reasons.find(({ id }) => id === idleRule.reasonId);
  const presence: Presence = {
    state: reason?.state ?? 'away',
    ...(reason && { reasonId: reason.id }),
    since: context.now,
    because: 'idle',
  };
  return done([{ type: 'agent.presenceSet', at: context.now, by: null, agentId, presence }]);
}

/**
 * Which new work an agent wants, or a supervisor for them. What rings and is no longer wanted goes on to the next, as with a
 * break.
 */
export function setReceives(state: State, context: Context, agentId: AgentId, receives: Receives): Decided {
  const agent = state.agents.get(agentId);
  if (!agent) return notFound;
  const by = actorId(context);
  // Who chooses for themselves what somebody else had chosen has it as their own word.
  const own = by !== agentId || agent.receivesSetBy === undefined;
  if (own && (agent.receives ?? 'both') === receives) return done([]);
  const setBy = by !== null && by !== agentId ? { setBy: by } : {};
  return done([{ type: 'agent.receivesSet', at: context.now, agentId, receives, ...setBy }]);
}

export function setShift(state: State, context: Context, agentId: AgentId, open: boolean): Decided {
  if (state.agents.get(agentId)?.shiftOpen === open) return done([]);
  return done([{ type: 'agent.shiftSet', at: context.now, agentId, open }]);
}

/** First socket connected, last socket gone. */
export function connection(
  state: State,
  context: Context,
  input: Extract<Input, { type: 'agent.connected' | 'agent.disconnected' }>,
): Decided {
  const agent = state.agents.get(input.agentId);
  if (!agent) return notFound;
  if (agent.online === (input.type === 'agent.connected')) return done([]);
  return done([{ type: input.type, at: context.now, agentId: agent.id }]);
}
