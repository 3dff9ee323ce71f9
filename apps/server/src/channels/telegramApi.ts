import { Readable } from 'node:stream';
import { SECOND } from '@ringdesk/shared/model/time.ts';
import type { ChannelHealth } from '@ringdesk/shared/model/channel.ts';
import { Api, GrammyError, HttpError } from 'grammy';

/** Longest answer that is read: a hundred updates are a few hundred kilobytes. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;
/** A call that is no long poll must be answered within this. */
const CALL_SECONDS = 20;

/** What went wrong, as far as it decides what happens next. */
export type TelegramTrouble =
  /** Nobody was reached; nothing happened. */
  | { readonly kind: 'unreachable' }
  /** The line broke, or what came back is no answer of the Bot API: it may have happened. */
  | { readonly kind: 'unknown' }
  /** The Bot API said no. `code` as in HTTP. */
  | { readonly kind: 'refused'; readonly code: number; readonly retryAfterMs?: number };

/** A status that says that nothing was done, whoever answered. */
const NOT_DONE: ReadonlySet<number> = new Set([503]);
const notReached: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

class NoAnswer extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`status ${status} without an answer of the Bot API`);
    this.status = status;
  }
}

/**
 * The Bot API under one token. `root`: its address. Every call ends within 20 seconds (a long poll within its own time and
 * ten more), and throws what {@link troubleOf} understands.
 */
export function telegramApi(root: string, token: string): Api {
  return new Api(token, { apiRoot: root, timeoutSeconds: CALL_SECONDS * 4, fetch: answeringFetch as never });
}

/**
 * The platform's fetch in the place of grammY's: it tells an answer of the Bot API from an error page of whatever stands
 * before it, and reads no more than belongs to one.
 */
async function answeringFetch(
  url: string,
  init: {
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: NonNullable<RequestInit['body']>;
    readonly signal: AbortSignal;
  },
): Promise<Response> {
  const abort = new AbortController();
  // grammY's own kind of signal; the platform takes none but its own.
  if (init.signal.aborted) abort.abort();
  init.signal.addEventListener('abort', () => abort.abort(), { once: true });
  const { connection: _, ...headers } = init.headers;
  const response = await fetch(url, {
    method: init.method,
    headers,
    body: init.body,
    signal: abort.signal,
    redirect: 'error',
    ...({ duplex: 'half' } as object),
  });
  const text = await readAtMost(response, MAX_ANSWER_BYTES);
  if (!isAnswer(text)) throw new NoAnswer(response.status);
  return new Response(text, { status: 200, headers: { 'content-type': 'application/json' } });
}

async function readAtMost(response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new NoAnswer(response.status);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function isAnswer(text: string): boolean {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null && 'ok' in answer && typeof answer.ok === 'boolean';
  } catch {
    return false;
  }
}

/** Reads what a call threw. What is not about the call is a bug, and thrown on. */
export function troubleOf(error: unknown): TelegramTrouble {
  if (error instanceof GrammyError) {
    const seconds = error.parameters.retry_after;
    return {
      kind: 'refused',
      code: error.error_code,
      ...(seconds !== undefined && { retryAfterMs: Math.max(0, seconds) * SECOND }),
    };
  }
  if (!(error instanceof HttpError)) throw error;
  const inner = error.error;
  if (inner instanceof NoAnswer) return NOT_DONE.has(inner.status) ? { kind: 'unreachable' } : { kind: 'unknown' };
  return notReached.has(codeOf(inner)) ? { kind: 'unreachable' } : { kind: 'unknown' };
}

/** The code of the first error in a chain of causes that has one. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if ('errors' in error && Array.isArray(error.errors)) return codeOf(error.errors[0]);
  return 'cause' in error ? codeOf(error.cause) : '';
}

/** The category that is shown of a trouble. */
export function problemOf(trouble: TelegramTrouble): NonNullable<ChannelHealth['problem']> {
  if (trouble.kind !== 'refused') return trouble.kind === 'unreachable' ? 'unreachable' : 'badAnswer';
  switch (trouble.code) {
    // A token that is none is answered as an address that is none.
    case 401:
    case 404:
      return 'unauthorized';
    case 409:
      return 'conflict';
    case 429:
      return 'rateLimited';
    default:
      return trouble.code >= 500 ? 'unreachable' : 'refused';
  }
}

/** For the calls of grammY, which know a type of signal of their own. */
export const callSignal = (signal: AbortSignal | undefined, seconds = CALL_SECONDS): never =>
  AbortSignal.any([AbortSignal.timeout(seconds * SECOND), ...(signal ? [signal] : [])]) as never;

/** Fetches a file of a message as a stream; whoever reads it counts its bytes. Throws where there is none. */
export async function downloadFile(root: string, token: string, path: string, signal: AbortSignal): Promise<Readable> {
  const safe = path.split('/').map(encodeURIComponent).join('/');
  const response = await fetch(`${root}/file/bot${token}/${safe}`, { signal, redirect: 'error' });
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw new NoAnswer(response.status);
  }
  return Readable.fromWeb(response.body as never);
}
