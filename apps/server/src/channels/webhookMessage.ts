import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ChannelId, CustomerId } from '@ringdesk/shared/model/ids.ts';
import { CustomerName } from '@ringdesk/shared/model/interaction.ts';
import { MessageText } from '@ringdesk/shared/model/message.ts';
import { boundedText } from '@ringdesk/shared/model/text.ts';
import { MAX_VISITOR_FILE_BYTES } from '@ringdesk/shared/protocol/files.ts';
import { refuse } from '@ringdesk/shared/result.ts';
import { z } from 'zod';

import type { FetchOutside } from '../application/fetchOutside.ts';
import type { Inbound, InboundFile, Sender } from './inbound.ts';
import { languageOf } from './telegramUpdate.ts';

/** An id of the gateway's own: anything but control characters. */
const ExternalId = boundedText({ min: 1, max: 200 });

const WebhookSender = z.strictObject({
  id: ExternalId,
  name: CustomerName.default(''),
  phone: boundedText({ max: 40 }).default(''),
  email: boundedText({ max: 254 }).default(''),
  /** BCP 47, such as `pt-BR`. */
  language: z.string().max(35).optional(),
});

/**
 * What a gateway sends to `POST /webhooks/<channelId>`. `id`: the gateway's own id of the message; the same id with the same
 * content again is answered as before and changes nothing. resources/webhook-channel.md describes it for gateways.
 */
export const WebhookInbound = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('message'),
    id: ExternalId,
    sender: WebhookSender,
    text: MessageText.default(''),
    attachments: z
      .array(z.strictObject({ url: z.url().max(2_000), name: boundedText({ min: 1, max: 200 }) }))
      .max(10)
      .default([]),
  }),
  /** The message of this id reads so now. */
  z.strictObject({ type: z.literal('edit'), id: ExternalId, sender: WebhookSender, text: MessageText }),
]);
export type WebhookInbound = z.infer<typeof WebhookInbound>;

const FETCH_FILE_MS = 30_000;

/** Under which id an inbound message is stored: an edit is one of its own for each text. */
export function externalIdOf(message: WebhookInbound): string {
  if (message.type === 'message') return message.id;
  return `edit:${message.id}:${createHash('sha256').update(message.text).digest('base64url').slice(0, 22)}`;
}

/** Reads a stored message; it was parsed by {@link WebhookInbound} before it was stored. */
export function readWebhookMessage(channelId: ChannelId, body: string, fetchOutside: FetchOutside): Inbound {
  const message = WebhookInbound.parse(JSON.parse(body));
  const who = { externalId: message.id, sender: senderOf(channelId, message.sender) };
  if (message.type === 'edit') return { kind: 'edit', ...who, text: message.text };
  const files = message.attachments.map(({ url, name }): InboundFile => ({
    name,
    fetch: () => fetchFile(url, fetchOutside),
  }));
  return { kind: 'message', ...who, text: message.text, files };
}

function senderOf(channelId: ChannelId, { id, name, phone, email, language }: z.infer<typeof WebhookSender>): Sender {
  const spoken = languageOf(language);
  // Ids of gateways mean something in their own channel only.
  const hash = createHash('sha256').update(`${channelId}\n${id}`).digest('hex').slice(0, 32);
  return {
    customerId: `wh-${hash}` as CustomerId,
    externalId: id,
    name,
    phone,
    email,
    ...(spoken && { language: spoken }),
  };
}

async function fetchFile(url: string, fetchOutside: FetchOutside): ReturnType<InboundFile['fetch']> {
  const answer = await fetchOutside({ url, maxBytes: MAX_VISITOR_FILE_BYTES + 1, timeoutMs: FETCH_FILE_MS });
  if (!answer.ok) return refuse(answer.error === 'tooLarge' ? 'tooLarge' : 'unreachable');
  if (answer.value.status !== 200) return refuse('unreachable');
  return { ok: true, value: { content: Readable.from([answer.value.body]) } };
}
