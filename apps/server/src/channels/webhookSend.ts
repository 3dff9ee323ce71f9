import type { Attachment, Message } from '@ringdesk/shared/model/message.ts';
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { SECOND } from '@ringdesk/shared/model/time.ts';

import type { FetchOutside, OutsideAnswer } from '../application/fetchOutside.ts';
import type { Carried } from '../application/outbox.ts';
import { SIGNATURE_HEADER, signRequest } from '../application/signedRequests.ts';
import type { HealthRecord } from './channelHealth.ts';

const ANSWER_MS = 10 * SECOND;
/** What a gateway answers is not read, only how it ends. */
const MAX_ANSWER_BYTES = 64 * 1024;
/** Statuses below 500 after which it is worth trying again (RFC 9110, RFC 8470, RFC 6585). */
const AGAIN: ReadonlySet<number> = new Set([408, 425, 429]);

export interface WebhookMessage {
  readonly conversationId: InteractionId;
  readonly message: Message;
  /** The gateway's own id of the customer. */
  readonly to: string;
  /** As the queue shows them to customers [20]; absent: not at all. */
  readonly agentName?: string;
  readonly linkOf: (attachment: Attachment) => string;
}

/** The body of a message to a gateway. The id is the same however often it is sent: the gateway delivers it once. */
export function webhookBody({ conversationId, message, to, agentName, linkOf }: WebhookMessage): string {
  const { id, at, text, author, attachments, choices = [] } = message;
  return JSON.stringify({
    type: 'message',
    id,
    conversationId,
    at: new Date(at).toISOString(),
    to: { id: to },
    author: {
      kind: author.kind,
      ...(author.kind === 'bot' ? { name: author.name } : agentName === undefined ? {} : { name: agentName }),
    },
    text: text ?? '',
    choices,
    attachments: attachments.map((attachment) => ({
      url: linkOf(attachment),
      name: attachment.name,
      mimeType: attachment.mimeType,
      bytes: attachment.bytes,
    })),
  });
}

/** Posts to a gateway. 2xx: it has it. What may come again is sent again, with back-off, until the outbox gives up. */
export async function sendToWebhook(
  fetchOutside: FetchOutside,
  request: { readonly url: string; readonly secret: string; readonly body: string; readonly now: number },
  health: HealthRecord,
  signal: AbortSignal,
): Promise<Carried> {
  const { url, secret, body, now } = request;
  const answer = await fetchOutside({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json', [SIGNATURE_HEADER]: signRequest(secret, body, now) },
    body,
    maxBytes: MAX_ANSWER_BYTES,
    timeoutMs: ANSWER_MS,
    signal,
  });
  if (!answer.ok) {
    const problem = answer.error === 'refused' ? 'refused' : answer.error === 'tooLarge' ? 'badAnswer' : 'unreachable';
    health.set('failing', { problem });
    // Whether it got there or not: the gateway knows the id.
    return { kind: 'failed', reason: answer.error === 'refused' ? 'refused' : 'unreachable', permanent: false };
  }
  return judge(answer.value, health);
}

function judge({ status, headers }: OutsideAnswer, health: HealthRecord): Carried {
  if (status >= 200 && status < 300) {
    health.set('ok');
    return { kind: 'done' };
  }
  if (status === 401 || status === 403) {
    // The secret may be put right meanwhile.
    health.set('failing', { problem: 'unauthorized' });
    return { kind: 'failed', reason: 'unauthorized', permanent: false };
  }
  if (status >= 500 || AGAIN.has(status)) {
    health.set('failing', { problem: status === 429 ? 'rateLimited' : 'unreachable' });
    const seconds = Number(headers['retry-after']);
    const wait = Number.isFinite(seconds) && seconds > 0 ? { retryAfterMs: seconds * SECOND } : {};
    return { kind: 'failed', reason: 'unreachable', permanent: false, ...wait };
  }
  // It is there and says no to this message: the connection is sound.
  health.set(status < 400 ? 'failing' : 'ok', status < 400 ? { problem: 'badAnswer' } : {});
  return { kind: 'failed', reason: 'refused', permanent: status >= 400 };
}
