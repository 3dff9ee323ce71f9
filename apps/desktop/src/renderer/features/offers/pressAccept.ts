import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Offer } from '@ringdesk/shared/model/offer.ts';

import type { Translate } from '../../text/text.ts';
import { holdWords } from '../../ui/conversation/heldWords.ts';
import { workspace } from '../../workspace/workspace.ts';
import { acceptOffer } from './offerActions.ts';

/** Accepts as `acceptOffer` does; what the person types meanwhile is kept for the chat that they are joining. */
export async function pressAccept(offer: Offer, t: Translate): Promise<InteractionId | undefined> {
  const medium = workspace.getState().mirror?.interactions.get(offer.interactionId)?.medium;
  const drop = medium === 'chat' ? holdWords(offer.interactionId, t('connecting')) : undefined;
  const id = await acceptOffer(offer.id);
  if (id === undefined) drop?.();
  return id;
}
