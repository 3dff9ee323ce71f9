import { randomBytes } from 'node:crypto';
import type { SessionId } from '@ringdesk/shared/model/ids.ts';

import type { PageClient } from '../callControl.ts';

const TICKET_MS = 60_000;
/** More than this many unused ones are a mistake or an attack: the oldest are forgotten. */
const MAX_TICKETS = 20_000;

/** Whom a ticket lets in. */
export interface Admitted {
  readonly client: PageClient;
  /** Of staff: the socket lives no longer than the session that asked for it. */
  readonly sessionId: SessionId | undefined;
}

/**
 * Tickets for WebSockets at the SIP path: a page cannot set headers at an upgrade, so what lets it in stands in the
 * address, once and for a minute. Handed out over a connection that is signed in already.
 */
export function createTickets(now: () => number) {
  const open = new Map<string, Admitted & { readonly until: number }>();
  return {
    issue(client: PageClient, sessionId?: SessionId): string {
      const ticket = randomBytes(24).toString('base64url');
      if (open.size >= MAX_TICKETS) open.delete(open.keys().next().value ?? '');
      open.set(ticket, { client, sessionId, until: now() + TICKET_MS });
      return ticket;
    },
    /** Whose it is; undefined: nobody's, used, or too old. A ticket is gone once it was shown. */
    take(ticket: string): Admitted | undefined {
      const found = open.get(ticket);
      open.delete(ticket);
      return found !== undefined && found.until > now() ? found : undefined;
    },
    /** Unused ones of whoever has no business here any more. */
    drop(which: (admitted: Admitted) => boolean): void {
      for (const [ticket, admitted] of open) if (which(admitted)) open.delete(ticket);
    },
  };
}

export type Tickets = ReturnType<typeof createTickets>;
