import type { OfferEnd } from '@ringdesk/shared/model/offer.ts';

/** The word in the texts for what stood in the way of an agent; undefined: only that they were not available is known. */
export function withdrawnBecause({ because }: Extract<OfferEnd, { outcome: 'withdrawn' }>): string | undefined {
  switch (because) {
    case 'busy':
    case 'break':
    case 'away':
      return 'state';
    case 'chatsOnly':
    case 'callsOnly':
      return 'switchedOff';
    case 'onCall':
    case 'phoneOff':
    case 'notResponding':
    case 'shiftClosed':
    case 'absent':
      return because;
    default:
      return undefined;
  }
}
