import type { Channel } from '@ringdesk/shared/model/channel.ts';
import type { Department } from '@ringdesk/shared/model/agent.ts';
import type { ChannelId, DepartmentId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Queue } from '@ringdesk/shared/model/queue.ts';
import { peopleOf } from '@ringdesk/shared/rules/queueMembers.ts';

export type FirstStep =
  | { readonly name: 'queue'; readonly done: boolean }
  | { readonly name: 'members'; readonly done: boolean; readonly queueId: QueueId | undefined }
  | { readonly name: 'channel'; readonly done: boolean }
  | { readonly name: 'chat'; readonly done: boolean; readonly channelId: ChannelId | undefined };

/**
 * The four steps from nothing to the first conversation, and which of them are done. Each looks only at what exists, so
 * that it does not matter where or in which order it was made.
 */
export function firstSteps(
  queues: readonly Pick<Queue, 'id' | 'settings'>[],
  channels: readonly Pick<Channel, 'id' | 'queueId'>[],
  departmentOf: (id: DepartmentId) => Pick<Department, 'agentIds'> | undefined,
  conversations: boolean,
): readonly FirstStep[] {
  const served = queues.find((queue) => peopleOf(queue.settings.members, departmentOf).length > 0);
  const connected = channels.find((channel) => channel.queueId !== null);
  return [
    { name: 'queue', done: queues.length > 0 },
    { name: 'members', done: served !== undefined, queueId: queues[0]?.id },
    { name: 'channel', done: connected !== undefined },
    { name: 'chat', done: conversations, channelId: connected?.id },
  ];
}
