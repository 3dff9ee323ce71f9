/** The desk's own pages inside Electron. */
export const DESKTOP_ORIGIN = 'app://ringdesk';

/**
 * Which origins are the desk itself: the Electron app, the public address, and whatever address the browser used to
 * reach this very server. A page of another name that resolves to us has its own cookies, not ours.
 */
export function createOriginCheck(publicUrl: string | undefined) {
  return {
    /** Whether a request with this `Origin` comes from the desk. `host`: the request's `Host` header. */
    isDesk(origin: string, host: string | undefined): boolean {
      if (origin === DESKTOP_ORIGIN || origin === publicUrl) return true;
      if (host === undefined || !URL.canParse(origin)) return false;
      const { protocol, host: from } = new URL(origin);
      return (protocol === 'http:' || protocol === 'https:') && from === host.toLowerCase();
    },
  };
}

export type OriginCheck = ReturnType<typeof createOriginCheck>;

/** Whether a page of this origin may embed the channel. An empty list allows every page. */
export function mayEmbed(origin: string | undefined, allowed: readonly string[]): boolean {
  return allowed.length === 0 || (origin !== undefined && allowed.includes(origin.toLowerCase()));
}
