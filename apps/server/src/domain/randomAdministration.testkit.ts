import { defaultLiveChatSettings } from '@ringdesk/shared/model/channel.ts';
import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';
import { usualWorkingHours, type WorkingHours } from '@ringdesk/shared/model/workingHours.ts';
import {
  agentId,
  botId,
  type Center,
  channelId,
  commandOf,
  departmentId,
  queueId,
  settingsOf,
} from './center.testkit.ts';
import type { Chance } from './chance.testkit.ts';
import type { Actor, Input } from './inputs.ts';
import { randomBot } from './randomBots.testkit.ts';
import type { RandomCalls } from './randomCalls.testkit.ts';

export interface Envelope {
  readonly actor: Actor;
  readonly input: Input;
}

export const server: Actor = { kind: 'server' };
const tick: Input = { type: 'clock.ticked' };
/** Opens and closes all the time, so that a run of some hours sees it. */
const shifts = [0, 180, 360, 540, 600, 660, 780, 1_200].map((from) => ({ from, to: from + 45 }));
const shortShifts: WorkingHours = {
  timeZone: 'Asia/Kathmandu',
  week: [shifts, shifts, shifts, shifts, shifts, shifts, shifts],
  holidays: [],
};
export const liveChat = { settings: defaultLiveChatSettings };

/** What admins of a center may do next, and which settings they may give: mostly sensible, sometimes not theirs to do. */
export class RandomAdministration {
  readonly #chance: Chance;
  readonly #center: Center;
  readonly #agents: readonly string[];
  readonly #queues: readonly string[];
  readonly #calls: RandomCalls;
  readonly #callQueues: readonly string[];

  constructor(
    chance: Chance,
    center: Center,
    names: Record<'agents' | 'queues' | 'callQueues', readonly string[]>,
    calls: RandomCalls,
  ) {
    this.#chance = chance;
    this.#center = center;
    this.#agents = names.agents;
    this.#queues = names.queues;
    this.#callQueues = names.callQueues;
    this.#calls = calls;
  }

  /** Any of them, in any order. */
  some<T>(items: readonly T[]): T[] {
    const shuffled = items.map((item) => ({ item, key: this.#chance.next() })).toSorted((a, b) => a.key - b.key);
    return shuffled.slice(0, this.#chance.below(items.length + 1)).map(({ item }) => item);
  }

  /** Of a queue of chats. */
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

  /** What an admin, or somebody who is none, does next. */
  anything(): Envelope {
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
