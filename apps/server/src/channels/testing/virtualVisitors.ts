import { EventEmitter } from 'node:events';
import { defaultLiveChatSettings } from '@ringdesk/shared/model/channel.ts';
import type { ChannelId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { defaultQueueSettings } from '@ringdesk/shared/model/queue.ts';
import { PROTOCOL_VERSION } from '@ringdesk/shared/protocol/socket.ts';
import type { Server } from 'socket.io';

import { createCustomerDoor } from '../../application/customerDoor.ts';
import { createEngine } from '../../application/engine.ts';
import { deskRules, eventTypes } from '../../application/engineRules.ts';
import { createFileLinks } from '../../application/fileLinks.ts';
import { HelloSlices } from '../../application/helloSlices.ts';
import { createLiveTyping } from '../../application/liveTyping.ts';
import { createAddressReader } from '../../application/network.ts';
import { createOriginCheck } from '../../application/origins.ts';
import { newSigningKey } from '../../application/secrets.ts';
import { HandAlarm, silentLog } from '../../application/testing/tinyEngine.ts';
import { createVisitorFeed } from '../../application/visitorFeed.ts';
import { createVisitorTokens } from '../../application/visitorTokens.ts';
import type { Event } from '../../domain/events.ts';
import { openTestStore } from '../../storage/testing/testStore.ts';
import { liveChat } from '../liveChat.ts';
import { createAdmission, type VisitorLimits } from '../liveChatAdmission.ts';
import { createVisitorCommands } from '../liveChatCommands.ts';
import { createVisitorPresence } from '../liveChatPresence.ts';

/** What the one thread of the server spends, in milliseconds; the proportions were measured, the machine is nobody's. */
const COST = {
  /** A frame is read and its JSON parsed, before anybody judges it. */
  frame: 0.02,
  frameKb: 0.01,
  /** A socket is opened. */
  socket: 0.2,
  /** A command that is let in, and the commit of all that came in the same turn. */
  command: 0.1,
  commit: 0.4,
} as const;

const START = 1_795_424_400_000;
const site = 'site' as ChannelId;

type Listener = (...values: unknown[]) => void;

/** The server's side of a connection, as the door sees it; what it is made of is not there. */
class VirtualSocket {
  readonly id: string;
  readonly data = {};
  readonly conn = Object.assign(new EventEmitter(), {
    transport: { name: 'websocket' },
    writeBuffer: [],
    write: () => undefined,
  });
  readonly request = { socket: { destroy: () => undefined } };
  readonly volatile = { emit: () => undefined };
  readonly handshake: { readonly auth: object; readonly address: string; readonly headers: object };
  connected = true;
  readonly #listeners = new Map<string, Listener>();
  readonly #guards: ((packet: readonly unknown[], next: () => void) => void)[] = [];

  constructor(id: string, address: string) {
    this.id = id;
    this.handshake = {
      address,
      headers: { host: 'desk.example' },
      auth: { protocol: PROTOCOL_VERSION, channelId: site, languages: ['en'], pageUrl: 'https://shop.example/' },
    };
  }

  on(event: string, listener: Listener): void {
    this.#listeners.set(event, listener);
  }
  use(guard: (packet: readonly unknown[], next: () => void) => void): void {
    this.#guards.push(guard);
  }
  emit(): void {}
  disconnect(): void {
    if (!this.connected) return;
    this.connected = false;
    this.#listeners.get('disconnect')?.();
  }

  /** A frame has come: through what judges every packet, and what judges events. */
  receive(event: string, values: readonly unknown[], bytes: number): void {
    this.conn.emit('packet', { data: { length: bytes } });
    let passed = true;
    for (const guard of this.#guards) {
      if (!this.connected || !passed) return;
      passed = false;
      guard([event, ...values], () => (passed = true));
    }
    if (this.connected && passed) this.#listeners.get(event)?.(...values);
  }
}

/**
 * The door of visitors with its real limits, rules and log, on a thread whose time passes only by what it does: nothing
 * measured here hangs on the machine it runs on. One piece of work follows the other, in the order in which they came.
 */
export async function virtualVisitors(limits: Partial<VisitorLimits> = {}) {
  const store = await openTestStore<Event>({ wall: () => START, eventTypes });
  let now = 0;
  const agenda: { readonly at: number; readonly nth: number; readonly run: () => void }[] = [];
  let planned = 0;
  let running = false;
  const at = (when: number, run: () => void): void => {
    planned += 1;
    const item = { at: when, nth: planned, run };
    let place = agenda.length;
    while (place > 0 && (agenda[place - 1]?.at ?? 0) > when) place -= 1;
    agenda.splice(place, 0, item);
  };
  const spend = (ms: number): void => void (now += ms);
  const monotonic = (): number => now;
  let ids = 0;
  const newId = (): string => `id${String((ids += 1)).padStart(8, '0')}`;
  const engine = await createEngine({
    journal: {
      ...store.journal,
      append(epoch, batch) {
        spend(COST.commit + batch.replies.length * COST.command);
        return store.journal.append(epoch, batch);
      },
    },
    rules: deskRules,
    machine: { wall: () => START + now, monotonic },
    newId,
    alarm: new HandAlarm(),
    quietAlarm: new HandAlarm(),
    log: silentLog,
    onFatal: (error) => {
      throw error;
    },
    // What is set up before anything runs takes no time of its own.
    schedule: (tick) => (running ? at(now, tick) : setImmediate(tick)),
  });
  const server = { actor: { kind: 'server' } } as const;
  const queueId = 'queue' as QueueId;
  const admin = { id: 'boss', name: 'Boss', email: 'boss@example.com', role: 'admin', language: 'en' } as never;
  await engine.submit({ type: 'agent.added', agent: admin, departmentIds: [] }, server);
  const boss = { actor: { kind: 'agent', agentId: 'boss' as never } } as const;
  const created = { queueId, name: 'Queue', language: 'en' as const, settings: defaultQueueSettings };
  await engine.submit({ type: 'command', command: { name: 'queue.create', input: created } }, boss);
  const channel = {
    channelId: site,
    name: 'Site',
    queueId,
    kind: 'liveChat' as const,
    settings: defaultLiveChatSettings,
  };
  await engine.submit({ type: 'command', command: { name: 'channel.create', input: channel } }, boss);

  const judge = { current: (_socket: VirtualSocket, _next: (error?: Error) => void): void => undefined };
  const connection = { current: (_socket: VirtualSocket): void => undefined };
  const namespace = {
    sockets: new Map(),
    use: (check: typeof judge.current) => void (judge.current = check),
    on: (_event: string, listener: typeof connection.current) => void (connection.current = listener),
  };
  const key = newSigningKey();
  const allowed: VisitorLimits = {
    connectionsPerNetwork: 50,
    connections: 5_000,
    conversationsPerHour: 60,
    commands: { perSecond: 2, burst: 5 },
    sustained: { perSecond: 1, burst: 60 },
    ...limits,
  };
  const door = createCustomerDoor(engine, store, () => false);
  const delay = (run: () => void, ms: number): (() => void) => {
    let cancelled = false;
    at(now + ms, () => cancelled || run());
    return () => void (cancelled = true);
  };
  const tokens = createVisitorTokens(key);
  const clock = () => engine.now();
  const common = { door, newId, now: clock, monotonic };
  liveChat({ of: () => namespace } as unknown as Server, {
    ...common,
    admission: createAdmission({
      ...common,
      tokens,
      origins: createOriginCheck(undefined),
      addressOf: createAddressReader([]),
      limits: allowed,
      isTight: () => false,
    }),
    limits: allowed,
    feed: createVisitorFeed(engine, createFileLinks(key), clock, () => false),
    presence: createVisitorPresence(door, delay),
    commands: createVisitorCommands({
      submit: door.submit,
      callEntry: () => undefined,
      beginCall: () => ({ ok: true, value: null }),
      // Nobody sends files here.
      attachments: undefined as never,
      names: store.visitorNames,
      contacts: store.visitorContacts,
      consentMissing: (visitor) => door.consentMissing(visitor),
      contactForm: () => defaultQueueSettings.contactForm,
      now: clock,
      hasOpenConversation: (visitor) => door.hasOpenConversation(visitor),
      isBlocked: ({ customerId }) => door.isBlocked(customerId),
      sendsMail: () => false,
      takesFiles: () => true,
    }),
    names: store.visitorNames,
    tokens,
    typing: createLiveTyping(engine),
    log: silentLog,
    delay,
    slices: new HelloSlices(50, (run) => at(now, run)),
  });

  return {
    now: monotonic,
    at,
    /** A page connects; undefined: it is not let in. */
    open(address: string): VirtualSocket | undefined {
      spend(COST.socket);
      const socket = new VirtualSocket(newId(), address);
      let refused: Error | undefined;
      judge.current(socket, (error) => (refused = error));
      if (refused !== undefined) return undefined;
      connection.current(socket);
      return socket;
    },
    receive(socket: VirtualSocket, event: string, values: readonly unknown[], bytes: number): void {
      spend(COST.frame + (bytes / 1024) * COST.frameKb);
      socket.receive(event, values, bytes);
    },
    /** Until nothing is left to do before `end`. */
    async run(end: number): Promise<void> {
      running = true;
      for (let next = agenda.shift(); next !== undefined && next.at <= end; next = agenda.shift()) {
        now = Math.max(now, next.at);
        next.run();
        // Promises of the server that are ready go on before anything else comes in.
        await new Promise(setImmediate);
      }
    },
  };
}

export type VirtualVisitors = Awaited<ReturnType<typeof virtualVisitors>>;
