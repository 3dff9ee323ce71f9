import { SessionState } from 'sip.js/lib/api/session-state.js';
import type { Session } from 'sip.js';

import { isGlare } from './sipAnswers.ts';

/** After both sides have asked at once (491), and how often it is tried. RFC 3261, section 14.1: 2.1 to 4 s. */
const GLARE_MS = { least: 2_100, most: 4_000 } as const;
const REINVITES = 4;

/** A leg as far as its media can be agreed upon anew. */
export interface Reinvitable {
  session: Session | undefined;
  /** We ended it, before or after it stood. */
  over: boolean;
  /** Re-INVITEs one after the other. */
  turn: Promise<void>;
}

/** One at a time for each leg; false where the far end does not want it. */
export function reinvite(leg: Reinvitable): Promise<boolean> {
  const made = leg.turn.then(async () => {
    for (let turn = 1; turn <= REINVITES; turn++) {
      const outcome = await reinviteOnce(leg);
      if (outcome !== 'glare') return outcome === 'accepted';
      const { least, most } = GLARE_MS;
      await new Promise((resolve) => setTimeout(resolve, least + Math.random() * (most - least)));
    }
    return false;
  });
  leg.turn = made.then(
    () => undefined,
    () => undefined,
  );
  return made.catch(() => false);
}

function reinviteOnce({ session, over }: Reinvitable): Promise<'accepted' | 'refused' | 'glare'> {
  if (session?.state !== SessionState.Established || over) return Promise.resolve('refused');
  return new Promise((resolve) => {
    session.stateChange.addListener(() => resolve('refused'), { once: true });
    session
      .invite({
        requestDelegate: {
          onAccept: () => resolve('accepted'),
          onReject: ({ message }) => resolve(isGlare(message.statusCode ?? 0) ? 'glare' : 'refused'),
        },
      })
      // The other side was faster: its offer is being answered, ours comes after it.
      .catch(() => resolve('glare'));
  });
}
