import type { Agent } from '@ringdesk/shared/model/agent.ts';
import type { MissedCallAction } from '@ringdesk/shared/model/call.ts';
import type { AgentId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Queue } from '@ringdesk/shared/model/queue.ts';
import type { QueueSurroundings } from '@ringdesk/shared/rules/queueMembers.ts';

/** What is around the settings of calls: the other call queues, and whom a missed call goes to [61]. */
export function callSurroundings(
  queueId: QueueId | undefined,
  missed: MissedCallAction,
  queues: readonly Queue[],
  agentOf: (id: AgentId) => Agent | undefined,
): Pick<QueueSurroundings, 'queueId' | 'callQueues' | 'forwardedTo' | 'missedNames'> {
  const callQueues = queues
    .filter(({ medium }) => medium === 'call')
    .map(({ id, name, active, settings: { call } }) => ({
      id,
      name,
      active,
      overflowTo: call?.missed.kind === 'overflow' ? call.missed.queueId : undefined,
    }));
  const forwardedTo = missed.kind === 'forwardToAgent' ? agentOf(missed.agentId) : undefined;
  const queue = missed.kind === 'overflow' ? callQueues.find(({ id }) => id === missed.queueId)?.name : undefined;
  return {
    queueId,
    callQueues,
    forwardedTo,
    missedNames: {
      ...(forwardedTo !== undefined && { agent: forwardedTo.name }),
      ...(queue !== undefined && { queue }),
      ...(missed.kind === 'forwardToNumber' && { number: missed.number }),
    },
  };
}
