import { monitorEventLoopDelay } from 'node:perf_hooks';
import { defaultCallSettings, type TrunkSettings } from '@ringdesk/shared/model/call.ts';
import { defaultLiveChatSettings } from '@ringdesk/shared/model/channel.ts';
import type { AgentId, ChannelId, CustomerId, MessageId, QueueId, TrunkId } from '@ringdesk/shared/model/ids.ts';
import { defaultQueueSettings, type QueueSettings } from '@ringdesk/shared/model/queue.ts';
import { readConfig } from '@ringdesk/server/config.ts';
import { createLog } from '@ringdesk/server/log.ts';
import { startServer } from '@ringdesk/server/server.ts';

import { newId } from '../clients.ts';
import { serveParent } from '../peer.ts';
import { watchWorkerHeaps } from './workerHeaps.ts';

/** The real server with lines over UDP and agents whose phones are of other makes: signalling alone, without media. */
const { dataDir, udpPort } = JSON.parse(process.argv[2] ?? '{}') as {
  readonly dataDir: string;
  readonly udpPort: number;
};

/** Of the endpoint's thread. */
const workerHeaps = watchWorkerHeaps();

const reading = readConfig({
  RINGDESK_PORT: '0',
  RINGDESK_SIP_HOST: '0.0.0.0',
  RINGDESK_SIP_UDP_PORT: String(udpPort),
});
if (!reading.ok) throw new Error(reading.problems.join(' '));
const server = await startServer({
  config: { ...reading.config, dataDir },
  version: '0.0.0',
  log: createLog('error'),
  onFatal: (error) => {
    throw error;
  },
  ballastBytes: 0,
});
const { engine } = server;
const { office } = server.application.telephony.desk;

async function submit(input: Parameters<typeof engine.submit>[0]): Promise<void> {
  const done = await engine.submit(input, { actor: { kind: 'server' } });
  if (!done.ok) throw new Error(`${input.type}: ${done.error.code}`);
}

async function agent(number: number): Promise<AgentId> {
  const id = newId() as AgentId;
  await submit({
    type: 'agent.added',
    agent: { id, name: `Agent ${number}`, email: `${id}@example.com`, role: 'agent', language: 'en' },
    departmentIds: [],
  });
  await submit({ type: 'agent.connected', agentId: id });
  return id;
}

async function queue(name: string, ids: readonly AgentId[], settings: Partial<QueueSettings>): Promise<QueueId> {
  const queueId = newId() as QueueId;
  const members = ids.map((agentId) => ({ kind: 'agent' as const, agentId }));
  const whole = { ...defaultQueueSettings, members, missedOffersLimit: null, wrapUpSeconds: 0, ...settings };
  const input = { queueId, name, language: 'en', settings: whole } as const;
  await submit({ type: 'command', command: { name: 'queue.create', input } });
  return queueId;
}

/** A line at this place whose every number the queue serves. */
async function line(place: { readonly address: string; readonly port: number }, queueId: QueueId): Promise<void> {
  const trunkId = newId() as TrunkId;
  const settings: TrunkSettings = {
    host: place.address,
    port: place.port,
    transport: 'udp',
    registers: false,
    user: 'bench',
    authUser: '',
    allowedAddresses: [place.address],
    maxCalls: 1_000,
    dialAs: 'e164',
    country: 'ES',
  };
  const saved = await office.saveTrunk({ id: trunkId, name: place.address, version: 0, settings, password: null });
  if (!saved.ok) throw new Error(saved.error.code);
  const input = { channelId: newId() as ChannelId, name: place.address, queueId, kind: 'phone' } as const;
  const command = { name: 'channel.create', input: { ...input, settings: { trunkId, number: '' } } } as const;
  await submit({ type: 'command', command });
}

let chatting: NodeJS.Timeout | undefined;
let chatChannel: ChannelId | undefined;

/** A website chat that nobody serves: what is written there waits. */
async function chatPlace(): Promise<ChannelId> {
  const channelId = newId() as ChannelId;
  const queueId = await queue('Chats', [], {});
  const input = { channelId, name: 'Chats', queueId, kind: 'liveChat', settings: defaultLiveChatSettings } as const;
  await submit({ type: 'command', command: { name: 'channel.create', input } });
  return channelId;
}

async function wrote(customerId: CustomerId, channelId: ChannelId): Promise<void> {
  const input = {
    type: 'customer.wrote',
    messageId: newId() as MessageId,
    text: 'And another thing about my order.',
    attachments: [],
    customerName: 'Vera',
  } as const;
  const done = await engine.submit(input, { actor: { kind: 'customer', customerId, channelId } });
  if (!done.ok) throw new Error(done.error.code);
}

const delays = monitorEventLoopDelay({ resolution: 1 });

serveParent({
  ready: () => ({ port: udpPort }),
  /** Agents with an account for a phone each, and a queue they serve; each line's numbers go to it. */
  people: async ({ agents, lines }: { agents: number; lines: { address: string; port: number }[] }) => {
    const accounts: { user: string; password: string }[] = [];
    const ids: AgentId[] = [];
    for (let number = 0; number < agents; number += 1) ids.push(await agent(number));
    for (const id of ids) accounts.push(await office.newAccount(id));
    const queueId = await queue('Calls', ids, { call: { ...defaultCallSettings, rings: 20 } });
    for (const place of lines) await line(place, queueId);
    return accounts;
  },
  phones: () =>
    engine.read(({ agents }) => [...agents.values()].filter(({ phone }) => phone?.state === 'ready').length),
  /** Calls in which somebody talks. */
  talking: () =>
    engine.read(({ interactions }) => [...interactions.values()].filter(({ state }) => state === 'active').length),
  /** Calls that are not over. */
  calls: () => engine.read(({ calls }) => calls.size),
  /** So many messages of customers a second, from now on; 0: none any more. */
  chat: async (perSecond: number) => {
    clearInterval(chatting);
    if (perSecond === 0) return;
    chatChannel ??= await chatPlace();
    const channelId = chatChannel;
    const customers = Array.from({ length: 20 }, () => newId() as CustomerId);
    let next = 0;
    chatting = setInterval(() => {
      const customerId = customers[(next += 1) % customers.length];
      if (customerId !== undefined) void wrote(customerId, channelId);
    }, 1_000 / perSecond);
  },
  /** Bytes of objects of the engine's thread and of the endpoint's, after what can be collected was. */
  heaps: async () => {
    globalThis.gc?.();
    globalThis.gc?.();
    return process.memoryUsage().heapUsed + (await workerHeaps());
  },
  /** Restarts the measurement of stalls of the event loop; answers the last one, in milliseconds. */
  stalls: () => {
    const seen = { p99: delays.percentile(99) / 1e6, worst: delays.max / 1e6 };
    delays.reset();
    delays.enable();
    return seen;
  },
});
