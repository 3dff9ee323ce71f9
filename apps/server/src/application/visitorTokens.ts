import type { ChannelId, CustomerId } from '@ringdesk/shared/model/ids.ts';
import { DAY, type Instant } from '@ringdesk/shared/model/time.ts';

import { sameSecret, signatureOf } from './secrets.ts';

/** A visitor who does not come back for this long is a new one. */
const TOKEN_LASTS = 30 * DAY;

export interface VisitorTokens {
  issue(customerId: CustomerId, channelId: ChannelId, now: Instant): string;
  /** Whose token it is; undefined: forged, of another channel, or too old. */
  read(token: string, channelId: ChannelId, now: Instant): CustomerId | undefined;
  /** The same for requests that do not say which channel they mean. */
  holder(token: string, now: Instant): { readonly customerId: CustomerId; readonly channelId: ChannelId } | undefined;
}

/** `v1.<customer>.<channel>.<expires>.<HMAC-SHA-256>`: who a visitor is, signed by the center, kept by their browser. */
export function createVisitorTokens(key: Uint8Array): VisitorTokens {
  const sign = (body: string): string => signatureOf(key, 'visitor token', body);
  const shape = /^(v1\.([0-9a-z_-]{1,40})\.([0-9a-z_-]{1,40})\.(\d{1,16}))\.([A-Za-z0-9_-]{43})$/;

  const holder: VisitorTokens['holder'] = (token, now) => {
    const [, body, customerId, channelId, expires, given] = shape.exec(token) ?? [];
    if (body === undefined || given === undefined || Number(expires) <= now || !sameSecret(given, sign(body)))
      return undefined;
    return { customerId: customerId as CustomerId, channelId: channelId as ChannelId };
  };
  return {
    issue(customerId, channelId, now) {
      const body = `v1.${customerId}.${channelId}.${now + TOKEN_LASTS}`;
      return `${body}.${sign(body)}`;
    },
    read(token, channelId, now) {
      const found = holder(token, now);
      return found?.channelId === channelId ? found.customerId : undefined;
    },
    holder,
  };
}
