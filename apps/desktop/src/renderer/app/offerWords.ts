import type { Offer } from '@ringdesk/shared/model/offer.ts';

import type { OfferCard } from '../../bridge/desktopApi.ts';
import { whyYou } from '../features/offers/whyYou.ts';
import { interactionName } from '../text/customerName.ts';
import { text } from '../text/text.ts';
import type { Mirror } from '../workspace/mirror.ts';

/** An offer in words for the always-on-top window. */
export function offerWords(offer: Offer, mirror: Mirror): Pick<OfferCard, 'title' | 'subtitle' | 'preview' | 'why'> {
  const interaction = mirror.interactions.get(offer.interactionId);
  const queue = mirror.queues.get(offer.queueId)?.name ?? '';
  const why = whyYou(offer.why, {
    queue,
    me: mirror.me,
    agent: (id) => mirror.agents.get(id)?.name ?? text('offers:colleague'),
    call: interaction?.medium === 'call',
  });
  return {
    title: interaction === undefined ? '' : interactionName(interaction, text),
    subtitle:
      interaction?.medium === 'call'
        ? text('offers:callCard', { kind: text(`offers:callKind.${offer.kind}`), queue })
        : text('notifications:offerTitle', { queue }),
    preview: interaction?.preview?.text ?? '',
    why: text(`offers:${why.key}`, why.values),
  };
}
