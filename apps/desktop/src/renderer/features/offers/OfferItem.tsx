import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { Offer } from '@ringdesk/shared/model/offer.ts';
import { useEffect, useRef } from 'react';

import { channelSign } from '../../text/callWords.ts';
import { interactionName } from '../../text/customerName.ts';
import { formatDuration } from '../../text/format.ts';
import { type Translate, useText } from '../../text/text.ts';
import { announce } from '../../ui/feedback/liveRegionStore.ts';
import { OfferCard } from '../../ui/offers/OfferCard.tsx';
import type { MenuEntry } from '../../ui/overlays/Menu.tsx';
import { useNow } from '../../workspace/clock.ts';
import { useChannel, useInteraction, useIsLive, useQueue, useTyping, useWorkspace } from '../../workspace/hooks.ts';
import { agentNameOf } from './agentNameOf.ts';
import { type CallFacts, useCallFacts } from './callFacts.ts';
import { countdown, SOON_SECONDS } from './countdown.ts';
import { declineReasons } from './declineReasons.ts';
import { declineOffer } from './offerActions.ts';
import { pressAccept } from './pressAccept.ts';
import type { DeclineList } from './useDeclineList.ts';
import { useDisplayed } from './useDisplayed.ts';
import { whyYou } from './whyYou.ts';

export interface OfferItemProps {
  readonly offer: Offer;
  /** The first one is large and carries the keys. */
  readonly first: boolean;
  readonly acceptChord?: string | undefined;
  /** The chord in words, for the announcement: "F8". */
  readonly spokenAccept: string;
  /** The conversation is joined and the agent's. */
  readonly onAccepted: (id: InteractionId) => void;
  /** Look at it without accepting. */
  readonly onLook: (id: InteractionId) => void;
  /** The card is on the screen for the first time. */
  readonly onShown: () => void;
  /** The list of reasons, which a key opens. */
  readonly declining: DeclineList;
}

/** One offer to me: who, why me, how long, and the two answers. */
export function OfferItem({
  offer,
  first,
  acceptChord,
  spokenAccept,
  onAccepted,
  onLook,
  onShown,
  declining,
}: OfferItemProps) {
  const t = useText('offers');
  const now = useNow();
  const live = useIsLive();
  useDisplayed(offer.id);
  const interaction = useInteraction(offer.interactionId);
  const queue = useQueue(offer.queueId)?.name ?? '';
  const me = useWorkspace((state) => state.mirror?.me);
  const typing = useTyping(offer.interactionId);
  const left = countdown(offer, now);
  const channel = useChannel(interaction?.channelId)?.kind;
  const call = useCallFacts(offer, interaction, now, t);
  const customer = interaction === undefined ? '' : interactionName(interaction, t);
  const kind = t(`${call === undefined ? 'kind' : 'callKind'}.${offer.kind}`);
  const waitedSince = interaction?.unansweredSince ?? interaction?.arrivedAt ?? offer.offeredAt;
  const why =
    me === undefined
      ? undefined
      : whyYou(offer.why, { queue, me, agent: (id) => agentNameOf(id, t), call: call !== undefined });
  useAnnounced({
    offer,
    secondsLeft: left.secondsLeft,
    customer,
    queue,
    kind,
    keys: spokenAccept,
    t,
    onShown,
    call: call !== undefined,
  });

  const accept = (): void => {
    void pressAccept(offer, t).then((id) => {
      if (id !== undefined) onAccepted(id);
    });
  };
  return (
    <OfferCard
      label={t('card', { kind, customer, queue })}
      channel={interaction === undefined ? 'liveChat' : channelSign(interaction, channel)}
      kind={kind}
      facts={[queue, call === undefined ? t('waited', { time: formatDuration(now - waitedSince) }) : ''].filter(
        (fact) => fact !== '',
      )}
      customer={{ id: interaction?.customer.id ?? offer.interactionId, name: customer }}
      line={call === undefined ? lastLine(interaction, t) : (call.number ?? call.earlier)}
      line2={call === undefined ? (typing === undefined ? undefined : t('typing')) : callLine(call)}
      why={why === undefined ? undefined : { lead: t('whyLabel'), text: t(why.key, why.values) }}
      countdown={{
        left: left.secondsLeft,
        total: Math.round((offer.expiresAt - offer.offeredAt) / 1_000),
        text: formatDuration(left.secondsLeft * 1_000),
      }}
      state={offer.state === 'connecting' ? 'connecting' : 'ringing'}
      size={first ? 'large' : 'small'}
      accept={{
        label: acceptWord(offer, call?.holds === true, t),
        // Two words more leave no room for it; the key is the same.
        chord: first && call?.holds !== true ? acceptChord : undefined,
        disabledReason: live ? undefined : t('notConnected'),
        onPress: accept,
      }}
      decline={{
        label: t('decline'),
        menuLabel: t('declineWhy'),
        reasons: declineEntries(offer, t),
        menu: {
          open: declining.shownFor === offer.id,
          onOpenChange: (open) => (open ? declining.show(offer.id) : declining.hide()),
          returnFocus: declining.returnFocus,
          chordsChoose: true,
        },
        onPress: () => void declineOffer(offer.id),
      }}
      onOpen={() => onLook(offer.interactionId)}
    />
  );
}

