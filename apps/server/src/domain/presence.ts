import type { AgentId } from '@ringdesk/shared/model/ids.ts';
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
  if (agent.presence.state === declared.state && agent.presence.reasonId === reasonId) return done([]);
  const presence = { state: declared.state, ...(reasonId !== undefined && { reasonId }), since: context.now };
  return done([{ type: 'agent.presenceSet', at: context.now, by: actorId(context), agentId, presence }]);
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
