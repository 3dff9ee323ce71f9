import type { Reply } from '@ringdesk/shared/protocol/socket.ts';

import type { AgentClient, VisitorClient } from '../../apps/server/src/transport/testing/clients.ts';
import { newId } from '../e2e/stage/newId.ts';

/** Where clients connect; changes when the server starts anew. */
export interface Line {
  /** Resolves with an address as soon as there is a server to try, at once when there is one. */
  readonly up: () => Promise<string>;
  /** This address did not answer: the next `up` waits for another life of the server. */
  readonly lost: (url: string) => void;
}

/** Refusals that promise nothing was done: the client keeps its command and sends it again on the next life. */
const AGAIN: ReadonlySet<string> = new Set(['unavailable', 'storageFull', 'internal']);

/**
 * A client as ours are: one command at a time under an id of its own, sent again with the same id over every new
 * connection until there is an answer.
 */
export class PatientClient<C extends AgentClient | VisitorClient> {
  readonly name: string;
  readonly #line: Line;
  readonly #connect: (url: string) => Promise<C>;
  readonly #onConnected: (client: C) => void;
  #live: Promise<C> | undefined;
  #busy: Promise<unknown> = Promise.resolve();
  #resent = 0;

  constructor(name: string, line: Line, connect: (url: string) => Promise<C>, onConnected: (client: C) => void) {
    this.name = name;
    this.#line = line;
    this.#connect = connect;
    this.#onConnected = onConnected;
  }

  /** Commands that were sent more than once. */
  get resent(): number {
    return this.#resent;
  }

  /** The connection of now, or the next one. */
  live(): Promise<C> {
    return (this.#live ??= this.#open());
  }

  /** Answers with the final reply, after those of this client's earlier commands. */
  send(name: string, input: object): Promise<Reply> {
    const sending = this.#busy.then(() => this.#sendUntilAnswered(newId(), name, input));
    this.#busy = sending;
    return sending;
  }

  /** Resolves when everything that was sent has its answer. */
  idle(): Promise<unknown> {
    return this.#busy;
  }

  async close(): Promise<void> {
    (await this.live()).close();
  }

  async #open(): Promise<C> {
    for (;;) {
      const url = await this.#line.up();
      try {
        const client = await this.#connect(url);
        void client.closed.then(() => (this.#live = undefined));
        this.#onConnected(client);
        return client;
      } catch {
        // The server died on the way in; its next life has its own chance.
        this.#line.lost(url);
      }
    }
  }

  async #sendUntilAnswered(id: string, name: string, input: object): Promise<Reply> {
    for (let tries = 1; ; tries += 1) {
      const client = await this.live();
      if (tries === 2) this.#resent += 1;
      const reply = await Promise.race([
        (client.command as (name: string, input: object, id: string) => Promise<Reply>).call(client, name, input, id),
        client.closed,
      ]);
      if (typeof reply !== 'string' && (reply.ok || !AGAIN.has(reply.error.code))) return reply;
    }
  }
}
