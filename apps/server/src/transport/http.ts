import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import { SECOND } from '@ringdesk/shared/model/time.ts';
import { DESK_HEADER } from '@ringdesk/shared/protocol/files.ts';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

import { networkOf } from '../application/network.ts';
import { DESKTOP_ORIGIN } from '../application/origins.ts';
import type { EventLog } from '../application/ports/journal.ts';
import { StorageFull } from '../application/ports/tables.ts';
import { TokenBuckets } from '../application/tokenBuckets.ts';
import { replyRefusal } from './refusalReply.ts';

const JSON_BYTES = 64 * 1024;
const HEADER_BYTES = 16 * 1024;
/** A request that dribbles its headers is cut off after this, and half as long again at the latest. */
const HEADERS_MS = 10 * SECOND;
/** A request that is not an upload must be here within this. */
const REQUEST_MS = 30 * SECOND;
/** Long polls of sockets answer well within this. */
const IDLE_MS = 60 * SECOND;
/** An upload of 25 MB over a slow line takes minutes. */
const UPLOAD_MS = 600 * SECOND;

/** Requests of one network to what asks the server something. */
const ANONYMOUS = { perSecond: 10, burst: 100 };
/** Built files of one network: a page of the desk fetches some fifty, and a whole office opens it when its day begins. */
const BUILT_FILES = { perSecond: 100, burst: 5_000 };

export interface HttpParts {
  readonly log: EventLog;
  /** Milliseconds the headers of a request may take; 10 s unless a test says otherwise. */
  readonly headersMs?: number | undefined;
  readonly trustProxy: readonly string[];
  /** Browsers reach the server by https. */
  readonly secure: boolean;
  readonly newId: () => string;
  readonly addressOf: (request: FastifyRequest) => string;
  readonly monotonic: () => number;
}

/**
 * The HTTP server before its routes: limits, headers, errors in the shape of a refusal. Everything is refused framing, sniffing
 * and foreign use unless a route says otherwise.
 */
export async function createHttp(parts: HttpParts): Promise<{ readonly app: FastifyInstance }> {
  const headersMs = parts.headersMs ?? HEADERS_MS;
  const app = Fastify({
    logger: false,
    bodyLimit: JSON_BYTES,
    keepAliveTimeout: 5 * SECOND,
    requestTimeout: UPLOAD_MS,
    // Nothing moves in either direction: a reader that stopped must not hold a file and a connection for ever.
    connectionTimeout: IDLE_MS,
    routerOptions: { maxParamLength: 200 },
    trustProxy: parts.trustProxy.length === 0 ? false : [...parts.trustProxy],
    http: {
      maxHeaderSize: HEADER_BYTES,
      headersTimeout: headersMs,
      // Node looks for who is too slow every 30 s, which would be three times as long as they are given.
      connectionsCheckingInterval: headersMs / 2,
      requireHostHeader: true,
    },
    // An address that cannot be read never reaches the error handler; the library would repeat it to whoever asked.
    frameworkErrors: (_error, _request, reply: FastifyReply) => {
      void replyRefusal(reply, { code: 'invalid', fields: { '': 'malformed' } });
    },
    return503OnClosing: true,
    forceCloseConnections: true,
  });
  app.server.maxHeadersCount = 100;
  await app.register(cookie);
  await app.register(multipart, {
    limits: { files: 1, fields: 0, parts: 1, headerPairs: 20, fieldNameSize: 100 },
    throwFileSizeLimit: false,
  });
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    strictTransportSecurity: parts.secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
  });
  limitRequests(app, parts);
  answerErrors(app, parts);
  allowDesktopApp(app);
  // In an object: an instance is thenable, and awaiting it starts it before it has its routes.
  return { app };
}

function limitRequests(app: FastifyInstance, parts: HttpParts): void {
  const anonymous = new TokenBuckets(ANONYMOUS);
  const builtFiles = new TokenBuckets(BUILT_FILES);
  const late = new WeakMap<object, NodeJS.Timeout>();
  const arrived = async (request: FastifyRequest): Promise<void> => clearTimeout(late.get(request.raw));
  // What is asked has arrived when it is answered: an answer over a slow line may take longer.
  app.addHook('preHandler', arrived);
  app.addHook('onResponse', arrived);
  app.addHook('onRequestAbort', arrived);
  app.addHook('onRequest', async (request, reply) => {
    if (!request.headers['content-type']?.startsWith('multipart/')) {
      late.set(
        request.raw,
        setTimeout(() => request.raw.destroy(), REQUEST_MS),
      );
    }
    const limit = isBuiltFile(request.url) ? builtFiles : anonymous;
    const wait = limit.take(networkOf(parts.addressOf(request)), parts.monotonic());
    if (wait > 0 && isLimited(request.url)) return replyRefusal(reply, { code: 'slowDown', retryAfterMs: wait });
    return undefined;
  });
}

/**
 * Everything but what watches over the server, which must get its answer under load too, and what messengers bring, which
 * has limits of its own.
 */
const isLimited = (url: string): boolean => !/^\/(healthz|readyz|metrics|version|webhooks)\b/.test(url);

/** Files of the desk and the widget, the same for everybody. */
const isBuiltFile = (url: string): boolean => /^\/(assets|widget)\/[\w.-]+\.\w+$/.test(url);

const sizeErrors: ReadonlySet<string> = new Set(['FST_ERR_CTP_BODY_TOO_LARGE', 'FST_REQ_FILE_TOO_LARGE']);

function answerErrors(app: FastifyInstance, { log, newId }: HttpParts): void {
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof StorageFull) return replyRefusal(reply, { code: 'storageFull' });
    const { code, statusCode } = codeOf(error);
    if (sizeErrors.has(code)) return replyRefusal(reply, { code: 'tooLarge', maxBytes: JSON_BYTES });
    // What Fastify and its parsers say below 500 is about the request: its form is wrong.
    if (statusCode >= 400 && statusCode < 500)
      return replyRefusal(reply, { code: 'invalid', fields: { '': 'malformed' } });
    const report = newId();
    log.error({ report, method: request.method, route: request.routeOptions.url, err: error }, 'A request met a bug');
    return replyRefusal(reply, { code: 'internal', report });
  });
}

function codeOf(error: unknown): { readonly code: string; readonly statusCode: number } {
  const of = (name: string): unknown =>
    typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
  const [code, statusCode] = [of('code'), of('statusCode')];
  return { code: typeof code === 'string' ? code : '', statusCode: typeof statusCode === 'number' ? statusCode : 500 };
}

/** The desk in Electron has an origin of its own; it signs in with a bearer token, so no cookie is ever allowed along. */
function allowDesktopApp(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (
      request.headers.origin !== DESKTOP_ORIGIN ||
      !(request.url.startsWith('/api/') || request.url.startsWith('/files/'))
    )
      return undefined;
    reply
      .header('access-control-allow-origin', DESKTOP_ORIGIN)
      .header('vary', 'origin')
      .header('cross-origin-resource-policy', 'cross-origin');
    if (request.method !== 'OPTIONS') return undefined;
    return reply
      .header('access-control-allow-methods', 'GET, POST')
      .header('access-control-allow-headers', `authorization, content-type, ${DESK_HEADER}`)
      .header('access-control-max-age', '600')
      .code(204)
      .send();
  });
}
