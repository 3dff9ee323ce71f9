import type { Channel, ChannelHealth } from '@ringdesk/shared/model/channel.ts';
import type { ChannelId } from '@ringdesk/shared/model/ids.ts';
import type { Attachment, DeliveryProblem } from '@ringdesk/shared/model/message.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';

import type { Attachments } from '../application/attachments.ts';
import type { CustomerDoor } from '../application/customerDoor.ts';
import type { DeskEngine } from '../application/deskEngine.ts';
import { parseAtDoor } from '../application/door.ts';
import type { FetchOutside } from '../application/fetchOutside.ts';
import type { FileLinks } from '../application/fileLinks.ts';
import { createMessageCarrier } from '../application/messageDelivery.ts';
import type { Carried, Carrier } from '../application/outbox.ts';
import type { EventLog, Failpoints } from '../application/ports/journal.ts';
import type { Store } from '../application/ports/store.ts';
import { newSecret, sameSecret, signatureOf } from '../application/secrets.ts';
import { isSigned } from '../application/signedRequests.ts';
import { HealthRecord, type MessengerTimes } from './channelHealth.ts';
import { createInbound } from './inbound.ts';
import { callSignal, problemOf, telegramApi, troubleOf } from './telegramApi.ts';
import { TelegramConnection } from './telegramConnection.ts';
import { externalIdOf, readWebhookMessage, WebhookInbound } from './webhookMessage.ts';
import { sendToWebhook, webhookBody } from './webhookSend.ts';

export interface MessengersParts {
  readonly engine: DeskEngine;
  readonly store: Pick<
    Store<never>,
    'inbound' | 'messengerPeople' | 'transcripts' | 'secrets' | 'kept' | 'consents' | 'outbox'
  >;
  readonly door: CustomerDoor;
  readonly attachments: Attachments;
  readonly links: FileLinks;
  readonly fetchOutside: FetchOutside;
  readonly signingKey: Uint8Array;
  readonly telegramRoot: string;
  /** Address of this server as others reach it. */
  readonly publicUrl: () => string;
  readonly times: MessengerTimes;
  readonly log: EventLog;
  readonly failpoints: Failpoints;
  readonly now: () => Instant;
}

/** A messenger's channel as it runs. `mark` tells whether what it was made from has changed. */
type Running =
  | { readonly kind: 'telegram'; readonly mark: string; readonly connection: TelegramConnection }
  | { readonly kind: 'webhook'; readonly mark: string; readonly secret: string; readonly health: HealthRecord };

const tokenName = (id: ChannelId): string => `channel ${id} token`;
const secretName = (id: ChannelId): string => `channel ${id} signing secret`;

/** What a request to `/webhooks/<channelId>` came to. */
export type WebhookReply =
  | { readonly kind: 'accepted'; readonly duplicate: boolean }
  | { readonly kind: 'unauthorized' | 'differs' | 'busy' | 'notFound' }
  | { readonly kind: 'invalid'; readonly fields: Readonly<Record<string, string>> };

/**
 * Channels with a messenger behind them: one connection for each that has its secret, made and ended as the channels of the
 * center are. Facts in by way of {@link createInbound}, messages out by way of the outbox.
 */
