import type { AgentId, CommandId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { CommandInput, CommandName, CommandReply } from '@ringdesk/shared/protocol/commands.ts';
import { queries, type QueryInput, type QueryName, type QueryReply } from '@ringdesk/shared/protocol/queries.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { Bye, type Composing, Storage, UpdateBatch, Welcome } from '@ringdesk/shared/protocol/socket.ts';
import { refuse, type Result } from '@ringdesk/shared/result.ts';

import { serverWrote, setServerClock } from '../workspace/clock.ts';
import { type Link, workspace } from '../workspace/workspace.ts';
import { workspaceWriter } from '../workspace/workspaceWriter.ts';
import { pauseAfterRestart, pauseBeforeAttempt } from './backOff.ts';
import { ColleaguesComposing } from './colleaguesComposing.ts';
import type { Connection } from './connection.ts';
import { CustomersTyping } from './customersTyping.ts';
import type { DeskSocket, DeskSocketEvents, OpenDeskSocket } from './deskSocket.ts';
import { Outbox } from './outbox.ts';
import type { OutboxRows } from './outboxRows.ts';
import { isUnreadable, readReply } from './readReply.ts';

export interface ConnectionPorts {
  readonly open: OpenDeskSocket;
  readonly rows: OutboxRows;
  /** A clock of this device that does not jump, in milliseconds. */
  readonly steadyNow: () => number;
  /** The server's time. */
  readonly now: () => Instant;
  readonly newId: () => CommandId;
  /** 0 up to 1. */
  readonly chance: () => number;
  readonly after: (ms: number, act: () => void) => () => void;
  /** The mirror is new and current; `first` for this account since the page was loaded. */
  readonly inSync: (me: AgentId, first: boolean) => void;
}

const HELLO_MS = 10_000;
const PROBE_MS = 4_000;
const ASK_MS = 10_000;
/** These go to somebody outside: how that ends is the server's to say, which waits up to half a minute for it. */
const asksOutside: ReadonlySet<QueryName> = new Set(['mail.test', 'bot.test', 'trunk.test', 'channel.setToken']);
const ASK_OUTSIDE_MS = 45_000;

/** The line of a desk; it is not opened before {@link Connection.start}. */
export function createConnection(ports: ConnectionPorts): Connection {
  return new DeskConnection(ports);
}

class DeskConnection implements Connection {
  readonly #ports: ConnectionPorts;
  readonly #outbox: Outbox;
  readonly #customers: CustomersTyping;
  readonly #colleagues: ColleaguesComposing;
  #socket: DeskSocket | undefined;
  #seq = 0;
  #attempt = 0;
  #account: AgentId | undefined;
  /** A hello is on its way; its number, so that an answer to an earlier one is not taken for it. */
  #hello = 0;
  #greeting = false;
  #cancelRetry: () => void = () => undefined;
  #cancelHello: () => void = () => undefined;
  #farewell: Link['reason'] | undefined;
  /** Gives up a question that can no longer be answered: its socket is gone. */
  readonly #unanswered = new Set<() => void>();

  constructor(ports: ConnectionPorts) {
    this.#ports = ports;
    this.#customers = new CustomersTyping(ports.after, ports.now);
    this.#colleagues = new ColleaguesComposing(ports.after);
    this.#outbox = new Outbox({
      rows: ports.rows,
      pipe: () => this.#livePipe(),
      now: ports.now,
      newId: ports.newId,
      after: ports.after,
      suspect: () => this.#drop('network'),
      signedOut: () => this.#end('signedOut'),
    });
  }

  start(): void {
    this.#attempt = 0;
    this.#setLink({ phase: 'connecting' });
    this.#connect();
  }

  stop(): void {
    this.#hangUp();
    this.#outbox.clear();
    this.#account = undefined;
  }

  retryNow(): void {
    if (workspace.getState().link.phase !== 'lost' || this.#socket?.connected === true) return;
    this.#cancelRetry();
    this.#connect();
  }

  check(): void {
    if (workspace.getState().link.phase === 'live') this.#sayHello(PROBE_MS);
    else this.retryNow();
  }

  sendCommand<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Result<CommandReply<N>, Refusal>> {
    return this.#outbox.send(name, input);
  }

  ask<N extends QueryName>(name: N, input: QueryInput<N>): Promise<Result<QueryReply<N>, Refusal>> {
    const pipe = this.#socket?.connected === true ? this.#socket : undefined;
    if (pipe === undefined) return Promise.resolve(refuse({ code: 'unavailable' }));
    return new Promise((resolve) => {
      const giveUp = (): void => {
        cancel();
        this.#unanswered.delete(giveUp);
        resolve(refuse({ code: 'unavailable' }));
      };
      const cancel = this.#ports.after(asksOutside.has(name) ? ASK_OUTSIDE_MS : ASK_MS, giveUp);
      this.#unanswered.add(giveUp);
      pipe.query({ name, input }, (raw) => {
        cancel();
        this.#unanswered.delete(giveUp);
        // Read with the schema of this very query.
        const reply = readReply(raw, queries[name].reply) as Result<QueryReply<N>, Refusal>;
        if (!reply.ok && reply.error.code === 'signedOut') this.#end('signedOut');
        resolve(reply);
      });
    });
  }

  signalTyping(interactionId: InteractionId, typing: boolean): void {
    this.#livePipe()?.typing({ interactionId, typing });
  }

  signalComposing(interactionId: InteractionId, kind: Composing['kind']): void {
    this.#livePipe()?.composing({ interactionId, kind });
  }

  signalActivity(idleSeconds: number): boolean {
    const pipe = this.#livePipe();
    pipe?.activity({ idleSeconds });
    return pipe !== undefined;
  }

  retryMessage(commandId: CommandId): void {
    this.#outbox.retry(commandId);
  }

  discardMessage(commandId: CommandId): void {
    this.#outbox.discard(commandId);
  }

  #livePipe(): DeskSocket | undefined {
    return workspace.getState().link.phase === 'live' && this.#socket?.connected === true ? this.#socket : undefined;
  }

  #connect(): void {
    this.#hangUp();
    this.#attempt += 1;
    this.#outbox.giveUpOld();
    const socket: DeskSocket = this.#ports.open(this.#eventsOf(() => this.#socket === socket));
    this.#socket = socket;
    socket.connect();
  }

  /** A socket that was replaced may still speak; nobody listens to it. */
  #eventsOf(current: () => boolean): DeskSocketEvents {
    return {
      connected: () => void (current() && this.#sayHello(HELLO_MS)),
      disconnected: () => void (current() && this.#lost(this.#farewell ?? 'network')),
      refused: (code) => void (current() && this.#refused(code)),
      update: (raw) => void (current() && this.#update(raw)),
      typing: (raw) => void (current() && this.#customers.heard(raw)),
      composing: (raw) => void (current() && this.#colleagues.heard(raw)),
      storage: (raw) => void (current() && this.#storage(raw)),
      bye: (raw) => void (current() && this.#bye(raw)),
    };
  }

  #sayHello(withinMs: number): void {
    if (this.#greeting || this.#socket === undefined) return;
    this.#greeting = true;
    this.#hello += 1;
    const number = this.#hello;
    const sentAt = this.#ports.steadyNow();
    this.#cancelHello = this.#ports.after(withinMs, () => this.#drop('network'));
    this.#socket.hello((raw) => {
      if (number !== this.#hello || !this.#greeting) return;
      this.#greeting = false;
      this.#cancelHello();
      const reply = readReply(raw, Welcome);
      if (reply.ok) this.#welcome(reply.value, sentAt);
      // The server was brought up to date under a page that is not: no later attempt would read more of it.
      else if (isUnreadable(reply.error)) this.#end('wrongVersion');
      else this.#refused(reply.error.code);
    });
  }

  #welcome(welcome: Welcome, sentAt: number): void {
    // The server read its clock about half way between our question and its answer.
    setServerClock(welcome.serverNow - (sentAt + this.#ports.steadyNow()) / 2);
    const { me } = welcome.snapshot;
    if (this.#account !== undefined && this.#account !== me) this.#outbox.clear();
    const first = this.#account !== me;
    this.#account = me;
    this.#seq = welcome.seq;
    this.#attempt = 0;
    this.#farewell = undefined;
    workspaceWriter.welcome(welcome.snapshot);
    workspaceWriter.serverFull(welcome.readOnly === true);
    this.#setLink({ phase: 'live' });
    void this.#outbox.resume(me);
    this.#ports.inSync(me, first);
  }

  #update(raw: unknown): void {
    const batch = UpdateBatch.safeParse(raw);
    if (!batch.success) return this.#resync();
    const { seq, updates } = batch.data;
    if (seq <= this.#seq || this.#greeting) return;
    if (seq !== this.#seq + 1) return this.#resync();
    this.#seq = seq;
    for (const update of updates) {
      if (update.kind === 'transcript.line') serverWrote(update.line.at);
      if (update.kind === 'notice.put') serverWrote(update.notice.at);
    }
    workspaceWriter.apply(updates, this.#ports.now());
    if (updates.some((update) => update.kind === 'resync')) this.#resync();
  }

  /** What came until the new snapshot is in it already: the pipe keeps the order. */
  #resync(): void {
    if (this.#greeting) return;
    this.#setLink({ phase: 'lost', reason: 'resync' });
    this.#outbox.pause();
    this.#sayHello(HELLO_MS);
  }

  #storage(raw: unknown): void {
    const storage = Storage.safeParse(raw);
    if (storage.success) workspaceWriter.serverFull(storage.data.readOnly);
  }

  #bye(raw: unknown): void {
    const bye = Bye.safeParse(raw);
    if (!bye.success) return;
    if (bye.data.reason === 'signedOut' || bye.data.reason === 'wrongVersion') return this.#end(bye.data.reason);
    this.#farewell = bye.data.reason;
  }

  #refused(code: string | undefined): void {
    if (code === 'signedOut' || code === 'wrongVersion') return this.#end(code);
    this.#drop('network');
  }

  /** No way on without the person: sign in again, or a newer version. What waits on this device stays there. */
  #end(phase: 'signedOut' | 'wrongVersion'): void {
    this.#hangUp();
    this.#outbox.pause();
    this.#setLink({ phase });
  }

  #drop(reason: NonNullable<Link['reason']>): void {
    this.#socket?.close();
    this.#lost(this.#farewell ?? reason);
  }

  #lost(reason: NonNullable<Link['reason']>): void {
    this.#hangUp();
    this.#outbox.pause();
    const chance = this.#ports.chance();
    const pause =
      reason === 'restarting' && this.#attempt === 0
        ? pauseAfterRestart(chance)
        : pauseBeforeAttempt(this.#attempt, chance);
    this.#farewell = undefined;
    this.#setLink({ phase: 'lost', reason, retryAt: this.#ports.now() + pause });
    this.#cancelRetry = this.#ports.after(pause, () => this.#connect());
  }

  #hangUp(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#greeting = false;
    this.#cancelHello();
    this.#cancelRetry();
    this.#customers.clear();
    this.#colleagues.clear();
    socket?.close();
    for (const giveUp of this.#unanswered) giveUp();
  }

  /** `since` stays where it was while the line has been away the whole time: "Not connected for 00:12" goes on counting. */
  #setLink(link: Omit<Link, 'since'>): void {
    const before = workspace.getState().link;
    const goesOn = before.phase === link.phase;
    workspaceWriter.link({ ...link, since: goesOn ? before.since : this.#ports.now() });
  }
}
