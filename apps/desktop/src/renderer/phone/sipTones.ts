import type { Session } from 'sip.js';

import type { LegMedia } from './legMedia.ts';

/** A pause in a row of tones, as in the media. Milliseconds. */
const PAUSE_MS = 2_000;
const TONE_MS = 160;

/**
 * Sends tones in the media (RFC 4733), or where the far end takes none there in the dialog, one INFO each, which the server
 * passes on. `sent` hears of each part that went out, and once, not ok, of the first that did not; nothing follows it.
 */
export async function sendTones(
  media: Pick<LegMedia, 'dtmf'>,
  session: Pick<Session, 'info'>,
  digits: string,
  sent: (digits: string, ok: boolean) => void,
): Promise<void> {
  if (media.dtmf(digits)) return sent(digits, true);
  for (const digit of digits) {
    const ok = digit === ',' ? await pause() : await inform(session, digit);
    sent(digit, ok);
    if (!ok) return undefined;
  }
  return undefined;
}

const pause = (): Promise<true> => new Promise((resolve) => setTimeout(() => resolve(true), PAUSE_MS));

const inform = (session: Pick<Session, 'info'>, digit: string): Promise<boolean> =>
  new Promise((resolve) => {
    session
      .info({
        requestOptions: {
          body: {
            contentDisposition: 'render',
            contentType: 'application/dtmf-relay',
            content: `Signal=${digit}\r\nDuration=${TONE_MS}\r\n`,
          },
        },
        requestDelegate: { onAccept: () => resolve(true), onReject: () => resolve(false) },
      })
      // The session does not stand any more.
      .catch(() => resolve(false));
  });
