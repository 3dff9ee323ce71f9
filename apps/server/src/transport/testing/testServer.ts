import type { AgentId, ChannelId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { defaultLiveChatSettings, type LiveChatSettings } from '@ringdesk/shared/model/channel.ts';
import { type QueueSettings, defaultQueueSettings } from '@ringdesk/shared/model/queue.ts';
import { DESK_HEADER } from '@ringdesk/shared/protocol/files.ts';
import { AGENT_NAMESPACE, PROTOCOL_VERSION } from '@ringdesk/shared/protocol/socket.ts';
import { VISITOR_NAMESPACE } from '@ringdesk/shared/protocol/visitor.ts';
import { v7 } from 'uuid';
import { onTestFinished } from 'vitest';

import { hashNewPassword } from '../../application/passwordHashing.ts';
import type { MachineClock } from '../../application/ports/journal.ts';
import { addPerson } from '../../application/newcomers.ts';
import { readConfig } from '../../config.ts';
import { createLog } from '../../log.ts';
import { type RunningServer, type ServerOptions, startServer } from '../../server.ts';
import { AgentClient, VisitorClient } from './clients.ts';

export const PASSWORD = 'correct horse battery';

/** Clocks a test moves by hand; the wall clock goes along. Real timers of the process still run on real time. */
export class TestClock implements MachineClock {
  #elapsed = 0;
  readonly #startedAt = performance.now();

  wall = (): number => 1_790_000_000_000 + Math.floor(this.monotonic());
  monotonic = (): number => this.#elapsed + (performance.now() - this.#startedAt);

  /** The time passes at once; nobody waits. */
  pass(ms: number): void {
    this.#elapsed += ms;
  }
}

export interface TestOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly machine?: MachineClock;
  readonly newAlarm?: ServerOptions['newAlarm'];
  readonly failpoints?: ServerOptions['failpoints'];
  readonly limits?: ServerOptions['limits'];
  readonly headersMs?: number;
  readonly dataDir?: string;
  readonly folders?: ServerOptions['folders'];
  readonly messengerTimes?: ServerOptions['messengerTimes'];
  readonly startEndpoint?: ServerOptions['startEndpoint'];
  /** Receives every line of the log. */
  readonly onLog?: (line: string) => void;
}

/** A real server on a free port with a database in memory, stopped at the end of the test. */
export async function startTestServer(options: TestOptions = {}): Promise<TestServer> {
  const reading = readConfig({ RINGDESK_PORT: '0', RINGDESK_VISITORS_PER_ADDRESS: '1000', ...options.env });
  if (!reading.ok) throw new Error(reading.problems.join(' '));
  const log = createLog('debug', { write: (line: string) => options.onLog?.(line) });
  const running = await startServer({
    config: { ...reading.config, dataDir: options.dataDir ?? ':memory:' },
    version: '0.0.0-test',
    log,
    onFatal: (error) => {
      throw error;
    },
    ballastBytes: 0,
    ...(options.machine === undefined ? {} : { machine: options.machine }),
    ...(options.newAlarm === undefined ? {} : { newAlarm: options.newAlarm }),
    ...(options.failpoints === undefined ? {} : { failpoints: options.failpoints }),
    ...(options.headersMs === undefined ? {} : { headersMs: options.headersMs }),
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    ...(options.startEndpoint === undefined ? {} : { startEndpoint: options.startEndpoint }),
    ...(options.messengerTimes === undefined ? {} : { messengerTimes: options.messengerTimes }),
    ...(options.folders === undefined ? {} : { folders: options.folders }),
  });
  const server = new TestServer(running);
  onTestFinished(async () => server.stop());
  return server;
}

export interface Person {
  readonly id: AgentId;
  readonly email: string;
  readonly name: string;
}

export class TestServer {
  readonly running: RunningServer;
  readonly #clients: (AgentClient | VisitorClient)[] = [];
  #hash: string | undefined;

  constructor(running: RunningServer) {
    this.running = running;
  }

