import type { AgentId, InteractionId, OfferId } from '@ringdesk/shared/model/ids.ts';
import { useEffect, useRef, useState } from 'react';

import { useText } from '../../text/text.ts';
import { announce } from '../../ui/feedback/liveRegionStore.ts';
import type { ChannelKind } from '../../ui/marks/channelGlyphs.tsx';
import { OfferCard } from '../../ui/offers/OfferCard.tsx';
import { useEndedOffers } from '../../workspace/hooks.ts';
import type { EndedOffer } from '../../workspace/workspace.ts';
import { agentNameOf } from './agentNameOf.ts';
import { endedSentence } from './endedSentence.ts';
import { acceptPressedAt, forgetPress } from './offerActions.ts';

export interface OfferedCustomer {
  readonly id: string;
  readonly name: string;
  readonly channel: ChannelKind;
}

export interface EndedOffersProps {
  /** No more than this many; live offers need the room. */
  readonly atMost: number;
  /** How the customer was called while it rang; the interaction may be out of sight by now. */
  readonly customerOf: (id: InteractionId) => OfferedCustomer;
}

/** How offers ended, one line each, for eight seconds. */
export function EndedOffers({ atMost, customerOf }: EndedOffersProps) {
  const ended = useEndedOffers().filter(({ end }) => end.outcome !== 'accepted');
  return ended
    .slice(-Math.max(0, atMost))
    .slice(0, Math.max(0, atMost))
    .map((each) => <EndedCard key={each.offer.id} ended={each} customer={customerOf(each.offer.interactionId)} />);
}

function EndedCard({
  ended: { offer, end },
  customer,
}: {
  readonly ended: EndedOffer;
  readonly customer: OfferedCustomer;
}) {
  const t = useText('offers');
  // Taken once: the press is forgotten when this line goes.
  const [lateByMs] = useState(() => {
    const pressed = acceptPressedAt(offer.id);
    return pressed === undefined ? undefined : pressed - end.at;
  });
  const agent = (id: AgentId): string => agentNameOf(id, t);
  const sentence = endedSentence(end, { offer, customer: customer.name, agent, lateByMs });
  const text = sentence === undefined ? '' : t(sentence.key, sentence.values);
  const said = useRef<OfferId>(undefined);
  useEffect(() => {
    if (said.current === offer.id || text === '') return;
    said.current = offer.id;
    announce(text);
  }, [offer.id, text]);
  useEffect(() => () => forgetPress(offer.id), [offer.id]);
  if (sentence === undefined) return null;
  const call = customer.channel === 'phone' || customer.channel === 'webCall';
  const kind = t(`${call ? 'callKind' : 'kind'}.${offer.kind}`);
  const nothing = { label: '', onPress: () => undefined };
  return (
    <OfferCard
      label={text}
      channel={customer.channel}
      kind={kind}
      facts={[]}
      customer={{ id: customer.id, name: customer.name }}
      countdown={{ left: 0, total: 1, text: '' }}
      state="ended"
      ended={text}
      size="small"
      accept={nothing}
      decline={nothing}
    />
  );
}
