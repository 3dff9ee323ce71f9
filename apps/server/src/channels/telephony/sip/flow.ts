import { isIP } from 'node:net';
import {
  DigestAuthentication,
  type IncomingInviteRequest,
  type IncomingRegisterRequest,
  IncomingRequestMessage,
  type IncomingResponseMessage,
  Parser,
  UserAgentCore,
} from 'sip.js/lib/core/index.js';
import type { URI } from 'sip.js/lib/grammar/uri.js';

import { TokenBucket } from '../../../application/tokenBuckets.ts';
import type { MediaKind } from '../callMedia.ts';
import { branchOf, createRetransmission, methodOf, type Waiting } from './reliability.ts';
import { plainReply, screen, type Screened } from './screening.ts';
import { silent, unguessable, uriOf } from './stack.ts';

/** Where a datagram came from or goes to. */
export interface Place {
  readonly address: string;
  readonly port: number;
}

/** What every flow of the worker shares. */
export interface Exchange {
  /** Milliseconds of a clock that only grows. */
  readonly now: () => number;
  readonly waiting: Waiting;
  /** Messages a second the worker has time for (reliability, section 3). */
  readonly budget: TokenBucket;
  /** A fault of ours or a broken message: a word for the log, never what it said. */
  readonly noted: (category: string) => void;
}

export interface FlowOpening {
  readonly transport: 'WS' | 'UDP' | 'TCP' | 'TLS';
  /** User part of our address towards them: requests to it are for us. */
  readonly user: string;
  /** Host and port as they stand in Via and Contact. */
  readonly host: string;
  readonly limitBytes: number;
  /** How they get it: a request to whom the flow is for, an answer to where its request came from. */
  readonly send: (text: string) => void;
  /** For a trunk which asks who we are, as they are when it asks. */
  credentials?(): { readonly user: string; readonly password: string } | undefined;
  /** A last word before a request reaches the library: an answer sends it away. */
  guard?(message: Screened, flow: Flow): { readonly status: number; readonly extra?: string } | undefined;
  readonly invited: (request: IncomingInviteRequest, flow: Flow) => void;
  readonly registering?: (request: IncomingRegisterRequest, flow: Flow) => void;
}

/**
 * One way to one peer, with a core of its own: the library keys server transactions by branch alone, so that in a shared
 * one a stranger could reach the calls of others.
 */
export interface Flow {
  readonly id: string;
  readonly transport: FlowOpening['transport'];
  readonly kind: MediaKind;
  readonly core: UserAgentCore;
  /** Value of our Contact header towards them. */
  readonly contact: string;
  readonly host: string;
  receive(text: string, from?: Place): void;
  /** Known to be retransmitted: the library has its transaction. */
  knows(branch: string): boolean;
  /** Whether a message belongs to a transaction or a dialog of this flow: peers of several flows send from one address. */
  holds(text: string): boolean;
  /** An INVITE of ours that nobody has answered is not sent again. */
  hush(branch: string): void;
  /** Calls `gone` once, when nothing will come or go any more; at once where that is so already. Returns the way out. */
  onLost(gone: () => void): () => void;
  readonly lost: boolean;
  /** When anything came last, on the exchange's clock. */
  readonly heardAt: number;
  /** Forgets every dialog without a word to the peer. */
  lose(): void;
}

/** Requests are pointed at ourselves for the library; here is whom they asked for. */
const targets = new WeakMap<IncomingRequestMessage, URI>();
export const targetOf = (message: IncomingRequestMessage): URI | undefined => targets.get(message);

/** One peer's share: enough for a busy trunk, too little to starve the others. */
const PER_FLOW = { perSecond: 100, burst: 200 };
const BUSY_SECONDS = 5;

/** RFC 3261, 18.2.1 and RFC 3581: answers go where the request really came from, whatever its Via says. */
function markSource(message: IncomingRequestMessage, from: Place): void {
  const via = message.headers['Via']?.[0];
  if (via === undefined) return;
  const asked = /;\s*rport\b/i.test(via.raw);
  const clean = via.raw.replaceAll(/;\s*(?:received|rport)(?:\s*=\s*[^;,\s]*)?/gi, '');
  const address = from.address.includes(':') ? `[${from.address}]` : from.address;
  via.raw = `${clean};received=${address}${asked ? `;rport=${from.port}` : ''}`;
}

