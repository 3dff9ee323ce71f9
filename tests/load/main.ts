import { spawn } from 'node:child_process';
import { randomUUIDv7 } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { defaultLiveChatSettings } from '@ringdesk/shared/model/channel.ts';
import { defaultQueueSettings } from '@ringdesk/shared/model/queue.ts';
import { DESK_HEADER } from '@ringdesk/shared/protocol/files.ts';
import { SimulatedAgent } from '@ringdesk/server/simulation/agent.ts';
import { DeskClient } from '@ringdesk/server/simulation/client.ts';
import { keepCustomersComing } from '@ringdesk/server/simulation/customers.ts';
import { Figures, percentile } from '@ringdesk/server/simulation/figures.ts';
import { faster, humanPace } from '@ringdesk/server/simulation/pace.ts';
import { seededRandom } from '@ringdesk/server/simulation/random.ts';
import { manner } from '@ringdesk/server/simulation/team.ts';

import { repository } from '../../tools/command.ts';

/**
 * Load on a real server over its real protocols: signs agents in over HTTP, opens desks and pages, and lets simulated people
 * talk. Starts a server of its own on a fresh data folder.
 *
 *   node tests/load/main.ts --customers 200 --agents 20 --seconds 60 [--pace 10] [--seed 1]
 */
const whole = (text: string, name: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} must be a whole number from 1.`);
  return value;
};
const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '100' },
    agents: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '60' },
    pace: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    port: { type: 'string', default: '7390' },
  },
});
const [customers, agents, seconds, pace, seed] = (['customers', 'agents', 'seconds', 'pace', 'seed'] as const).map(
  (name) => whole(values[name], name),
) as [number, number, number, number, number];

const folder = await mkdtemp(join(tmpdir(), 'ringdesk-load-'));
const url = `http://127.0.0.1:${values.port}`;
const server = spawn(process.execPath, [join(repository, 'apps/server/src/main.ts')], {
  env: {
    ...process.env,
    RINGDESK_PORT: values.port,
    RINGDESK_DATA_DIR: folder,
    RINGDESK_LOG_LEVEL: 'error',
    RINGDESK_VISITORS_PER_ADDRESS: String(Math.max(1_000, customers * 4)),
    RINGDESK_MAX_VISITORS: String(Math.max(5_000, customers * 4)),
    RINGDESK_CONVERSATIONS_PER_HOUR: '1000000',
  },
  stdio: ['ignore', 'inherit', 'pipe'],
});
let said = '';
const code = await new Promise<string>((resolve, reject) => {
  server.once('exit', () => reject(new Error(`The server did not start. ${said}`)));
  server.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    const found = /one-time code: (\S+)/.exec(said)?.[1];
    if (found !== undefined) resolve(found);
  });
});

/** Posts until the server stops asking to slow down: accounts are made one after the other on purpose. */
async function post<T>(path: string, body: object): Promise<T> {
  for (;;) {
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [DESK_HEADER]: '1' },
      body: JSON.stringify(body),
    });
    const reply = (await answer.json()) as T & { readonly code?: string; readonly retryAfterMs?: number };
    if (answer.ok) return reply;
    if (reply.code !== 'slowDown') throw new Error(`${path}: ${JSON.stringify(reply)}`);
    await wait(reply.retryAfterMs ?? 1_000);
  }
}