/** Without a reason, with Enter; with one of those there are, by its number. */
function declineEntries({ id }: Offer, t: Translate): MenuEntry[] {
  return [
    { id: 'none', text: t('noReason'), chord: 'Enter', onSelect: () => void declineOffer(id) },
    ...declineReasons.map((reason, index): MenuEntry => ({
      id: reason,
      text: t(`reason.${reason}`),
      chord: `Digit${index + 1}`,
      onSelect: () => void declineOffer(id, reason),
    })),
  ];
}

/** Which ring it is, and who they are to us where the line above has the number. */
function callLine({ ring, number, earlier }: CallFacts): string {
  return number === undefined || earlier === undefined ? ring : `${earlier} · ${ring}`;
}

function acceptWord(offer: Offer, holds: boolean, t: Translate): string {
  if (offer.state === 'connecting') return t('connecting');
  return holds ? t('call.holdAndAccept') : t('accept');
}

/** The last thing written, told apart by who wrote it: only the customer's words are quoted. */
function lastLine(interaction: Interaction | undefined, t: Translate): string | undefined {
  const preview = interaction?.preview;
  if (preview === undefined || preview.text === null || preview.text === '') return undefined;
  const { text } = preview;
  const key = {
    customer: 'firstMessage',
    note: 'lastNote',
    agent: 'lastReply',
    queue: 'lastAutomatic',
    bot: 'lastBot',
  } as const;
  return t(key[preview.by], { text });
}

interface Announced {
  readonly offer: Offer;
  readonly secondsLeft: number;
  readonly customer: string;
  readonly queue: string;
  readonly kind: string;
  readonly keys: string;
  readonly call: boolean;
  readonly t: Translate;
  readonly onShown: () => void;
}

/** Said once when it arrives, assertively, and once more, politely, when ten seconds are left (desk 2.12). */
function useAnnounced({ offer, secondsLeft, customer, queue, kind, keys, call, t, onShown }: Announced): void {
  const said = useRef({ arrived: false, soon: false });
  useEffect(() => {
    if (said.current.arrived || customer === '') return;
    said.current.arrived = true;
    onShown();
    const values = { kind, customer, queue, seconds: secondsLeft, keys };
    announce(call ? t('call.announce', values) : t('announce.arrived', values), 'assertive');
  }, [customer, queue, kind, keys, call, secondsLeft, t, onShown]);
  useEffect(() => {
    if (said.current.soon || offer.state !== 'pending' || secondsLeft > SOON_SECONDS || secondsLeft === 0) return;
    said.current.soon = true;
    announce(t('announce.soon', { seconds: secondsLeft, customer }));
  }, [offer.state, secondsLeft, customer, t]);
}
