import type { AgentId, BotId, ChannelId, DepartmentId, InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';

import type { Changes } from '../domain/updates.ts';

/** What changed since the last ambient round. */
export interface Dirt {
  any: boolean;
  reasons: boolean;
  readonly agents: Set<AgentId>;
  readonly departments: Set<DepartmentId>;
  readonly queues: Set<QueueId>;
  readonly channels: Set<ChannelId>;
  readonly bots: Set<BotId>;
  readonly interactions: Set<InteractionId>;
}

export const emptyDirt = (): Dirt => ({
  any: false,
  reasons: false,
  agents: new Set(),
  departments: new Set(),
  queues: new Set(),
  channels: new Set(),
  bots: new Set(),
  interactions: new Set(),
});

/** Adds a commit's changes; answers whether there is anything to tell. */
export function markDirty(dirt: Dirt, changes: Changes): boolean {
  for (const id of changes.agents) dirt.agents.add(id);
  for (const id of changes.departments) dirt.departments.add(id);
  for (const id of changes.queues) dirt.queues.add(id);
  for (const id of changes.channels) dirt.channels.add(id);
  for (const id of changes.bots) dirt.bots.add(id);
  for (const id of changes.interactions) dirt.interactions.add(id);
  dirt.reasons ||= changes.reasons;
  const { agents, departments, queues, channels, bots, interactions } = dirt;
  dirt.any = dirt.reasons || [agents, departments, queues, channels, bots, interactions].some((set) => set.size > 0);
  return dirt.any;
}
