import { basename } from 'node:path';
import fastifyStatic from '@fastify/static';
import { ChannelId } from '@ringdesk/shared/model/ids.ts';
import { MAX_VISITOR_FILE_BYTES, VISITOR_UPLOAD_PATH } from '@ringdesk/shared/protocol/files.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { Attachments } from '../application/attachments.ts';
import type { CustomerDoor } from '../application/customerDoor.ts';
import { networkOf } from '../application/network.ts';
import { mayEmbed, type OriginCheck } from '../application/origins.ts';
import { TokenBuckets } from '../application/tokenBuckets.ts';
import { receiveFile } from '../application/uploads.ts';
import type { VisitorTokens } from '../application/visitorTokens.ts';
import { tryPage, tryPagePolicy } from './liveChatTryPage.ts';

export interface LiveChatRoutesParts {
  /** The built widget. */
  readonly folder: string;
  readonly door: CustomerDoor;
  readonly tokens: VisitorTokens;
  readonly attachments: Attachments;
  readonly origins: OriginCheck;
  readonly reply: (reply: FastifyReply, refusal: Refusal) => FastifyReply;
  readonly now: () => number;
  readonly monotonic: () => number;
}

const UPLOADS = { perSecond: 0.2, burst: 5 };
const MEGABYTE = 1024 * 1024;
/**
 * Megabytes of one network, at least one for each file. A visitor is whoever opens a page, so what each may put here bounds
 * nobody; this does: 300 MB at once and some 4 GB a day.
 */
const NETWORK_MEGABYTES = { perSecond: 1 / 20, burst: 300 };

/** The widget's files, what visitors send, and a page on which the admin tries the widget. */
export async function liveChatRoutes(app: FastifyInstance, parts: LiveChatRoutesParts): Promise<void> {
  await app.register(fastifyStatic, {
    root: parts.folder,
    prefix: '/widget/',
    index: false,
    wildcard: true,
    // As the build left it beside each file: a page on a slow line waits for every kilobyte.
    preCompressed: true,
    decorateReply: false,
    cacheControl: false,
    dotfiles: 'deny',
    setHeaders: (reply, path) => {
      // Pages of any origin load the widget; what it may do there is decided by the channel's list of origins.
      reply.header('cross-origin-resource-policy', 'cross-origin');
      reply.header('access-control-allow-origin', '*');
      reply.header(
        'cache-control',
        basename(path).startsWith('loader.js') ? 'public, max-age=300' : 'public, max-age=31536000, immutable',
      );
    },
  });

  const uploads = new TokenBuckets(UPLOADS);
  const megabytes = new TokenBuckets(NETWORK_MEGABYTES);
  app.options(VISITOR_UPLOAD_PATH, async (request, reply) =>
    allowPage(reply, request.headers.origin)
      .header('access-control-allow-methods', 'POST')
      .header('access-control-allow-headers', 'authorization, content-type')
      .header('access-control-max-age', '600')
      .code(204)
      .send(),
  );
  app.post(VISITOR_UPLOAD_PATH, async (request, reply) => {
    allowPage(reply, request.headers.origin);
    const [, token] = /^Bearer (\S{20,600})$/.exec(request.headers.authorization ?? '') ?? [];
    const visitor = token === undefined ? undefined : parts.tokens.holder(token, parts.now());
    const channel = visitor === undefined ? undefined : parts.door.channel(visitor.channelId);
    if (visitor === undefined || channel?.kind !== 'liveChat') return parts.reply(reply, { code: 'signedOut' });
    const { origin, host } = request.headers;
    const ours = origin !== undefined && parts.origins.isDesk(origin, host);
    if (!ours && !mayEmbed(origin, channel.settings.allowedOrigins))
      return parts.reply(reply, { code: 'originRefused' });
    if (parts.door.isBlocked(visitor.customerId)) return parts.reply(reply, { code: 'blocked' });
    if (!channel.settings.attachments) return parts.reply(reply, { code: 'fileTypeRefused' });
    const unaccepted = await parts.door.consentMissing(visitor);
    if (unaccepted) return parts.reply(reply, unaccepted);
    const now = parts.monotonic();
    const wait =
      uploads.take(visitor.customerId, now) || megabytes.take(networkOf(request.ip), now, megabytesOf(request));
    if (wait > 0) return parts.reply(reply, { code: 'slowDown', retryAfterMs: wait });
    const owner = { kind: 'customer', id: visitor.customerId } as const;
    const received = await receiveFile(
      parts.attachments,
      request,
      { owner, purpose: 'message', maxBytes: MAX_VISITOR_FILE_BYTES },
      parts.now(),
    );
    return received.ok ? reply.send({ attachment: received.value }) : parts.reply(reply, received.error);
  });

  app.get<{ Params: { channelId: string } }>('/try/:channelId', async (request, reply) => {
    const id = ChannelId.safeParse(request.params.channelId);
    const channel = id.success ? parts.door.channel(id.data) : undefined;
    if (channel === undefined) return parts.reply(reply, { code: 'notFound' });
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', tryPagePolicy)
      .header('cache-control', 'no-store')
      .send(tryPage(channel, request.headers['accept-language']));
  });
}

/** What the request says it brings, and the most it may where it says nothing. */
function megabytesOf({ headers }: FastifyRequest): number {
  const claimed = Number(headers['content-length'] ?? MAX_VISITOR_FILE_BYTES);
  const bytes = Number.isSafeInteger(claimed) ? Math.min(claimed, MAX_VISITOR_FILE_BYTES) : MAX_VISITOR_FILE_BYTES;
  return Math.max(1, Math.ceil(bytes / MEGABYTE));
}

/** Lets the page read the answer. No cookie goes along; the visitor's token says who they are. */
const allowPage = (reply: FastifyReply, origin: string | undefined): FastifyReply =>
  reply
    .header('access-control-allow-origin', origin ?? '*')
    .header('vary', 'origin')
    .header('cross-origin-resource-policy', 'cross-origin');
