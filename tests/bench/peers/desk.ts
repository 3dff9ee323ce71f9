import { monitorEventLoopDelay } from 'node:perf_hooks';
import { defaultLiveChatSettings } from '@ringdesk/shared/model/channel.ts';
import type { AgentId, ChannelId, CustomerId, InteractionId, MessageId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { defaultQueueSettings } from '@ringdesk/shared/model/queue.ts';
import type { AnyCommand } from '@ringdesk/shared/protocol/commands.ts';
import type { Preferences } from '@ringdesk/shared/model/preferences.ts';
import { machineClock } from '@ringdesk/server/application/engineAlarm.ts';
import { createLog } from '@ringdesk/server/log.ts';
import { readConfig } from '@ringdesk/server/config.ts';
import { rehearse } from '@ringdesk/server/rehearsal.ts';
import { startServer } from '@ringdesk/server/server.ts';
import { newId } from '../clients.ts';

import { serveParent } from '../peer.ts';

/** The real server, with room for many visitors of one address and a queue of its own. */
const options = JSON.parse(process.argv[2] ?? '{}') as {
  readonly dataDir: string;
  readonly distribution?: 'evenly' | 'toAll';
};

/** The engine's clocks, which a bench may move on: what is closed leaves memory after some minutes. */
let passed = 0;
const machine = {
  wall: () => machineClock.wall() + passed,
  monotonic: () => machineClock.monotonic() + passed,
};

const startedAt = performance.now();
const reading = readConfig({
  RINGDESK_PORT: '0',
  RINGDESK_VISITORS_PER_ADDRESS: '100000',
  RINGDESK_MAX_VISITORS: '100000',
  RINGDESK_CONVERSATIONS_PER_HOUR: '1000000',
});
if (!reading.ok) throw new Error(reading.problems.join(' '));
const plenty = { perSecond: 1e6, burst: 1e6 };
const server = await startServer({
  config: { ...reading.config, dataDir: options.dataDir },
  version: '0.0.0',
  log: createLog('error'),
  machine,
  onFatal: (error) => {
    throw error;
  },
  ballastBytes: 0,
  limits: { commands: plenty, sustained: plenty, conversationsPerHour: 1e6 },
});
const readyMs = performance.now() - startedAt;
// As the program does, which does not wait for it.
await rehearse();

async function submit(input: Parameters<typeof server.engine.submit>[0]): Promise<void> {
  const done = await server.engine.submit(input, { actor: { kind: 'server' } });
  if (!done.ok) throw new Error(`${input.type}: ${done.error.code}`);
}

const customers: { readonly kind: 'customer'; readonly customerId: CustomerId; readonly channelId: ChannelId }[] = [];

/** So many conversations, in groups as a busy server commits them; `close`: each is over in the end. */
async function converse(channelId: ChannelId, count: number, close: boolean): Promise<void> {
  const { engine } = server;
  for (let done = 0; done < count; done += 200) {
    const group = Array.from({ length: Math.min(200, count - done) }, () => {
      return { kind: 'customer', customerId: newId() as CustomerId, channelId } as const;
    });
    await Promise.all(group.map((actor) => wrote(actor, 'Hello, I have a question about my order.')));
    await Promise.all(
      engine
        .read((state) => [...state.offers.values()])
        .map(({ id, agentId, interactionId }) =>
          byAgent(agentId, { name: 'offer.accept', input: { offerId: id } }, close ? interactionId : undefined),
        ),
    );
    if (!close) customers.push(...group);
  }
}

async function byAgent(agentId: AgentId, command: AnyCommand, toClose: InteractionId | undefined): Promise<void> {
  const actor = { kind: 'agent', agentId } as const;
  const accepted = await server.engine.submit({ type: 'command', command }, { actor });
  if (!accepted.ok) throw new Error(accepted.error.code);
  if (toClose === undefined) return;
  const closing = { name: 'interaction.close', input: { interactionId: toClose } } as const;
  await server.engine.submit({ type: 'command', command: closing }, { actor });
}

async function wrote(actor: (typeof customers)[number], text: string): Promise<void> {
  const messageId = newId() as MessageId;
  const input = {
    type: 'customer.wrote',
    messageId,
    text,
    attachments: [],
    customerName: `Customer ${messageId.slice(-6)}`,
  } as const;
  const reply = await server.engine.submit(input, { actor });
  if (!reply.ok) throw new Error(reply.error.code);
}

let churn: NodeJS.Timeout | undefined;

async function queueOf(agentIds: readonly AgentId[]): Promise<ChannelId> {
  const [queueId, channelId] = [newId() as QueueId, newId() as ChannelId];
  const members = agentIds.slice(0, 1_000).map((agentId) => ({ kind: 'agent' as const, agentId }));
  const settings = {
    ...defaultQueueSettings,
    members,
    offerSeconds: 43_200,
    distribution: options.distribution ?? ('evenly' as const),
  };
  await submit({
    type: 'command',
    command: { name: 'queue.create', input: { queueId, name: 'Bench', language: 'en', settings } },
  });
  await submit({
    type: 'command',
    command: {
      name: 'channel.create',
      input: { channelId, name: 'Bench', queueId, kind: 'liveChat', settings: defaultLiveChatSettings },
    },
  });
  return channelId;
}

const settledPreferences: Preferences = {
  theme: 'light',
  density: 'comfortable',
  sendWith: 'enter',
  singleKeys: true,
  globalKeys: false,
  keys: {},
  sounds: {
    chatOffer: { on: false, volume: 0 },
    callRing: { on: false, volume: 0 },
    tick: { on: false, volume: 0 },
    trouble: { on: false, volume: 0 },
  },
  doNotDisturb: true,
  hideContent: false,
};

const delays = monitorEventLoopDelay({ resolution: 1 });
const baseline = { events: 0 };
server.engine.onCommitted(({ events }) => {
  baseline.events += events.length;
});

serveParent({
  ready: () => ({ url: server.url, readyMs }),
  /** Makes agents with a session each, and a queue and a channel for them. */
  people: async (count: number) => {
    const tokens: string[] = [];
    const ids: AgentId[] = [];
    for (let index = 0; index < count; index += 1) {
      const id = newId() as AgentId;
      await submit({
        type: 'agent.added',
        agent: { id, name: `Agent ${index}`, email: `${id}@example.com`, role: 'agent', language: 'en' },
        departmentIds: [],
      });
      ids.push(id);
      tokens.push((await server.application.sessions.open(id, 'bench', server.engine.now())).token);
    }
    return { tokens, ids, channelId: await queueOf(ids) };
  },
  /** Agents who are online for the rules, and conversations of theirs. */
  talk: async ({
    ids,
    channelId,
    count,
    close,
  }: {
    ids: AgentId[];
    channelId: ChannelId;
    count: number;
    close: boolean;
  }) => {
    for (const agentId of ids) await submit({ type: 'agent.connected', agentId });
    await converse(channelId, count, close);
  },
  /** So many customers write each second, all over the list. */
  churn: (perSecond: number) => {
    clearInterval(churn);
    if (perSecond === 0) return;
    let next = 0;
    churn = setInterval(() => {
      for (let each = 0; each < perSecond / 20; each += 1) {
        const actor = customers[(next = (next + 7_919) % customers.length)];
        if (actor !== undefined) void wrote(actor, `And another thing, number ${next}.`);
      }
    }, 50);
  },
  /** Nobody is a newcomer any more. */
  settleIn: async (agentId: AgentId) => {
    await server.store.preferences.save(agentId, settledPreferences);
  },
  /** Lets what is closed leave memory. */
  pass: async (ms: number) => {
    passed += ms;
    await submit({ type: 'clock.ticked' });
  },
  stop: () => server.stop(),
  events: () => baseline.events,
  /** Restarts the measurement of stalls of the event loop; answers the last one, in milliseconds. */
  stalls: () => {
    const seen = { p999: delays.percentile(99.9) / 1e6, worst: delays.max / 1e6 };
    delays.reset();
    delays.enable();
    return seen;
  },
});
