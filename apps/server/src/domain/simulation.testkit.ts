import { defaultLiveChatSettings } from '@ringdesk/shared/model/channel.ts';
import type { ChatQueueSettings } from '@ringdesk/shared/model/queue.ts';
import { HOUR, MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';
import type { Snapshot, Update } from '@ringdesk/shared/protocol/updates.ts';
import type { AgentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import {
  agentId,
  Center,
  channelId,
  commandOf,
  departmentId,
  messageId,
  queueId,
  settingsOf,
} from './center.testkit.ts';
import { checkpointOf, stateFrom } from './checkpoint.ts';
import type { Event } from './events.ts';
import { evolve } from './evolve.ts';
import type { Actor, Input } from './inputs.ts';
import { brokenBy, violations } from './invariants.ts';
import { emptyState, type State } from './state.ts';
import { changesOf, updatesFor } from './updates.ts';
import { snapshotFor } from './views.ts';

/** What a run came to. `problem`: the first thing that did not hold, with the step; undefined: all held. */
export interface Simulated {
  readonly seed: number;
  readonly steps: number;
  readonly events: number;
  readonly refusals: number;
  readonly problem: string | undefined;
  /** The last inputs before the problem, newest last. */
  readonly trail: readonly string[];
}

/** Chance from a seed: the same on every machine (mulberry32, public domain by Tommy Ettinger). */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 0 ≤ x < 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  of<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  }

  maybe(probability: number): boolean {
    return this.next() < probability;
  }
}

interface Envelope {
  readonly actor: Actor;
  readonly input: Input;
}

/**
 * A random center under faults: inputs are dropped, doubled, delayed and reordered, agents vanish, settings change while
 * it rings, and the server dies and comes back from its log or from a checkpoint. After every event the invariants, after
 * every input the state, now and then the replay, checkpoint and mirror laws. Same seed, same run.
 */
export function simulate(seed: number, steps: number): Simulated {
  const world = new World(seed);
  let step = 0;
  for (; step < steps && world.problem === undefined; step += 1) world.step(step);
  if (world.problem === undefined) world.checkLaws('at the end');
  return {
    seed,
    steps: step,
    events: world.center.log.length,
    refusals: world.refusals,
    problem: world.problem,
    trail: world.trail,
  };
}

class World {
  readonly center = new Center();
  refusals = 0;
  problem: string | undefined;
  readonly trail: string[] = [];
  readonly #chance: Chance;
  readonly #agents: readonly string[];
  readonly #queues: readonly string[];
  readonly #customers: readonly string[];
  /** Evolved event by event, beside the state of the center. */
  #shadow: State = emptyState();
  readonly #mirrors = new Map<AgentId, Mirror>();
  readonly #late: Envelope[] = [];
  #checkpoint: { state: unknown; position: number } = { state: checkpointOf(emptyState()), position: 0 };

  constructor(seed: number) {
    this.#chance = new Chance(seed);
    const count = (least: number, most: number): number => least + this.#chance.below(most - least + 1);
    this.#agents = Array.from({ length: count(2, 7) }, (_, index) => `a${index}`);
    this.#queues = Array.from({ length: count(1, 3) }, (_, index) => `q${index}`);
    this.#customers = Array.from({ length: count(3, 12) }, (_, index) => `c${index}`);
    this.#setUp();
  }

