import { Chance } from '../../apps/server/src/domain/chance.testkit.ts';
import type { AgentClient, VisitorClient } from '../../apps/server/src/transport/testing/clients.ts';
import { Center, desk, visitor } from '../e2e/stage/center.ts';
import { newId } from '../e2e/stage/newId.ts';
import { ServerProcess, temporaryFolder } from '../e2e/stage/serverProcess.ts';
import { historyProblems, type Seen, type Wish } from './history.ts';
import { judgeJournal } from './journalWitness.ts';
import { PatientClient } from './patientClient.ts';

const AGENTS = ['Ana', 'Ben', 'Cho', 'Dan'];
const VISITORS = 8;
/** Actions of one life of the server; some lives end earlier by themselves. */
const MOST_ACTIONS = 36;
const PLACES = ['beforeCommit', 'afterCommitBeforeAck', 'afterAckBeforePublish'] as const;

export interface KillRun {
  readonly kills: number;
  /** So many of them were no kills: the server was asked to stop. */
  readonly stops: number;
  readonly messages: number;
  readonly resent: number;
  readonly accepts: number;
  readonly events: number;
  readonly problems: readonly string[];
}

/** One life after the other, on the same data and port. */
class Lives {
  readonly folder = temporaryFolder();
  server!: ServerProcess;
  #up = Promise.withResolvers<string>();

