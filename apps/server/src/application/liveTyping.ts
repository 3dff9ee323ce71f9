import type { AgentId, ChannelId, CustomerId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Typing } from '@ringdesk/shared/protocol/socket.ts';

import { conversationOf } from '../domain/visitorViews.ts';
import { interactionView } from '../domain/interactionView.ts';
import type { InteractionRecord } from '../domain/records.ts';
import { maskCardNumbers } from './cardNumbers.ts';
import type { DeskEngine } from './deskEngine.ts';

/** Longer keystroke states are cut: the ghost bubble shows no more, and nobody can flood an agent with them. */
const MAX_CHARACTERS = 2_000;
/** At most ten a second from each page or desk; the last one is always delivered. */
const PERIOD_MS = 100;

/** Runs `run` after `ms`; answers how to cancel it. */
export type Delay = (run: () => void, ms: number) => () => void;

/**
 * Live typing [42], the road past the engine: nothing here is stored, journalled or logged. What is passed on goes only to
 * the owner of the conversation and those it rings at, with card numbers masked before it leaves the server.
 */
export interface LiveTyping {
  fromCustomer(customerId: CustomerId, channelId: ChannelId, text: string): void;
  /** Tells the customer that the owner types; from anybody else it is dropped. */
  fromAgent(agentId: AgentId, interactionId: InteractionId, typing: boolean): void;
  toAgents(deliver: (agentId: AgentId, typing: Typing) => void): void;
  toCustomers(deliver: (customerId: CustomerId, channelId: ChannelId, typing: boolean) => void): void;
}

export function createLiveTyping(engine: DeskEngine): LiveTyping {
  let tellAgent: (agentId: AgentId, typing: Typing) => void = () => undefined;
  let tellCustomer: (customerId: CustomerId, channelId: ChannelId, typing: boolean) => void = () => undefined;

  return {
    fromCustomer(customerId, channelId, text) {
      const heard = engine.read((state) => {
        const id = conversationOf(state, customerId, channelId);
        const interaction = id === undefined ? undefined : state.interactions.get(id);
        if (interaction === undefined) return undefined;
        // What a blocked sender writes is refused, so it is not shown while it is written either.
        if (text !== '' && state.blocked.has(customerId)) return undefined;
        const agentIds = audienceOf(interaction);
        const channel = state.channels.get(channelId);
        const shown = channel?.kind === 'liveChat' && channel.settings.liveTyping;
        return { id: interaction.id, agentIds, shown };
      });
      if (heard === undefined || heard.agentIds.length === 0) return;
      // No character is longer than two units: what is short enough in units is never taken apart.
      const cut = text.length <= MAX_CHARACTERS ? text : [...text].slice(0, MAX_CHARACTERS).join('');
      const typing: Typing = { interactionId: heard.id, typing: cut !== '' };
      const told = heard.shown ? { ...typing, text: maskCardNumbers(cut) } : typing;
      for (const agentId of heard.agentIds) tellAgent(agentId, told);
    },
    fromAgent(agentId, interactionId, typing) {
      const interaction = engine.read((state) => interactionView(state, interactionId));
      if (interaction?.state !== 'active' || interaction.ownerId !== agentId) return;
      tellCustomer(interaction.customer.id, interaction.channelId, typing);
    },
    toAgents(deliver) {
      tellAgent = deliver;
    },
    toCustomers(deliver) {
      tellCustomer = deliver;
    },
  };
}

/** Whom keystrokes are shown to: the owner, or those it rings at. Read from the record: a whole view costs ten times this. */
function audienceOf({ state, ownerId, offers }: InteractionRecord): readonly AgentId[] {
  if (state === 'offered') return [...offers.values()].map(({ agentId }) => agentId);
  return state === 'active' && ownerId !== undefined ? [ownerId] : [];
}

/**
 * Lets one call through per period and keeps the trailing edge: the last value is delivered when the period is over. Time is
 * any clock that only grows.
 */
export class TrailingThrottle<T> {
  readonly #deliver: (value: T) => void;
  readonly #delay: Delay;
  readonly #monotonic: () => number;
  #openAt = 0;
  #waiting: { value: T } | undefined;
  #cancel: (() => void) | undefined;

  constructor(deliver: (value: T) => void, delay: Delay, monotonic: () => number) {
    this.#deliver = deliver;
    this.#delay = delay;
    this.#monotonic = monotonic;
  }

  push(value: T): void {
    const now = this.#monotonic();
    if (this.#cancel !== undefined) {
      this.#waiting = { value };
    } else if (now >= this.#openAt) {
      this.#openAt = now + PERIOD_MS;
      this.#deliver(value);
    } else {
      this.#waiting = { value };
      this.#cancel = this.#delay(() => this.#open(), this.#openAt - now);
    }
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#waiting = undefined;
  }

  #open(): void {
    this.#cancel = undefined;
    this.#openAt = this.#monotonic() + PERIOD_MS;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting !== undefined) this.#deliver(waiting.value);
  }
}
