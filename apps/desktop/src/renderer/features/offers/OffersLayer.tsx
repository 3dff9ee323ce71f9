import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';

import { channelSign } from '../../text/callWords.ts';
import { interactionName } from '../../text/customerName.ts';
import { type Translate, useText } from '../../text/text.ts';
import { chordCaps, thisPlatform } from '../../ui/actions/chord.ts';
import { announce } from '../../ui/feedback/liveRegionStore.ts';
import { showToast } from '../../ui/feedback/toasts.ts';
import { OfferStack } from '../../ui/offers/OfferStack.tsx';
import { useEndedOffers, useOffers } from '../../workspace/hooks.ts';
import { workspace } from '../../workspace/workspace.ts';
import { EndedOffers, type OfferedCustomer } from './EndedOffers.tsx';
import { declineOffer, intercept } from './offerActions.ts';
import { OfferItem } from './OfferItem.tsx';
import { pressAccept } from './pressAccept.ts';
import { RingBoard, useInterceptable } from './RingBoard.tsx';
import { MOST_CARDS, stackOffers } from './stack.ts';
import { useDeclineList } from './useDeclineList.ts';
import { useAutoAccept } from './useAutoAccept.ts';

/** What the offer keys do; each does nothing when there is nothing to do it to. */
export interface OffersHandle {
  acceptFirst(): void;
  declineFirst(): void;
  /** Shows the reasons of the first card: a digit chooses one, Enter none. */
  askFirst(): void;
  /** Takes `preferred` when it rings at a colleague, else what has been ringing longest. */
  interceptFirst(preferred: InteractionId | undefined): void;
}

export interface OffersLayerProps {
  readonly acceptChord?: string | undefined;
  readonly onAccepted: (id: InteractionId) => void;
  readonly onLook: (id: InteractionId) => void;
  /** A card appeared: the 400 ms in which offer keys do nothing begin. */
  readonly onShown: () => void;
  /** Shows offers to me and nothing that rings at colleagues: where something else is to be read first. */
  readonly onlyMine?: boolean;
  readonly ref?: Ref<OffersHandle>;
}

const NO_RINGS: ReturnType<typeof useInterceptable> = [];

/** Offers to me and what rings at colleagues, over the customer panel (narrow windows: over the list). */
export function OffersLayer({ acceptChord, onAccepted, onLook, onShown, onlyMine = false, ref }: OffersLayerProps) {
  const t = useText('offers');
  const offers = useOffers();
  const interceptable = useInterceptable();
  const rings = onlyMine ? NO_RINGS : interceptable;
  const ended = useEndedOffers();
  const customerOf = useCustomers();
  const { cards, hidden } = stackOffers(offers);
  const declining = useDeclineList(cards);

  const accepted = (id: InteractionId): void => {
    const { name: customer, channel } = customerOf(id);
    announce(
      channel === 'phone' || channel === 'webCall'
        ? t('call.accepted', { customer })
        : t('announce.accepted', { customer }),
    );
    onAccepted(id);
  };
  useAutoAccept((id) => {
    // Nobody pressed anything: what is open and written in stays where it is.
    if (workspace.getState().open === undefined) return accepted(id);
    const words = t('auto.accepted', { customer: customerOf(id).name });
    announce(words);
    showToast({ text: words, action: { label: t('auto.open'), onPress: () => onLook(id) } });
  });
  useImperativeHandle(ref, () => ({
    acceptFirst: () => {
      const first = cards.find(({ state }) => state === 'pending');
      if (first === undefined) return;
      void pressAccept(first, t).then((id) => {
        if (id !== undefined) accepted(id);
      });
    },
    declineFirst: () => {
      const first = cards.find(({ state }) => state === 'pending');
      if (first !== undefined) void declineOffer(first.id);
    },
    askFirst: () => {
      const first = cards.find(({ state }) => state === 'pending');
      if (first !== undefined) declining.show(first.id);
    },
    interceptFirst: (preferred) => {
      const ring = rings.find(({ id }) => id === preferred) ?? rings[0];
      if (ring === undefined) return;
      void intercept(ring.id).then((mine) => {
        if (mine) accepted(ring.id);
      });
    },
  }));

  if (cards.length === 0 && rings.length === 0 && ended.length === 0) return null;
  const firstPending = cards.find(({ state }) => state === 'pending');
  const keys = acceptChord === undefined ? '' : chordCaps(acceptChord, thisPlatform()).join(' ');
  return (
    <OfferStack label={t('region')} more={hidden > 0 ? t('more', { count: hidden }) : undefined}>
      <RingBoard rings={rings} onIntercepted={accepted} />
      <EndedOffers atMost={MOST_CARDS - cards.length} customerOf={customerOf} />
      {cards.map((offer) => (
        <OfferItem
          key={offer.id}
          offer={offer}
          first={offer === (firstPending ?? cards[0])}
          acceptChord={acceptChord}
          spokenAccept={keys}
          onAccepted={accepted}
          onLook={onLook}
          onShown={onShown}
          declining={declining}
        />
      ))}
    </OfferStack>
  );
}

/** Who the customers of my offers are; a lost one is out of sight, but the line about it still names them. */
function useCustomers(): (id: InteractionId) => OfferedCustomer {
  const t = useText('offers');
  const offers = useOffers();
  const kept = useRef(new Map<InteractionId, OfferedCustomer>());
  useEffect(() => {
    for (const { interactionId } of offers) {
      const customer = inSight(interactionId, t);
      if (customer !== undefined) kept.current.set(interactionId, customer);
    }
  });
  return (id) => inSight(id, t) ?? kept.current.get(id) ?? { id, name: t('customer'), channel: 'liveChat' };
}

function inSight(id: InteractionId, t: Translate): OfferedCustomer | undefined {
  const { mirror } = workspace.getState();
  const interaction = mirror?.interactions.get(id);
  if (interaction === undefined) return undefined;
  const channel = channelSign(interaction, mirror?.channels.get(interaction.channelId)?.kind);
  return { id: interaction.customer.id, name: interactionName(interaction, t), channel };
}
