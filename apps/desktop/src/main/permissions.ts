/**
 * What pages may ask of the system (reliability, section 2, item 5). Everything is refused but the list below; a name which a
 * later Electron brings is refused until somebody has thought about it.
 */
import { ownUrl } from './origin.ts';

export interface PermissionQuestion {
  readonly permission: string;
  /** Address or origin of the page that asks. */
  readonly from: string;
  readonly isMainFrame: boolean;
  /** Kinds of media asked for; empty for other permissions. */
  readonly media: readonly string[];
}

/** Microphone, choice of loudspeaker and the keys of a headset belong to the phone; the camera to nothing. */
export interface PermissionSettings {
  readonly telephony: boolean;
}

/** May the page have it? Both handlers of the session ask this, so that a check and a request never disagree. */
export function judgePermission(question: PermissionQuestion, { telephony }: PermissionSettings): boolean {
  if (ownUrl(question.from) === undefined || !question.isMainFrame) return false;
  switch (question.permission) {
    case 'notifications':
    case 'clipboard-sanitized-write':
    // A server often stands in the person's own network, or on this machine. To which one pages may talk is judged by its
    // name, in `requests.ts`.
    case 'local-network':
    case 'local-network-access':
    case 'loopback-network':
      return true;
    case 'media':
      return telephony && question.media.length > 0 && question.media.every((kind) => kind === 'audio');
    case 'speaker-selection':
    // Only asks whether it may ask: which device, if any, is judged in `headsets.ts`.
    case 'hid':
      return telephony;
    default:
      return false;
  }
}
