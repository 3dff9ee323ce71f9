import type { CommandInput, CommandName, CommandReply } from '@ringdesk/shared/protocol/commands.ts';
import type { QueryName, QueryReply } from '@ringdesk/shared/protocol/queries.ts';
import type { Bye, ColleagueComposing, Reply, Typing, UpdateBatch, Welcome } from '@ringdesk/shared/protocol/socket.ts';
import type { Update } from '@ringdesk/shared/protocol/updates.ts';
import type { VisitorUpdate, VisitorUpdateBatch, VisitorWelcome } from '@ringdesk/shared/protocol/visitor.ts';
import { io, type Socket } from 'socket.io-client';
import { v7 } from 'uuid';

/** What arrived so far, and a way to wait for what will. Nothing polls and nothing sleeps. */
class Inbox<T> {
  readonly all: T[] = [];
  readonly #waiting = new Set<() => void>();

  push(item: T): void {
    this.all.push(item);
    for (const check of this.#waiting) check();
  }

  /** The first item, from position `from` on, that fits. The test's own time limit ends a wait in vain. */
  find<U extends T>(fits: (item: T) => item is U, from?: number): Promise<U>;
  find(fits: (item: T) => boolean, from?: number): Promise<T>;
  find(fits: (item: T) => boolean, from = 0): Promise<T> {
    return new Promise((resolve) => {
      const check = (): void => {
        const found = this.all.slice(from).find(fits);
        if (found === undefined) return;
        this.#waiting.delete(check);
        resolve(found);
      };
      this.#waiting.add(check);
      check();
    });
  }
}

abstract class Client {
  readonly socket: Socket;
  readonly byes = new Inbox<Bye['reason'] | 'channelOff'>();
  readonly closed: Promise<string>;

  constructor(url: string, auth: object, headers: Readonly<Record<string, string>>) {
    this.socket = io(url, {
      auth: { ...auth },
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      extraHeaders: { ...headers },
    });
    this.socket.on('bye', (bye: { reason: Bye['reason'] }) => this.byes.push(bye.reason));
    this.closed = new Promise((resolve) => this.socket.once('disconnect', resolve));
  }

  /** Rejects with the server's refusal. */
  connected(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.socket.once('connect', resolve);
      this.socket.once('connect_error', (error: Error & { data?: unknown }) =>
        reject(Object.assign(new Error(error.message), { refusal: error.data })),
      );
    });
  }

  /** The refusal with which the connection was not let in. */
  refused(): Promise<unknown> {
    return this.connected().then(
      () => {
        throw new Error('It was let in.');
      },
      (error: { refusal?: unknown }) => error.refusal,
    );
  }

  emit<T = unknown>(event: string, ...args: readonly unknown[]): Promise<Reply<T>> {
    return new Promise((resolve) => this.socket.emit(event, ...args, resolve));
  }

  close(): void {
    this.socket.close();
  }
}

export class AgentClient extends Client {
  readonly batches: UpdateBatch[] = [];
  readonly updates = new Inbox<Update>();
  readonly typing = new Inbox<Typing>();
  readonly composing = new Inbox<ColleagueComposing>();
  welcome: Welcome | undefined;

  constructor(url: string, auth: object, headers: Readonly<Record<string, string>>) {
    super(url, auth, headers);
    this.socket.on('update', (batch: UpdateBatch) => {
      this.batches.push(batch);
      for (const update of batch.updates) this.updates.push(update);
    });
    this.socket.on('typing', (typing: Typing) => this.typing.push(typing));
    this.socket.on('composing', (composing: ColleagueComposing) => this.composing.push(composing));
  }

  async hello(): Promise<Welcome> {
    const reply = await this.emit<Welcome>('hello');
    if (!reply.ok) throw new Error(`hello: ${reply.error.code}`);
    this.welcome = reply.value;
    return reply.value;
  }

  command<N extends CommandName>(name: N, input: CommandInput<N>, id: string = v7()): Promise<Reply<CommandReply<N>>> {
    return this.emit('command', { id, name, input });
  }

  /** A command that is expected to succeed. */
  async must<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandReply<N>> {
    const reply = await this.command(name, input);
    if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`);
    return reply.value;
  }

  query<N extends QueryName>(name: N, input: unknown): Promise<Reply<QueryReply<N>>> {
    return this.emit('query', { name, input });
  }

  async ask<N extends QueryName>(name: N, input: unknown): Promise<QueryReply<N>> {
    const reply = await this.query(name, input);
    if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`);
    return reply.value;
  }

  update<K extends Update['kind']>(
    kind: K,
    fits: (update: Extract<Update, { kind: K }>) => boolean = () => true,
    from = 0,
  ) {
    const matches = (update: Update): update is Extract<Update, { kind: K }> =>
      update.kind === kind && fits(update as Extract<Update, { kind: K }>);
    return this.updates.find(matches, from);
  }
}

export class VisitorClient extends Client {
  readonly batches: VisitorUpdateBatch[] = [];
  readonly updates = new Inbox<VisitorUpdate>();
  readonly typing = new Inbox<{ typing: boolean }>();
  welcome: VisitorWelcome | undefined;

  constructor(url: string, auth: object, headers: Readonly<Record<string, string>>) {
    super(url, auth, headers);
    this.socket.on('update', (batch: VisitorUpdateBatch) => {
      this.batches.push(batch);
      for (const update of batch.updates) this.updates.push(update);
    });
    this.socket.on('typing', (typing: { typing: boolean }) => this.typing.push(typing));
  }

  async hello(): Promise<VisitorWelcome> {
    const reply = await this.emit<VisitorWelcome>('hello');
    if (!reply.ok) throw new Error(`hello: ${reply.error.code}`);
    this.welcome = reply.value;
    return reply.value;
  }

  command(name: string, input: unknown, id: string = v7()): Promise<Reply> {
    return this.emit('command', { id, name, input });
  }

  write(text: string, messageId: string = v7(), attachmentIds: readonly string[] = []): Promise<Reply> {
    return this.command('message.post', { messageId, text, attachmentIds });
  }

  update<K extends VisitorUpdate['kind']>(
    kind: K,
    fits: (update: Extract<VisitorUpdate, { kind: K }>) => boolean = () => true,
    from = 0,
  ) {
    const matches = (update: VisitorUpdate): update is Extract<VisitorUpdate, { kind: K }> =>
      update.kind === kind && fits(update as Extract<VisitorUpdate, { kind: K }>);
    return this.updates.find(matches, from);
  }
}
