import type { Agent, Department } from '../model/agent.ts';
import type { KnownBot } from '../model/bot.ts';
import type { TelephonySettings } from '../model/call.ts';
import type { Channel } from '../model/channel.ts';
import type { AgentId, DepartmentId, QueueId } from '../model/ids.ts';
import type { Member } from '../model/queue.ts';
import type { Refusal } from '../protocol/refusals.ts';
import type { MissedNames } from './callBehaviour.ts';

/**
 * The people of a queue's order [12]: departments expand to their agents in their order, each agent stands once, at the
 * first place (section 13, Departments). Unknown departments are empty.
 */
export function peopleOf(
  members: readonly Member[],
  departmentOf: (id: DepartmentId) => Pick<Department, 'agentIds'> | undefined,
): readonly AgentId[] {
  const seen = new Set<AgentId>();
  for (const member of members) {
    if (member.kind === 'agent') seen.add(member.agentId);
    else for (const agentId of departmentOf(member.departmentId)?.agentIds ?? []) seen.add(agentId);
  }
  return [...seen];
}

/** Tells two members apart: a member stands once in an order. */
export function memberKey(member: Member): string {
  return member.kind === 'agent' ? `agent ${member.agentId}` : `department ${member.departmentId}`;
}

/** What surrounds a queue's settings at this moment, as far as sentences and warnings need it. */
export interface QueueSurroundings {
  readonly active: boolean;
  /** Channels connected to the queue. */
  readonly channels: readonly Pick<Channel, 'name'>[];
  /** {@link peopleOf} the settings' members, as far as they are known. */
  readonly people: readonly Pick<
    Agent,
    'id' | 'name' | 'presence' | 'online' | 'shiftOpen' | 'absent' | 'dismissed' | 'chatLoad' | 'phone' | 'receives'
  >[];
  /** Names of member departments in which nobody is. */
  readonly emptyDepartments: readonly string[];
  /** [45] The bot the settings name; undefined: none, or one that is no longer there. */
  readonly bot: Pick<KnownBot, 'name' | 'settings'> | undefined;
  /** [48] The person the settings name, likewise. */
  readonly noticed: Pick<Agent, 'name' | 'dismissed'> | undefined;
  /** Whether the center can send e-mail; absent: not known to who asks. */
  readonly mailReady?: boolean | undefined;
  // Of a call queue
  readonly queueId?: QueueId | undefined;
  /** [61] The agent a missed call is forwarded to; undefined: none, or one who is no longer there. */
  readonly forwardedTo?: Pick<Agent, 'name' | 'dismissed' | 'phone'> | undefined;
  /** All call queues, and where theirs flow over to. */
  readonly callQueues?: readonly {
    readonly id: QueueId;
    readonly name: string;
    readonly active: boolean;
    readonly overflowTo: QueueId | undefined;
  }[];
  /** What [61] names, for the sentence about it. */
  readonly missedNames?: MissedNames | undefined;
  /** What may be called, for a number that missed calls are sent to; absent: not known to who asks. */
  readonly dialRules?: Pick<TelephonySettings, 'outboundTrunkId' | 'countries'> | undefined;
  /** [61] What stands against the number missed calls are sent to; null: nothing; absent: not known to who asks. */
  readonly numberRefused?: Extract<Refusal, { code: 'numberNotAllowed' }>['because'] | null | undefined;
  /** Absent: not known to who asks. */
  readonly mediaServer?: 'none' | 'ok' | 'unreachable' | undefined;
}
