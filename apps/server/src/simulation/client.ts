import type { CommandInput, CommandName } from '@ringdesk/shared/protocol/commands.ts';
import type { QueryInput, QueryName, QueryReply } from '@ringdesk/shared/protocol/queries.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import {
  AGENT_NAMESPACE,
  type AgentToServer,
  PROTOCOL_VERSION,
  type Reply,
  type ServerToAgent,
  type Welcome,
} from '@ringdesk/shared/protocol/socket.ts';
import {
  type ServerToVisitor,
  VISITOR_NAMESPACE,
  type VisitorCommandName,
  type VisitorToServer,
  type VisitorWelcome,
} from '@ringdesk/shared/protocol/visitor.ts';
import { io, type ManagerOptions, type Socket } from 'socket.io-client';

import type { Figures } from './figures.ts';
import { Plans, type Delay } from './timers.ts';

export interface ClientParts {
  /** Origin of the server, without a slash at the end. */
  readonly url: string;
  readonly newId: () => string;
  readonly delay: Delay;
  readonly figures: Figures;
}

/** A server that refused for now is asked again after this long, if it did not say when. */
const RETRY_MS = 2_000;
const unavailable: Refusal = { code: 'unavailable' };

/** What one Socket.IO connection of a simulated person has in common, whichever side they are on. */
abstract class Client<W> {
  readonly parts: ClientParts;
  protected readonly plans: Plans;
  closed = false;
  protected abstract readonly socket: Pick<Socket, 'connected' | 'connect' | 'close' | 'emit'>;

  constructor(parts: ClientParts) {
    this.parts = parts;
    this.plans = new Plans(parts.delay);
  }

  /** Sends when there is a connection; otherwise the answer is `unavailable` (nothing is buffered). */
  protected emit<T>(event: string, ...args: readonly unknown[]): Promise<Reply<T>> {
    if (!this.socket.connected || this.closed) return Promise.resolve({ ok: false, error: unavailable });
    return new Promise((resolve) => this.socket.emit(event, ...args, resolve));
  }

  /** The same command, under the same id, until the server stops asking to slow down. */
  protected async insist<T>(send: () => Promise<Reply<T>>): Promise<Reply<T>> {
    const sentAt = this.parts.figures.now();
    let reply = await send();
    while (!reply.ok && reply.error.code === 'slowDown' && !this.closed) {
      const { retryAfterMs } = reply.error;
      await new Promise<void>((resolve) => this.parts.delay(resolve, retryAfterMs));
      reply = await send();
    }
    this.parts.figures.answered(sentAt, reply);
    return reply;
  }

  /** Says hello at each connection; a refused connection is tried again, since nobody else would. */
  protected listen(
    socket: Pick<Socket, 'on' | 'connect'>,
    hello: () => Promise<Reply<W>>,
    welcome: (welcome: W) => void,
    turnedAway: () => void,
  ): void {
    const greet = async (): Promise<void> => {
      const reply = await hello();
      if (this.closed) return;
      if (reply.ok) welcome(reply.value);
      else if (reply.error.code === 'slowDown') this.plans.set('hello', reply.error.retryAfterMs, () => void greet());
    };
    const again = (ms: number): void => this.plans.set('connect', ms, () => socket.connect());
    socket.on('connect', () => void greet());
    socket.on('connect_error', (error: Error & { data?: Refusal }) => {
      if (error.data === undefined) return;
      const { data } = error;
      if (data.code === 'slowDown') again(data.retryAfterMs);
      else if (data.code === 'unavailable') again(RETRY_MS);
      else turnedAway();
    });
    socket.on('disconnect', (reason: string) => {
      if (reason === 'io server disconnect' && !this.closed) again(RETRY_MS);
    });
  }

  close(): void {
    this.closed = true;
    this.plans.dropAll();
    this.socket.close();
  }
}

const socketOptions: Partial<ManagerOptions> & { readonly autoConnect: boolean } = {
  transports: ['websocket'],
  forceNew: true,
  autoConnect: false,
};

/** An agent's desk on the real protocol. */
export class DeskClient extends Client<Welcome> {
  protected readonly socket: Socket<ServerToAgent, AgentToServer>;

  constructor(
    parts: ClientParts,
    token: string,
    on: {
      readonly welcome: (welcome: Welcome) => void;
      readonly update: ServerToAgent['update'];
      /** Refused for good, as when the session has ended: this desk will not connect again. */
      readonly turnedAway: () => void;
    },
  ) {
    super(parts);
    this.socket = io(`${parts.url}${AGENT_NAMESPACE}`, {
      ...socketOptions,
      auth: { protocol: PROTOCOL_VERSION, token },
    });
    this.listen(this.socket as unknown as Socket, () => this.emit('hello'), on.welcome, on.turnedAway);
    this.socket.on('update', on.update);
    this.socket.connect();
  }

  command<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Reply> {
    const id = this.parts.newId();
    return this.insist(() => this.emit('command', { id, name, input }));
  }

  query<N extends QueryName>(name: N, input: QueryInput<N>): Promise<Reply<QueryReply<N>>> {
    return this.insist(() => this.emit('query', { name, input }));
  }

  type(interactionId: Parameters<AgentToServer['typing']>[0]['interactionId'], typing: boolean): void {
    if (this.socket.connected) this.socket.volatile.emit('typing', { interactionId, typing });
  }

  /** A new snapshot, as a desk asks for one after a gap. */
  resync(): void {
    this.socket.disconnect().connect();
  }
}

export interface Page {
  readonly channelId: string;
  readonly pageUrl: string;
  readonly languages: readonly string[];
}

/** A page with the widget on the real protocol. Keeps its token, so that it is the same visitor after a reconnection. */
export class WidgetClient extends Client<VisitorWelcome> {
  protected readonly socket: Socket<ServerToVisitor, VisitorToServer>;

  constructor(
    parts: ClientParts,
    page: Page,
    on: {
      readonly welcome: (welcome: VisitorWelcome) => void;
      readonly update: ServerToVisitor['update'];
      /** The channel does not take this page (any more). */
      readonly turnedAway: () => void;
    },
  ) {
    super(parts);
    let token: string | undefined;
    this.socket = io(`${parts.url}${VISITOR_NAMESPACE}`, {
      ...socketOptions,
      auth: (give) => give({ protocol: PROTOCOL_VERSION, ...page, ...(token === undefined ? {} : { token }) }),
    });
    this.listen(
      this.socket as unknown as Socket,
      () => this.emit('hello'),
      (welcome: VisitorWelcome) => {
        ({ token } = welcome);
        on.welcome(welcome);
      },
      on.turnedAway,
    );
    this.socket.on('update', on.update);
    this.socket.connect();
  }

  command(name: VisitorCommandName, input: unknown): Promise<Reply> {
    const id = this.parts.newId();
    return this.insist(() => this.emit('command', { id, name, input }));
  }

  type(text: string): void {
    if (this.socket.connected) this.socket.volatile.emit('typing', { text });
  }
}
