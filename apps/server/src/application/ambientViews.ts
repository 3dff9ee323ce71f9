import type { AgentId, BotId, ChannelId, DepartmentId, InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { Update } from '@ringdesk/shared/protocol/updates.ts';

import type { AgentRecord } from '../domain/records.ts';
import type { State } from '../domain/state.ts';
import { type Changes, ownCounted } from '../domain/updates.ts';
import { agentView, botView, channelView, queueView, reasonsView } from '../domain/views.ts';
import { interactionView } from '../domain/interactionView.ts';
import { isInSnapshot } from '../domain/snapshot.ts';
import { maySee } from '../domain/sight.ts';
import type { Dirt } from './ambientDirt.ts';
import type { DeskEngine } from './deskEngine.ts';
import { involvedIn } from './involvement.ts';

/** Who could see an interaction since the last ambient round: those who steer or serve a queue, and people by name. */
interface Audience {
  /** In these it was open: who steers them sees it. */
  readonly openIn: Set<QueueId>;
  /** In these it waited, or was with a bot: their members see it too. */
  readonly waitedIn: Set<QueueId>;
  readonly people: Set<AgentId>;
}

/**
 * The views of the nouns of the snapshot, made once and used for every desk until they change, and what is known of who
 * could see an interaction before it changed.
 */
export class AmbientViews {
  readonly #engine: DeskEngine;
  /** These change with every message. */
  readonly #agents = new Map<AgentId, Update>();
  readonly #queues = new Map<QueueId, Update>();
  /** All others, by their kind and id. */
  readonly #shared = new Map<string, Update>();
  readonly #interactions = new Map<InteractionId, Extract<Update, { kind: 'interaction.put' }> | undefined>();
  readonly #parts = new WeakMap<Update, Update>();
  readonly #audiences = new Map<InteractionId, Audience>();

  constructor(engine: DeskEngine) {
    this.#engine = engine;
    engine.read((state) => {
      for (const id of state.interactions.keys()) this.#remember(id, interactionView(state, id));
    });
  }

  /** To be called with every commit: what changed is looked at anew, or as its views were made for the tables. */
  forget(changes: Changes, made: readonly Interaction[]): void {
    for (const id of changes.agents) this.#agents.delete(id);
    for (const id of changes.departments) this.#shared.delete(`department ${id}`);
    if (changes.reasons) this.#shared.delete('reasons');
    for (const id of changes.queues) this.#queues.delete(id);
    for (const id of changes.channels) this.#shared.delete(`channel ${id}`);
    for (const id of changes.bots) {
      this.#shared.delete(`bot ${id}`);
      this.#shared.delete(`name of bot ${id}`);
    }
    for (const id of changes.interactions) this.#interactions.delete(id);
    for (const interaction of made) this.#interactions.set(interaction.id, { kind: 'interaction.put', interaction });
  }

  agentUpdate(agentId: AgentId): Update {
    return this.#once(this.#agents, agentId, (state) => {
      const agent = agentView(state, agentId);
      return agent === undefined ? { kind: 'agent.gone', agentId } : { kind: 'agent.put', agent };
    });
  }

  ownCounted(agentId: AgentId): ReturnType<typeof ownCounted> {
    return this.#engine.read((state) => ownCounted(state, agentId));
  }

  departmentUpdate(departmentId: DepartmentId): Update {
    return this.#once(this.#shared, `department ${departmentId}`, (state) => {
      const department = state.departments.get(departmentId);
      return department === undefined
        ? { kind: 'department.gone', departmentId }
        : { kind: 'department.put', department };
    });
  }

  reasonsUpdate(): Update {
    return this.#once(this.#shared, 'reasons', (state) => ({ kind: 'reasons.put', ...reasonsView(state) }));
  }

  queueUpdate(queueId: QueueId): Update {
    return this.#once(this.#queues, queueId, (state) => {
      const queue = queueView(state, queueId);
      return queue === undefined ? { kind: 'queue.gone', queueId } : { kind: 'queue.put', queue };
    });
  }

  channelUpdate(channelId: ChannelId): Update {
    return this.#once(this.#shared, `channel ${channelId}`, (state) => {
      const channel = channelView(state, channelId);
      return channel === undefined ? { kind: 'channel.gone', channelId } : { kind: 'channel.put', channel };
    });
  }

  botUpdate(botId: BotId, leads: boolean): Update {
    return this.#once(this.#shared, `${leads ? 'bot' : 'name of bot'} ${botId}`, (state) => {
      const bot = botView(state, botId, leads ? 'supervisor' : 'agent');
      return bot === undefined ? { kind: 'bot.gone', botId } : { kind: 'bot.put', bot };
    });
  }

  /** The interaction as it is now; undefined once it has left the memory of the core. */
  interaction(id: InteractionId): Interaction | undefined {
    return this.#interactionPut(id)?.interaction;
  }

  /** The interaction as this agent may see it now; `interaction.gone` where they no longer may; nothing where they never did. */
  interactionUpdate(agentId: AgentId, id: InteractionId): Update | undefined {
    return this.#engine.read((state) => {
      const agent = state.agents.get(agentId);
      const interaction = state.interactions.get(id);
      if (agent !== undefined && interaction !== undefined && isInSnapshot(agent, interaction))
        return this.#interactionPut(id);
      return couldSee(agent, agentId, this.#audiences.get(id))
        ? { kind: 'interaction.gone', interactionId: id }
        : undefined;
    });
  }

  /** Made once of each view, as the view itself. */
  part(whole: Update, partOf: (update: Update) => Update): Update {
    const known = this.#parts.get(whole);
    if (known !== undefined) return known;
    const made = partOf(whole);
    this.#parts.set(whole, made);
    return made;
  }

  mayRead(agentId: AgentId, id: InteractionId): boolean {
    return this.#engine.read((state) => maySee(state, agentId, id));
  }

  /** Whom the interaction concerned since the last ambient round. */
  lastAudience(id: InteractionId): ReadonlySet<AgentId> {
    return this.#audiences.get(id)?.people ?? new Set();
  }

  /** Whether the members of its queue see it, or did since the last ambient round. */
  isOpenToMembers(id: InteractionId): boolean {
    return (this.#audiences.get(id)?.waitedIn.size ?? 0) > 0;
  }

  rememberAudience(id: InteractionId): void {
    this.#remember(id, this.interaction(id));
  }

  /** The round is over: only the present audience is remembered. */
  published(dirt: Dirt): void {
    for (const id of dirt.interactions) {
      this.#audiences.delete(id);
      this.#remember(id, this.interaction(id));
    }
    // What nobody asks for again must not stay in memory.
    this.#agents.clear();
    this.#queues.clear();
    this.#shared.clear();
    this.#interactions.clear();
  }

  #remember(id: InteractionId, interaction: Interaction | undefined): void {
    if (interaction === undefined) return;
    const { state, queueId } = interaction;
    let audience = this.#audiences.get(id);
    if (audience === undefined) {
      audience = { openIn: new Set(), waitedIn: new Set(), people: new Set() };
      this.#audiences.set(id, audience);
    }
    if (state !== 'closed') audience.openIn.add(queueId);
    if (state === 'queued' || state === 'offered' || state === 'bot') audience.waitedIn.add(queueId);
    for (const agentId of involvedIn(interaction)) audience.people.add(agentId);
  }

  #interactionPut(id: InteractionId): Extract<Update, { kind: 'interaction.put' }> | undefined {
    const known = this.#interactions.get(id);
    if (known !== undefined) return known;
    const interaction = this.#engine.read((state) => interactionView(state, id));
    const made = interaction === undefined ? undefined : ({ kind: 'interaction.put', interaction } as const);
    this.#interactions.set(id, made);
    return made;
  }

  #once<K>(updates: Map<K, Update>, key: K, make: (state: State) => Update): Update {
    const known = updates.get(key);
    if (known !== undefined) return known;
    const made = this.#engine.read(make);
    updates.set(key, made);
    return made;
  }
}

function couldSee(agent: AgentRecord | undefined, agentId: AgentId, audience: Audience | undefined): boolean {
  if (audience === undefined) return false;
  if (audience.people.has(agentId)) return true;
  if (agent === undefined || agent.dismissed) return false;
  for (const queueId of audience.waitedIn) if (agent.memberOf.has(queueId)) return true;
  if (agent.role === 'admin') return audience.openIn.size > 0;
  if (agent.role !== 'supervisor') return false;
  for (const queueId of audience.openIn) if (agent.supervises.includes(queueId)) return true;
  return false;
}
