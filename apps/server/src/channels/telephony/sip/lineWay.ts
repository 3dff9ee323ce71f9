import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { TrunkSettings } from '@ringdesk/shared/model/call.ts';
import ipaddr from 'ipaddr.js';

import { answerPlace, nextHop, type Place } from './flow.ts';
import { type Names, systemNames, targetsOf } from './lineTargets.ts';
import { type Datagrams, readStream, type Stream } from './sockets.ts';

const CONNECT_MS = 10_000;

export interface LineWayParts {
  readonly where: Pick<TrunkSettings, 'host' | 'port' | 'transport'>;
  readonly datagrams: () => Datagrams | undefined;
  /** Our address on the way to this one; undefined: none leads there. */
  readonly localAddress: (address: string) => Promise<string | undefined>;
  readonly checkCertificates: boolean;
  /** Whether this address is one of the line's: what belongs to a call goes to no other, whatever the far end writes. */
  readonly isOurs: (address: string) => boolean;
  /** Absent: the machine's own. */
  readonly names?: Names | undefined;
  readonly received: (text: string, from: Place) => void;
  /** The connection is gone, or never came about; the next word opens another. */
  readonly closed: () => void;
}

/** One of the servers a line's name stands for; `local`: where the way there begins. */
export interface Address extends Place {
  readonly local: string | undefined;
}

/** A way to one server. */
export interface Road {
  /**
   * Over UDP an answer goes where its request came from, and what belongs to a call to the server that has the call, where
   * that is one of the line's. Never throws.
   */
  send(text: string): void;
  /** RFC 5626, 4.4.1 and 3.5.1: a word without meaning keeps what stands between us from forgetting the way. */
  keepAlive(): void;
  /** Lets go of a connection that answers nothing any more, without a word to `closed`. */
  drop(): void;
}

type RoadEvents = Pick<LineWayParts, 'received' | 'closed'>;

/**
 * The way to a line: the servers its name stands for ({@link targetsOf}), of which the first is in use. Over TCP and TLS a
 * connection is opened by the first word, and anew by the first after it was lost.
 */
export function createLineWay(parts: LineWayParts) {
  const { transport } = parts.where;
  const host = parts.where.host.replace(/^\[|\]$/g, '');
  const names = parts.names ?? systemNames;
  let addresses: readonly Address[] = [];

  const connect = ({ address, port }: Place, received: RoadEvents['received'], closed: () => void): Stream => {
    const where = { host: address, port };
    const socket =
      transport === 'tls'
        ? connectTls({
            ...where,
            servername: ipaddr.isValid(host) ? '' : host,
            rejectUnauthorized: parts.checkCertificates,
            minVersion: 'TLSv1.2',
          })
        : connectTcp(where);
    socket.setTimeout(CONNECT_MS, () => {
      if (socket.connecting) socket.destroy();
    });
    return readStream(socket, (text) => received(text, { address, port }), closed);
  };

  /** A server that names no port means the one it is known by. */
  const hop = (text: string, far: Place): Place => {
    const next = nextHop(text);
    if (next === undefined || !parts.isOurs(next.address)) return far;
    return { address: next.address, port: next.port ?? (next.address === far.address ? far.port : 5_060) };
  };

  const roadTo = (place: () => Place | undefined, { received, closed }: RoadEvents): Road => {
    let stream: Stream | undefined;
    const open = (far: Place): Stream => {
      const mine = connect(far, received, () => {
        if (stream !== mine) return;
        stream = undefined;
        closed();
      });
      return mine;
    };
    return {
      send(text) {
        const far = place();
        if (far === undefined) return;
        if (transport !== 'udp') return (stream ??= open(far)).send(text);
        parts.datagrams()?.send(text, text.startsWith('SIP/2.0 ') ? (answerPlace(text) ?? far) : hop(text, far));
      },
      keepAlive() {
        const far = place();
        if (transport !== 'udp') stream?.send('\r\n\r\n');
        else if (far !== undefined) parts.datagrams()?.send('\r\n\r\n', far);
      },
      drop() {
        const mine = stream;
        stream = undefined;
        mine?.close();
      },
    };
  };

  const usable = async (found: readonly Place[]): Promise<readonly Address[]> => {
    const socket = parts.datagrams();
    const reached = transport === 'udp' ? found.filter(({ address }) => socket?.reaches(address) === true) : found;
    const all = await Promise.all(
      reached.map(async (place) => ({ ...place, local: await parts.localAddress(place.address) })),
    );
    const routed = all.filter(({ local }) => local !== undefined);
    // Where no route is known the first word finds out.
    return routed.length > 0 ? routed : all;
  };

  return {
    /** Looks its name up; what was known before stays where that fails. False: it has no address that can be reached. */
    async resolve(): Promise<boolean> {
      const found = ipaddr.isValid(host)
        ? [{ address: host, port: parts.where.port }]
        : await targetsOf({ ...parts.where, host }, names, Math.random);
      if (found !== undefined) {
        const next = await usable(found);
        const first = addresses[0];
        // The one in use is kept as long as the name still stands for it: dialogs run there.
        addresses = next.toSorted((a, b) => Number(isSame(b, first)) - Number(isSame(a, first)));
      }
      return addresses.length > 0;
    },
    /** Where it is now; undefined: not known yet. */
    first: (): Address | undefined => addresses[0],
    addresses: (): readonly string[] => addresses.map(({ address }) => address),
    /** Whether one of its servers is at this place. */
    isAt: (place: Place): boolean => addresses.some((each) => isSame(each, place)),
    /** The next of its addresses is tried from here on. */
    turn(): void {
      addresses = [...addresses.slice(1), ...addresses.slice(0, 1)];
    },
    /** In the order in which they are to be tried. */
    servers: (): readonly Address[] => addresses,
    /** To one of them beside the one in use. */
    beside: (server: Address, events: RoadEvents): Road => roadTo(() => server, events),
    ...roadTo(() => addresses[0], parts),
  };
}

const isSame = (one: Place, other: Place | undefined): boolean =>
  one.address === other?.address && one.port === other.port;

export type LineWay = ReturnType<typeof createLineWay>;