  async start(env: Readonly<Record<string, string>> = {}): Promise<void> {
    const port = this.server === undefined ? 0 : this.server.port;
    this.server = await ServerProcess.start({ folder: this.folder.path, port, env });
    this.#up.resolve(this.server.url);
    void this.server.ended.then(() => (this.#up = Promise.withResolvers()));
  }

  readonly line = {
    up: (): Promise<string> => this.#up.promise,
    // Refused right before the end is known: the end makes the next promise.
    lost: (): void => void this.server.ended,
  };
}

/** Agents and visitors at work on a server that is killed again and again; then everything is judged. */
class World {
  readonly lives = new Lives();
  readonly chance: Chance;
  readonly wishes: Wish[] = [];
  readonly seen: Seen[] = [];
  readonly agents: PatientClient<AgentClient>[] = [];
  readonly visitors: PatientClient<VisitorClient>[] = [];
  readonly problems: string[] = [];
  accepts = 0;
  stops = 0;
  #texts = 0;

  constructor(seed: number) {
    this.chance = new Chance(seed);
  }

  async open(): Promise<Center> {
    await this.lives.start();
    const center = await Center.setUp(this.lives.server);
    const people = [];
    for (const name of AGENTS) people.push(await center.person(name));
    const settings = { distribution: this.chance.of(['evenly', 'strict', 'toAll'] as const), interceptAllowed: true };
    const { channelId } = await center.place(people, settings);
    for (const person of people)
      this.agents.push(
        new PatientClient(
          person.name,
          this.lives.line,
          (url) => desk(url, person),
          (client) => this.watchDesk(person.name, client),
        ),
      );
    for (let number = 1; number <= VISITORS; number += 1) {
      const name = `visitor ${number}`;
      let token: string | undefined;
      const connect = async (url: string): Promise<VisitorClient> => {
        const client = await visitor(url, channelId, token);
        token = client.welcome?.token;
        return client;
      };
      this.visitors.push(new PatientClient(name, this.lives.line, connect, (client) => this.watchPage(name, client)));
    }
    await Promise.all(this.agents.map((agent) => agent.send('presence.set', { state: 'available' })));
    return center;
  }

  watchDesk(process: string, { socket }: AgentClient): void {
    socket.on('update', ({ updates }: AgentClient['batches'][number]) => {
      for (const update of updates) {
        if (update.kind !== 'transcript.line' || update.line.type !== 'message') continue;
        const { interactionId, seq, text } = update.line;
        if (text !== null) this.seen.push({ process, interactionId, seq, text });
      }
    });
  }

  watchPage(process: string, client: VisitorClient): void {
    const interactionId = client.welcome?.conversation?.interactionId;
    if (interactionId === undefined) return;
    // A later conversation of the same visitor is another interaction: only lines of this one are compared.
    for (const { seq, text, happening } of client.welcome?.lines ?? []) {
      if (happening !== undefined) this.seen.push({ process, interactionId, seq });
      else if (text !== null) this.seen.push({ process, interactionId, seq, text });
    }
  }

  /** Somebody does something. What it comes to is known when the client is idle. */
  act(): void {
    if (this.chance.maybe(0.5)) this.write(this.chance.of(this.visitors));
    else void this.work(this.chance.of(this.agents), this.chance.next());
  }

  async work(agent: PatientClient<AgentClient>, dice: number): Promise<void> {
    const client = await agent.live();
    const { me, interactions = [] } = client.welcome?.snapshot ?? {};
    const ended = new Set(
      client.updates.all.flatMap((update) => (update.kind === 'offer.gone' ? [update.offerId] : [])),
    );
    const made = client.updates.all.flatMap((update) => (update.kind === 'offer.put' ? [update.offer] : []));
    const offer = [...(client.welcome?.snapshot.offers ?? []), ...made].find(({ id }) => !ended.has(id));
    if (offer !== undefined && dice < 0.9) {
      const reply = await agent.send(dice < 0.75 ? 'offer.accept' : 'offer.decline', { offerId: offer.id });
      if (reply.ok && dice < 0.75) this.accepts += 1;
      return;
    }
    const latest = new Map(interactions.map((each) => [each.id, each]));
    for (const update of client.updates.all)
      if (update.kind === 'interaction.put') latest.set(update.interaction.id, update.interaction);
    const own = [...latest.values()].filter((each) => each.state === 'active' && each.ownerId === me);
    const one = own[Math.floor(dice * own.length)];
    if (one === undefined) return;
    if (dice < 0.7) this.reply(agent, one.id);
    else if (dice < 0.85) {
      const other = this.chance.of(client.welcome?.snapshot.agents.filter(({ id }) => id !== me) ?? []);
      await agent.send('interaction.transfer', { interactionId: one.id, to: { kind: 'agent', agentId: other.id } });
    } else await agent.send('interaction.close', { interactionId: one.id });
  }

  write(author: PatientClient<VisitorClient>): void {
    const wish = this.wish(author.name);
    this.settle(wish, author.send('message.post', { messageId: newId(), text: wish.text, attachmentIds: [] }));
  }

  reply(author: PatientClient<AgentClient>, interactionId: string): void {
    const wish = this.wish(author.name);
    const body = { interactionId, messageId: newId(), kind: 'reply', text: wish.text, mentions: [], attachmentIds: [] };
    this.settle(wish, author.send('message.post', body));
  }

  wish(process: string): Wish {
    const wish: Wish = { process, text: `${process} says ${(this.#texts += 1)}`, outcome: { type: 'unknown' } };
    this.wishes.push(wish);
    return wish;
  }

  settle(wish: Wish, sending: ReturnType<PatientClient<VisitorClient>['send']>): void {
    void sending.then((reply) => {
      wish.outcome = reply.ok
        ? { type: 'ok', seq: (reply.value as { seq: number }).seq }
        : { type: 'refused', code: reply.error.code };
    });
  }

  async idle(): Promise<void> {
    await Promise.all([...this.agents, ...this.visitors].map((client) => client.idle()));
  }
}

/** One life: the server starts, people work, it is killed or stopped by us or killed by itself at a named place. */
async function liveAndDie(world: World): Promise<void> {
  const { chance, lives } = world;
  const byItself = chance.maybe(0.6);
  const place = `${chance.of(PLACES)}@${2 + chance.below(40)}`;
  await lives.start(byItself ? { RINGDESK_FAILPOINT: place } : {});
  const { server } = lives;
  let alive = true;
  const end = server.ended.then(() => (alive = false));
  await Promise.race([end, Promise.all([...world.agents, ...world.visitors].map((client) => client.live()))]);
  const actions = 4 + chance.below(MOST_ACTIONS);
  for (let action = 0; alive && action < actions; action += 1) {
    world.act();
    // A pause for the answers now and then, so that some commands are alone and others come together.
    if (chance.maybe(0.3)) await Promise.race([end, world.idle()]);
  }
  if (alive && chance.maybe(0.4)) await stopAtWork(world);
  else if (alive) await server.kill();
  await end;
}

/** As an operator stops it, in the middle of everything [F36]: it ends cleanly, and not when it is out of patience. */
async function stopAtWork(world: World): Promise<void> {
  const { server } = world.lives;
  const { code, signal } = await server.kill('SIGTERM');
  world.stops += 1;
  if (code !== 0)
    world.problems.push(`asked to stop, the server ended with ${signal ?? code}:\n${server.said.slice(-500)}`);
}

/** Kills the server `kills` times while everybody works, and judges what is left. */
export async function killRun(seed: number, kills: number): Promise<KillRun> {
  const world = new World(seed);
  const center = await world.open();
  center.adminDesk.close();
  for (let action = 0; action < 20; action += 1) world.act();
  await world.lives.server.kill();
  for (let kill = 1; kill < kills; kill += 1) await liveAndDie(world);

  await world.lives.start();
  await world.idle();
  const admin = await desk(world.lives.server.url, center.admin);
  const { interactions } = await admin.ask('conversations.list', { state: 'any', limit: 200 });
  const stored = new Map();
  for (const { id } of interactions)
    stored.set(id, (await admin.ask('transcript.get', { interactionId: id, limit: 200 })).lines);
  const clients = [...world.agents, ...world.visitors];
  const resent = clients.reduce((sum, client) => sum + client.resent, 0);
  for (const client of clients) await client.close();
  admin.close();
  await world.lives.server.kill('SIGTERM');
  const journal = judgeJournal(world.lives.folder.path);
  world.lives.folder.remove();
  return {
    kills,
    messages: world.wishes.length,
    resent,
    accepts: world.accepts,
    events: journal.events,
    stops: world.stops,
    problems: [
      ...world.problems,
      ...historyProblems({ wishes: world.wishes, seen: world.seen, stored }),
      ...journal.problems,
    ],
  };
}
