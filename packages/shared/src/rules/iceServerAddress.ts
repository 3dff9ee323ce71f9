/**
 * Addresses of servers for connectivity, as browsers take them: `stun:host[:port]` (RFC 7064) and
 * `turn:host[:port][?transport=udp|tcp]` or `turns:…` (RFC 7065). A host is a name, an IPv4 address, or an IPv6 address in
 * brackets. Browsers throw at the first one they do not understand, and then no call works at all.
 */
const ADDRESS =
  /^(stun|turns?):(\[[0-9a-f:.]{2,45}\]|[a-z0-9](?:[a-z0-9.-]{0,252}))(?::(\d{1,5}))?(\?transport=(?:udp|tcp))?$/i;

export function isIceServerAddress(address: string): boolean {
  const [, scheme, , port, transport] = ADDRESS.exec(address) ?? [];
  if (scheme === undefined) return false;
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) return false;
  return transport === undefined || scheme.toLowerCase() !== 'stun';
}

/** Those that a browser takes; a relay needs its credentials. */
export const usableIceServers = <
  S extends { readonly urls: string; readonly username?: string | undefined; readonly credential?: string | undefined },
>(
  servers: readonly S[],
): S[] =>
  servers.filter(
    ({ urls, username, credential }) =>
      isIceServerAddress(urls) && (/^stun:/i.test(urls) || (username !== undefined && credential !== undefined)),
  );