/** Where an answer belongs, by the Via {@link markSource} wrote; undefined: it has none. */
export function answerPlace(text: string): Place | undefined {
  const via = /^via\s*:\s*([^\r\n]*)/im.exec(text)?.[1];
  const address = /;received=\[?([^;\]]+)/.exec(via ?? '')?.[1];
  if (via === undefined || address === undefined) return undefined;
  const sentBy = /^SIP\s*\/\s*2\.0\s*\/\s*\w+\s+[^;]*?:(\d{1,5})\s*(?:;|$)/i.exec(via)?.[1];
  return { address, port: Number(/;rport=(\d{1,5})/.exec(via)?.[1] ?? sentBy ?? 5060) };
}

/**
 * Where a request goes by its first route, or its target (RFC 3261, 8.1.2), over UDP; undefined: that is a name, or wants another
 * transport. `port` undefined: it says none.
 */
export function nextHop(text: string): { readonly address: string; readonly port: number | undefined } | undefined {
  const head = text.slice(0, Math.max(0, text.indexOf('\r\n\r\n')));
  const uri = /^route: *<([^>]+)>/im.exec(head)?.[1] ?? /^[A-Z]+ (\S+) SIP\//.exec(head)?.[1] ?? '';
  const [, host = '', port, parameters = ''] =
    /^sip:(?:[^@]*@)?(\[[^\]]+\]|[^:;?]+)(?::(\d{1,5}))?(.*)$/i.exec(uri) ?? [];
  const address = host.replace(/^\[|\]$/g, '');
  if (isIP(address) === 0 || /;transport=(?!udp\b)/i.test(parameters)) return undefined;
  return { address, port: port === undefined ? undefined : Number(port) };
}

function coreOf(opening: FlowOpening, send: (text: string) => void, flow: () => Flow): UserAgentCore {
  const { transport, user, host } = opening;
  const tail = { WS: ';transport=ws', UDP: '', TCP: ';transport=tcp', TLS: ';transport=tls' }[transport];
  const uri = uriOf(`sip:${user}@${host}${tail}`);
  const carrier = {
    protocol: transport,
    send: (text: string): Promise<void> => {
      send(text);
      return Promise.resolve();
    },
  };
  return new UserAgentCore(
    {
      aor: uri,
      contact: { uri, pubGruu: undefined, tempGruu: undefined, toString: () => `<${uri.toString()}>` },
      displayName: '',
      loggerFactory: silent,
      hackViaTcp: false,
      routeSet: [],
      sipjsId: unguessable().slice(0, 6),
      supportedOptionTags: [],
      supportedOptionTagsResponse: [],
      userAgentHeaderFieldValue: 'Ringdesk',
      viaForceRport: transport === 'UDP',
      viaHost: host,
      authenticationFactory: () => {
        const credentials = opening.credentials?.();
        return credentials && new DigestAuthentication(silent, undefined, credentials.user, credentials.password);
      },
      transportAccessor: () => carrier,
    },
    {
      onInvite: (request) => opening.invited(request, flow()),
      onRegister: (request) =>
        opening.registering === undefined
          ? void request.reject({ statusCode: 403 })
          : opening.registering(request, flow()),
      onMessage: (request) => void request.reject({ statusCode: 405 }),
    },
  );
}

