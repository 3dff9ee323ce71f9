import type { Department, IdleRule, PresenceReason } from '@ringdesk/shared/model/agent.ts';
import type { AgentId, DepartmentId } from '@ringdesk/shared/model/ids.ts';
import type { CommandInput } from '@ringdesk/shared/protocol/commands.ts';
import { refuse } from '@ringdesk/shared/result.ts';
import { actingAgent, actorId, done, notFound, type Decided } from './decided.ts';
import type { Event } from './events.ts';
import { queuesWith } from './evolveCenter.ts';
import type { Context, Input } from './inputs.ts';
import { endCall } from './callEnds.ts';
import { endWrapUp } from './closing.ts';
import { flattenMembers } from './roster.ts';
import type { State } from './state.ts';
import { release } from './transfer.ts';

/** Adding the same person again changes nothing. */
export function addAgent(state: State, context: Context, input: Extract<Input, { type: 'agent.added' }>): Decided {
  const { agent } = input;
  if (context.actor.kind !== 'server') return refuse({ code: 'notAllowed' });
  if (state.agents.has(agent.id)) return done([]);
  const email = agent.email.toLowerCase();
  for (const other of state.agents.values())
    if (other.email.toLowerCase() === email) return refuse({ code: 'emailTaken' });
  const departmentIds = input.departmentIds.map((id) => id as DepartmentId).filter((id) => state.departments.has(id));
  const { id, name, role, language } = agent;
  return done([
    {
      type: 'agent.added',
      at: context.now,
      by: null,
      agent: { id, name, email: agent.email, role, language },
      departmentIds,
    },
  ]);
}

export function saveAgent(state: State, context: Context, input: CommandInput<'agent.save'>): Decided {
  const agent = state.agents.get(input.agentId);
  if (!agent) return notFound;
  if (agent.role === 'admin' && input.role !== 'admin' && isLastAdmin(state, agent.id))
    return refuse({ code: 'lastAdmin' });
  const supervises =
    input.role === 'supervisor' ? [...new Set(input.supervises)].filter((id) => state.queues.has(id)) : [];
  const { agentId, name, role, absent, offerTimeFactor } = input;
  return done([
    {
      type: 'agent.saved',
      at: context.now,
      by: actorId(context),
      agentId,
      name,
      role,
      supervises,
      absent,
      ...(offerTimeFactor !== undefined && { offerTimeFactor }),
    },
  ]);
}

export function saveProfile(
  state: State,
  context: Context,
  { name, language, pictureId }: CommandInput<'profile.save'>,
): Decided {
  return done([
    { type: 'agent.profileSaved', at: context.now, agentId: actingAgent(state, context).id, name, language, pictureId },
  ]);
}

/** What they owned returns to its queue with its original age; what rings there stops; their history stays. */
export function dismissAgent(state: State, context: Context, agentId: AgentId): Decided {
  const agent = state.agents.get(agentId);
  if (!agent) return notFound;
  if (agent.dismissed) return done([]);
  if (agent.role === 'admin' && isLastAdmin(state, agentId)) return refuse({ code: 'lastAdmin' });
  const events: Event[] = [{ type: 'agent.dismissed', at: context.now, by: actorId(context), agentId }];
  for (const id of agent.owned) {
    const interaction = state.interactions.get(id);
    if (interaction?.state === 'connecting')
      events.push(...endCall(state, context, interaction, { by: 'server', outcome: 'unreachable', hangUp: 'hangUp' }));
    else if (interaction?.call?.via === 'internal' && interaction.state === 'active')
      events.push(
        ...endCall(state, context, interaction, { by: 'server', outcome: 'lost', hangUp: 'hangUp', free: true }),
      );
    else if (interaction?.state === 'active') events.push(...release(state, context, interaction, 'ownerGone'));
    else if (interaction?.state === 'wrapUp') events.push(...endWrapUp(state, context, interaction));
    // Parked work stays until it wakes: then it finds its owner gone and goes to the queue.
  }
  return done(events);
}

export function reinstateAgent(state: State, context: Context, agentId: AgentId): Decided {
  const agent = state.agents.get(agentId);
  if (!agent) return notFound;
  return done(agent.dismissed ? [{ type: 'agent.reinstated', at: context.now, by: actorId(context), agentId }] : []);
}

function isLastAdmin(state: State, agentId: AgentId): boolean {
  for (const other of state.agents.values())
    if (other.role === 'admin' && !other.dismissed && other.id !== agentId) return false;
  return true;
}

export function saveDepartment(state: State, context: Context, input: Department): Decided {
  for (const other of state.departments.values())
    if (other.id !== input.id && sameName(other.name, input.name)) return refuse({ code: 'nameTaken' });
  const agentIds = [...new Set(input.agentIds)];
  if (agentIds.some((id) => !state.agents.has(id))) return refuse({ code: 'invalid', fields: { agentIds: 'unknown' } });
  const department = { ...input, agentIds };
  const after = new Map(state.departments).set(department.id, department);
  return done([
    {
      type: 'department.saved',
      at: context.now,
      by: actorId(context),
      department,
      affected: affectedBy(state, department.id, after),
    },
  ]);
}

export function deleteDepartment(state: State, context: Context, departmentId: DepartmentId): Decided {
  if (!state.departments.has(departmentId)) return notFound;
  const after = new Map(state.departments);
  after.delete(departmentId);
  return done([
    {
      type: 'department.deleted',
      at: context.now,
      by: actorId(context),
      departmentId,
      affected: affectedBy(state, departmentId, after),
    },
  ]);
}

/** Agents who become, or are no longer, members of some queue by a change of a department. */
function affectedBy(state: State, departmentId: DepartmentId, after: ReadonlyMap<DepartmentId, Department>): AgentId[] {
  const affected = new Set<AgentId>();
  for (const queue of queuesWith(state, departmentId)) {
    for (const id of difference(
      flattenMembers(queue.settings.members, state.departments),
      flattenMembers(queue.settings.members, after),
    ))
      affected.add(id);
  }
  return [...affected];
}

/** What is in one of the two lists only. */
export function difference(before: readonly AgentId[], after: readonly AgentId[]): AgentId[] {
  const [was, is] = [new Set(before), new Set(after)];
  return [...before.filter((id) => !is.has(id)), ...after.filter((id) => !was.has(id))];
}

/** The reasons and the idle rule, which may name one of them. */
export function saveReasons(
  state: State,
  context: Context,
  { reasons, idle = keptIdleRule(state, reasons) }: CommandInput<'presenceReasons.save'>,
): Decided {
  if (new Set(reasons.map(({ id }) => id)).size < reasons.length)
    return refuse({ code: 'invalid', fields: { reasons: 'duplicate' } });
  if (idle !== null && idle.reasonId !== null && !reasons.some(({ id }) => id === idle.reasonId))
    return refuse({ code: 'invalid', fields: { idle: 'unknown' } });
  return done([
    { type: 'reasons.saved', at: context.now, by: actorId(context), reasons, ...(idle !== null && { idle }) },
  ]);
}

/** As it was; where its reason is gone, without one. */
function keptIdleRule({ idleRule }: State, reasons: readonly PresenceReason[]): IdleRule | null {
  if (idleRule === undefined) return null;
  return reasons.some(({ id }) => id === idleRule.reasonId) ? idleRule : { ...idleRule, reasonId: null };
}

/** Names are the same when people read them so: case and composition aside. */
export function sameName(a: string, b: string): boolean {
  return a.normalize('NFKC').toLowerCase() === b.normalize('NFKC').toLowerCase();
}
