import { lookup, resolveNaptr, resolveSrv } from 'node:dns/promises';
import type { TrunkSettings } from '@ringdesk/shared/model/call.ts';

import type { Place } from './flow.ts';

/** A service record (RFC 2782). */
export interface Service {
  readonly name: string;
  readonly port: number;
  readonly priority: number;
  readonly weight: number;
}

/** Where the services of a transport stand (RFC 3403, 4.1; RFC 3263, 4.1). */
export interface Pointer {
  readonly flags: string;
  readonly service: string;
  readonly order: number;
  readonly preference: number;
  readonly replacement: string;
}

/** The name system; each rejects where it knows nothing. */
export interface Names {
  pointers(name: string): Promise<readonly Pointer[]>;
  services(name: string): Promise<readonly Service[]>;
  addresses(name: string): Promise<readonly string[]>;
}

/** As this machine resolves: its hosts file counts for addresses. */
export const systemNames: Names = {
  pointers: (name) => resolveNaptr(name),
  services: (name) => resolveSrv(name),
  addresses: async (name) => (await lookup(name, { all: true })).map(({ address }) => address),
};

/** More servers, or addresses of one, are a mistake. */
const MOST = 16;
/** With these a line says nothing of its own about the port: RFC 3263, 4.2 then asks for service records. */
const DEFAULT_PORT = { udp: 5_060, tcp: 5_060, tls: 5_061 } as const;
const POINTER = { udp: 'SIP+D2U', tcp: 'SIP+D2T', tls: 'SIPS+D2T' } as const;
const SERVICE = { udp: '_sip._udp', tcp: '_sip._tcp', tls: '_sips._tcp' } as const;

/**
 * Where a line is, in the order in which it is to be tried: by service records with the ports they name, wherever pointers say
 * these stand, or the addresses of the name itself. A port other than the transport's own is meant as it stands. Undefined: the name is not known now.
 *
 * @param chance from 0 up to 1, at each call another
 */
export async function targetsOf(
  { host, port, transport }: Pick<TrunkSettings, 'host' | 'port' | 'transport'>,
  names: Names,
  chance: () => number,
): Promise<readonly Place[] | undefined> {
  const at = async (name: string, there: number): Promise<readonly Place[]> =>
    (await names.addresses(name)).slice(0, MOST).map((address) => ({ address, port: there }));
  if (port === DEFAULT_PORT[transport]) {
    const servers = inOrder(await servicesOf(host, transport, names), chance).slice(0, MOST);
    const found = await Promise.all(servers.map((each) => at(each.name, each.port).catch(() => [])));
    if (found.flat().length > 0) return found.flat();
  }
  return at(host, port).catch(() => undefined);
}

/** Under the names that pointers give for the transport, which is chosen already, or under the usual one. */
async function servicesOf(
  host: string,
  transport: TrunkSettings['transport'],
  names: Names,
): Promise<readonly Service[]> {
  const pointers = await names.pointers(host).catch(() => []);
  const ours = pointers
    .filter(({ flags, service }) => flags.toLowerCase() === 's' && service.toUpperCase() === POINTER[transport])
    .toSorted((a, b) => a.order - b.order || a.preference - b.preference);
  for (const name of [...ours.map(({ replacement }) => replacement), `${SERVICE[transport]}.${host}`].slice(0, MOST)) {
    const services = await names.services(name).catch(() => []);
    if (services.length > 0) return services;
  }
  return [];
}

/** RFC 2782: the lowest priority first; among equals by lot, in which weight counts. A name of "." means there is no server. */
export function inOrder(services: readonly Service[], chance: () => number): readonly Service[] {
  const left = services.filter(({ name }) => name !== '' && name !== '.').toSorted((a, b) => a.priority - b.priority);
  const ordered: Service[] = [];
  while (left.length > 0) {
    const equals = left.filter(({ priority }) => priority === left[0]?.priority);
    // Those without weight come first, so that they are drawn at all.
    equals.sort((a, b) => a.weight - b.weight);
    let lot = Math.floor(chance() * (equals.reduce((sum, { weight }) => sum + weight, 0) + 1));
    const drawn = equals.find(({ weight }) => (lot -= weight) <= 0) ?? equals.at(-1);
    if (drawn === undefined) return ordered;
    ordered.push(drawn);
    left.splice(left.indexOf(drawn), 1);
  }
  return ordered;
}