export function createMessengers(parts: MessengersParts) {
  const { engine, store, log, now } = parts;
  const running = new Map<ChannelId, Running>();
  const inbound = createInbound({
    ...parts,
    languageOf: (id) =>
      engine.read((state) => {
        const queueId = state.channels.get(id)?.queueId;
        return (queueId && state.queues.get(queueId)?.language) || 'en';
      }),
  });
  let reconciling: Promise<void> = Promise.resolve();
  let stopped = false;

  const channels = (): readonly Channel[] =>
    engine.read((state) =>
      [...state.channels.values()].filter(({ kind }) => kind === 'telegram' || kind === 'webhook'),
    );
  const channelOf = (id: ChannelId): Channel | undefined => engine.read((state) => state.channels.get(id));

  /** Brings the connections in line with the channels and their secrets. One after the other. */
  function reconcile(): Promise<void> {
    reconciling = reconciling
      .then(reconcileOnce)
      .catch((error: unknown) => log.error({ err: error }, 'the messengers could not be brought in line'));
    return reconciling;
  }

  async function reconcileOnce(): Promise<void> {
    if (stopped) return;
    const wanted = new Map(channels().map((channel) => [channel.id, channel]));
    for (const [id, before] of running) {
      const channel = wanted.get(id);
      if (channel !== undefined && before.mark === (await markOf(channel))) continue;
      running.delete(id);
      if (before.kind === 'telegram') await before.connection.stop();
    }
    for (const channel of wanted.values()) {
      if (running.has(channel.id)) {
        if (channel.queueId !== null && (await inbound.release(channel.id)) > 0) await drain(channel.id);
        continue;
      }
      const begun = await begin(channel);
      if (begun === undefined) continue;
      running.set(channel.id, begun);
      if (begun.kind === 'telegram') begun.connection.start();
      else await drainAnew(channel.id);
    }
  }

  async function drainAnew(id: ChannelId): Promise<void> {
    await inbound.release(id);
    await drain(id);
  }

  async function drain(id: ChannelId): Promise<'done' | 'stuck'> {
    const entry = running.get(id);
    if (entry?.kind === 'telegram') return entry.connection.drain();
    return inbound.drain(id, (body) => readWebhookMessage(id, body, parts.fetchOutside));
  }

  async function markOf(channel: Channel): Promise<string | undefined> {
    if (channel.kind === 'telegram') {
      const token = await store.secrets.get(tokenName(channel.id));
      return token && JSON.stringify([channel.settings.receive, token]);
    }
    return store.secrets.get(secretName(channel.id));
  }

  async function begin(channel: Channel): Promise<Running | undefined> {
    const mark = await markOf(channel);
    if (mark === undefined) return undefined;
    if (channel.kind !== 'telegram') {
      const health = new HealthRecord(now, 'ok');
      return { kind: 'webhook', mark, secret: mark, health };
    }
    const [, token = ''] = JSON.parse(mark) as readonly string[];
    const publicUrl = parts.publicUrl();
    const connection = new TelegramConnection({
      channelId: channel.id,
      token,
      root: parts.telegramRoot,
      receive: channel.settings.receive,
      webhook: publicUrl.startsWith('https:')
        ? { url: `${publicUrl}/webhooks/${channel.id}`, secret: telegramSecret(channel.id, token) }
        : undefined,
      inbound,
      times: parts.times,
      now,
    });
    return { kind: 'telegram', mark, connection };
  }

  /** What Telegram sends along with each update, so that nobody else can: changes with the token. */
  const telegramSecret = (id: ChannelId, token: string): string =>
    signatureOf(parts.signingKey, 'telegram webhook', `${id}\n${token}`);

  // Out

  const telegram = createMessageCarrier(parts, 'uncertain', async ({ to, message, externalId, ...leaving }, signal) => {
    const entry = running.get(to.channelId);
    if (entry?.kind !== 'telegram') return withoutSecret(leaving);
    const { agentName, progress = '0' } = leaving;
    const text = message.text ?? '';
    const outgoing = {
      chatId: Number(externalId),
      text: agentName === undefined || text === '' ? text : `${agentName}:\n${text}`,
      attachments: message.attachments,
      choices: message.choices ?? [],
      pathOf: ({ id }: Attachment) => parts.attachments.pathOf(id, 'content'),
    };
    return entry.connection.carry(outgoing, Number(progress), signal);
  });

  const webhook = createMessageCarrier(parts, 'again', async ({ to, message, externalId, ...leaving }, signal) => {
    const entry = running.get(to.channelId);
    const channel = channelOf(to.channelId);
    if (entry?.kind !== 'webhook' || channel?.kind !== 'webhook') return withoutSecret(leaving);
    const { agentName } = leaving;
    const body = webhookBody({
      conversationId: to.interactionId,
      message,
      to: externalId,
      ...(agentName !== undefined && { agentName }),
      linkOf: ({ id }) =>
        `${parts.publicUrl()}${parts.links.forCustomer({ id, hasPreview: false }, to.customerId, now()).path}`,
    });
    const request = { url: channel.settings.url, secret: entry.secret, body, now: now() };
    return sendToWebhook(parts.fetchOutside, request, entry.health, signal);
  });

  // In

  /** A request to the address of a channel, with what came in its headers. Answered after the commit. */
  async function receive(
    id: ChannelId,
    body: string,
    headers: { readonly signature: string | undefined; readonly telegramSecret: string | undefined },
  ): Promise<WebhookReply> {
    const entry = running.get(id);
    if (entry === undefined) return { kind: 'notFound' };
    return entry.kind === 'telegram'
      ? receiveTelegram(id, entry, body, headers.telegramSecret)
      : receiveWebhook(id, entry, body, headers.signature);
  }

  async function receiveTelegram(
    id: ChannelId,
    { connection, mark }: Extract<Running, { kind: 'telegram' }>,
    body: string,
    given: string | undefined,
  ): Promise<WebhookReply> {
    const [receive, token = ''] = JSON.parse(mark) as readonly string[];
    if (receive !== 'webhook') return { kind: 'notFound' };
    if (given === undefined || !sameSecret(given, telegramSecret(id, token))) return { kind: 'unauthorized' };
    const taken = await connection.brought(jsonOf(body));
    if (taken === 'notAnUpdate') return { kind: 'invalid', fields: { '': 'malformed' } };
    return taken === 'done' ? { kind: 'accepted', duplicate: false } : { kind: 'busy' };
  }

  async function receiveWebhook(
    id: ChannelId,
    { secret }: Extract<Running, { kind: 'webhook' }>,
    body: string,
    signature: string | undefined,
  ): Promise<WebhookReply> {
    if (!isSigned(secret, signature, body, now())) return { kind: 'unauthorized' };
    const message = parseAtDoor(WebhookInbound, jsonOf(body));
    if (!message.ok) return { kind: 'invalid', fields: message.error.code === 'invalid' ? message.error.fields : {} };
    const kept = await inbound.keep(id, externalIdOf(message.value), JSON.stringify(message.value));
    if (kept === 'differs') return { kind: 'differs' };
    const drained = await drain(id);
    return drained === 'stuck' ? { kind: 'busy' } : { kind: 'accepted', duplicate: kept === 'known' };
  }

  // Administration

  async function setToken(id: ChannelId, token: string): Promise<Result<{ readonly account: string }, Refusal>> {
    if (channelOf(id)?.kind !== 'telegram') return refuse({ code: 'notFound' });
    if (!/^\d{1,20}:[A-Za-z0-9_-]{10,100}$/.test(token))
      return refuse({ code: 'providerFailed', problem: 'unauthorized' });
    try {
      const me = await telegramApi(parts.telegramRoot, token).getMe(callSignal(undefined));
      await store.secrets.put(tokenName(id), token, now());
      await reconcile();
      return ok({ account: `@${me.username}` });
    } catch (error) {
      return refuse({ code: 'providerFailed', problem: problemOf(troubleOf(error)) });
    }
  }

  async function makeSecret(
    id: ChannelId,
  ): Promise<Result<{ readonly secret: string; readonly path: string }, Refusal>> {
    if (channelOf(id)?.kind !== 'webhook') return refuse({ code: 'notFound' });
    const secret = newSecret();
    await store.secrets.put(secretName(id), secret, now());
    await reconcile();
    return ok({ secret, path: `/webhooks/${id}` });
  }

  async function health(): Promise<ChannelHealth[]> {
    return Promise.all(
      channels().map(async ({ id: channelId }) => {
        const entry = running.get(channelId);
        const standing = entry?.kind === 'telegram' ? entry.connection.health.standing : entry?.health.standing;
        return {
          channelId,
          ...(standing ?? { state: 'needsSecret' as const, since: now(), problem: 'notSet' as const }),
          waitingOut: await store.outbox.waitingOf(`messenger ${channelId} `),
          held: await store.inbound.count(channelId, 'held'),
          ignored: await store.inbound.count(channelId, 'ignored'),
        };
      }),
    );
  }

  const stopListening = engine.onCommitted(({ changes, events }) => {
    if (changes.channels.size === 0) return;
    for (const event of events) {
      if (event.type !== 'channel.deleted') continue;
      for (const name of [tokenName(event.channelId), secretName(event.channelId)])
        store.secrets.forget(name).catch((error: unknown) => log.error({ err: error }, 'a secret was not forgotten'));
    }
    void reconcile();
  });

  return {
    carriers: new Map<string, Carrier>([
      ['message.telegram', telegram],
      ['message.webhook', webhook],
    ]),
    start: reconcile,
    receive,
    setToken,
    makeSecret,
    health,
    /** Connections that do not work at the moment; for metrics. */
    failing: () =>
      [...running.values()].filter(
        (entry) => (entry.kind === 'telegram' ? entry.connection.health : entry.health).standing.state === 'failing',
      ).length,
    async stop() {
      stopped = true;
      stopListening();
      await reconciling;
      const connections = [...running.values()].flatMap((entry) =>
        entry.kind === 'telegram' ? [entry.connection] : [],
      );
      await Promise.all(connections.map((connection) => connection.stop()));
    },
  };
}

export type Messengers = ReturnType<typeof createMessengers>;

/** It waits until an admin has set the secret, a day at most. */
const withoutSecret = ({ progress }: { readonly progress?: string }): Carried => ({
  kind: 'failed',
  reason: 'unauthorized' satisfies DeliveryProblem,
  permanent: false,
  ...(progress !== undefined && { progress }),
});

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
