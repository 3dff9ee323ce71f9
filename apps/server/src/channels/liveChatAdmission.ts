import type { CustomerId } from '@ringdesk/shared/model/ids.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { PROTOCOL_VERSION } from '@ringdesk/shared/protocol/socket.ts';
import { VisitorHandshake } from '@ringdesk/shared/protocol/visitor.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';

import type { CustomerDoor } from '../application/customerDoor.ts';
import { type AddressReader, networkOf } from '../application/network.ts';
import { mayEmbed, type OriginCheck } from '../application/origins.ts';
import { type Allowance, TokenBuckets } from '../application/tokenBuckets.ts';
import type { VisitorTokens } from '../application/visitorTokens.ts';
import { countryOf } from './contactDetails.ts';
import { cleanPageUrl, pickLanguage, type Visitor } from './liveChatVisitor.ts';

export interface VisitorLimits {
  /** Open connections per network, and in all. */
  readonly connectionsPerNetwork: number;
  readonly connections: number;
  /** New conversations per network and hour; a fifth of them may come at once. */
  readonly conversationsPerHour: number;
  /** Commands of one visitor at once, and messages over a longer time. */
  readonly commands: Allowance;
  readonly sustained: Allowance;
}

/** Handshakes of one network, whatever comes of them. */
const HANDSHAKES = { perSecond: 1, burst: 60 };

export interface Handshake {
  readonly auth: unknown;
  readonly address: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/**
 * Who may open a widget connection: a page of an allowed origin, on a channel that takes work, within the limits. The visitor is
 * who their signed token says; without one that holds, somebody new.
 */
export function createAdmission(parts: {
  readonly door: CustomerDoor;
  readonly tokens: VisitorTokens;
  readonly origins: OriginCheck;
  readonly addressOf: AddressReader;
  readonly limits: VisitorLimits;
  readonly newId: () => string;
  readonly now: () => Instant;
  readonly monotonic: () => number;
  /** Memory is tight: only who has an open conversation is let in. */
  readonly isTight: () => boolean;
}) {
  const { limits } = parts;
  const perNetwork = Math.max(HANDSHAKES.burst, limits.connectionsPerNetwork);
  const handshakes = new TokenBuckets({
    perSecond: Math.max(HANDSHAKES.perSecond, perNetwork / 60),
    burst: perNetwork,
  });
  const open = new Map<string, number>();
  let inAll = 0;

  return {
    judge({ auth, address, headers }: Handshake): Result<Visitor, Refusal> {
      const parsed = VisitorHandshake.safeParse(auth);
      if (!parsed.success) return refuse({ code: 'invalid', fields: { auth: 'not-a-handshake' } });
      const { protocol, channelId, token, languages, pageUrl } = parsed.data;
      if (protocol !== PROTOCOL_VERSION) return refuse({ code: 'wrongVersion', server: PROTOCOL_VERSION });
      const network = networkOf(parts.addressOf(address, headers['x-forwarded-for']));
      const wait = handshakes.take(network, parts.monotonic());
      if (wait > 0) return refuse({ code: 'slowDown', retryAfterMs: wait });
      if (inAll >= limits.connections) return refuse({ code: 'unavailable' });
      if ((open.get(network) ?? 0) >= limits.connectionsPerNetwork)
        return refuse({ code: 'slowDown', retryAfterMs: 60_000 });
      const channel = parts.door.channel(channelId);
      const earlier = token === undefined ? undefined : parts.tokens.read(token, channelId, parts.now());
      // Of a channel without a queue only what is open goes on.
      const goesOn = earlier !== undefined && parts.door.hasOpenConversation({ customerId: earlier, channelId });
      if (!goesOn && parts.isTight()) return refuse({ code: 'unavailable' });
      if (channel?.kind !== 'liveChat' || (channel.queueId === null && !goesOn)) return refuse({ code: 'channelOff' });
      const origin = typeof headers['origin'] === 'string' ? headers['origin'] : undefined;
      const ours = origin !== undefined && parts.origins.isDesk(origin, headers['host'] as string | undefined);
      if (!ours && !mayEmbed(origin, channel.settings.allowedOrigins)) return refuse({ code: 'originRefused' });
      return ok({
        customerId: earlier ?? (parts.newId() as CustomerId),
        known: earlier !== undefined,
        channelId,
        origin,
        network,
        pageUrl: cleanPageUrl(pageUrl),
        language: pickLanguage(languages),
        country: countryOf(languages),
      });
    },
    /** Counts a connection; call what is returned when it ends. */
    opened(network: string): () => void {
      inAll += 1;
      open.set(network, (open.get(network) ?? 0) + 1);
      return () => {
        inAll -= 1;
        const left = (open.get(network) ?? 1) - 1;
        if (left > 0) open.set(network, left);
        else open.delete(network);
      };
    },
    count: () => inAll,
  };
}

export type Admission = ReturnType<typeof createAdmission>;