  get url(): string {
    return this.running.url;
  }

  async stop(): Promise<void> {
    for (const client of this.#clients.splice(0)) client.close();
    await this.running.stop();
  }

  /** An account with {@link PASSWORD}, made as an invitation makes it. */
  async person(name: string, role: 'agent' | 'supervisor' | 'admin' = 'agent'): Promise<Person> {
    const { application } = this.running;
    const email = `${name.toLowerCase()}@example.com`;
    if (this.#hash === undefined) {
      const hash = await hashNewPassword(application.demoParts.hashing, PASSWORD, { name, email });
      if (!hash.ok) throw new Error(hash.error.code);
      this.#hash = hash.value;
    }
    const added = await addPerson(
      application.demoParts,
      { name, email, role, language: 'en', departmentIds: [], passwordHash: this.#hash },
      this.running.engine.now(),
    );
    if (!added.ok) throw new Error(added.error.code);
    return { id: added.value, email, name };
  }

  /** A token without the cost of a password. */
  async token(person: Person, device = 'test'): Promise<string> {
    const { token } = await this.running.application.sessions.open(person.id, device, this.running.engine.now());
    return token;
  }

  /** A desk that is connected and has its snapshot. */
  async desk(person: Person): Promise<AgentClient> {
    const client = this.connect(await this.token(person));
    await client.connected();
    await client.hello();
    return client;
  }

  /** A desk's socket, not yet connected; `headers` as a browser would send them. */
  connect(
    token: string | undefined,
    headers: Readonly<Record<string, string>> = {},
    protocol = PROTOCOL_VERSION,
  ): AgentClient {
    const client = new AgentClient(
      `${this.url}${AGENT_NAMESPACE}`,
      { protocol, ...(token === undefined ? {} : { token }) },
      headers,
    );
    this.#clients.push(client);
    return client;
  }

  /** An open page with the widget that has its welcome. */
  async visitor(channelId: ChannelId, token?: string): Promise<VisitorClient> {
    const client = this.page(channelId, token);
    await client.connected();
    await client.hello();
    return client;
  }

  page(channelId: string, token?: string, headers: Readonly<Record<string, string>> = {}): VisitorClient {
    const auth = {
      protocol: PROTOCOL_VERSION,
      channelId,
      languages: ['en-GB'],
      pageUrl: 'https://shop.example/cart?id=1',
      ...(token === undefined ? {} : { token }),
    };
    const client = new VisitorClient(`${this.url}${VISITOR_NAMESPACE}`, auth, headers);
    this.#clients.push(client);
    return client;
  }

  /** A queue with these agents and a channel to it, made by an admin. */
  async queue(
    admin: AgentClient,
    agents: readonly Person[],
    settings: Partial<QueueSettings> = {},
    channelSettings: Partial<LiveChatSettings> = {},
  ): Promise<{ readonly queueId: QueueId; readonly channelId: ChannelId }> {
    const queueId = v7() as QueueId;
    const channelId = v7() as ChannelId;
    const members = agents.map(({ id }) => ({ kind: 'agent' as const, agentId: id }));
    await admin.must('queue.create', {
      queueId,
      name: `Queue ${queueId.slice(-6)}`,
      language: 'en',
      settings: { ...defaultQueueSettings, members, ...settings },
    });
    await admin.must('channel.create', {
      channelId,
      name: `Website ${channelId.slice(-6)}`,
      queueId,
      kind: 'liveChat',
      settings: { ...defaultLiveChatSettings, ...channelSettings },
    });
    return { queueId, channelId };
  }

  /** A request as the desk in a browser sends it. */
  fetch(path: string, init: RequestInit & { readonly token?: string } = {}): Promise<Response> {
    const { token, headers, ...rest } = init;
    const all = new Headers(headers);
    all.set(DESK_HEADER, '1');
    if (token !== undefined) all.set('authorization', `Bearer ${token}`);
    return fetch(`${this.url}${path}`, { ...rest, headers: all });
  }

  post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.fetch(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
  }
}
