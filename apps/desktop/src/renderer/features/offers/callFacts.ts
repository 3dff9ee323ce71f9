import { RING_SECONDS } from '@ringdesk/shared/model/call.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { Offer } from '@ringdesk/shared/model/offer.ts';
import { useEffect, useState } from 'react';

import { ask } from '../../connection/connection.ts';
import { listWhen } from '../../text/dayWords.ts';
import { usePhoneText } from '../../text/phoneNumber.ts';
import { currentLocale, type Translate } from '../../text/text.ts';
import { serverNow } from '../../workspace/clock.ts';
import { useMe } from '../../workspace/hooks.ts';

/** [60] Which ring it is now, from 1, and how many there are in all. */
export function ringOf(
  { offeredAt, expiresAt }: Pick<Offer, 'offeredAt' | 'expiresAt'>,
  now: number,
): { readonly ring: number; readonly rings: number } {
  const rings = Math.max(1, Math.round((expiresAt - offeredAt) / (RING_SECONDS * 1_000)));
  const ring = Math.floor((now - offeredAt) / (RING_SECONDS * 1_000)) + 1;
  return { ring: Math.min(rings, Math.max(1, ring)), rings };
}

/** What a ringing call says beside what every offer says. */
export interface CallFacts {
  readonly ring: string;
  /** The number as people write it; undefined where it is the caller's name already, or withheld. */
  readonly number: string | undefined;
  /** Who this customer is to us: how many conversations there were. Undefined until it is known. */
  readonly earlier: string | undefined;
  /** I talk in another call: it is held when this one is accepted [81]. */
  readonly holds: boolean;
}

/** @returns undefined of a chat */
export function useCallFacts(
  offer: Offer,
  interaction: Interaction | undefined,
  now: number,
  t: Translate,
): CallFacts | undefined {
  const call = interaction?.call;
  const number = usePhoneText(call?.number);
  const earlier = useEarlier(call === undefined ? undefined : interaction, t);
  const holds = useMe()?.onCall === 'talking';
  if (call === undefined || interaction === undefined) return undefined;
  return {
    ring: t('call.ring', ringOf(offer, now)),
    number: interaction.customer.name === '' ? undefined : number,
    earlier,
    holds,
  };
}

/** Asked for once, when it begins to ring: it must not keep the card from showing. */
function useEarlier(interaction: Interaction | undefined, t: Translate): string | undefined {
  const id = interaction?.id;
  const customerId = interaction?.customer.id;
  const [before, setBefore] = useState<readonly Interaction[]>();
  useEffect(() => {
    if (customerId === undefined) return undefined;
    let wanted = true;
    void ask('conversations.ofCustomer', { customerId, limit: 50 }).then((reply) => {
      // Without an answer the card says nothing about it.
      if (wanted && reply.ok) setBefore(reply.value.interactions.filter((each) => each.id !== id));
    });
    return () => {
      wanted = false;
    };
  }, [id, customerId]);
  if (before === undefined) return undefined;
  const [last] = before;
  return last === undefined
    ? t('call.first')
    : t('call.earlier', { count: before.length, when: listWhen(last.lastAt, serverNow(), currentLocale()) });
}
