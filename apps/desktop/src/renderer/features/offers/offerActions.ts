import type { InteractionId, OfferId } from '@ringdesk/shared/model/ids.ts';

import { sendCommand } from '../../connection/connection.ts';
import { refusalText } from '../../text/refusalText.ts';
import { showToast } from '../../ui/feedback/toasts.ts';
import { missesCall, takesCall } from '../../workspace/answering.ts';
import { serverNow } from '../../workspace/clock.ts';
import { workspace } from '../../workspace/workspace.ts';
import type { DeclineReason } from './declineReasons.ts';

/** When Accept was pressed, on the server's clock: tells by how little a race was lost. Emptied as offers end. */
const pressedAt = new Map<OfferId, number>();

/** Accepted here, or on the way: a second press is refused by the server, and would take back what the first one began. */
const accepting = new Set<OfferId>();

export const acceptPressedAt = (id: OfferId): number | undefined => pressedAt.get(id);
export const forgetPress = (id: OfferId): void => {
  pressedAt.delete(id);
  accepting.delete(id);
};

/**
 * Accepts; resolves to the conversation once it is joined. A lost race is told by the offer's own line, not here. While an
 * accept of the same offer is under way, or was answered well, nothing happens.
 */
export async function acceptOffer(offerId: OfferId): Promise<InteractionId | undefined> {
  if (accepting.has(offerId)) return undefined;
  accepting.add(offerId);
  pressedAt.set(offerId, serverNow());
  const offer = workspace.getState().mirror?.offers.get(offerId);
  if (offer !== undefined) takesCall(offer.interactionId, offer.kind === 'consult' ? 'consult' : 'talk');
  const reply = await sendCommand('offer.accept', { offerId });
  if (reply.ok) return reply.value.interactionId;
  accepting.delete(offerId);
  if (offer !== undefined) missesCall(offer.interactionId);
  if (reply.error.code !== 'offerGone') sayRefusal(reply.error);
  return undefined;
}

export async function declineOffer(offerId: OfferId, reason?: DeclineReason): Promise<void> {
  const reply = await sendCommand('offer.decline', { offerId, ...(reason === undefined ? {} : { reason }) });
  if (!reply.ok && reply.error.code !== 'offerGone') sayRefusal(reply.error);
}

/** Takes what rings at a colleague [62]; resolves to false when somebody else was first or it may not be taken. */
export async function intercept(interactionId: InteractionId): Promise<boolean> {
  takesCall(interactionId);
  const reply = await sendCommand('interaction.intercept', { interactionId });
  if (!reply.ok) {
    missesCall(interactionId);
    sayRefusal(reply.error);
  }
  return reply.ok;
}

function sayRefusal(refusal: Parameters<typeof refusalText>[0]): void {
  const nameOf = (id: Parameters<Parameters<typeof refusalText>[1]>[0]): string | undefined =>
    workspace.getState().mirror?.agents.get(id)?.name;
  showToast({ text: refusalText(refusal, nameOf, serverNow()), tone: 'bad' });
}
