import { randomBytes } from 'node:crypto';

import type { SipClient } from '../callControl.ts';

const TICKET_MS = 60_000;
/** More than this many unused ones are a mistake or an attack: the oldest are forgotten. */
const MAX_TICKETS = 20_000;

/**
 * Tickets for WebSockets at the SIP path: a page cannot set headers at an upgrade, so what lets it in stands in the
 * address, once and for a minute. Handed out over a connection that is signed in already.
 */
export function createTickets(now: () => number) {
  const open = new Map<string, { readonly client: SipClient; readonly until: number }>();
  return {
    issue(client: SipClient): string {
      const ticket = randomBytes(24).toString('base64url');
      if (open.size >= MAX_TICKETS) open.delete(open.keys().next().value ?? '');
      open.set(ticket, { client, until: now() + TICKET_MS });
      return ticket;
    },
    /** Whose it is; undefined: nobody's, used, or too old. A ticket is gone once it was shown. */
    take(ticket: string): SipClient | undefined {
      const found = open.get(ticket);
      open.delete(ticket);
      return found !== undefined && found.until > now() ? found.client : undefined;
    },
  };
}

export type Tickets = ReturnType<typeof createTickets>;
