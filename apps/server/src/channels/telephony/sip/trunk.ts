import type { TrunkHealth } from '@ringdesk/shared/model/call.ts';
import ipaddr from 'ipaddr.js';
import type { IncomingInviteRequest } from 'sip.js/lib/core/index.js';

import type { Party, TrunkConfig } from '../callControl.ts';
import type { TrunkDialling } from './call.ts';
import { dialInTurn, type Heard, type Try } from './dialInTurn.ts';
import { createFlow, type Exchange, type Flow, type Place } from './flow.ts';
import { type Dialled, dialLeg, type Dialling, type Leg, newNames } from './leg.ts';
import { createLineAsking, lineUri } from './lineAsking.ts';
import { createLineHealth } from './lineHealth.ts';
import type { Names } from './lineTargets.ts';
import { type Address, createLineWay } from './lineWay.ts';
import { createOtherServers } from './otherServers.ts';
import type { Datagrams } from './sockets.ts';

const RESOLVE_MS = 5 * 60_000;
/** NATs forget a way over UDP after thirty seconds without a word, some of them. */
const KEEP_ALIVE_MS = 25_000;
/** A goodbye is repeated for so long where nobody confirms it. */
const LEAVE_MS = 5_000;
const LIMIT_BYTES = 64 * 1024;
/** What a trunk may be asked to dial; everything else could end a header or an address. */
const DIALLABLE = /^\+?[0-9*#]{1,40}$/;

export interface TrunkParts {
  readonly exchange: Exchange;
  /** Wall clock, for what people read. */
  readonly wallNow: () => number;
  readonly datagrams: () => Datagrams | undefined;
  /** Our address on the way to this one; undefined: none leads there. */
  readonly localAddress: (address: string) => Promise<string | undefined>;
  /** Our host and port as they reach us at this address of theirs; `local`: where the way to them begins. */
  ownPlace(address: string, transport: TrunkConfig['settings']['transport'], local: string | undefined): string;
  readonly called: (request: IncomingInviteRequest, flow: Flow, trunk: Trunk) => void;
  readonly health: (health: TrunkHealth) => void;
  /** Whether the names of the trunk's certificate are checked; tests have none of their own. */
  readonly checkCertificates: boolean;
  /** The name system; absent: the machine's own. */
  readonly names?: Names | undefined;
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
 * calls out. One flow for all its addresses and connections, so that a dialog may move between them; a connection they open
 * has its own.
 *
 *   runs ──leave──▶ leaving (its calls end, or are ended; no new ones) ──5 s after the last──▶ gone
 */
export function createTrunk(first: TrunkConfig, parts: TrunkParts) {
  let config = first;
  const { trunkId } = first;
  const { exchange } = parts;
  const legs = new Set<Leg>();
  let flow: Flow | undefined;
  let life: 'runs' | 'leaving' | 'gone' = 'runs';
  let goneAt = Infinity;
  let resolving = false;
  let resolveAt = 0;
  let keepAliveAt = 0;

  const user = /^[A-Za-z0-9._~+-]{1,120}$/.test(first.settings.user) ? first.settings.user : 'ringdesk';
  const protocol = first.settings.transport.toUpperCase() as 'UDP' | 'TCP' | 'TLS';
  const living = (): boolean => [...legs].some(({ state }) => state !== 'ended');

  const health = createLineHealth({
    trunkId,
    wallNow: parts.wallNow,
    calls: () => legs.size,
    // Another one has its name by now.
    report: (next) => (life === 'runs' ? parts.health(next) : undefined),
  });

  const way = createLineWay({
    where: first.settings,
    datagrams: parts.datagrams,
    localAddress: parts.localAddress,
    checkCertificates: parts.checkCertificates,
    isOurs: (address) => [...config.settings.allowedAddresses, ...way.addresses()].some((own) => within(address, own)),
    names: parts.names,
    received: (text, from) => flow?.receive(text, from),
    closed: () => {
      // Who talks goes on talking: dialogs outlive connections (RFC 3261, 18.4). Who is being called learns that nobody is.
      if (![...legs].some((leg) => leg.flow === flow && leg.state === 'standing')) loseFlow();
      if (life === 'runs') asking.failed('unreachable');
    },
  });

  const asking = createLineAsking({
    exchange,
    config: () => config,
    user,
    health,
    unreachable: () => {
      resolveAt = 0;
      // A connection that carries calls is judged by them: each asks by itself whether its peer is there.
      if (living()) return;
      way.drop();
      way.turn();
    },
  });

  const loseFlow = (): void => {
    const before = flow;
    flow = undefined;
    before?.lose();
  };

  const open = (send: (text: string) => void, host: string): Flow => {
    const opened: Flow = createFlow(
      {
        transport: protocol,
        user,
        host,
        limitBytes: LIMIT_BYTES,
        send,
        credentials: () => {
          const { password, settings } = config;
          return password === undefined ? undefined : { user: settings.authUser || settings.user, password };
        },
        // Nobody registers with us over a line to the outside (reliability, section 3).
        guard: ({ method }) => (method === 'REGISTER' || method === 'SUBSCRIBE' ? { status: 403 } : undefined),
        invited: (request) =>
          life === 'runs' ? parts.called(request, opened, trunk) : void request.reject({ statusCode: 480 }),
      },
      exchange,
    );
    return opened;
  };

  const others = createOtherServers({
    exchange,
    way,
    open: (send, server) => open(send, parts.ownPlace(server.address, config.settings.transport, server.local)),
    goesOn(other) {
      const states = [...legs].filter((leg) => leg.flow === other).map(({ state }) => state);
      return states.includes('standing') ? 'talks' : states.includes('early') ? 'rings' : 'nothing';
    },
  });

  /** Our side of the line; undefined: its address is not known, or it is gone. */
  const own = (): Flow | undefined => {
    const at = way.first();
    if (flow === undefined && at !== undefined && life !== 'gone')
      flow = open((text) => way.send(text), parts.ownPlace(at.address, config.settings.transport, at.local));
    return flow;
  };

  const look = async (): Promise<void> => {
    resolving = true;
    const found = await way.resolve();
    resolving = false;
    if (life !== 'runs') return;
    if (!found) return asking.failed('unreachable');
    resolveAt = exchange.now() + RESOLVE_MS;
    ask();
  };

  const ask = (): void => {
    if (!asking.isDue()) return;
    const asked = own();
    if (asked === undefined) asking.failed('unreachable');
    else asking.ask(asked);
  };

  /** By the servers of the line in their turn; the one in use, which is `over`, alone where there is no other. */
  const dialFrom = (over: Flow, servers: readonly Address[], call: Dialling, ringing: Heard['ringing']): Dialled => {
    const same = newNames();
    const inUse = way.first();
    const [first, ...next] = servers.map((server): Try => {
      const flowTo = (): Flow => (server === inUse && !over.lost ? over : others.flowTo(server));
      return {
        begin: (heard) => dialLeg(flowTo(), { ...call, same }, exchange.waiting, heard.ringing, heard.trying),
        failed: () => others.shun(server),
      };
    });
    return first === undefined || next.length === 0
      ? dialLeg(over, call, exchange.waiting, ringing)
      : dialInTurn([first, ...next], exchange.waiting, ringing);
  };

  const trunk = {
    trunkId,
    user,
    /**
     * Takes new settings as long as the line is the same; false: it is another one. Its calls notice neither: another
     * password, rule or limit is for the next.
     */
    reconfigure(next: TrunkConfig): boolean {
      if (lineOf(next) !== lineOf(config)) return false;
      const { password, settings } = config;
      const asksAnew = password !== next.password || settings.authUser !== next.settings.authUser;
      config = next;
      health.repeat();
      if (asksAnew) {
        health.startOver();
        asking.soon();
      }
      return true;
    },
    /** Whether this came over the line: an answer from where it was asked, anything else from where calls may come from. */
    isFrom(address: string, text: string): boolean {
      const { allowedAddresses } = config.settings;
      const named = allowedAddresses.length === 0 || text.startsWith('SIP/2.0 ') ? way.addresses() : [];
      return [...allowedAddresses, ...named].some((allowed) => within(address, allowed));
    },
    isAt: (from: Place): boolean => way.isAt(from),
    /** The way to end what a process before has left; undefined: there is none yet. */
    goodbye: (): Flow | undefined => own(),
    holds: (text: string): boolean => flow?.holds(text) === true || others.holding(text) !== undefined,
    /** Whether this leg runs over it. */
    has: (leg: Leg): boolean => legs.has(leg),
    /** A datagram from one of its addresses. */
    received: (text: string, from: Place): void => (others.holding(text) ?? own())?.receive(text, from),
    /** A connection from one of its addresses, to be spoken over by `send`. */
    connection: (send: (text: string) => void, host: string): Flow => open(send, host),
    /** One more call at a time, until its leg has ended. */
    take(leg: Leg): void {
      legs.add(leg);
      health.count();
    },
    isFull: (): boolean => legs.size >= config.settings.maxCalls,
    dial(to: Extract<Party, { kind: 'outside' }>, dialling: TrunkDialling): Dialled | undefined {
      const { settings } = config;
      const target = DIALLABLE.test(to.number) ? lineUri(settings, to.number.replaceAll('#', '%23')) : undefined;
      const callerId = to.callerId !== undefined && DIALLABLE.test(to.callerId) ? to.callerId : undefined;
      const from = lineUri(settings, callerId?.replaceAll('#', '%23') ?? user);
      const over = own();
      if (over === undefined || target === undefined || from === undefined || trunk.isFull()) return undefined;
      const headers = callerId === undefined ? [] : [`P-Preferred-Identity: <${from.toString()}>`];
      const hops = Math.max(0, dialling.hops - 1);
      const call = { target, from, fromName: '', to: target, sdp: dialling.sdp, headers, hops };
      const dialled = dialFrom(over, others.inTurn(), call, dialling.ringing);
      trunk.take(dialled.leg);
      return dialled;
    },
    /** Once a second. */
    tick(): void {
      const now = exchange.now();
      for (const leg of legs) if (leg.state === 'ended') legs.delete(leg);
      if (life === 'gone') return;
      others.tick();
      if (keepAliveAt <= now) {
        keepAliveAt = now + KEEP_ALIVE_MS;
        if (flow !== undefined && (config.settings.registers || legs.size > 0)) way.keepAlive();
      }
      if (life === 'leaving') {
        if (legs.size > 0) goneAt = now + LEAVE_MS;
        else if (goneAt <= now) trunk.close();
        return;
      }
      health.count();
      if (resolving || !asking.isDue()) return;
      if (resolveAt <= now) void look().catch(() => exchange.noted('lineFailed'));
      else ask();
    },
    /** Takes no more calls. Those which run end by themselves, or now, with a goodbye; `unregisters`: nothing took its place. */
    leave({ calls, unregisters }: { readonly calls: 'finish' | 'end'; readonly unregisters: boolean }): void {
      if (life !== 'runs') return;
      life = 'leaving';
      goneAt = exchange.now() + LEAVE_MS;
      if (calls === 'end') for (const leg of legs) leg.end();
      if (unregisters && flow !== undefined) asking.unregister(flow);
    },
    /** What it said last is said by now. */
    close(): void {
      life = 'gone';
      loseFlow();
      others.close();
      way.drop();
    },
    isGone: (): boolean => life === 'gone',
    usesDatagrams: (): boolean => config.settings.transport === 'udp' && life !== 'gone',
  };
  return trunk;
}

/** What makes a line the line it is; everything else may change while calls run over it. */
const lineOf = ({ settings: { host, port, transport, registers, user } }: TrunkConfig): string =>
  JSON.stringify([host, port, transport, registers, user]);
