import type { AgentId, InteractionId, OfferId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { Message, TranscriptLine } from '@ringdesk/shared/model/message.ts';
import type { Offer } from '@ringdesk/shared/model/offer.ts';
import type { PresenceReason } from '@ringdesk/shared/model/agent.ts';
import type { Welcome } from '@ringdesk/shared/protocol/socket.ts';
import type { Update } from '@ringdesk/shared/protocol/updates.ts';

import { type ClientParts, DeskClient } from './client.ts';
import type { Pace } from './pace.ts';
import { between, exponential, type Random } from './random.ts';
import { Plans } from './timers.ts';

/** What an agent says to a customer's line. `last`: it needs no answer any more. */
export interface Answer {
  readonly text: string;
  readonly last: boolean;
}

export interface AgentParts extends ClientParts {
  readonly pace: Pace;
  readonly random: Random;
  /** What to answer to a customer's words. */
  readonly answer: (customerSaid: string) => Answer;
  /** What to write to the next team when a conversation goes on to its queue. */
  readonly handOver: (customerSaid: string) => string;
}

/** One conversation the agent owns. */
interface Owned {
  readonly id: InteractionId;
  readonly queueId: QueueId;
  /** Highest line known. */
  seq: number;
  /** What the customer said last and nobody has answered. */
  unanswered: { readonly text: string; readonly seq: number } | undefined;
  /** The agent's last answer needs no other. */
  done: boolean;
  /** The transfer was tried or decided against. */
  settled: boolean;
}

/**
 * One agent at their desk: looks at what rings and accepts (or declines) it, reads, answers, hands over, closes, takes breaks.
 * Knows only what the desk was told. Work that is already theirs at the start is carried on.
 */
export class SimulatedAgent {
  readonly #parts: AgentParts;
  readonly #client: DeskClient;
  readonly #plans: Plans;
  readonly #owned = new Map<InteractionId, Owned>();
  readonly #queues = new Set<QueueId>();
  #me: AgentId | undefined;
  #reasons: readonly PresenceReason[] = [];
  #seq = 0;
  #onBreak = false;
  /** Resolves at the first snapshot. */
  readonly ready: Promise<void>;
  readonly #isReady: () => void;

  /** `turnedAway` is called when the session has ended: the desk stays closed. */
  constructor(parts: AgentParts, token: string, turnedAway: () => void = () => undefined) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ready = promise;
    this.#isReady = resolve;
    this.#parts = parts;
    this.#plans = new Plans(parts.delay);
    this.#client = new DeskClient(parts, token, {
      welcome: (welcome) => this.#welcomed(welcome),
      update: ({ seq, updates }) => this.#updated(seq, updates),
      turnedAway: () => {
        this.leave();
        turnedAway();
      },
    });
  }

  /** Closes the desk. What they own stays theirs; a break ends, since whoever comes next did not take it. */
  leave(): void {
    this.#plans.dropAll();
    this.#isReady();
    if (this.#onBreak) void this.#beAvailable().then(() => this.#client.close());
    else this.#client.close();
  }

  #welcomed({ snapshot, seq }: Welcome): void {
    this.#seq = seq;
    this.#me = snapshot.me;
    this.#reasons = snapshot.reasons.filter(({ state }) => state === 'break');
    for (const { id, active } of snapshot.queues) if (active) this.#queues.add(id);
    for (const id of this.#owned.keys()) if (!snapshot.interactions.some((each) => each.id === id)) this.#forget(id);
    for (const interaction of snapshot.interactions) this.#put(interaction);
    for (const offer of snapshot.offers) this.#ring(offer);
    const me = snapshot.agents.find(({ id }) => id === snapshot.me);
    if (me?.presence.state === 'notResponding') void this.#beAvailable();
    this.#planBreak();
    this.#isReady();
  }

  #updated(seq: number, updates: readonly Update[]): void {
    if (seq !== this.#seq + 1) return this.#client.resync();
    this.#seq = seq;
    for (const update of updates) this.#apply(update);
  }

  #apply(update: Update): void {
    switch (update.kind) {
      case 'offer.put':
        return this.#ring(update.offer);
      case 'offer.gone':
        return this.#plans.drop(update.offerId);
      case 'interaction.put':
        return this.#put(update.interaction);
      case 'interaction.gone':
        return this.#forget(update.interactionId);
      case 'transcript.line':
        return this.#hear(update.line);
      case 'agent.put':
        if (update.agent.id === this.#me && update.agent.presence.state === 'notResponding') void this.#beAvailable();
        return undefined;
      case 'queue.put':
        this.#queues[update.queue.active ? 'add' : 'delete'](update.queue.id);
        return undefined;
      case 'queue.gone':
        this.#queues.delete(update.queueId);
        return undefined;
      case 'resync':
        return this.#client.resync();
      default:
        return undefined;
    }
  }

  #ring(offer: Offer): void {
    if (offer.state !== 'pending' || this.#plans.has(offer.id)) return;
    const { pace, random, figures } = this.#parts;
    figures.rang(offer.interactionId);
    const declines = random() < pace.declines;
    this.#plans.set(
      offer.id,
      between(random, pace.accept),
      () => void (declines ? this.#decline(offer.id) : this.#accept(offer.id)),
    );
  }

  async #accept(offerId: OfferId): Promise<void> {
    const reply = await this.#client.command('offer.accept', { offerId });
    if (reply.ok) this.#parts.figures.accepted += 1;
  }

  async #decline(offerId: OfferId): Promise<void> {
    const reply = await this.#client.command('offer.decline', { offerId });
    if (reply.ok) this.#parts.figures.declined += 1;
  }

  #put(interaction: Interaction): void {
    const mine = interaction.state === 'active' && interaction.ownerId === this.#me;
    if (!mine) return this.#forget(interaction.id);
    if (this.#owned.has(interaction.id)) return;
    const { id, queueId } = interaction;
    this.#owned.set(id, { id, queueId, seq: 0, unanswered: undefined, done: false, settled: false });
    void this.#open(id);
  }

  /** Reads what was written before it was theirs. */
  async #open(id: InteractionId): Promise<void> {
    const reply = await this.#client.query('transcript.get', { interactionId: id, limit: 50 });
    if (!reply.ok) return;
    for (const line of reply.value.lines) this.#hear(line);
    const owned = this.#owned.get(id);
    if (owned?.unanswered === undefined) this.#closeLater(id);
  }

  #forget(id: InteractionId): void {
    if (!this.#owned.delete(id)) return;
    for (const plan of ['answer', 'type', 'read', 'close']) this.#plans.drop(`${plan} ${id}`);
  }

  #hear(line: TranscriptLine): void {
    if (line.type !== 'message') return;
    const owned = this.#owned.get(line.interactionId);
    if (line.author.kind === 'customer') this.#parts.figures.seen(line.id);
    if (owned === undefined || line.seq <= owned.seq) return;
    owned.seq = line.seq;
    if (line.kind === 'note') return;
    if (line.author.kind === 'customer') this.#heardCustomer(owned, line);
    else owned.unanswered = undefined;
  }

  #heardCustomer(owned: Owned, line: Message): void {
    const { id } = owned;
    owned.unanswered = { text: line.text ?? '', seq: line.seq };
    this.#plans.drop(`close ${id}`);
    this.#plans.set(`read ${id}`, Math.min(1_500, this.#parts.pace.think[0]), () => {
      void this.#client.command('interaction.read', { interactionId: id, seq: owned.seq });
    });
    if (this.#plans.has(`type ${id}`)) return;
    this.#plans.set(`answer ${id}`, between(this.#parts.random, this.#parts.pace.think), () => this.#answer(owned));
  }

  #answer(owned: Owned): void {
    const { unanswered } = owned;
    if (unanswered === undefined) return;
    const { pace, random, answer } = this.#parts;
    if (!owned.settled) {
      owned.settled = true;
      const to = [...this.#queues].find((id) => id !== owned.queueId);
      if (to !== undefined && random() < pace.transfers) return void this.#transfer(owned, to, unanswered.text);
    }
    const { text, last } = answer(unanswered.text);
    this.#client.type(owned.id, true);
    this.#plans.set(`type ${owned.id}`, Math.min(pace.longestTyping, text.length * pace.perCharacter), () => {
      void this.#say(owned, text, last, unanswered.seq);
    });
  }

  async #say(owned: Owned, text: string, last: boolean, answered: number): Promise<void> {
    const { newId, figures } = this.#parts;
    const messageId = newId();
    this.#client.type(owned.id, false);
    figures.sent(messageId);
    const reply = await this.#client.command('message.post', {
      interactionId: owned.id,
      messageId: messageId as Message['id'],
      kind: 'reply',
      text,
      mentions: [],
      attachmentIds: [],
    });
    if (!reply.ok) return figures.forget(messageId);
    owned.done = last;
    // The customer wrote on while this was typed.
    if (owned.unanswered !== undefined && owned.unanswered.seq > answered) {
      return this.#plans.set(`answer ${owned.id}`, between(this.#parts.random, this.#parts.pace.think), () =>
        this.#answer(owned),
      );
    }
    owned.unanswered = undefined;
    this.#closeLater(owned.id);
    return undefined;
  }

  async #transfer(owned: Owned, queueId: QueueId, customerSaid: string): Promise<void> {
    const reply = await this.#client.command('interaction.transfer', {
      interactionId: owned.id,
      to: { kind: 'queue', queueId },
      note: this.#parts.handOver(customerSaid),
    });
    if (reply.ok) this.#parts.figures.transfers += 1;
    else this.#answer(owned);
  }

  /** A customer who has all they wanted, or does not come back, is not waited for. */
  #closeLater(id: InteractionId): void {
    const owned = this.#owned.get(id);
    if (owned === undefined) return;
    const { closeAfter, patience } = this.#parts.pace;
    this.#plans.set(`close ${id}`, owned.done ? closeAfter : patience / 2, () => void this.#close(id));
  }

  async #close(id: InteractionId): Promise<void> {
    const reply = await this.#client.command('interaction.close', { interactionId: id });
    if (reply.ok) this.#parts.figures.closed += 1;
  }

  async #beAvailable(): Promise<void> {
    this.#onBreak = false;
    await this.#client.command('presence.set', { state: 'available' });
  }

  #planBreak(): void {
    const { breaks } = this.#parts.pace;
    const { random } = this.#parts;
    if (breaks === null || this.#plans.has('break')) return;
    this.#plans.set('break', exponential(random, breaks.every), () => {
      const reason = this.#reasons[Math.floor(random() * this.#reasons.length)];
      this.#onBreak = reason !== undefined;
      if (reason !== undefined) void this.#client.command('presence.set', { state: 'break', reasonId: reason.id });
      this.#plans.set('break', between(random, breaks.last), () => {
        void this.#beAvailable();
        this.#planBreak();
      });
    });
  }
}
