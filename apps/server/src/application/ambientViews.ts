import type { AgentId, ChannelId, DepartmentId, InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Update } from '@ringdesk/shared/protocol/updates.ts';

import type { State } from '../domain/state.ts';
import type { Changes } from '../domain/updates.ts';
import { agentView, channelView, interactionView, isInSnapshot, maySee, queueView, sightOf } from '../domain/views.ts';
import { involvedIn } from './involvement.ts';
import type { DeskEngine } from './deskEngine.ts';

/** What changed since the last ambient round. */
export interface Dirt {
  any: boolean;
  reasons: boolean;
  readonly agents: Set<AgentId>;
  readonly departments: Set<DepartmentId>;
  readonly queues: Set<QueueId>;
  readonly channels: Set<ChannelId>;
  readonly interactions: Set<InteractionId>;
}

export const emptyDirt = (): Dirt => ({
  any: false,
  reasons: false,
  agents: new Set(),
  departments: new Set(),
  queues: new Set(),
  channels: new Set(),
  interactions: new Set(),
});

/** Adds a commit's changes; answers whether there is anything to tell. */
export function markDirty(dirt: Dirt, changes: Changes): boolean {
  for (const id of changes.agents) dirt.agents.add(id);
  for (const id of changes.departments) dirt.departments.add(id);
  for (const id of changes.queues) dirt.queues.add(id);
  for (const id of changes.channels) dirt.channels.add(id);
  for (const id of changes.interactions) dirt.interactions.add(id);
  dirt.reasons ||= changes.reasons;
  const { agents, departments, queues, channels, interactions } = dirt;
  dirt.any = dirt.reasons || [agents, departments, queues, channels, interactions].some((set) => set.size > 0);
  return dirt.any;
}

/** Who could see an interaction since the last ambient round: by queue, and by name. */
interface Audience {
  readonly queueIds: Set<QueueId>;
  readonly people: Set<AgentId>;
}

/**
 * The views of the nouns of the snapshot, made once and used for every desk until the next commit, and what is known of who
 * could see an interaction before it changed.
 */
export class AmbientViews {
  readonly #engine: DeskEngine;
  readonly #shared = new Map<string, readonly Update[]>();
  readonly #interactions = new Map<InteractionId, Update | undefined>();
  readonly #audiences = new Map<InteractionId, Audience>();

  constructor(engine: DeskEngine) {
    this.#engine = engine;
    engine.read((state) => {
      for (const id of state.interactions.keys()) this.#remember(state, id);
    });
  }

  /** To be called with every commit: from now on views are made anew. */
  forgetViews(): void {
    this.#shared.clear();
    this.#interactions.clear();
  }

  agentUpdate(agentId: AgentId): readonly Update[] {
    return this.#once(`agent ${agentId}`, (state) => {
      const agent = agentView(state, agentId);
      return agent === undefined ? { kind: 'agent.gone', agentId } : { kind: 'agent.put', agent };
    });
  }

  /** The interaction as this agent may see it now; `interaction.gone` where they no longer may; nothing where they never did. */
  interactionUpdate(agentId: AgentId, id: InteractionId): readonly Update[] {
    return this.#engine.read((state) => {
      const agent = state.agents.get(agentId);
      const interaction = state.interactions.get(id);
      if (agent !== undefined && interaction !== undefined && isInSnapshot(agent, interaction)) {
        return [this.#interactionPut(state, id)].flatMap((update) => update ?? []);
      }
      const audience = this.#audiences.get(id);
      if (audience === undefined) return [];
      const could =
        audience.people.has(agentId) || [...sightOf(state, agentId)].some((queueId) => audience.queueIds.has(queueId));
      return could ? [{ kind: 'interaction.gone', interactionId: id }] : [];
    });
  }

  mayRead(agentId: AgentId, id: InteractionId): boolean {
    return this.#engine.read((state) => maySee(state, agentId, id));
  }

  /** Whom the interaction concerned since the last ambient round. */
  lastAudience(id: InteractionId): Iterable<AgentId> {
    return this.#audiences.get(id)?.people ?? [];
  }

  rememberAudience(id: InteractionId): void {
    this.#engine.read((state) => this.#remember(state, id));
  }

  /** All that one agent must learn of what changed. */
  updatesFor(agentId: AgentId, dirt: Dirt): readonly Update[] {
    const updates: Update[] = [];
    for (const id of dirt.agents) updates.push(...this.agentUpdate(id));
    for (const id of dirt.departments) updates.push(...this.#departmentUpdate(id));
    if (dirt.reasons)
      updates.push(...this.#once('reasons', ({ reasons }) => ({ kind: 'reasons.put', reasons: [...reasons] })));
    for (const id of dirt.queues) updates.push(...this.#queueUpdate(id));
    for (const id of dirt.channels) updates.push(...this.#channelUpdate(id));
    for (const id of dirt.interactions) updates.push(...this.interactionUpdate(agentId, id));
    return updates;
  }

  /** The round is over: only the present audience is remembered. */
  published(dirt: Dirt): void {
    this.#engine.read((state) => {
      for (const id of dirt.interactions) {
        this.#audiences.delete(id);
        this.#remember(state, id);
      }
    });
  }

  #remember(state: State, id: InteractionId): void {
    const interaction = interactionView(state, id);
    if (interaction === undefined) return;
    const audience = this.#audiences.get(id) ?? { queueIds: new Set(), people: new Set() };
    audience.queueIds.add(interaction.queueId);
    for (const agentId of involvedIn(interaction)) audience.people.add(agentId);
    this.#audiences.set(id, audience);
  }

  #interactionPut(state: State, id: InteractionId): Update | undefined {
    if (!this.#interactions.has(id)) {
      const interaction = interactionView(state, id);
      this.#interactions.set(id, interaction === undefined ? undefined : { kind: 'interaction.put', interaction });
    }
    return this.#interactions.get(id);
  }

  #departmentUpdate(departmentId: DepartmentId): readonly Update[] {
    return this.#once(`department ${departmentId}`, (state) => {
      const department = state.departments.get(departmentId);
      return department === undefined
        ? { kind: 'department.gone', departmentId }
        : { kind: 'department.put', department };
    });
  }

  #queueUpdate(queueId: QueueId): readonly Update[] {
    return this.#once(`queue ${queueId}`, (state) => {
      const queue = queueView(state, queueId);
      return queue === undefined ? { kind: 'queue.gone', queueId } : { kind: 'queue.put', queue };
    });
  }

  #channelUpdate(channelId: ChannelId): readonly Update[] {
    return this.#once(`channel ${channelId}`, (state) => {
      const channel = channelView(state, channelId);
      return channel === undefined ? { kind: 'channel.gone', channelId } : { kind: 'channel.put', channel };
    });
  }

  #once(key: string, make: (state: State) => Update): readonly Update[] {
    const known = this.#shared.get(key);
    if (known !== undefined) return known;
    const made = [this.#engine.read(make)];
    this.#shared.set(key, made);
    return made;
  }
}
