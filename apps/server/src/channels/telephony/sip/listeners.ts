import type { Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';

import { networkOf } from '../../../application/network.ts';
import { TokenBuckets } from '../../../application/tokenBuckets.ts';
import type { EndpointConfig, PortState } from '../callControl.ts';
import { createRenewal, readCertificate } from './certificate.ts';
import type { Exchange, Flow, Place } from './flow.ts';
import { createOpenPort } from './openPort.ts';
import type { Back, Phones } from './phones.ts';
import { type Datagrams, listenForStreams, type Listening, type OpenDatagrams, readStream } from './sockets.ts';
import type { Trunk } from './trunk.ts';

/** New connections and datagrams from one network, before anything of them is read. */
const CONNECTIONS = { perSecond: 2, burst: 20 };
const DATAGRAMS = { perSecond: 200, burst: 400 };
/** A connection that has not said a good word is closed. */
const SILENT_MS = 10_000;

export interface ListenersParts {
  readonly exchange: Exchange;
  readonly phones: Phones;
  /** Those which leave stand last. */
  trunks(): readonly Trunk[];
  readonly openDatagrams: OpenDatagrams;
  /** Told whenever it changes. */
  readonly ports: (ports: readonly PortState[]) => void;
}

const isAny = (host: string): boolean => host === '0.0.0.0' || host === '::';
const isLoopback = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';
const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host);
/** Phones of other makes are let in from this machine alone as long as nobody says on which address they may come. */
const UNNAMED_HOST = '127.0.0.1';

/** Our own address as somebody at `address` most likely reaches it; `local`: where the way to them begins. */
function ownAddress({ publicHost, listen }: EndpointConfig, address: string, local: string | undefined): string {
  const near = isLoopback(address);
  if (publicHost !== undefined && !near) return publicHost;
  const { host } = listen;
  if (host !== undefined && !isAny(host) && (near || !isLoopback(host))) return host;
  if (near) return address.includes(':') ? '::1' : '127.0.0.1';
  if (local !== undefined) return local;
  const family = address.includes(':') ? 'IPv6' : 'IPv4';
  const found = Object.values(networkInterfaces())
    .flat()
    .find((one) => one?.family === family && !one.internal);
  return found?.address ?? '127.0.0.1';
}

/**
 * The sockets of the worker: datagrams and connections of trunks and phones of other makes. Whose a message is, is decided
 * by where it came from, before anything reads it.
 */
