import { defaultLiveChatSettings } from '@ringdesk/shared/model/channel.ts';
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';
import { HOUR, MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';
import { usualWorkingHours, type WorkingHours } from '@ringdesk/shared/model/workingHours.ts';
import {
  agentId,
  botId,
  type Center,
  channelId,
  commandOf,
  departmentId,
  messageId,
  queueId,
  settingsOf,
} from './center.testkit.ts';
import type { Chance } from './chance.testkit.ts';
import type { Actor, Input } from './inputs.ts';
import { botAnswers, randomBot } from './randomBots.testkit.ts';
import { RandomCalls } from './randomCalls.testkit.ts';

export interface Envelope {
  readonly actor: Actor;
  readonly input: Input;
}

export const server: Actor = { kind: 'server' };
const tick: Input = { type: 'clock.ticked' };
const reachable = { name: '', email: 'mia@example.com', phone: '' };
/** Opens and closes all the time, so that a run of some hours sees it. */
const shifts = [0, 180, 360, 540, 600, 660, 780, 1_200].map((from) => ({ from, to: from + 45 }));
const shortShifts: WorkingHours = {
  timeZone: 'Asia/Kathmandu',
  week: [shifts, shifts, shifts, shifts, shifts, shifts, shifts],
  holidays: [],
};
export const liveChat = { settings: defaultLiveChatSettings };

/** What customers, agents and admins of a center may do next: mostly sensible, sometimes not theirs to do. */
export class RandomInputs {
  readonly #chance: Chance;
  readonly #center: Center;
  readonly #agents: readonly string[];
  readonly #queues: readonly string[];
  readonly #customers: readonly string[];
  readonly #calls: RandomCalls;
  readonly #callQueues: readonly string[];

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
  }

  some<T>(items: readonly T[]): T[] {
    const shuffled = items.map((item) => ({ item, key: this.#chance.next() })).toSorted((a, b) => a.key - b.key);
    return shuffled.slice(0, this.#chance.below(items.length + 1)).map(({ item }) => item);
  }

  settings(): QueueSettings {
    const chance = this.#chance;
    const members = this.some(this.#agents);
    const settings = settingsOf(members, {
      distribution: chance.of(['evenly', 'strict', 'toAll']),
      offerSeconds: chance.of([60, 60, 120, 600]),
      autoAccept: false,
      returnUnansweredAfterSeconds: chance.of([null, null, 60, 300]),
      availabilityCheck: chance.of(['online', 'online', 'off', 'shift', 'onlineAndShift']),
      limit: chance.of([null, 1, 2, 3]),
      notCounted: chance.of(['answered', 'waitingForCustomer', 'closed']),
      returnDisconnectedAfterMinutes: chance.of([null, 1, 5]),
      wrapUpSeconds: chance.of([0, 0, 30]),
      missedOffersLimit: chance.of([null, 1, 2]),
      interceptAllowed: chance.maybe(0.5),
      reopenHours: chance.of([0, 1, 24]),
      ...this.#service(),
      askRating: chance.maybe(0.6),
      ratingMinutes: chance.of([0, 1, 20, 60]),
      ratingCloses: chance.maybe(0.5),
      topics: chance.of([[], ['t0', 't1']]),
      topicRequired: chance.maybe(0.3),
      botId: chance.of([null, null, null, ...this.#center.state.bots.keys()]),
    });
    if (chance.maybe(0.3))
      settings.members.splice(chance.below(members.length + 1), 0, {
        kind: 'department',
        departmentId: departmentId('d0'),
      });
    return settings;
  }

  /** Of a queue of calls. */
  callSettings(name: string): QueueSettings {
    const { workingHours } = this.#service();
    return this.#calls.settings(name, this.some(this.#agents), { workingHours: workingHours ?? null });
  }

  /** What a queue asks and does by itself [29–40, 46–48]. */
  #service(): Partial<QueueSettings> {
    const chance = this.#chance;
    const text = (words: string): string => chance.of(['', words]);
    return {
      workingHours: chance.of([null, null, shortShifts, usualWorkingHours('Europe/Madrid')]),
      offHoursText: text('We are closed.'),
      nobodyText: text('Everybody is busy.'),
      greeting: text('Welcome.'),
      closeText: text('Goodbye.'),
      consent: chance.of([
        null,
        null,
        null,
        { text: chance.of(['We keep it.', 'We keep it longer.']), url: 'https://a.test' },
      ]),
      contactForm: chance.of([
        { name: 'no', email: 'no', phone: 'no' },
        { name: 'no', email: 'optional', phone: 'optional' },
        { name: 'optional', email: 'required', phone: 'no' },
      ]),
      markUnansweredAfterMinutes: chance.of([null, 1, 10]),
      silence: chance.of([null, { minutes: 2, text: 'Are you there?' }, { minutes: 10, text: '' }]),
      firstReplySeconds: chance.of([null, 30, 300]),
      nextReplySeconds: chance.of([null, 60, 600]),
      kpiInWorkingHours: chance.maybe(0.7),
      overdueNotice: chance.of([
        null,
        { agentId: agentId(chance.of(this.#agents)), text: '#OPERATOR# is late: #DIALOG#' },
      ]),
    };
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
    return this.#administration();
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

  #administration(): Envelope {
    const chance = this.#chance;
    const id = agentId(chance.of(this.#agents));
    const queue = chance.of(this.#queues);
    const present = this.#center.state.queues.get(queueId(queue));
    const input = chance.of<() => Input>([
      () =>
        commandOf('queue.save', {
          queueId: queueId(queue),
          version: present?.version ?? 1,
          name: queue,
          language: 'en',
          settings: this.settings(),
        }),
      () =>
        commandOf('queue.save', {
          queueId: queueId(queue),
          version: present?.version ?? 1,
          name: queue,
          language: 'en',
          settings: this.settings(),
        }),
      ...(this.#callQueues.length > 0 ? [() => this.#saveCallQueue()] : []),
      () =>
        commandOf('queue.setActive', {
          queueId: queueId(this.#anyQueue(queue)),
          active: chance.maybe(0.7),
          disconnectChannels: true,
          ...(chance.maybe(0.7) && { openTo: chance.maybe(0.5) ? queueId(chance.of(this.#queues)) : null }),
          ...(chance.maybe(0.5) && { takeBack: true as const }),
        }),
      () =>
        commandOf('queue.create', { queueId: queueId(queue), name: queue, language: 'en', settings: this.settings() }),
      () =>
        chance.maybe(0.3)
          ? commandOf('queue.delete', {
              queueId: queueId(queue),
              openTo: chance.maybe(0.8) ? queueId(chance.of(this.#queues)) : null,
            })
          : tick,
      () => this.#connectChannel(queue),
      () => this.#connectChannel(queue),
      () => this.#saveBot(),
      () => commandOf('bot.delete', { botId: botId(chance.of(['b0', 'b1'])) }),
      () =>
        commandOf('department.save', {
          id: departmentId('d0'),
          name: 'd0',
          agentIds: this.some(this.#agents).map(agentId),
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
          supervises: this.some(this.#queues).map(queueId),
          absent: chance.maybe(0.2),
          ...(chance.maybe(0.5) && { offerTimeFactor: chance.of([1, 1.5, 2]) }),
        }),
      () => commandOf('agent.setPresence', { agentId: id, state: chance.of(['available', 'away']) }),
      () => commandOf('agent.setReceives', { agentId: id, receives: chance.of(['both', 'chats', 'calls']) }),
      () =>
        commandOf('presenceReasons.save', {
          reasons: [],
          idle: chance.maybe(0.7) ? { minutes: 5, reasonId: null } : null,
        }),
    ])();
    return {
      actor:
        input.type === 'command' && chance.maybe(0.2)
          ? { kind: 'agent', agentId: agentId(chance.of(this.#agents)) }
          : server,
      input,
    };
  }

  /** This one, or now and then one of calls. */
  #anyQueue(queue: string): string {
    const { length } = this.#callQueues;
    return length > 0 && this.#chance.maybe(0.3) ? this.#chance.of(this.#callQueues) : queue;
  }

  #saveCallQueue(): Input {
    const name = this.#chance.of(this.#callQueues);
    const version = this.#center.state.queues.get(queueId(name))?.version ?? 1;
    const settings = this.callSettings(name);
    return commandOf('queue.save', { queueId: queueId(name), version, name, language: 'en', settings });
  }

  #saveBot(): Input {
    const id = botId(this.#chance.of(['b0', 'b1']));
    const version = this.#center.state.bots.get(id)?.version ?? 0;
    return commandOf('bot.save', { botId: id, version, name: id, settings: randomBot(this.#chance, this.#center) });
  }

  #connectChannel(queue: string): Input {
    const channel = this.#center.state.channels.get(channelId(queue));
    return commandOf('channel.save', {
      channelId: channelId(queue),
      version: channel?.version ?? 1,
      name: queue,
      queueId: queueId(queue),
      kind: 'liveChat',
      settings: { ...liveChat.settings, workingHours: this.#chance.of([null, shortShifts]) },
    });
  }
}
