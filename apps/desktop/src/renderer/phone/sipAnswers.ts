import type { CallEndReason } from './phoneCall.ts';

/** Why a call that was made did not come about, by the final answer (RFC 3261, section 21). */
export function endReasonOf(statusCode: number): CallEndReason {
  switch (statusCode) {
    case 486:
    case 600:
      return 'busy';
    case 408:
    case 480:
    case 487:
      return 'noAnswer';
    case 404:
    case 410:
    case 484:
    case 502:
    case 503:
    case 504:
    case 604:
      return 'unreachable';
    case 401:
    case 403:
    case 603:
    case 607:
      return 'refused';
    default:
      return 'failed';
  }
}

/** Both sides asked at once, or the other is still busy with an offer: asked again a little later it may succeed. */
export const isGlare = (statusCode: number): boolean => statusCode === 491 || statusCode === 500;
