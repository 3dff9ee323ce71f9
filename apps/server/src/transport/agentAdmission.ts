import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { AgentHandshake, PROTOCOL_VERSION } from '@ringdesk/shared/protocol/socket.ts';

import { type AddressReader, networkOf } from '../application/network.ts';
import type { OriginCheck } from '../application/origins.ts';
import type { EventLog } from '../application/ports/journal.ts';
import type { Sessions } from '../application/sessions.ts';
import { TokenBuckets } from '../application/tokenBuckets.ts';
import type { AgentNamespace, AgentSocket } from './socketOutlet.ts';
import { reportBug } from './reportBug.ts';

export interface AdmissionParts {
  readonly sessions: Sessions;
  readonly origins: OriginCheck;
  readonly addressOf: AddressReader;
  readonly log: EventLog;
  /** Name of the cookie a browser's desk signs in with. */
  readonly cookieName: () => string;
  readonly now: () => Instant;
  readonly monotonic: () => number;
}

const HANDSHAKES_WITHOUT_SESSION = { perSecond: 1, burst: 60 };

/** An error whose `data` is the refusal: Socket.IO hands it to the client as it is. */
const refusal = (error: Refusal): Error => Object.assign(new Error(error.code), { data: error });

/** Lets in who has a live session. The actor is set here, from the session, and never from a payload (rule 3). */
export function admit(namespace: AgentNamespace, parts: AdmissionParts): void {
  const strangers = new TokenBuckets(HANDSHAKES_WITHOUT_SESSION);
  const judge = async (socket: AgentSocket): Promise<Refusal | undefined> => {
    const { headers, auth, address } = socket.handshake;
    const hello = AgentHandshake.safeParse(auth);
    if (!hello.success) return { code: 'invalid', fields: { auth: 'not-a-handshake' } };
    if (hello.data.protocol !== PROTOCOL_VERSION) return { code: 'wrongVersion', server: PROTOCOL_VERSION };
    const { origin } = headers;
    if (origin !== undefined && !parts.origins.isDesk(origin, headers.host)) return { code: 'originRefused' };
    // A cookie is sent along by every page; it counts only with the desk's own origin.
    const token = hello.data.token ?? (origin === undefined ? undefined : cookieOf(headers.cookie, parts.cookieName()));
    const session = token === undefined ? undefined : await parts.sessions.ofToken(token, parts.now());
    if (session === undefined) {
      const network = networkOf(parts.addressOf(address, headers['x-forwarded-for']));
      const wait = strangers.take(network, parts.monotonic());
      return wait > 0 ? { code: 'slowDown', retryAfterMs: wait } : { code: 'signedOut' };
    }
    socket.data.agentId = session.agentId;
    socket.data.sessionId = session.id;
    return undefined;
  };
  const admitOne = async (socket: AgentSocket, next: (error?: Error) => void): Promise<void> => {
    const refused = await judge(socket).catch((error: unknown) => reportBug(parts.log, error));
    next(refused === undefined ? undefined : refusal(refused));
  };
  namespace.use((socket, next) => void admitOne(socket, next));
}

function cookieOf(header: string | undefined, name: string): string | undefined {
  const pair = header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}
