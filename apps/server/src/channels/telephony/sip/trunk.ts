import { lookup } from 'node:dns/promises';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { TrunkHealth } from '@ringdesk/shared/model/call.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import ipaddr from 'ipaddr.js';
import type { IncomingInviteRequest, OutgoingRequest } from 'sip.js/lib/core/index.js';

import type { Party, TrunkConfig } from '../callControl.ts';
import type { TrunkDialling } from './call.ts';
import { answerPlace, createFlow, type Exchange, type Flow, type Place } from './flow.ts';
import { type Dialled, dialLeg, type Leg } from './leg.ts';
import { type Datagrams, readStream, type Stream } from './sockets.ts';
import { parseUri } from './stack.ts';

const REGISTER_SECONDS = 300;
const PING_MS = 30_000;
const RESOLVE_MS = 5 * 60_000;
const FIRST_RETRY_MS = 5_000;
const MAX_RETRY_MS = 5 * 60_000;
const LIMIT_BYTES = 64 * 1024;
/** What a trunk may be asked to dial; everything else could end a header or an address. */
const DIALLABLE = /^\+?[0-9*#]{1,40}$/;

export interface TrunkParts {
  readonly exchange: Exchange;
  /** Wall clock, for what people read. */
  readonly wallNow: () => number;
  readonly datagrams: () => Datagrams | undefined;
  /** Our host and port as they reach us at this address of theirs. */
  ownPlace(address: string, transport: TrunkConfig['settings']['transport']): string;
  readonly called: (request: IncomingInviteRequest, flow: Flow, trunk: Trunk) => void;
  readonly health: (health: TrunkHealth) => void;
  /** Whether the names of the trunk's certificate are checked; tests have none of their own. */
  readonly checkCertificates: boolean;
}

export type Trunk = ReturnType<typeof createTrunk>;

const within = (address: string, allowed: string): boolean => {
  try {
    const one = ipaddr.process(address);
    if (!allowed.includes('/')) return ipaddr.process(allowed).toString() === one.toString();
    const [range, bits] = ipaddr.parseCIDR(allowed);
    return one.kind() === range.kind() && one.match(range as ipaddr.IPv4 & ipaddr.IPv6, bits);
  } catch {
    return false;
  }
};

/**
 * A line to the telephone network: registers with it or asks it now and then, knows whose calls are its own, and carries
 * calls out. One flow for all its addresses, so that a dialog may move between them; a connection they open has its own.
 */
export function createTrunk(first: TrunkConfig, parts: TrunkParts) {
  let config = first;
  let { settings } = first;
  const { trunkId } = first;
  const { exchange } = parts;
  const legs = new Set<Leg>();
  let addresses: readonly string[] = [];
  let flow: Flow | undefined;
  let stream: Stream | undefined;
  let stopped = false;
  let health: TrunkHealth = { trunkId, state: 'connecting', since: parts.wallNow() as Instant, calls: 0 };
  let nextAt = 0;
  let resolveAt = 0;
  let retryMs = FIRST_RETRY_MS;
  let asking: OutgoingRequest | undefined;

  const tell = (next: Pick<TrunkHealth, 'state'> & Partial<TrunkHealth>): void => {
    const changed = next.state !== health.state || next.problem !== health.problem;
    if (!changed && legs.size === health.calls) return;
    const since = next.state === health.state ? health.since : (parts.wallNow() as Instant);
    health = { ...next, trunkId, calls: legs.size, since };
    parts.health(health);
  };

  const again = (ms: number): void => {
    nextAt = exchange.now() + ms;
  };

  const failing = (problem: NonNullable<TrunkHealth['problem']>): void => {
    tell({ state: 'failing', problem, retryAt: (parts.wallNow() + retryMs) as Instant });
    again(retryMs);
    retryMs = Math.min(retryMs * 2, MAX_RETRY_MS);
  };

  const working = (nextMs: number): void => {
    retryMs = FIRST_RETRY_MS;
    tell({ state: 'ok' });
    again(nextMs);
  };

  const user = /^[A-Za-z0-9._~+-]{1,120}$/.test(settings.user) ? settings.user : 'ringdesk';
  const protocol = settings.transport.toUpperCase() as 'UDP' | 'TCP' | 'TLS';
  const tail = settings.transport === 'udp' ? '' : `;transport=${settings.transport}`;
  const uri = (name: string | undefined) =>
    parseUri(`sip:${name === undefined ? '' : `${name}@`}${bracketed(settings.host)}:${settings.port}${tail}`);

  const open = (send: (text: string) => void, host: string): Flow => {
    const opened: Flow = createFlow(
      {
        transport: protocol,
        user,
        host,
        limitBytes: LIMIT_BYTES,
        send,
        credentials:
          config.password === undefined
            ? undefined
            : { user: settings.authUser || settings.user, password: config.password },
        // Nobody registers with us over a line to the outside (reliability, section 3).
        guard: ({ method }) => (method === 'REGISTER' || method === 'SUBSCRIBE' ? { status: 403 } : undefined),
        invited: (request) => parts.called(request, opened, trunk),
      },
      exchange,
    );
    return opened;
  };

  const openOwn = (): Flow | undefined => {
    const address = addresses[0];
    if (address === undefined || stopped) return undefined;
    if (settings.transport !== 'udp') return openStream(address);
    const datagrams = parts.datagrams();
    if (datagrams === undefined) return undefined;
    const far: Place = { address, port: settings.port };
    return open(
      (text) => datagrams.send(text, text.startsWith('SIP/2.0 ') ? (answerPlace(text) ?? far) : far),
      parts.ownPlace(address, 'udp'),
    );
  };

  const openStream = (address: string): Flow => {
    const where = { host: address, port: settings.port };
    const socket =
      settings.transport === 'tls'
        ? connectTls({
            ...where,
            servername: ipaddr.isValid(settings.host) ? '' : settings.host,
            rejectUnauthorized: parts.checkCertificates,
            minVersion: 'TLSv1.2',
          })
        : connectTcp(where);
    socket.setTimeout(10_000, () => {
      if (socket.connecting) socket.destroy();
    });
    const opened = open((text) => mine.send(text), parts.ownPlace(address, settings.transport));
    const mine = readStream(
      socket,
      (text) => opened.receive(text, { address, port: settings.port }),
      () => {
        opened.lose();
        if (flow !== opened) return;
        flow = undefined;
        stream = undefined;
        if (!stopped) failing('unreachable');
      },
    );
    stream = mine;
    return opened;
  };

  const resolve = async (): Promise<void> => {
    resolveAt = exchange.now() + RESOLVE_MS;
    try {
      const found = ipaddr.isValid(settings.host)
        ? [{ address: settings.host }]
        : await lookup(settings.host, { all: true });
      addresses = found.map(({ address }) => address);
    } catch {
      if (addresses.length === 0) failing('unreachable');
    }
  };

  /** What the answer to REGISTER or OPTIONS says of the line. */
  const judge = (status: number): void => {
    asking = undefined;
    if (stopped) return;
    if (status === 408 || status === 503) return failing('unreachable');
    if (!settings.registers) return working(PING_MS);
    if (status === 401 || status === 407) return failing('unauthorized');
    if (status === 403 || status === 404) return failing('refused');
    failing('badAnswer');
  };

  const ask = (): void => {
    const far = uri(undefined);
    const own = uri(user);
    flow ??= openOwn();
    if (flow === undefined || far === undefined || own === undefined)
      return failing(far === undefined || own === undefined ? 'notSet' : 'unreachable');
    if (settings.registers && config.password === undefined) return failing('notSet');
    again(40_000);
    const { core, contact } = flow;
    const delegate = {
      onAccept: ({ message }: { readonly message: { getHeader(name: string): string | undefined } }) => {
        asking = undefined;
        if (stopped) return;
        const granted = Number(
          /expires=(\d+)/i.exec(message.getHeader('contact') ?? '')?.[1] ??
            message.getHeader('expires') ??
            REGISTER_SECONDS,
        );
        working(settings.registers ? Math.max(20, Math.min(granted, REGISTER_SECONDS) * 0.8) * 1_000 : PING_MS);
      },
      onReject: ({ message }: { readonly message: { readonly statusCode?: number | undefined } }) =>
        judge(message.statusCode ?? 500),
      onRedirect: () => judge(302),
    };
    asking = settings.registers
      ? core.register(
          core.makeOutgoingRequestMessage('REGISTER', far, own, own, {}, [
            `Contact: ${contact};expires=${REGISTER_SECONDS}`,
          ]),
          delegate,
        )
      : core.request(core.makeOutgoingRequestMessage('OPTIONS', far, own, far, {}), delegate);
  };

  const trunk = {
    trunkId,
    user,
    /** Takes new settings as long as the line is the same; false: it is another one. */
    reconfigure(next: TrunkConfig): boolean {
      if (lineOf(next) !== lineOf(config)) return false;
      config = next;
      ({ settings } = next);
      return true;
    },
    /** Whether this came over the line: an answer from where it was asked, anything else from where calls may come from. */
    isFrom(address: string, text: string): boolean {
      const { allowedAddresses } = settings;
      const own = allowedAddresses.length === 0 || text.startsWith('SIP/2.0 ') ? addresses : [];
      return [...allowedAddresses, ...own].some((allowed) => within(address, allowed));
    },
    isAt: (from: Place): boolean => from.port === settings.port && addresses.includes(from.address),
    /** A datagram from one of its addresses. */
    received(text: string, from: Place): void {
      flow ??= openOwn();
      flow?.receive(text, from);
    },
    /** A connection from one of its addresses, to be spoken over by `send`. */
    connection: (send: (text: string) => void, host: string): Flow => open(send, host),
    /** One more call at a time, until its leg has ended; false: it is full. */
    take(leg: Leg): void {
      legs.add(leg);
      tell(health);
    },
    isFull: (): boolean => legs.size >= settings.maxCalls,
    dial(to: Extract<Party, { kind: 'outside' }>, dialling: TrunkDialling): Dialled | undefined {
      flow ??= openOwn();
      const target = DIALLABLE.test(to.number) ? uri(to.number.replaceAll('#', '%23')) : undefined;
      const callerId = to.callerId !== undefined && DIALLABLE.test(to.callerId) ? to.callerId : undefined;
      const from = uri(callerId?.replaceAll('#', '%23') ?? user);
      if (flow === undefined || target === undefined || from === undefined || trunk.isFull()) return undefined;
      const headers = callerId === undefined ? [] : [`P-Preferred-Identity: <${from.toString()}>`];
      const dialled = dialLeg(
        flow,
        { target, from, fromName: '', to: target, sdp: dialling.sdp, headers, hops: Math.max(0, dialling.hops - 1) },
        exchange.waiting,
        dialling.ringing,
      );
      trunk.take(dialled.leg);
      return dialled;
    },
    /** Once a second. */
    tick(): void {
      if (stopped) return;
      const now = exchange.now();
      for (const leg of legs) if (leg.state === 'ended') legs.delete(leg);
      tell(health);
      if (resolveAt <= now) void resolve();
      if (addresses.length > 0 && nextAt <= now && asking === undefined) ask();
    },
    stop(): void {
      if (stopped) return;
      if (settings.registers && health.state === 'ok' && flow !== undefined) {
        const far = uri(undefined);
        const own = uri(user);
        const { core, contact } = flow;
        if (far !== undefined && own !== undefined)
          core.register(
            core.makeOutgoingRequestMessage('REGISTER', far, own, own, {}, [`Contact: ${contact};expires=0`]),
          );
      }
      stopped = true;
      flow?.lose();
      stream?.close();
    },
  };
  parts.health(health);
  return trunk;
}

/** What makes a line the line it is. */
const lineOf = ({ settings: { host, port, transport, registers, user, authUser }, password }: TrunkConfig): string =>
  JSON.stringify([host, port, transport, registers, user, authUser, password]);

const bracketed = (host: string): string => (host.includes(':') && !host.startsWith('[') ? `[${host}]` : host);
