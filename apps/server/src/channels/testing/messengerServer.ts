import type { ChannelId, InteractionId, MessageId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { type QueueSettings, defaultQueueSettings } from '@ringdesk/shared/model/queue.ts';
import { v7 } from 'uuid';
import { onTestFinished } from 'vitest';

import type { AgentClient } from '../../transport/testing/clients.ts';
import { type Person, startTestServer, type TestOptions, type TestServer } from '../../transport/testing/testServer.ts';
import { ScriptedTelegram, TOKEN } from './scriptedTelegram.ts';

/** Waits of connections, short enough for a test to see what comes after them. */
export const shortTimes = { pollSeconds: 20, firstRetryMs: 5, longestRetryMs: 20, conflictMs: 5, webhookCheckMs: 20 };

export interface Desk {
  readonly server: TestServer;
  readonly admin: AgentClient;
  readonly ana: AgentClient;
  readonly person: Person;
  readonly queueId: QueueId;
}

/** A server with an admin, an agent and a queue she serves alone. */
export async function startDesk(options: TestOptions = {}, settings: Partial<QueueSettings> = {}): Promise<Desk> {
  const server = await startTestServer({ messengerTimes: shortTimes, ...options });
  const [boss, person] = [await server.person('Admin', 'admin'), await server.person('Ana')];
  const [admin, ana] = [await server.desk(boss), await server.desk(person)];
  const queueId = v7() as QueueId;
  await admin.must('queue.create', {
    queueId,
    name: 'Sales',
    language: 'en',
    settings: {
      ...defaultQueueSettings,
      members: [{ kind: 'agent', agentId: person.id }],
      agentShown: 'nothing',
      ...settings,
    },
  });
  return { server, admin, ana, person, queueId };
}

/** Other settings for the queue. */
export async function saveQueue({ admin, queueId }: Desk, settings: Partial<QueueSettings>): Promise<void> {
  const { queue } = await admin.update('queue.put', ({ queue: put }) => put.id === queueId);
  await admin.must('queue.save', {
    queueId,
    version: queue.version,
    name: queue.name,
    language: queue.language,
    settings: { ...queue.settings, ...settings },
  });
}

/** A channel of a Telegram bot with its token. */
export async function telegramChannel(
  { admin, queueId }: Pick<Desk, 'admin' | 'queueId'>,
  token: string,
  receive: 'polling' | 'webhook' = 'polling',
): Promise<ChannelId> {
  const channelId = v7() as ChannelId;
  await admin.must('channel.create', { channelId, name: 'Bot', queueId, kind: 'telegram', settings: { receive } });
  await admin.ask('channel.setToken', { channelId, token });
  return channelId;
}

/** The first offer is taken; answers what it is about. */
export async function accept(ana: AgentClient): Promise<InteractionId> {
  const { offer } = await ana.update('offer.put');
  const { interactionId } = await ana.must('offer.accept', { offerId: offer.id });
  return interactionId;
}

export async function reply(
  ana: AgentClient,
  interactionId: InteractionId,
  text: string,
  attachmentIds: readonly string[] = [],
): Promise<MessageId> {
  const messageId = v7() as MessageId;
  await ana.must('message.post', {
    interactionId,
    messageId,
    kind: 'reply',
    text,
    mentions: [],
    attachmentIds: attachmentIds as never[],
  });
  return messageId;
}

/** The line of a message when its delivery is so. */
export async function delivered(ana: AgentClient, messageId: MessageId, delivery: string, from = 0) {
  const { line } = await ana.update(
    'transcript.line',
    ({ line: said }) => said.type === 'message' && said.id === messageId && said.delivery === delivery,
    from,
  );
  return line;
}

/** Texts of the customer as the desk reads them. */
export async function textsOf(ana: AgentClient, interactionId: InteractionId): Promise<(string | null)[]> {
  const { lines } = await ana.ask('transcript.get', { interactionId, limit: 200 });
  return lines.flatMap((line) => (line.type === 'message' ? [line.text] : []));
}

/** A center with a Telegram bot, and the Telegram it talks to. */
export async function startTelegram(
  receive: 'polling' | 'webhook' = 'polling',
  env: Readonly<Record<string, string>> = {},
) {
  const telegram = await ScriptedTelegram.start();
  onTestFinished(() => telegram.stop());
  const logged: string[] = [];
  const desk = await startDesk({
    env: { RINGDESK_TELEGRAM_API: telegram.url, ...env },
    onLog: (line) => logged.push(line),
  });
  const channelId = await telegramChannel(desk, TOKEN, receive);
  return { telegram, channelId, logged, ...desk };
}

/** Of the first channel with a messenger. */
export const healthOf = async ({ admin }: Pick<Desk, 'admin'>) => (await admin.ask('channels.health', {})).channels[0];

/** Asks for the health until it is so. */
export async function healthUntil(
  desk: Pick<Desk, 'admin'>,
  isSo: (health: Awaited<ReturnType<typeof healthOf>>) => boolean,
) {
  for (;;) {
    const health = await healthOf(desk);
    if (isSo(health)) return health;
    await new Promise((next) => setImmediate(next));
  }
}

/** A channel of a gateway at this address, with its secret and the path to which it sends. */
export async function webhookChannel({ admin, queueId }: Desk, url: string) {
  const channelId = v7() as ChannelId;
  await admin.must('channel.create', {
    channelId,
    name: 'App',
    queueId,
    kind: 'webhook',
    settings: { url, label: 'Our app' },
  });
  return { channelId, ...(await admin.ask('channel.newSecret', { channelId })) };
}