  #setUp(): void {
    this.#agents.forEach((name, index) => {
      const role = index === 0 ? 'admin' : index === 1 ? 'supervisor' : 'agent';
      const agent = { id: agentId(name), name, email: `${name}@example.test`, role, language: 'en' } as const;
      this.#send({ actor: server, input: { type: 'agent.added', agent, departmentIds: [] } });
      if (this.#chance.maybe(0.8))
        this.#send({ actor: server, input: { type: 'agent.connected', agentId: agentId(name) } });
    });
    const department = { id: departmentId('d0'), name: 'd0', agentIds: this.#some(this.#agents).map(agentId) };
    this.#send({ actor: server, input: commandOf('department.save', department) });
    for (const name of this.#queues) {
      this.#send({
        actor: server,
        input: commandOf('queue.create', { queueId: queueId(name), name, language: 'en', settings: this.#settings() }),
      });
      const { settings } = liveChat;
      this.#send({
        actor: server,
        input: commandOf('channel.create', { channelId: channelId(name), name, queueId: queueId(name), settings }),
      });
    }
    for (const name of this.#agents) this.#mirrors.set(agentId(name), new Mirror(agentId(name), this.center.state));
  }

  step(step: number): void {
    const chance = this.#chance;
    if (chance.maybe(0.25))
      this.center.now += chance.of([1, 500, SECOND, 5 * SECOND, 20 * SECOND, MINUTE, 3 * MINUTE, HOUR]);
    if (chance.maybe(0.01)) this.center.now += 26 * HOUR;
    if (chance.maybe(0.3)) this.#send({ actor: server, input: { type: 'clock.ticked' } });
    if (chance.maybe(0.01)) this.#restart();
    const envelope =
      this.#late.length > 0 && chance.maybe(0.1)
        ? this.#late.splice(chance.below(this.#late.length), 1)[0]
        : this.#anything();
    if (envelope) {
      if (chance.maybe(0.05)) this.#late.push(envelope); // delayed, and so reordered
      else if (!chance.maybe(0.03)) this.#send(envelope); // else dropped
      if (chance.maybe(0.05)) this.#send(envelope); // doubled
    }
    if (this.problem === undefined && step % 25 === 0) this.checkLaws(`step ${step}`);
  }

  #send({ actor, input }: Envelope): void {
    if (this.problem !== undefined) return;
    const what =
      input.type === 'command' ? `${input.command.name} ${JSON.stringify(input.command.input)}` : JSON.stringify(input);
    this.trail.push(
      `${this.center.now} ${actor.kind === 'agent' ? actor.agentId : actor.kind === 'customer' ? `${actor.customerId} ${actor.channelId}` : 'server'} ${what}`,
    );
    if (this.trail.length > 30) this.trail.shift();
    const before = this.center.log.length;
    try {
      const result = this.center.try(actor, input);
      if (!result.ok) {
        this.refusals += 1;
        if (this.center.log.length !== before) this.problem = 'a refusal left events';
        return;
      }
      this.#follow(result.events);
    } catch (error) {
      this.problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
  }

  #follow(events: readonly Event[]): void {
    for (const event of events) {
      this.#note(brokenBy(this.#shadow, event), event.type);
      // The log is JSON: what does not survive it does not exist.
      evolve(this.#shadow, JSON.parse(JSON.stringify(event)) as Event);
      this.#note(violations(this.#shadow, this.center.now, { settled: false }), event.type);
    }
    this.#note(violations(this.center.state, this.center.now), 'settled');
    const { work } = this.center.state;
    if (work.agents.size + work.queues.size + work.rules.size + work.preferred.size > 0)
      this.problem ??= 'work is left';
    for (const mirror of this.#mirrors.values()) mirror.follow(events, this.center.state);
  }

  #note(found: readonly string[], where: string): void {
    if (found.length > 0) this.problem ??= `${where}: ${found.join('; ')}`;
  }

  checkLaws(where: string): void {
    const live = canonical(checkpointOf(this.center.state));
    const folded = canonical(checkpointOf(this.#shadow));
    if (folded !== live) this.problem ??= `replay law ${where}\n${firstDifference(folded, live)}`;
    if (canonical(checkpointOf(stateFrom(JSON.parse(live)))) !== live) this.problem ??= `checkpoint law ${where}`;
    for (const mirror of this.#mirrors.values()) {
      const difference = mirror.difference(this.center.state);
      if (difference !== undefined) this.problem ??= `mirror law ${where}: ${mirror.agentId} ${difference}`;
    }
    if (this.#chance.maybe(0.2))
      this.#checkpoint = { state: JSON.parse(live) as unknown, position: this.center.log.length };
  }

  /** The server dies: what is left is the log, or a checkpoint with the rest of the log. */
  #restart(): void {
    const fromCheckpoint = this.#chance.maybe(0.5);
    const { state, position } = fromCheckpoint ? this.#checkpoint : { state: checkpointOf(emptyState()), position: 0 };
    const folded = this.center.log.slice(position).reduce(evolve, stateFrom(state));
    const [was, is] = [canonical(checkpointOf(folded)), canonical(checkpointOf(this.center.state))];
    if (was !== is)
      this.problem ??= `${fromCheckpoint ? 'checkpoint' : 'replay'} law at a restart\n${firstDifference(was, is)}`;
    this.center.state = folded;
    this.#send({ actor: server, input: { type: 'server.started' } });
    for (const name of this.#agents) {
      if (this.#chance.maybe(0.7))
        this.#send({ actor: server, input: { type: 'agent.connected', agentId: agentId(name) } });
    }
  }

  #some<T>(items: readonly T[]): T[] {
    const shuffled = items.map((item) => ({ item, key: this.#chance.next() })).toSorted((a, b) => a.key - b.key);
    return shuffled.slice(0, this.#chance.below(items.length + 1)).map(({ item }) => item);
  }

  #settings(): ChatQueueSettings {
    const chance = this.#chance;
    const members = this.#some(this.#agents);
    const settings = settingsOf(members, {
      distribution: chance.of(['evenly', 'strict', 'toAll']),
      offerSeconds: chance.of([60, 60, 120, 600]),
      returnUnansweredAfterSeconds: chance.of([null, null, 60, 300]),
      availabilityCheck: chance.of(['online', 'online', 'off', 'shift', 'onlineAndShift']),
      limit: chance.of([null, 1, 2, 3]),
      notCounted: chance.of(['answered', 'waitingForCustomer', 'closed']),
      returnDisconnectedAfterMinutes: chance.of([null, 1, 5]),
      wrapUpSeconds: chance.of([0, 0, 30]),
      missedOffersLimit: chance.of([null, 1, 2]),
      interceptAllowed: chance.maybe(0.5),
      reopenHours: chance.of([0, 1, 24]),
    });
    if (chance.maybe(0.3))
      settings.members.splice(chance.below(members.length + 1), 0, {
        kind: 'department',
        departmentId: departmentId('d0'),
      });
    return settings;
  }

  #anything(): Envelope | undefined {
    const kind = this.#chance.next();
    if (kind < 0.3) return this.#customerActs();
    if (kind < 0.5) return this.#answersOffer();
    if (kind < 0.8) return this.#worksOn();
    if (kind < 0.93) return this.#presence();
    return this.#administration();
  }

  #customerActs(): Envelope {
    const chance = this.#chance;
    const actor = this.center.customer(chance.of(this.#customers), chance.of(this.#queues));
    const kind = chance.next();
    if (kind < 0.7) {
      const id = messageId(this.center.newId());
      return {
        actor,
        input: { type: 'customer.wrote', messageId: id, text: 'text', attachments: [], customerName: '' },
      };
    }
    if (kind < 0.8) return { actor, input: { type: 'customer.ended' } };
    if (kind < 0.85) return { actor, input: { type: 'customer.read', seq: 1 + chance.below(5) } };
    if (kind < 0.9) return { actor, input: { type: 'customer.named', name: chance.of(['Mia', 'Leo']) } };
    return { actor, input: { type: chance.of(['customer.connected', 'customer.disconnected']) } };
  }

  #answersOffer(): Envelope | undefined {
    const offers = [...this.center.state.offers.values()];
    if (offers.length === 0) return undefined;
    const offer = this.#chance.of(offers);
    const actor: Actor = {
      kind: 'agent',
      agentId: this.#chance.maybe(0.95) ? offer.agentId : agentId(this.#chance.of(this.#agents)),
    };
    const name = this.#chance.of(['offer.accept', 'offer.accept', 'offer.decline'] as const);
    return { actor, input: commandOf(name, { offerId: offer.id }) };
  }

  #worksOn(): Envelope | undefined {
    const chance = this.#chance;
    const interactions = [...this.center.state.interactions.values()];
    if (interactions.length === 0) return undefined;
    const interaction = chance.of(interactions);
    const id = interaction.id;
    const actor: Actor = {
      kind: 'agent',
      agentId: interaction.ownerId && chance.maybe(0.8) ? interaction.ownerId : agentId(chance.of(this.#agents)),
    };
    return { actor, input: this.#workOn(id) };
  }

  #workOn(interactionId: InteractionId): Input {
    const chance = this.#chance;
    const toAgent = { kind: 'agent', agentId: agentId(chance.of(this.#agents)) } as const;
    const toQueue = { kind: 'queue', queueId: queueId(chance.of(this.#queues)) } as const;
    const post = (kind: 'reply' | 'note'): Input =>
      commandOf('message.post', {
        interactionId,
        messageId: messageId(this.center.newId()),
        kind,
        text: 'text',
        mentions: kind === 'note' ? [agentId(chance.of(this.#agents))] : [],
        attachmentIds: [],
      });
    return chance.of<() => Input>([
      () => post('reply'),
      () => post('reply'),
      () => post('note'),
      () => commandOf('interaction.read', { interactionId, seq: 1 + chance.below(8) }),
      () =>
        commandOf('interaction.transfer', {
          interactionId,
          to: chance.maybe(0.5) ? toAgent : toQueue,
          ...(chance.maybe(0.3) && { note: 'note' }),
        }),
      () => commandOf('interaction.cancelTransfer', { interactionId }),
      () => commandOf('interaction.close', { interactionId }),
      () => commandOf('interaction.reopen', { interactionId }),
      () =>
        commandOf('interaction.park', {
          interactionId,
          until: this.center.now + chance.of([-1, SECOND, MINUTE, HOUR]),
        }),
      () => commandOf('interaction.unpark', { interactionId }),
      () => commandOf('interaction.finishWrapUp', { interactionId }),
      () => commandOf('interaction.setPriority', { interactionId, priority: chance.below(10) }),
      () => commandOf('interaction.nameCustomer', { interactionId, name: chance.of(['Ana', 'Eva']) }),
      () => commandOf('interaction.intercept', { interactionId }),
      () => commandOf('interaction.take', { interactionId }),
    ])();
  }

  #presence(): Envelope {
    const chance = this.#chance;
    const id = agentId(chance.of(this.#agents));
    const self: Actor = { kind: 'agent', agentId: id };
    const kind = chance.next();
    if (kind < 0.25) return { actor: server, input: { type: 'agent.disconnected', agentId: id } };
    if (kind < 0.6) return { actor: server, input: { type: 'agent.connected', agentId: id } };
    if (kind < 0.75) return { actor: self, input: commandOf('shift.set', { open: chance.maybe(0.7) }) };
    return {
      actor: self,
      input: commandOf('presence.set', { state: chance.of(['available', 'available', 'available', 'busy', 'away']) }),
    };
  }

  #administration(): Envelope {
    const chance = this.#chance;
    const id = agentId(chance.of(this.#agents));
    const queue = chance.of(this.#queues);
    const present = this.center.state.queues.get(queueId(queue));
    const input = chance.of<() => Input>([
      () =>
        commandOf('queue.save', {
          queueId: queueId(queue),
          version: present?.version ?? 1,
          name: queue,
          language: 'en',
          settings: this.#settings(),
        }),
      () =>
        commandOf('queue.save', {
          queueId: queueId(queue),
          version: present?.version ?? 1,
          name: queue,
          language: 'en',
          settings: this.#settings(),
        }),
      () =>
        commandOf('queue.setActive', { queueId: queueId(queue), active: chance.maybe(0.7), disconnectChannels: true }),
      () =>
        commandOf('queue.create', { queueId: queueId(queue), name: queue, language: 'en', settings: this.#settings() }),
      () =>
        chance.maybe(0.3)
          ? commandOf('queue.delete', {
              queueId: queueId(queue),
              openTo: chance.maybe(0.8) ? queueId(chance.of(this.#queues)) : null,
            })
          : tick,
      () => this.#connectChannel(queue),
      () => this.#connectChannel(queue),
      () =>
        commandOf('department.save', {
          id: departmentId('d0'),
          name: 'd0',
          agentIds: this.#some(this.#agents).map(agentId),
        }),
      () => (chance.maybe(0.2) ? commandOf('department.delete', { departmentId: departmentId('d0') }) : tick),
      () => commandOf('agent.dismiss', { agentId: id }),
      () => commandOf('agent.reinstate', { agentId: id }),
      () => commandOf('agent.reinstate', { agentId: id }),
      () =>
        commandOf('agent.save', {
          agentId: id,
          name: id,
          role: chance.of(['agent', 'supervisor', 'admin']),
          supervises: this.#some(this.#queues).map(queueId),
          absent: chance.maybe(0.2),
        }),
      () => commandOf('agent.setPresence', { agentId: id, state: chance.of(['available', 'away']) }),
    ])();
    return {
      actor:
        input.type === 'command' && chance.maybe(0.2)
          ? { kind: 'agent', agentId: agentId(chance.of(this.#agents)) }
          : server,
      input,
    };
  }

  #connectChannel(queue: string): Input {
    const channel = this.center.state.channels.get(channelId(queue));
    return commandOf('channel.save', {
      channelId: channelId(queue),
      version: channel?.version ?? 1,
      name: queue,
      queueId: queueId(queue),
      settings: liveChat.settings,
    });
  }
}

const server: Actor = { kind: 'server' };
const tick: Input = { type: 'clock.ticked' };
const liveChat = { settings: defaultLiveChatSettings };

/** JSON with the keys of every object in one order: equal for equal values. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

function firstDifference(was: string, is: string): string {
  let at = 0;
  while (was[at] === is[at]) at += 1;
  return `  ${was.slice(Math.max(0, at - 120), at + 120)}\n  ${is.slice(Math.max(0, at - 120), at + 120)}`;
}

function copyOf<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** A screen: the first snapshot and every update since. */
class Mirror {
  readonly agentId: AgentId;
  #snapshot: Snapshot;

  constructor(id: AgentId, state: State) {
    this.agentId = id;
    this.#snapshot = copyOf(snapshotFor(state, id));
  }

  follow(events: readonly Event[], after: State): void {
    const known = (id: InteractionId): boolean =>
      this.#snapshot.interactions.some((interaction) => interaction.id === id);
    for (const update of updatesFor(after, this.agentId, changesOf(events, after), known)) {
      if (update.kind === 'resync') this.#snapshot = copyOf(snapshotFor(after, this.agentId));
      else applyUpdate(this.#snapshot, copyOf(update));
    }
  }

  /** Where the folded screen and a fresh one differ. */
  difference(state: State): string | undefined {
    const [folded, fresh] = [inOrder(this.#snapshot), inOrder(snapshotFor(state, this.agentId))];
    for (const key of Object.keys(fresh) as (keyof Snapshot)[]) {
      const [was, is] = [canonical(folded[key]), canonical(fresh[key])];
      if (was !== is) return `${key}\n${firstDifference(was, is)}`;
    }
    return undefined;
  }
}

function inOrder(snapshot: Snapshot): Snapshot {
  const sorted = <T extends { id: string }>(items: readonly T[]): T[] =>
    items.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return JSON.parse(
    JSON.stringify({
      ...snapshot,
      agents: sorted(snapshot.agents),
      departments: sorted(snapshot.departments),
      queues: sorted(snapshot.queues),
      channels: sorted(snapshot.channels),
      interactions: sorted(snapshot.interactions),
      offers: sorted(snapshot.offers),
    }),
  ) as Snapshot;
}

function applyUpdate(snapshot: Snapshot, update: Update): void {
  const put = <T extends { id: string }>(items: T[], item: T): void => {
    const index = items.findIndex(({ id }) => id === item.id);
    if (index < 0) items.push(item);
    else items[index] = item;
  };
  const drop = (items: { id: string }[], gone: string): void => {
    const index = items.findIndex(({ id }) => id === gone);
    if (index >= 0) items.splice(index, 1);
  };
  switch (update.kind) {
    case 'agent.put':
      return put(snapshot.agents, update.agent);
    case 'agent.gone':
      return drop(snapshot.agents, update.agentId);
    case 'department.put':
      return put(snapshot.departments, update.department);
    case 'department.gone':
      return drop(snapshot.departments, update.departmentId);
    case 'reasons.put':
      snapshot.reasons = update.reasons;
      return;
    case 'queue.put':
      return put(snapshot.queues, update.queue);
    case 'queue.gone':
      return drop(snapshot.queues, update.queueId);
    case 'channel.put':
      return put(snapshot.channels, update.channel);
    case 'channel.gone':
      return drop(snapshot.channels, update.channelId);
    case 'interaction.put':
      return put(snapshot.interactions, update.interaction);
    case 'interaction.gone':
      return drop(snapshot.interactions, update.interactionId);
    case 'offer.put':
      return put(snapshot.offers, update.offer);
    case 'offer.gone':
      return drop(snapshot.offers, update.offerId);
    case 'transcript.line':
    case 'resync':
  }
}
