import { lookup } from 'node:dns/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { SECOND } from '@ringdesk/shared/model/time.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';
import ipaddr from 'ipaddr.js';

/**
 * Why an address was not asked, or gave no answer; never a word of what the other side said. `refused`: nothing of ours may
 * go there; `unreachable`: nobody is there, nothing was sent; `broken`: it was there, and may have heard us.
 */
export type OutsideProblem = 'refused' | 'unreachable' | 'broken' | 'tooLarge';

export interface OutsideRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Of the answer, as it comes over the line; 5 MB unless said. */
  readonly maxBytes?: number;
  /** For the whole exchange; 5 s unless said. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface OutsideAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export type FetchOutside = (request: OutsideRequest) => Promise<Result<OutsideAnswer, OutsideProblem>>;

export interface OutsideOptions {
  /** Addresses of this machine and of private networks, http, and any port: for gateways and bots in one's own house. */
  readonly allowPrivate: boolean;
  /** All addresses of a name; the system's resolver unless a test has one of its own. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
}

const MEGABYTE = 1024 * 1024;
const PORTS: ReadonlySet<string> = new Set(['', '443', '8443']);
/** Names under which clouds tell their machines' secrets, wherever they lead. */
const metadataNames: ReadonlySet<string> = new Set(['metadata', 'metadata.google.internal', 'instance-data']);

/**
 * The one way to an address that a person or a stranger wrote down (reliability, section 6). The name is resolved once and
 * judged, and the connection goes to that very address: a second answer of the name server changes nothing. Redirects are
 * not followed, no cookies or credentials go along.
 */
export function createFetchOutside(options: OutsideOptions): FetchOutside {
  const resolve = options.resolve ?? resolveAll;
  return async (request) => {
    const url = allowedUrl(request.url, options.allowPrivate);
    if (url === undefined) return refuse('refused');
    const signals = [AbortSignal.timeout(request.timeoutMs ?? 5 * SECOND), ...(request.signal ? [request.signal] : [])];
    const signal = AbortSignal.any(signals);
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    const addresses = isIP(host) > 0 ? [host] : await within(resolve(host), signal);
    const [address] = addresses ?? [];
    if (addresses === undefined || address === undefined) return refuse('unreachable');
    // One that leads inside as well as outside is not to be trusted with either.
    if (!options.allowPrivate && !addresses.every(isPublic)) return refuse('refused');
    return exchange(url, address, request, signal);
  };
}

function allowedUrl(text: string, allowPrivate: boolean): URL | undefined {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '') return undefined;
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:')) return undefined;
  if (!allowPrivate && (!PORTS.has(url.port) || metadataNames.has(url.hostname.replace(/\.$/, '')))) return undefined;
  return url;
}

/** Whether an address belongs to the open internet; what carries an IPv4 address inside is judged by that one. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv6' && parsed.range() === 'rfc6052') return false;
  return parsed.range() === 'unicast';
}

async function resolveAll(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}

/** Undefined: there is no answer, or none in time. */
async function within<T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  const ended = new Promise<undefined>((done) => {
    signal.addEventListener('abort', () => done(undefined), { once: true });
  });
  return Promise.race([work.catch(() => undefined), ended]);
}

function exchange(
  url: URL,
  address: string,
  { method = 'GET', headers = {}, body, maxBytes = 5 * MEGABYTE }: OutsideRequest,
  signal: AbortSignal,
): Promise<Result<OutsideAnswer, OutsideProblem>> {
  return new Promise((done) => {
    let connected = false;
    const start = url.protocol === 'https:' ? requestHttps : requestHttp;
    const family = isIP(address);
    const request = start(
      url,
      {
        method,
        signal,
        agent: false,
        headers: { ...headers, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) },
        // The address that was judged, whatever the name means by now.
        lookup: (_name, { all }, answer) => {
          if (all === true) answer(null, [{ address, family }]);
          else answer(null, address, family);
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > maxBytes) {
            done(refuse('tooLarge'));
            request.destroy();
          } else chunks.push(chunk);
        });
        response.on('end', () =>
          done(ok({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) })),
        );
        response.on('error', () => done(refuse('broken')));
        response.on('aborted', () => done(refuse('broken')));
      },
    );
    request.once('socket', (socket) => {
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
        connected = true;
      });
    });
    request.once('error', () => done(refuse(connected ? 'broken' : 'unreachable')));
    request.end(body);
  });
}
