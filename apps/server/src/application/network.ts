import ipaddr from 'ipaddr.js';

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

const rangeOf = (entry: string): Range => {
  if (ipaddr.isValidCIDR(entry)) return ipaddr.parseCIDR(entry);
  const address = ipaddr.process(entry);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
};

/** Whether an address is one of a proxy that is believed. Addresses and networks (CIDR); empty: nobody's is. */
export function createProxyCheck(trusted: readonly string[]): (address: string) => boolean {
  const ranges = trusted.map(rangeOf);
  return (raw) => {
    if (!ipaddr.isValid(raw)) return false;
    const address = ipaddr.process(raw);
    return ranges.some(([range, bits]) => {
      if (address.kind() !== range.kind()) return false;
      return address.match(range as ipaddr.IPv4 & ipaddr.IPv6, bits);
    });
  };
}

/** Who is behind a connection, given which proxies are believed, as {@link createProxyCheck} knows them. */
export function createAddressReader(trusted: readonly string[]) {
  const isTrusted = createProxyCheck(trusted);
  /**
   * The nearest address that is not a trusted proxy, read from the right of `X-Forwarded-For`; what stands further
   * left was written by strangers.
   */
  return (remote: string | undefined, forwardedFor: string | readonly string[] | undefined): string => {
    let current = remote ?? 'unknown';
    const header = typeof forwardedFor === 'string' ? forwardedFor : (forwardedFor ?? []).join(',');
    const hops = header
      .split(',')
      .map((hop) => hop.trim())
      .filter((hop) => hop !== '');
    for (const hop of hops.toReversed()) {
      if (!isTrusted(current) || !ipaddr.isValid(hop)) break;
      current = hop;
    }
    return current;
  };
}

export type AddressReader = ReturnType<typeof createAddressReader>;

/** What limits count: the address itself for IPv4, its /64 for IPv6 (one home has that many). */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  const head = parsed.toByteArray().slice(0, 8);
  return `${ipaddr.fromByteArray([...head, 0, 0, 0, 0, 0, 0, 0, 0]).toString()}/64`;
}

export const isLoopback = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';