const random = seededRandom(seed);
const figures = new Figures(() => performance.now());
const speed = faster(humanPace, pace);
const parts = {
  url,
  random,
  figures,
  pace: speed,
  newId: () => randomUUIDv7(),
  delay: (run: () => void, ms: number) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

const password = 'load generator phrase';
const admin = await post<{ token: string }>('/api/setup', {
  code,
  centerName: 'Load',
  name: 'Admin',
  email: 'admin@load.example',
  password,
  language: 'en',
  device: 'load',
  first: { kind: 'nothing' },
});
const desk = await new Promise<DeskClient>((resolve, reject) => {
  const client: DeskClient = new DeskClient(parts, admin.token, {
    welcome: () => resolve(client),
    update: () => undefined,
    turnedAway: () => reject(new Error('The admin was turned away.')),
  });
});
const must = async <T>(what: string, reply: Promise<{ ok: boolean; value?: unknown; error?: unknown }>): Promise<T> => {
  const { ok, value, error } = await reply;
  if (!ok) throw new Error(`${what}: ${JSON.stringify(error)}`);
  return value as T;
};

console.log(`Making ${agents} agents …`);
const people: { token: string; agentId: string }[] = [];
for (let index = 0; index < agents; index += 1) {
  const person = { name: `Agent ${index}`, email: `agent${index}@load.example` };
  const { path } = await must<{ path: string }>(
    'invite',
    desk.query('invitations.create', { ...person, role: 'agent', departmentIds: [] }),
  );
  const secret = path.slice(path.indexOf('#') + 1);
  people.push(
    await post('/api/invitation/accept', { secret, name: person.name, password, language: 'en', device: 'load' }),
  );
}
const [queueId, channelId] = [parts.newId(), parts.newId()] as [never, never];
const members = people.map(({ agentId }) => ({ kind: 'agent' as const, agentId: agentId as never }));
await must(
  'queue',
  desk.command('queue.create', {
    queueId,
    name: 'Load',
    language: 'en',
    settings: { ...defaultQueueSettings, members, missedOffersLimit: null },
  }),
);
await must(
  'channel',
  desk.command('channel.create', {
    channelId,
    name: 'Load',
    queueId,
    kind: 'liveChat',
    settings: defaultLiveChatSettings,
  }),
);

const desks = people.map(({ token }) => new SimulatedAgent({ ...parts, ...manner(random, 'en') }, token));
await Promise.all(desks.map(({ ready }) => ready));
console.log(
  `${customers} customers and ${agents} agents, ${pace} times as fast as people, for ${seconds} s. Seed ${seed}.`,
);
const cpuOfServer = async (): Promise<number> => {
  // Fields 14 and 15 of stat(5), in ticks of 10 ms; elsewhere than on Linux it is not known.
  const stat = await readFile(`/proc/${server.pid}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
};
const cpuBefore = await cpuOfServer();
const start = performance.now();
const sendHome = keepCustomersComing({
  ...parts,
  entrances: () => [
    { channelId, topic: 'support', language: 'en' },
    { channelId, topic: 'sales', language: 'es' },
  ],
  atOnce: customers,
  arrivalMs: 20_000 / pace,
});
for (let second = 0; second < seconds; second += 10) {
  await wait(Math.min(10, seconds - second) * 1_000);
  console.log(
    `  ${Math.round((performance.now() - start) / 1_000)} s: ${figures.conversations} conversations, ${figures.messages} messages`,
  );
}
const elapsed = (performance.now() - start) / 1_000;
const cpu = (await cpuOfServer()) - cpuBefore;
sendHome();
for (const agent of desks) agent.leave();
desk.close();

const spread = (list: readonly number[]): string =>
  `p50 ${percentile(list, 0.5).toFixed(1)} ms, p95 ${percentile(list, 0.95).toFixed(1)} ms, p99 ${percentile(list, 0.99).toFixed(1)} ms (${list.length})`;
console.log(`
conversations ${figures.conversations}, accepted ${figures.accepted}, declined ${figures.declined}, closed ${figures.closed}, transferred ${figures.transfers}, abandoned ${figures.abandoned}
messages      ${figures.messages}, ${(figures.messages / elapsed).toFixed(1)}/s; offers ${(figures.offers / elapsed).toFixed(1)}/s
first message → ring at an agent      ${spread(figures.rung)}
message → on the other side's screen  ${spread(figures.shown)}
command → acknowledged                ${spread(figures.acknowledged)}
server CPU    ${(cpu / 1_000).toFixed(1)} s, ${((cpu * 1_000) / figures.messages).toFixed(0)} µs a message with all that belongs to it
refusals      ${[...figures.refusals].map(([name, count]) => `${name} ${count}`).join(', ') || 'none'}`);

const gone = new Promise((resolve) => server.once('exit', resolve));
server.kill('SIGTERM');
await gone;
await rm(folder, { recursive: true, force: true });
process.exit(0);
