import type { OfferId } from '@ringdesk/shared/model/ids.ts';
import type { AgentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import { TranscriptLine } from '@ringdesk/shared/model/message.ts';
import { HOUR, MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';
import { agentId, botId, Center, channelId, commandOf, departmentId, queueId } from './center.testkit.ts';
import { trunkId } from './calls.testkit.ts';
import { Chance } from './chance.testkit.ts';
import { checkpointOf, stateFrom } from './checkpoint.ts';
import type { Event } from './events.ts';
import { evolve } from './evolve.ts';
import type { Input } from './inputs.ts';
import { brokenBy } from './eventInvariants.ts';
import { violations } from './invariants.ts';
import { canonical, firstDifference, Mirror } from './mirror.testkit.ts';
import { type Envelope, liveChat, server } from './randomAdministration.testkit.ts';
import { RandomInputs } from './randomInputs.testkit.ts';
import { randomBot } from './randomBots.testkit.ts';
import { emptyState, type State } from './state.ts';
import { changesOf } from './updates.ts';

const fewSeconds = [1, 500, SECOND, 5 * SECOND, 20 * SECOND] as const;
const longer = [MINUTE, 3 * MINUTE, HOUR] as const;

/** What a run came to. `problem`: the first thing that did not hold, with the step; undefined: all held. */
export interface Simulated {
  readonly seed: number;
  readonly steps: number;
  readonly events: number;
  readonly refusals: number;
  /** How often something came back that had left the memory. */
  readonly recalls: number;
  /** How often each kind of event came. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly problem: string | undefined;
  /** The last inputs before the problem, newest last. */
  readonly trail: readonly string[];
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
    recalls: world.recalls,
    kinds: kindsOf(world.center.log),
    problem: world.problem,
    trail: world.trail,
  };
}

/** What happens in such a center, as the log keeps it; where {@link simulate} finds a problem it ends. */
export function randomLog(seed: number, steps: number): readonly Event[] {
  const world = new World(seed);
  for (let step = 0; step < steps && world.problem === undefined; step += 1) world.step(step);
  return JSON.parse(JSON.stringify(world.center.log)) as readonly Event[];
}

function kindsOf(events: readonly Event[]): Record<string, number> {
  const kinds: Record<string, number> = {};
  const count = (kind: string): void => void (kinds[kind] = (kinds[kind] ?? 0) + 1);
  const waiting = new Set<OfferId>();
  for (const event of events) {
    count(event.type);
    if (event.type === 'interaction.offered' && event.kind === 'consult')
      for (const { offerId, overLimit } of event.offers) if (overLimit) waiting.add(offerId);
    if (event.type === 'call.consultAccepted' && waiting.has(event.offerId)) count('waiting call accepted');
  }
  return kinds;
}

class World {
  readonly center = new Center();
  refusals = 0;
  recalls = 0;
  problem: string | undefined;
  readonly trail: string[] = [];
  readonly #chance: Chance;
  readonly #agents: readonly string[];
  readonly #queues: readonly string[];
  readonly #callQueues: readonly string[];
  readonly #inputs: RandomInputs;
  /** Evolved event by event, beside the state of the center. */
  #shadow: State = emptyState();
  readonly #mirrors = new Map<AgentId, Mirror>();
  readonly #late: Envelope[] = [];
  readonly #lastSeq = new Map<InteractionId, number>();
  readonly #posted = new Set<string>();
  readonly #happened = new Set<string>();
  #checkpoint: { state: unknown; position: number } = { state: checkpointOf(emptyState()), position: 0 };

  constructor(seed: number) {
    this.#chance = new Chance(seed);
    const count = (least: number, most: number): number => least + this.#chance.below(most - least + 1);
    this.#agents = Array.from({ length: count(2, 7) }, (_, index) => `a${index}`);
    this.#queues = Array.from({ length: count(1, 3) }, (_, index) => `q${index}`);
    // Every other center has chats only; the seeds that failed before there were calls are among them.
    this.#callQueues = seed % 2 === 0 ? [] : ['k0', 'k1'];
    const customers = Array.from({ length: count(3, 12) }, (_, index) => `c${index}`);
    this.#inputs = new RandomInputs(this.#chance, this.center, {
      agents: this.#agents,
      queues: this.#queues,
      callQueues: this.#callQueues,
      customers,
    });
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
    const department = {
      id: departmentId('d0'),
      name: 'd0',
      agentIds: this.#inputs.administration.some(this.#agents).map(agentId),
    };
    this.#send({ actor: server, input: commandOf('department.save', department) });
    for (const name of ['b0', 'b1']) {
      const settings = randomBot(this.#chance, this.center);
      this.#send({ actor: server, input: commandOf('bot.save', { botId: botId(name), version: 0, name, settings }) });
    }
    for (const name of this.#queues) {
      this.#send({
        actor: server,
        input: commandOf('queue.create', {
          queueId: queueId(name),
          name,
          language: 'en',
          settings: this.#inputs.administration.settings(),
        }),
      });
      const { settings } = liveChat;
      this.#send({
        actor: server,
        input: commandOf('channel.create', {
          channelId: channelId(name),
          name,
          queueId: queueId(name),
          kind: 'liveChat',
          settings,
        }),
      });
    }
    this.#setUpCalls();
    for (const name of this.#agents) this.#mirrors.set(agentId(name), new Mirror(agentId(name), this.center.state));
  }

  #setUpCalls(): void {
    for (const name of this.#callQueues) {
      const settings = this.#inputs.administration.callSettings(name);
      const made = { queueId: queueId(name), name, language: 'en' as const, settings };
      this.#send({ actor: server, input: commandOf('queue.create', made) });
      const channel = { channelId: channelId(name), name, queueId: queueId(name) };
      const phone = { kind: 'phone' as const, settings: { trunkId: trunkId('t0'), number: '+34910000000' } };
      this.#send({ actor: server, input: commandOf('channel.create', { ...channel, ...phone }) });
    }
    if (this.#callQueues.length === 0) return;
    for (const name of this.#agents)
      this.#send({ actor: server, input: { type: 'phone.changed', agentId: agentId(name), devices: ['softphone'] } });
  }

  step(step: number): void {
    const chance = this.#chance;
    if (chance.maybe(0.25))
      this.center.now += chance.of(this.#callQueues.length > 0 ? fewSeconds : [...fewSeconds, ...longer]);
    if (chance.maybe(0.01)) this.center.now += 26 * HOUR;
    if (chance.maybe(0.3)) this.#send({ actor: server, input: { type: 'clock.ticked' } });
    if (chance.maybe(0.01)) this.#restart();
    const envelope =
      this.#late.length > 0 && chance.maybe(0.1)
        ? this.#late.splice(chance.below(this.#late.length), 1)[0]
        : this.#inputs.anything();
    if (envelope) {
      if (chance.maybe(0.05)) this.#late.push(envelope); // delayed, and so reordered
      else if (!chance.maybe(0.03)) this.#send(envelope); // else dropped
      if (chance.maybe(0.05)) this.#send(envelope); // doubled
    }
    if (this.problem === undefined && step % 40 === 0) this.checkLaws(`step ${step}`);
  }

  #send({ actor, input }: Envelope): void {
    if (this.problem !== undefined || this.#isOldCall(input)) return;
    const what =
      input.type === 'command' ? `${input.command.name} ${JSON.stringify(input.command.input)}` : JSON.stringify(input);
    this.trail.push(
      `${this.center.now} ${actor.kind === 'agent' ? actor.agentId : actor.kind === 'customer' ? `${actor.customerId} ${actor.channelId}` : 'server'} ${what}`,
    );
    if (this.trail.length > 30) this.trail.shift();
    try {
      const lookedUp = this.center.tables.lookUp(this.center.state, actor, input);
      // Between the look-up and the decision the alarm may ring.
      if (this.#chance.maybe(0.1)) this.#follow(this.center.server({ type: 'clock.ticked' }));
      if (this.#isOldCall(input)) return;
      const before = this.center.log.length;
      const result = this.center.try(actor, lookedUp);
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

  /** Nobody gives the id of a call to another one days later; the doors know what the memory has forgotten. */
  #isOldCall(input: Input): boolean {
    const id =
      input.type === 'call.arrived'
        ? input.interactionId
        : input.type === 'command' && input.command.name === 'call.dial'
          ? input.command.input.interactionId
          : undefined;
    return id !== undefined && this.#lastSeq.has(id) && !this.center.state.interactions.has(id);
  }

  #follow(events: readonly Event[]): void {
    for (const event of events) {
      this.#note(brokenBy(this.#shadow, event), event.type);
      // The log is JSON: what does not survive it does not exist.
      evolve(this.#shadow, JSON.parse(JSON.stringify(event)) as Event);
      this.#note(violations(this.#shadow, this.center.now, { settled: false }), event.type);
    }
    for (const event of events) this.#noteHistory(event);
    this.#note(violations(this.center.state, this.center.now), 'settled');
    const { work } = this.center.state;
    if (work.agents.size + work.queues.size + work.rules.size + work.preferred.size > 0)
      this.problem ??= 'work is left';
    for (const mirror of this.#mirrors.values()) mirror.follow(events, this.center.state);
    for (const line of changesOf(events, this.center.state).lines)
      this.problem ??= TranscriptLine.safeParse(line).error?.message;
  }

  /** I9 over the whole history, whatever the state has forgotten: lines in one order, every message once. */
  #noteHistory(event: Event): void {
    if (event.type === 'interaction.recalled') this.recalls += 1;
    if (event.type === 'reply.overdue') this.#once(`${event.interactionId} overdue ${event.since}`);
    if (event.type === 'message.posted' && event.author.kind === 'queue' && event.author.text === 'greeting')
      this.#once(`${event.interactionId} greeting`);
    if (!('seq' in event)) return;
    const expected = (this.#lastSeq.get(event.interactionId) ?? 0) + 1;
    if (event.seq !== expected)
      this.problem ??= `I9 ${event.interactionId} has line ${event.seq} where ${expected} was due`;
    this.#lastSeq.set(event.interactionId, event.seq);
    if (event.type !== 'message.posted') return;
    const message = `${event.interactionId} ${event.messageId}`;
    if (this.#posted.has(message)) this.problem ??= `I9 ${message} is stored twice`;
    this.#posted.add(message);
  }

  /** What happens once, whatever the state has forgotten since. */
  #once(what: string): void {
    if (this.#happened.has(what)) this.problem ??= `${what} happens twice`;
    this.#happened.add(what);
  }

  #note(found: readonly string[], where: string): void {
    if (found.length > 0) this.problem ??= `${where}: ${found.join('; ')}`;
  }

  checkLaws(where: string): void {
    const live = canonical(checkpointOf(this.center.state));
    const folded = canonical(checkpointOf(this.#shadow));
    if (folded !== live) this.problem ??= `replay law ${where}\n${firstDifference(folded, live)}`;
    if (canonical(checkpointOf(stateFrom(JSON.parse(live)))) !== live)
      this.problem ??= `checkpoint law ${where}\n${firstDifference(canonical(checkpointOf(stateFrom(JSON.parse(live)))), live)}`;
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
}