export function createListeners(parts: ListenersParts) {
  const { exchange, phones } = parts;
  const connections = new TokenBuckets(CONNECTIONS);
  const floods = new TokenBuckets(DATAGRAMS);
  let config: EndpointConfig | undefined;

  const changed = (): void => {
    const { udpPort, tcpPort, tls } = config?.listen ?? {};
    const state = (transport: PortState['transport'], port: number | undefined, problem: PortState['problem']) =>
      port === undefined ? [] : [{ transport, port, ...(problem !== undefined && { problem }) }];
    parts.ports([
      ...state('udp', udpPort, datagrams.problem),
      ...state('tcp', tcpPort, streams.problem),
      ...state('tls', tls?.port, secured.problem),
    ]);
  };
  const datagrams = createOpenPort<Datagrams>(exchange, changed);
  const streams = createOpenPort<Listening>(exchange, changed);
  const secured = createOpenPort<Listening>(exchange, changed);

  const trunkOf = (from: Place, text: string): Trunk | undefined => {
    const candidates = parts.trunks().filter((trunk) => trunk.isFrom(from.address, text));
    if (candidates.length < 2) return candidates[0];
    const holder = candidates.find((trunk) => trunk.holds(text));
    if (holder !== undefined) return holder;
    // Several lines at one provider differ by the name they call us.
    const user = /^[A-Z]+ sips?:([^@;>\s]+)@/.exec(text)?.[1];
    return (
      candidates.find((trunk) => trunk.user === user) ?? candidates.find((trunk) => trunk.isAt(from)) ?? candidates[0]
    );
  };

  const place = (address: string, port: number, local?: string): string =>
    config === undefined ? address : `${bracketed(ownAddress(config, address, local))}:${port}`;

  const received = (text: string, from: Place): void => {
    if (floods.take(networkOf(from.address), exchange.now()) > 0) return;
    // Keep-alives, of whoever sends them.
    if (text.trim() === '') return;
    const trunk = trunkOf(from, text);
    if (trunk !== undefined) return trunk.received(text, from);
    const { host, udpPort } = config?.listen ?? {};
    // The socket is open for lines alone, or for them and for phones on this machine.
    if (udpPort === undefined || (host === undefined && !isLoopback(from.address))) return;
    phones.received(text, {
      transport: 'UDP',
      from,
      host: place(from.address, datagrams.opened?.port ?? udpPort),
      // Over the socket there is by then: a phone outlives the one it came by.
      send: (answer) => datagrams.opened?.send(answer, from),
    });
  };

  const connected = (transport: 'TCP' | 'TLS', port: number) => (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    if (connections.take(networkOf(address), exchange.now()) > 0) return void socket.destroy();
    let flow: Flow | undefined;
    let known = false;
    const stream = readStream(
      socket,
      (text) => {
        const trunk = trunkOf(stream.from, text);
        if (trunk !== undefined) {
          known = true;
          flow ??= trunk.connection((answer) => stream.send(answer), back.host);
          return flow.receive(text, stream.from);
        }
        known = phones.received(text, back) || known;
        if (!known) stream.close();
      },
      () => {
        stopWaiting();
        flow?.lose();
        phones.gone(back);
      },
    );
    const back: Back = {
      transport,
      from: stream.from,
      host: place(stream.from.address, port),
      send: (text) => stream.send(text),
    };
    const stopWaiting = exchange.waiting.after(SILENT_MS, () => {
      if (!known) stream.close();
    });
  };

  const overTls = async (tls: Tls, host: string): Promise<Listening> =>
    listenForStreams({ host, port: tls.port, tls: await readCertificate(tls) }, connected('TLS', tls.port));
  const renewed = createRenewal(exchange);

  const wantUdp = ({ listen: { host, udpPort } }: EndpointConfig, lines: boolean): Promise<void> =>
    // A line over UDP needs a socket even where none is open to others.
    datagrams.want(
      udpPort === undefined && !lines
        ? undefined
        : {
            name: JSON.stringify([host, udpPort]),
            open: () => parts.openDatagrams(host, udpPort ?? 0, received),
          },
    );

  return {
    datagrams: () => datagrams.opened,
    ownPlace(address: string, transport: 'udp' | 'tcp' | 'tls', local: string | undefined): string {
      const { tcpPort, tls } = config?.listen ?? {};
      const port = { udp: datagrams.opened?.port, tcp: tcpPort, tls: tls?.port }[transport];
      return place(address, port ?? (transport === 'tls' ? 5061 : 5060), local);
    },
    /**
     * Opens what the configuration names; what is open already and wanted stays. One that cannot be had keeps no other
     * closed, and is tried again.
     */
    async configure(next: EndpointConfig): Promise<void> {
      config = next;
      const { host = UNNAMED_HOST, tcpPort, tls } = next.listen;
      await wantUdp(next, next.trunks.some(isOverUdp) || parts.trunks().some((trunk) => trunk.usesDatagrams()));
      await streams.want(
        tcpPort === undefined
          ? undefined
          : {
              name: JSON.stringify([host, tcpPort]),
              open: () => listenForStreams({ host, port: tcpPort }, connected('TCP', tcpPort)),
            },
      );
      await secured.want(tls && { name: JSON.stringify([host, tls]), open: () => overTls(tls, host) });
    },
    /** Tries again what could not be opened, closes what the last line that left has used, and shows a certificate that is new. */
    async look(): Promise<void> {
      if (config === undefined) return;
      await wantUdp(
        config,
        parts.trunks().some((trunk) => trunk.usesDatagrams()),
      );
      for (const port of [datagrams, streams, secured]) await port.retry();
      const { tls } = config.listen;
      if (tls !== undefined) await renewed(tls, (certificate) => secured.opened?.renew(certificate));
    },
    close(): void {
      for (const port of [datagrams, streams, secured]) port.close();
    },
  };
}

const isOverUdp = ({ settings }: EndpointConfig['trunks'][number]): boolean => settings.transport === 'udp';

type Tls = NonNullable<EndpointConfig['listen']['tls']>;

export type Listeners = ReturnType<typeof createListeners>;