/** Opens a flow. Nothing a peer sends makes it throw. */
export function createFlow(opening: FlowOpening, exchange: Exchange): Flow {
  const own = new TokenBucket(PER_FLOW, exchange.now());
  const listeners = new Set<() => void>();
  const retransmission =
    opening.transport === 'UDP' ? createRetransmission((text) => opening.send(text), exchange.waiting) : undefined;
  let lost = false;
  let heardAt = exchange.now();

  const send = (text: string): void => {
    if (lost) return;
    opening.send(text);
    retransmission?.sent(text);
  };
  const core = coreOf(opening, send, () => flow);
  const contactUri = core.configuration.contact.uri;

  const reply = (message: Screened, status: number, extra: string | undefined, from: Place | undefined): void => {
    const answer = plainReply(message, status, extra);
    if (answer === undefined) return;
    // Without state nobody sends it again: the peer repeats its request, and gets another.
    opening.send(from === undefined ? answer : markedReply(answer, from));
  };

  const parse = (text: string): IncomingRequestMessage | IncomingResponseMessage | undefined => {
    try {
      return Parser.parseMessage(text, silent.getLogger('sip.parser'));
    } catch {
      return undefined;
    }
  };

  const deliver = (message: Screened, text: string, from: Place | undefined): void => {
    const parsed = parse(text);
    if (parsed === undefined) {
      exchange.noted('unreadable');
      return reply(message, 400, undefined, from);
    }
    try {
      if (!(parsed instanceof IncomingRequestMessage)) return core.receiveIncomingResponseFromTransport(parsed);
      if (from !== undefined) markSource(parsed, from);
      if (parsed.ruri !== undefined) targets.set(parsed, parsed.ruri);
      parsed.ruri = contactUri.clone();
      core.receiveIncomingRequestFromTransport(parsed);
    } catch {
      exchange.noted('failed');
      dropHalfMade(core);
      reply(message, 500, undefined, from);
    }
  };

  const flow: Flow = {
    id: unguessable(),
    transport: opening.transport,
    kind: opening.transport === 'WS' ? 'webrtc' : 'plain',
    core,
    contact: core.configuration.contact.toString(),
    host: opening.host,
    receive(text, from) {
      if (lost || own.take(exchange.now()) > 0) return;
      heardAt = exchange.now();
      const screening = screen(text, opening.limitBytes);
      if (screening.kind === 'dropped') return exchange.noted('malformed');
      const { message } = screening;
      if (screening.kind === 'refused') return reply(message, screening.status, screening.extra, from);
      if (!message.belongs && exchange.budget.take(exchange.now()) > 0) {
        return reply(message, 503, `Retry-After: ${BUSY_SECONDS}`, from);
      }
      retransmission?.received(text);
      const refusal = message.method === undefined ? undefined : opening.guard?.(message, flow);
      if (refusal !== undefined) return reply(message, refusal.status, refusal.extra, from);
      deliver(message, text, from);
    },
    knows: (branch) => core.userAgentServers.has(branch),
    holds(text) {
      const branch = branchOf(text) ?? '';
      if (text.startsWith('SIP/2.0 ')) return core.userAgentClients.has(`${branch}${methodOf(text) ?? ''}`);
      if (core.userAgentServers.has(branch)) return true;
      const callId = /^(?:call-id|i)\s*:\s*(\S+)/im.exec(text)?.[1];
      return [...core.dialogs.values()].some((dialog) => dialog.callId === callId);
    },
    hush: (branch) => retransmission?.hush(branch),
    onLost(gone) {
      if (lost) gone();
      else listeners.add(gone);
      return () => listeners.delete(gone);
    },
    get lost() {
      return lost;
    },
    get heardAt() {
      return heardAt;
    },
    lose() {
      if (lost) return;
      lost = true;
      retransmission?.stop();
      for (const gone of listeners) gone();
      listeners.clear();
      dropHalfMade(core);
      core.dispose();
    },
  };
  return flow;
}

/**
 * A dialog whose constructor threw is in the core's table all the same and would make everything throw that goes through
 * the table: what the constructor does last is missing.
 */
function dropHalfMade(core: UserAgentCore): void {
  for (const [id, dialog] of core.dialogs) {
    if ((dialog as { readonly logger?: unknown }).logger === undefined) core.dialogs.delete(id);
  }
}

/** {@link markSource} for an answer that never saw the parser. */
export function markedReply(answer: string, from: Place): string {
  return answer.replace(/^Via: ([^\r\n]*)/m, (_line, via: string) => {
    const clean = via.replaceAll(/;\s*(?:received|rport)(?:\s*=\s*[^;,\s]*)?/gi, '');
    const address = from.address.includes(':') ? `[${from.address}]` : from.address;
    return `Via: ${clean};received=${address}${/;\s*rport\b/i.test(via) ? `;rport=${from.port}` : ''}`;
  });
}
