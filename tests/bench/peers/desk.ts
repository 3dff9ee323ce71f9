import { monitorEventLoopDelay } from 'node:perf_hooks';
import { defaultLiveChatSettings } from '@ringdesk/shared/model/channel.ts';
import type { AgentId, ChannelId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { defaultChatQueueSettings } from '@ringdesk/shared/model/queue.ts';
import { machineClock } from '@ringdesk/server/application/engineAlarm.ts';
import { createLog } from '@ringdesk/server/log.ts';
import { readConfig } from '@ringdesk/server/config.ts';
import { startServer } from '@ringdesk/server/server.ts';
import { newId } from '../clients.ts';

import { serveParent } from '../peer.ts';

/** The real server, with room for many visitors of one address and a queue of its own. */
const options = JSON.parse(process.argv[2] ?? '{}') as {
  readonly dataDir: string;
  readonly distribution?: 'evenly' | 'toAll';
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
  machine: machineClock,
  onFatal: (error) => {
    throw error;
  },
  ballastBytes: 0,
  limits: { commands: plenty, sustained: plenty, conversationsPerHour: 1e6 },
});
const readyMs = performance.now() - startedAt;

async function submit(input: Parameters<typeof server.engine.submit>[0]): Promise<void> {
  const done = await server.engine.submit(input, { actor: { kind: 'server' } });
  if (!done.ok) throw new Error(`${input.type}: ${done.error.code}`);
}

async function queueOf(agentIds: readonly AgentId[]): Promise<ChannelId> {
  const [queueId, channelId] = [newId() as QueueId, newId() as ChannelId];
  const members = agentIds.slice(0, 1_000).map((agentId) => ({ kind: 'agent' as const, agentId }));
  const settings = {
    ...defaultChatQueueSettings,
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
      input: { channelId, name: 'Bench', queueId, settings: defaultLiveChatSettings },
    },
  });
  return channelId;
}

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
    return { tokens, channelId: await queueOf(ids) };
  },
  events: () => baseline.events,
  /** Restarts the measurement of stalls of the event loop; answers the last one, in milliseconds. */
  stalls: () => {
    const seen = { p999: delays.percentile(99.9) / 1e6, worst: delays.max / 1e6 };
    delays.reset();
    delays.enable();
    return seen;
  },
});
