import { createHmac } from 'node:crypto';
import type { IceServer } from '@ringdesk/shared/model/call.ts';
import { isIceServerAddress } from '@ringdesk/shared/rules/iceServerAddress.ts';
import { HOUR, type Instant, SECOND } from '@ringdesk/shared/model/time.ts';

/** As long as a working day; a relay goes on with what it has let in, and a page asks anew for each connection. */
const CREDENTIALS_LAST = 12 * HOUR;

/**
 * The connectivity servers for one client. A relay's password is worked out from a secret it shares with this server and is
 * good for twelve hours (draft-uberti-behave-turn-rest-00): nothing is registered there, and a leaked one dies by itself. Relays
 * without a secret are left out, because they would refuse.
 *
 * @param who made part of the user name, for the relay's log; never a name or a number
 */
export function iceServersFor(
  addresses: readonly string[],
  secret: string | undefined,
  who: string,
  now: Instant,
): IceServer[] {
  const username = `${Math.floor((now + CREDENTIALS_LAST) / SECOND)}:${who}`;
  return addresses.filter(isIceServerAddress).flatMap((urls): IceServer[] => {
    if (urls.startsWith('stun:')) return [{ urls }];
    if (secret === undefined) return [];
    return [{ urls, username, credential: createHmac('sha1', secret).update(username).digest('base64') }];
  });
}
