import { createHmac } from 'node:crypto';
import { type Instant, MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';

import { sameSecret } from './secrets.ts';

/** The header which carries time and signature: `t=<seconds since 1970>,v1=<HMAC-SHA256 in hexadecimal>`. */
export const SIGNATURE_HEADER = 'ringdesk-signature';

/** A request whose time is further off than this is not believed. */
export const SIGNATURE_WINDOW_MS = 5 * MINUTE;

/** HMAC-SHA256 (RFC 2104) over `<seconds>.<body>`: the time is signed as well, so that an old request cannot be sent anew. */
const signature = (secret: string, seconds: number, body: string): string =>
  createHmac('sha256', secret).update(`${seconds}.${body}`, 'utf8').digest('hex');

/** The value of {@link SIGNATURE_HEADER} for a body that is sent now. */
export function signRequest(secret: string, body: string, now: Instant): string {
  const seconds = Math.floor(now / SECOND);
  return `t=${seconds},v1=${signature(secret, seconds, body)}`;
}

/** Whether the body was signed with the secret a short while ago. Takes the same time whatever is wrong with it. */
export function isSigned(secret: string, header: string | undefined, body: string, now: Instant): boolean {
  const [, time = '0', given = ''] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? '') ?? [];
  const seconds = Number(time);
  const fresh = Math.abs(now - seconds * SECOND) <= SIGNATURE_WINDOW_MS;
  return sameSecret(given, signature(secret, seconds, body)) && fresh;
}
