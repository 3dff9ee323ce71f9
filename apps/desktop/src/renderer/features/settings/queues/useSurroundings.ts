import type { Agent, Department } from '@ringdesk/shared/model/agent.ts';
import type { KnownBot } from '@ringdesk/shared/model/bot.ts';
import type { Channel } from '@ringdesk/shared/model/channel.ts';
import type { AgentId, DepartmentId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { peopleOf, type QueueSurroundings } from '@ringdesk/shared/rules/queueMembers.ts';
import { useMemo } from 'react';

import { useAgents, useBots, useChannels, useDepartments, useQueues } from '../../../workspace/hooks.ts';
import { secondsText, useSettingsText } from '../frame/useWords.ts';
import { callSurroundings } from './calls/callSurroundings.ts';
import type { QueueForm } from './queueForm.ts';
import type { NameOf } from './queueValues.ts';

export interface Around extends QueueSurroundings {
  readonly channels: readonly Channel[];
  /** The members' people with everything known of them. */
  readonly people: readonly Agent[];
  readonly bots: readonly KnownBot[];
  readonly agentOf: (id: AgentId) => Agent | undefined;
  readonly departmentOf: (id: DepartmentId) => Department | undefined;
  readonly nameOf: NameOf;
}

/** The settings that name somebody. */
type Named = Pick<QueueForm, 'members' | 'botId' | 'overdueNotice' | 'missed'>;

/** What is around a queue with these settings: its channels, its people, names. Renews itself with the team. */
export function useSurroundings(queueId: QueueId | undefined, active: boolean, settings: Named): Around {
  const t = useSettingsText();
  const agents = useAgents();
  const departments = useDepartments();
  const all = useChannels();
  const bots = useBots();
  const queues = useQueues();
  const { members, botId, overdueNotice, missed } = settings;
  const noticedId = overdueNotice?.agentId;
  return useMemo(() => {
    const byAgent = new Map(agents.map((agent) => [agent.id, agent]));
    const byDepartment = new Map(departments.map((department) => [department.id, department]));
    const agentOf = (id: AgentId) => byAgent.get(id);
    const departmentOf = (id: DepartmentId) => byDepartment.get(id);
    const gone = t('gone');
    return {
      active,
      channels: all.filter((channel) => queueId !== undefined && channel.queueId === queueId),
      people: peopleOf(members, departmentOf).flatMap((id) => agentOf(id) ?? []),
      emptyDepartments: members.flatMap((member) => {
        const department = member.kind === 'department' ? departmentOf(member.departmentId) : undefined;
        return department?.agentIds.length === 0 ? [department.name] : [];
      }),
      bots,
      bot: bots.find(({ id }) => id === botId),
      noticed: noticedId === undefined ? undefined : agentOf(noticedId),
      agentOf,
      departmentOf,
      ...callSurroundings(queueId, missed, queues, agentOf),
      nameOf: {
        agent: (id) => byAgent.get(id as AgentId)?.name ?? gone,
        member: (member) =>
          (member.kind === 'agent' ? agentOf(member.agentId)?.name : departmentOf(member.departmentId)?.name) ?? gone,
        bot: (id) => bots.find((bot) => bot.id === id)?.name ?? gone,
        queue: (id) => queues.find((queue) => queue.id === id)?.name ?? gone,
        seconds: secondsText,
      },
    };
  }, [t, agents, departments, all, bots, queues, queueId, active, members, botId, noticedId, missed]);
}
