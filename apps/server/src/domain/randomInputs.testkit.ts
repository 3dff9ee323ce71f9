import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { HOUR, MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';
import { agentId, type Center, commandOf, messageId, queueId } from './center.testkit.ts';
import type { Chance } from './chance.testkit.ts';
import type { Actor, Input } from './inputs.ts';
import { type Envelope, RandomAdministration, server } from './randomAdministration.testkit.ts';
import { botAnswers } from './randomBots.testkit.ts';
import { RandomCalls } from './randomCalls.testkit.ts';

const reachable = { name: '', email: 'mia@example.com', phone: '' };

/** What customers, agents and admins of a center may do next: mostly sensible, sometimes not theirs to do. */
export class RandomInputs {
  readonly #chance: Chance;
  readonly #center: Center;
  readonly #agents: readonly string[];
  readonly #queues: readonly string[];
  readonly #customers: readonly string[];
  readonly #calls: RandomCalls;
  readonly #callQueues: readonly string[];
  readonly administration: RandomAdministration;

  constructor(
    chance: Chance,
    center: Center,
    names: Record<'agents' | 'queues' | 'callQueues' | 'customers', readonly string[]>,
  ) {
    this.#chance = chance;
    this.#center = center;
    this.#agents = names.agents;
    this.#queues = names.queues;
    this.#customers = names.customers;
    this.#callQueues = names.callQueues;
    this.#calls = new RandomCalls(chance, center, names.agents, names.callQueues);
    this.administration = new RandomAdministration(chance, center, names, this.#calls);
  }

  anything(): Envelope | undefined {
    if (this.#callQueues.length > 0 && this.#chance.maybe(0.6)) return this.#calls.anything();
    const kind = this.#chance.next();
    if (kind < 0.3) return this.#customerActs();
    if (kind < 0.35) return botAnswers(this.#chance, this.#center) ?? this.#customerActs();
    if (kind < 0.5) return this.#answersOffer();
    if (kind < 0.52) return this.#readsAlong();
    if (kind < 0.8) return this.#worksOn();
    if (kind < 0.93) return this.#presence();
    return this.administration.anything();
  }

  #customerActs(): Envelope {
    const chance = this.#chance;
    const actor = this.#center.customer(chance.of(this.#customers), chance.of(this.#queues));
    const kind = chance.next();
    if (kind < 0.7) {
      const id = messageId(this.#center.newId());
      return {
        actor,
        input: {
          type: 'customer.wrote',
          messageId: id,
          text: chance.of(['text', '2', 'word']),
          attachments: [],
          customerName: '',
          ...(chance.maybe(0.5) && { contact: reachable }),
        },
      };
    }
    if (kind < 0.74) return { actor, input: { type: 'customer.consented', version: 1 + chance.below(3) } };
    if (kind < 0.75) return { actor, input: { type: 'customer.gaveContact', contact: reachable } };
    if (kind < 0.77) return { actor, input: { type: 'customer.ended' } };
    if (kind < 0.82) return this.#rates() ?? { actor, input: { type: 'customer.ended' } };
    if (kind < 0.85) return { actor, input: { type: 'customer.read', seq: 1 + chance.below(5) } };
    if (kind < 0.9) return { actor, input: { type: 'customer.named', name: chance.of(['Mia', 'Leo']) } };
    return { actor, input: { type: chance.of(['customer.connected', 'customer.disconnected']) } };
  }

  /** Somebody who has a conversation, or had one that may be forgotten by now. */
  #rates(): Envelope | undefined {
    const chance = this.#chance;
    const rows = [...this.#center.tables.rows.values()];
    if (rows.length === 0) return undefined;
    const { customer, channelId: at } = chance.of(rows);
    return {
      actor: { kind: 'customer', customerId: customer.id, channelId: at },
      input: { type: 'customer.rated', score: 1 + chance.below(5), comment: chance.of(['', 'word']) },
    };
  }

  #readsAlong(): Envelope | undefined {
    const owned = [...this.#center.state.interactions.values()].filter(({ ownerId }) => ownerId !== undefined);
    if (owned.length === 0) return undefined;
    const { id: interactionId, joined = [] } = this.#chance.of(owned);
    const who = this.#chance.of([...joined, ...this.#agents.map(agentId)]);
    const name = joined.includes(who) ? 'interaction.leave' : 'interaction.join';
    return { actor: { kind: 'agent', agentId: who }, input: commandOf(name, { interactionId }) };
  }

  #answersOffer(): Envelope | undefined {
    const offers = [...this.#center.state.offers.values()];
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
    const { state, tables } = this.#center;
    // Now and then something from history, which may have left the memory.
    const past = chance.maybe(0.2);
    const ids = past
      ? [...tables.rows.values()].flatMap((row) => (row.state === 'closed' ? [row.id] : []))
      : [...state.interactions.keys()];
    if (ids.length === 0) return undefined;
    const id = chance.of(ids);
    const interaction = state.interactions.get(id);
    const theirs = interaction?.ownerId ?? tables.rows.get(id)?.lastOwnerId;
    const actor: Actor = {
      kind: 'agent',
      agentId: theirs && chance.maybe(0.8) ? theirs : agentId(chance.of(this.#agents)),
    };
    return { actor, input: past && chance.maybe(0.5) ? this.#lookBackAt(id) : this.#workOn(id) };
  }

  #post(interactionId: InteractionId, kind: 'reply' | 'note'): Input {
    return commandOf('message.post', {
      interactionId,
      messageId: messageId(this.#center.newId()),
      kind,
      text: 'text',
      mentions: kind === 'note' ? [agentId(this.#chance.of(this.#agents))] : [],
      attachmentIds: [],
    });
  }

  #lookBackAt(interactionId: InteractionId): Input {
    return this.#chance.maybe(0.5)
      ? commandOf('interaction.reopen', { interactionId })
      : this.#post(interactionId, 'note');
  }

  #workOn(interactionId: InteractionId): Input {
    const chance = this.#chance;
    const toAgent = { kind: 'agent', agentId: agentId(chance.of(this.#agents)) } as const;
    const toQueue = { kind: 'queue', queueId: queueId(chance.of(this.#queues)) } as const;
    const post = (kind: 'reply' | 'note'): Input => this.#post(interactionId, kind);
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
      () =>
        commandOf('interaction.close', {
          interactionId,
          ...(chance.maybe(0.5) && { topic: chance.of(['t0', 't1', 't2']) }),
          ...(chance.maybe(0.15) && { spam: true as const }),
        }),
      () => commandOf('interaction.block', { interactionId, blocked: chance.maybe(0.3) }),
      () => commandOf('interaction.endBot', { interactionId }),
      () => commandOf('interaction.review', { interactionId, score: 1 + chance.below(5), comment: 'word' }),
      () => commandOf('interaction.setTopic', { interactionId, topic: chance.of([null, 't0', 't1', 't2']) }),
      () => commandOf('interaction.reopen', { interactionId }),
      () =>
        commandOf('interaction.park', {
          interactionId,
          until: this.#center.now + chance.of([-1, SECOND, MINUTE, HOUR]),
        }),
      () => commandOf('interaction.unpark', { interactionId }),
      () =>
        commandOf('interaction.finishWrapUp', {
          interactionId,
          ...(this.#callQueues.length > 0 && chance.maybe(0.3) && { topic: 't0' }),
        }),
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
    if (kind < 0.85)
      return {
        actor: self,
        input: commandOf('presence.setReceives', { receives: chance.of(['both', 'both', 'chats', 'calls']) }),
      };
    if (kind < 0.88) return { actor: server, input: { type: 'agent.idled', agentId: id, since: 0 } };
    return {
      actor: self,
      input: commandOf('presence.set', { state: chance.of(['available', 'available', 'available', 'busy', 'away']) }),
    };
  }
}
