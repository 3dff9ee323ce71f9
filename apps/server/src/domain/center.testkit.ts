import type { Agent, Role } from '@ringdesk/shared/model/agent.ts';
import type { BotSettings } from '@ringdesk/shared/model/bot.ts';
import { defaultLiveChatSettings } from '@ringdesk/shared/model/channel.ts';
import type {
  AgentId,
  BotId,
  ChannelId,
  CustomerId,
  DepartmentId,
  InteractionId,
  MessageId,
  OfferId,
  QueueId,
} from '@ringdesk/shared/model/ids.ts';
import { defaultQueueSettings, type QueueSettings } from '@ringdesk/shared/model/queue.ts';

import type { AnyCommand, CommandInput, CommandName } from '@ringdesk/shared/protocol/commands.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import type { Event, EventType } from './events.ts';
import { handle } from './handle.ts';
import type { Actor, Context, Input } from './inputs.ts';
import type { InteractionRecord, OfferRecord } from './records.ts';
import { emptyState, type State } from './state.ts';
import { Tables } from './tables.testkit.ts';

export const agentId = (name: string): AgentId => name as AgentId;
export const botId = (name: string): BotId => name as BotId;
export const queueId = (name: string): QueueId => name as QueueId;
export const channelId = (name: string): ChannelId => name as ChannelId;
export const customerId = (name: string): CustomerId => name as CustomerId;
export const messageId = (name: string): MessageId => name as MessageId;
export const departmentId = (name: string): DepartmentId => name as DepartmentId;
export const interactionId = (name: string): InteractionId => name as InteractionId;
export const offerId = (name: string): OfferId => name as OfferId;

/** 2026-11-23T09:00:00Z, a Monday. */
export const START = 1_795_424_400_000;

/** A center in memory, with a clock that stands still unless told and ids that count. For tests and simulations. */
export class Center {
  state: State;
  now = START;
  readonly log: Event[] = [];
  readonly tables = new Tables();
  #ids = 0;

  constructor(state: State = emptyState()) {
    this.state = state;
  }

  readonly newId = (): string => `id${String((this.#ids += 1)).padStart(8, '0')}`;

  /** One input; its events, or the refusal. */
  try(
    actor: Actor,
    input: Input,
  ): { ok: true; events: readonly Event[]; reply: unknown } | { ok: false; error: Refusal } {
    const context: Context = { now: this.now, actor, newId: this.newId };
    const handled = handle(this.state, this.tables.lookUp(this.state, actor, input), context);
    if (!handled.ok) return handled;
    this.log.push(...handled.value.events);
    this.tables.keep(handled.value.events, this.state);
    return { ok: true, ...handled.value };
  }

  /** One input that must not be refused; its events. */
  do(actor: Actor, input: Input): readonly Event[] {
    const result = this.try(actor, input);
    if (!result.ok) throw new Error(`${input.type} was refused: ${JSON.stringify(result.error)}`);
    return result.events;
  }

  server(input: Input): readonly Event[] {
    return this.do({ kind: 'server' }, input);
  }

  command<N extends CommandName>(by: string, name: N, input: CommandInput<N>): readonly Event[] {
    return this.do({ kind: 'agent', agentId: agentId(by) }, commandOf(name, input));
  }

  /** The refusal of a command, or undefined where it was done. */
  refusal<N extends CommandName>(by: string, name: N, input: CommandInput<N>): Refusal | undefined {
    const result = this.try({ kind: 'agent', agentId: agentId(by) }, commandOf(name, input));
    return result.ok ? undefined : result.error;
  }

  /** Lets time pass; deadlines fire one after the other, each at its own time. */
  pass(milliseconds: number): readonly Event[] {
    const end = this.now + milliseconds;
    const events: Event[] = [];
    for (
      let at = this.state.deadlines.first()?.at;
      at !== undefined && at <= end;
      at = this.state.deadlines.first()?.at
    ) {
      this.now = Math.max(this.now, at);
      events.push(...this.server({ type: 'clock.ticked' }));
    }
    this.now = end;
    events.push(...this.server({ type: 'clock.ticked' }));
    return events;
  }

  // Givens

  agent(name: string, { role = 'agent', online = true }: { role?: Role; online?: boolean } = {}): this {
    const agent: Pick<Agent, 'id' | 'name' | 'email' | 'role' | 'language'> = {
      id: agentId(name),
      name: name.toUpperCase(),
      email: `${name}@example.test`,
      role,
      language: 'en',
    };
    this.server({ type: 'agent.added', agent, departmentIds: [] });
    if (online) this.online(name);
    return this;
  }

  agents(...names: readonly string[]): this {
    for (const name of names) this.agent(name);
    return this;
  }

  online(name: string): readonly Event[] {
    return this.server({ type: 'agent.connected', agentId: agentId(name) });
  }

  offline(name: string): readonly Event[] {
    return this.server({ type: 'agent.disconnected', agentId: agentId(name) });
  }

