import type { Agent } from '@ringdesk/shared/model/agent.ts';
import type { AgentId, InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { Queue } from '@ringdesk/shared/model/queue.ts';
import type { Update } from '@ringdesk/shared/protocol/updates.ts';

import type { Changes } from '../domain/updates.ts';
import { type Dirt, emptyDirt, markDirty } from './ambientDirt.ts';
import type { AmbientViews } from './ambientViews.ts';
import { sameNoun } from './sameNoun.ts';

/** What a desk must be told of an agent or a queue: all of it, or only the part that changes all the time. */
type Extent = 'whole' | 'part';

/** One round on its way to the desks. */
interface Round {
  readonly dirt: Dirt;
  readonly agents: ReadonlyMap<AgentId, Extent>;
  readonly queues: ReadonlyMap<QueueId, Extent>;
  /** What everybody is told alike, and every new desk; made anew when some of it changed while the round was on its way. */
  news: readonly Update[] | undefined;
  everything: readonly Update[] | undefined;
  /** Interactions which members of the queue see. */
  readonly toMembers: readonly InteractionId[];
  /** Those of which everybody who was there before is told only a part. */
  readonly partly: ReadonlySet<InteractionId>;
  /** Lists that are told: most desks get one of a few, each is made once. */
  readonly lists: Map<readonly Update[], ListNode>;
}

/** What follows a list of updates, by the update that is added to it. */
interface ListNode {
  /** Made when some desk is told just these. */
  updates: readonly Update[] | undefined;
  readonly longer: Map<Update, ListNode>;
}

/**
 * What all desks are told from time to time: of several changes of one noun only the last view, and nothing of a noun that
 * looks as it did in the last round. Views are made when they are sent, so an older one never overwrites a newer one.
 */
export class AmbientRounds {
  readonly #views: AmbientViews;
  #dirt = emptyDirt();
  #round: Round | undefined;
  /** What every desk that was there in the last round was told. */
  readonly #agents = new Map<AgentId, Agent>();
  readonly #queues = new Map<QueueId, Queue>();
  readonly #interactions = new Map<InteractionId, Interaction>();
  /** Changed again while a round was on its way: some desks had it, some not, so the next round tells everybody. */
  readonly #uneven = new Map<AgentId | QueueId | InteractionId, Extent>();

  constructor(views: AmbientViews) {
    this.#views = views;
  }

  /** Takes a commit's changes over; answers whether a round is wanted. */
  add(changes: Changes): boolean {
    if (this.#round !== undefined) this.#overtake(this.#round, changes);
    return markDirty(this.#dirt, changes);
  }

  isWanted(): boolean {
    return this.#dirt.any;
  }

  /** Nobody to tell: a night of conversations must not pile up for the first desk of the morning. */
  skip(): void {
    this.#views.published(this.#dirt);
    this.#dirt = emptyDirt();
    this.#agents.clear();
    this.#queues.clear();
    this.#interactions.clear();
  }

  begin(): void {
    const dirt = this.#dirt;
    this.#dirt = emptyDirt();
    const agents = new Map<AgentId, Extent>();
    for (const id of dirt.agents) {
      const extent = this.#agentExtent(id);
      if (extent !== undefined) agents.set(id, extent);
    }
    const queues = new Map<QueueId, Extent>();
    for (const id of dirt.queues) {
      const extent = this.#queueExtent(id);
      if (extent !== undefined) queues.set(id, extent);
    }
    const toMembers = [...dirt.interactions].filter((id) => this.#views.isOpenToMembers(id));
    const partly = new Set([...dirt.interactions].filter((id) => this.#interactionExtent(id) === 'part'));
    this.#uneven.clear();
    this.#round = { dirt, agents, queues, news: undefined, everything: undefined, toMembers, partly, lists: new Map() };
  }

  /**
   * All that one desk must learn in this round. `isNew`: it came after the last round, so it is told of everything that
   * changed since. `leads`: admins and supervisors, who see more than what waits. `knows`: was told of it directly, as
   * everybody is whom an interaction concerns by name.
   */
  updatesFor(
    agentId: AgentId,
    desk: { readonly isNew: boolean; readonly leads: boolean; knows(id: InteractionId): boolean },
  ): readonly Update[] {
    const round = this.#round;
    if (round === undefined) return [];
    const common = desk.isNew
      ? (round.everything ??= this.#everything(round.dirt))
      : (round.news ??= this.#news(round));
    let node: ListNode = round.lists.get(common) ?? { updates: common, longer: new Map() };
    round.lists.set(common, node);
    const own: Update[] = [];
    const add = (update: Update): void => {
      own.push(update);
      const longer = node.longer.get(update) ?? { updates: undefined, longer: new Map() };
      node.longer.set(update, longer);
      node = longer;
    };
    for (const id of round.dirt.bots) add(this.#views.botUpdate(id, desk.leads));
    for (const id of desk.leads ? round.dirt.interactions : round.toMembers) {
      const whole = desk.knows(id) ? undefined : this.#views.interactionUpdate(agentId, id);
      if (whole === undefined) continue;
      add(!desk.isNew && round.partly.has(id) ? this.#views.part(whole, partOf) : whole);
    }
    return (node.updates ??= [...common, ...own]);
  }

  end(): void {
    if (this.#round !== undefined) this.#views.published(this.#round.dirt);
    this.#round = undefined;
  }

  /** A commit while a round is on its way. */
  #overtake(round: Round, changes: Changes): void {
    let touched = changes.reasons || changes.departments.size > 0 || changes.channels.size > 0 || changes.bots.size > 0;
    for (const id of changes.interactions) if (round.dirt.interactions.has(id)) this.#uneven.set(id, 'whole');
    for (const [ids, extents] of [
      [changes.agents, round.agents],
      [changes.queues, round.queues],
    ] as const) {
      for (const id of ids) {
        const extent = (extents as ReadonlyMap<AgentId | QueueId, Extent>).get(id);
        if (extent !== undefined) this.#uneven.set(id, extent);
        touched ||= extent !== undefined;
      }
    }
    if (touched) round.news = undefined;
    round.everything = undefined;
  }

  #agentExtent(id: AgentId): Extent | undefined {
    const update = this.#views.agentUpdate(id);
    if (update.kind !== 'agent.put') {
      this.#agents.delete(id);
      return 'whole';
    }
    const before = this.#agents.get(id);
    const { agent } = update;
    this.#agents.set(id, agent);
    if (before === undefined) return 'whole';
    if (!sameNoun({ ...before, chatLoad: 0 }, { ...agent, chatLoad: 0 })) return 'whole';
    return before.chatLoad === agent.chatLoad ? this.#uneven.get(id) : (this.#uneven.get(id) ?? 'part');
  }

  #queueExtent(id: QueueId): Extent | undefined {
    const update = this.#views.queueUpdate(id);
    if (update.kind !== 'queue.put') {
      this.#queues.delete(id);
      return 'whole';
    }
    const before = this.#queues.get(id);
    const { queue } = update;
    this.#queues.set(id, queue);
    if (before === undefined) return 'whole';
    const waiting = { waiting: 0, oldestWaitingSince: 0 };
    if (!sameNoun({ ...before, ...waiting }, { ...queue, ...waiting })) return 'whole';
    const same = before.waiting === queue.waiting && before.oldestWaitingSince === queue.oldestWaitingSince;
    return same ? this.#uneven.get(id) : (this.#uneven.get(id) ?? 'part');
  }

  #interactionExtent(id: InteractionId): Extent {
    const now = this.#views.interaction(id);
    const before = this.#interactions.get(id);
    if (now === undefined) this.#interactions.delete(id);
    else this.#interactions.set(id, now);
    const isPart = now !== undefined && before !== undefined && !this.#uneven.has(id) && onlyOnline(before, now);
    return isPart ? 'part' : 'whole';
  }

  #news({ dirt, agents, queues }: Round): readonly Update[] {
    const updates: Update[] = [];
    for (const [id, extent] of agents) {
      const update = this.#views.agentUpdate(id);
      updates.push(extent === 'part' ? partOf(update) : update);
    }
    for (const [id, extent] of queues) {
      const update = this.#views.queueUpdate(id);
      updates.push(extent === 'part' ? partOf(update) : update);
    }
    return [...updates, ...this.#rest(dirt)];
  }

  #everything(dirt: Dirt): readonly Update[] {
    const agents = [...dirt.agents].map((id) => this.#views.agentUpdate(id));
    const queues = [...dirt.queues].map((id) => this.#views.queueUpdate(id));
    return [...agents, ...queues, ...this.#rest(dirt)];
  }

  #rest(dirt: Dirt): readonly Update[] {
    return [
      ...[...dirt.departments].map((id) => this.#views.departmentUpdate(id)),
      ...(dirt.reasons ? [this.#views.reasonsUpdate()] : []),
      ...[...dirt.channels].map((id) => this.#views.channelUpdate(id)),
    ];
  }
}

/** Whether nothing else of it changed than that the customer's page came or went. */
export const onlyOnline = (before: Interaction, now: Interaction): boolean =>
  now.customerOnline !== undefined &&
  before.customerOnline !== now.customerOnline &&
  sameNoun({ ...before, customerOnline: now.customerOnline }, now);

/** Only what changes all the time. */
export function partOf(update: Update): Update {
  if (update.kind === 'agent.put')
    return { kind: 'agent.load', agentId: update.agent.id, chatLoad: update.agent.chatLoad };
  if (update.kind === 'interaction.put') {
    const { id, customerOnline } = update.interaction;
    return customerOnline === undefined
      ? update
      : { kind: 'customer.online', interactionId: id, online: customerOnline };
  }
  if (update.kind !== 'queue.put') return update;
  const { id, waiting, oldestWaitingSince } = update.queue;
  return {
    kind: 'queue.waiting',
    queueId: id,
    waiting,
    ...(oldestWaitingSince !== undefined && { oldestWaitingSince }),
  };
}
