import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';

import { networkOf } from '../../../application/network.ts';
import { TokenBuckets } from '../../../application/tokenBuckets.ts';
import type { EndpointConfig } from '../callControl.ts';
import type { Exchange, Flow, Place } from './flow.ts';
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
  trunks(): readonly Trunk[];
  readonly openDatagrams: OpenDatagrams;
}

const isAny = (host: string): boolean => host === '0.0.0.0' || host === '::';
const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** Our own address as somebody at `address` most likely reaches it. */
function ownAddress(config: EndpointConfig, address: string): string {
  const { publicHost, listen } = config;
  const loopback = ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';
  if (publicHost !== undefined && !loopback) return publicHost;
  if (!isAny(listen.host)) return listen.host;
  if (loopback) return '127.0.0.1';
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
  let datagrams: Datagrams | undefined;
  let streams: Listening[] = [];
  let opened = '';

  const trunkOf = (from: Place, text: string): Trunk | undefined => {
    const candidates = parts.trunks().filter((trunk) => trunk.isFrom(from.address, text));
    if (candidates.length < 2) return candidates[0];
    // Several lines at one provider differ by the name they call us.
    const user = /^[A-Z]+ sips?:([^@;>\s]+)@/.exec(text)?.[1];
    return (
      candidates.find((trunk) => trunk.user === user) ?? candidates.find((trunk) => trunk.isAt(from)) ?? candidates[0]
    );
  };

  const place = (address: string, port: number): string =>
    config === undefined ? address : `${bracketed(ownAddress(config, address))}:${port}`;

  const received = (text: string, from: Place): void => {
    if (floods.take(networkOf(from.address), exchange.now()) > 0) return;
    const trunk = trunkOf(from, text);
    if (trunk !== undefined) return trunk.received(text, from);
    const socket = datagrams;
    if (socket === undefined) return;
    phones.received(text, {
      transport: 'UDP',
      from,
      host: place(from.address, socket.port),
      send: (answer) => socket.send(answer, from),
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

  const openAll = async ({ listen, trunks }: EndpointConfig): Promise<void> => {
    // A trunk over UDP needs a socket even where none is open to others.
    const wantsUdp = listen.udpPort !== undefined || trunks.some(({ settings }) => settings.transport === 'udp');
    if (wantsUdp) datagrams = await parts.openDatagrams(listen.host, listen.udpPort ?? 0, received);
    if (listen.tcpPort !== undefined)
      streams.push(
        await listenForStreams({ host: listen.host, port: listen.tcpPort }, connected('TCP', listen.tcpPort)),
      );
    if (listen.tls === undefined) return;
    const { port, certFile, keyFile } = listen.tls;
    const [cert, key] = await Promise.all([readFile(certFile), readFile(keyFile)]);
    streams.push(await listenForStreams({ host: listen.host, port, tls: { cert, key } }, connected('TLS', port)));
  };

  const close = (): void => {
    datagrams?.close();
    for (const stream of streams) stream.close();
    datagrams = undefined;
    streams = [];
  };

  return {
    datagrams: () => datagrams,
    ownPlace: (address: string, transport: 'udp' | 'tcp' | 'tls'): string => {
      const { tcpPort, tls } = config?.listen ?? {};
      const port = { udp: datagrams?.port, tcp: tcpPort, tls: tls?.port }[transport];
      return place(address, port ?? (transport === 'tls' ? 5061 : 5060));
    },
    /** Opens what the configuration names; what is open already and wanted stays. Rejects where a port is taken. */
    async configure(next: EndpointConfig): Promise<void> {
      config = next;
      const wanted = JSON.stringify([next.listen, next.trunks.some(({ settings }) => settings.transport === 'udp')]);
      if (wanted === opened) return;
      close();
      opened = wanted;
      await openAll(next);
    },
    close,
  };
}

export type Listeners = ReturnType<typeof createListeners>;