  /** A queue with a channel of the same name; members in the order given. */
  queue(name: string, members: readonly string[], settings: Partial<QueueSettings> = {}): this {
    this.server({
      type: 'command',
      command: {
        name: 'queue.create',
        input: { queueId: queueId(name), name, language: 'en', settings: settingsOf(members, settings) },
      },
    });
    this.server({
      type: 'command',
      command: {
        name: 'channel.create',
        input: {
          channelId: channelId(name),
          name,
          queueId: queueId(name),
          kind: 'liveChat',
          settings: defaultLiveChatSettings,
        },
      },
    });
    return this;
  }

  saveQueue(name: string, members: readonly string[], settings: Partial<QueueSettings>): readonly Event[] {
    const { version } = this.state.queues.get(queueId(name)) ?? { version: 1 };
    return this.server({
      type: 'command',
      command: {
        name: 'queue.save',
        input: { queueId: queueId(name), version, name, language: 'en', settings: settingsOf(members, settings) },
      },
    });
  }

  // Customers

  customer(name: string, channel = 'sales'): Actor {
    return { kind: 'customer', customerId: customerId(name), channelId: channelId(channel) };
  }

  writes(
    name: string,
    text = 'hello',
    { channel = 'sales', id }: { channel?: string; id?: string } = {},
  ): readonly Event[] {
    return this.do(this.customer(name, channel), {
      type: 'customer.wrote',
      messageId: messageId(id ?? this.newId()),
      text,
      attachments: [],
      customerName: name,
    });
  }

  // Looking

  interactionOf(customer: string, channel = 'sales'): InteractionRecord {
    const id = this.state.conversations.get(`${customer} ${channel}`);
    const interaction = id && this.state.interactions.get(id);
    if (!interaction) throw new Error(`${customer} has no interaction`);
    return interaction;
  }

  idOf(customer: string, channel = 'sales'): InteractionId {
    return this.interactionOf(customer, channel).id;
  }

  /** Agents it rings at, in the order of the offers. */
  ringsAt(customer: string, channel = 'sales'): readonly string[] {
    return [...this.interactionOf(customer, channel).offers.values()].map((offer) => offer.agentId);
  }

  offerTo(agent: string, customer: string, channel = 'sales'): OfferRecord {
    const offer = [...this.interactionOf(customer, channel).offers.values()].find(
      (candidate) => candidate.agentId === agent,
    );
    if (!offer) throw new Error(`${customer} does not ring at ${agent}`);
    return offer;
  }

  accepts(agent: string, customer: string, channel = 'sales'): readonly Event[] {
    return this.command(agent, 'offer.accept', { offerId: this.offerTo(agent, customer, channel).id });
  }

  declines(agent: string, customer: string, channel = 'sales'): readonly Event[] {
    return this.command(agent, 'offer.decline', { offerId: this.offerTo(agent, customer, channel).id });
  }

  replies(agent: string, customer: string, text = 'hi', channel = 'sales'): readonly Event[] {
    return this.command(agent, 'message.post', {
      interactionId: this.idOf(customer, channel),
      messageId: messageId(this.newId()),
      kind: 'reply',
      text,
      mentions: [],
      attachmentIds: [],
    });
  }
}

export function settingsOf(members: readonly string[], settings: Partial<QueueSettings>): QueueSettings {
  return {
    ...defaultQueueSettings,
    members: members.map((name) => ({ kind: 'agent', agentId: agentId(name) })),
    ...settings,
  };
}

/** Greets with four choices; two misses and five minutes of silence lead to a person. Needs the queue `care`. */
export function menuBot(): BotSettings {
  return {
    kind: 'menu',
    menus: [
      {
        id: 'start',
        text: 'How can we help?',
        choices: [
          { label: 'Prices', answer: 'Gladly.', then: { kind: 'menu', menuId: 'prices' } },
          { label: 'Return', answer: 'Send it back within 30 days.', then: { kind: 'end' } },
          { label: 'Person', answer: '', then: { kind: 'person' } },
          { label: 'Care', answer: 'One moment.', then: { kind: 'queue', queueId: queueId('care') } },
        ],
      },
      {
        id: 'prices',
        text: 'Which?',
        choices: [
          { label: 'Small', answer: '10 euros.', then: { kind: 'end' } },
          { label: 'Large', answer: '20 euros.', then: { kind: 'end' } },
        ],
      },
    ],
    notUnderstood: 'Please choose.',
    misses: 2,
    idleMinutes: 5,
  };
}

export function httpBot(): BotSettings {
  return { kind: 'http', url: 'https://bot.example.test/answer', timeoutSeconds: 10, idleMinutes: 5 };
}

export function commandOf<N extends CommandName>(name: N, input: CommandInput<N>): Input {
  return { type: 'command', command: { name, input } as AnyCommand };
}

/** Types of events, for short comparisons. */
export function typesOf(events: readonly Event[]): EventType[] {
  return events.map(({ type }) => type);
}
