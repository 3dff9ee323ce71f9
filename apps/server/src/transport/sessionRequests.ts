import type { Instant } from '@ringdesk/shared/model/time.ts';
import { DESK_HEADER } from '@ringdesk/shared/protocol/files.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';

import type { OriginCheck } from '../application/origins.ts';
import type { Session } from '../application/ports/tables.ts';
import { SESSION_LONGEST, type Sessions } from '../application/sessions.ts';

export interface SessionRequestsParts {
  readonly sessions: Sessions;
  readonly origins: OriginCheck;
  /** Whether browsers reach the server by https: then the cookie is bound to this host and never leaves TLS. */
  readonly secure: boolean;
  /** Browsers do not tell ports apart: without https the name does, so that two servers on one machine do not sign each other out. */
  readonly port: () => number;
  readonly now: () => Instant;
}

/**
 * Whose request it is. The desktop app sends a bearer token; a browser its cookie, which counts for a change only with
 * the desk's own `Origin` and header, so that a foreign page cannot act with it (CSRF).
 */
export function createSessionRequests({ sessions, origins, secure, port, now }: SessionRequestsParts) {
  // Made once: a server that is stopping has no port any more, and may still be answering.
  let name: string | undefined;
  const cookieName = (): string => (name ??= secure ? '__Host-ringdesk' : `ringdesk-${port()}`);
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;

  return {
    cookieName,

    async sessionOf(request: FastifyRequest): Promise<Result<Session, Refusal>> {
      const header = request.headers.authorization;
      if (header !== undefined) {
        const [, token] = /^Bearer ([A-Za-z0-9_-]{20,200})$/.exec(header) ?? [];
        return live(token);
      }
      if (!isReading(request.method) && !isFromDesk(request, origins)) return refuse({ code: 'originRefused' });
      return live(request.cookies[cookieName()]);
    },

    /** The session's token for a browser: not readable by scripts. */
    giveCookie(reply: FastifyReply, token: string): void {
      reply.setCookie(cookieName(), token, { ...attributes, maxAge: SESSION_LONGEST / 1_000 });
    },

    takeCookie(reply: FastifyReply): void {
      reply.clearCookie(cookieName(), attributes);
    },
  };

  async function live(token: string | undefined): Promise<Result<Session, Refusal>> {
    const session = token === undefined || token === '' ? undefined : await sessions.ofToken(token, now());
    if (session === undefined) return refuse({ code: 'signedOut' });
    sessions.used(session.id, now());
    return ok(session);
  }
}

export type SessionRequests = ReturnType<typeof createSessionRequests>;

const isReading = (method: string): boolean => method === 'GET' || method === 'HEAD';

/** The desk's own page asks: its `Origin` (browsers send it with every change) and the header no foreign form can set. */
export function isFromDesk(request: FastifyRequest, origins: OriginCheck): boolean {
  const { origin } = request.headers;
  const sameOrigin = origin === undefined || origins.isDesk(origin, request.headers.host);
  return sameOrigin && request.headers[DESK_HEADER] !== undefined;
}
