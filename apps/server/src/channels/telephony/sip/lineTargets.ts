import { lookup, resolveSrv } from 'node:dns/promises';
import type { TrunkSettings } from '@ringdesk/shared/model/call.ts';

import type { Place } from './flow.ts';

/** A service record (RFC 2782). */
export interface Service {
  readonly name: string;
  readonly port: number;
  readonly priority: number;
  readonly weight: number;
}

/** The name system; each rejects where it knows nothing. */
export interface Names {
  services(name: string): Promise<readonly Service[]>;
  addresses(name: string): Promise<readonly string[]>;
}

/** As this machine resolves: its hosts file counts for addresses. */
export const systemNames: Names = {
  services: (name) => resolveSrv(name),
  addresses: async (name) => (await lookup(name, { all: true })).map(({ address }) => address),
};

/** More servers, or addresses of one, are a mistake. */
const MOST = 16;
/** With these a line says nothing of its own about the port: RFC 3263, 4.2 then asks for service records. */
const DEFAULT_PORT = { udp: 5_060, tcp: 5_060, tls: 5_061 } as const;
const SERVICE = { udp: '_sip._udp', tcp: '_sip._tcp', tls: '_sips._tcp' } as const;

/**
 * Where a line is, in the order in which it is to be tried: by service records with the ports they name, or the addresses of
 * the name itself. A port other than the transport's own is meant as it stands. Undefined: the name is not known now.
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
    const services = await names.services(`${SERVICE[transport]}.${host}`).catch(() => []);
    const servers = inOrder(services, chance).slice(0, MOST);
    const found = await Promise.all(servers.map((each) => at(each.name, each.port).catch(() => [])));
    if (found.flat().length > 0) return found.flat();
  }
  return at(host, port).catch(() => undefined);
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
