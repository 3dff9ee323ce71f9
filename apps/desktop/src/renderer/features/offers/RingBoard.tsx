import type { AgentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { useState } from 'react';

import { channelSign } from '../../text/callWords.ts';
import { interactionName } from '../../text/customerName.ts';
import { usePhoneFormat } from '../../text/phoneNumber.ts';
import { formatDuration } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { RingBoardCard, type RingAtColleague } from '../../ui/offers/RingBoardCard.tsx';
import { useNow } from '../../workspace/clock.ts';
import { useIsLive, useRings, useWorkspace } from '../../workspace/hooks.ts';
import { agentNameOf } from './agentNameOf.ts';
import { intercept } from './offerActions.ts';

/** Rows of the board; the rest is counted. */
const MOST_RINGS = 3;
/** Looked through for those that may be intercepted. */
const MOST_LOOKED_AT = 50;

/** What rings at colleagues and may be taken, longest ringing first [62]. */
export const useInterceptable = (): readonly Interaction[] =>
  useRings(MOST_LOOKED_AT)
    .filter(({ mayIntercept }) => mayIntercept)
    .map(({ interaction }) => interaction);

export interface RingBoardProps {
  readonly rings: readonly Interaction[];
  readonly onIntercepted: (id: InteractionId) => void;
}

export function RingBoard({ rings, onIntercepted }: RingBoardProps) {
  const t = useText('offers');
  const now = useNow();
  const live = useIsLive();
  const queues = useWorkspace((state) => state.mirror?.queues);
  const channels = useWorkspace((state) => state.mirror?.channels);
  // Renews the board when numbers can be written as people know them.
  usePhoneFormat(rings.some(({ call }) => call !== undefined));
  const [busy, setBusy] = useState<InteractionId>();
  if (rings.length === 0) return null;

  const press = (id: string): void => {
    const ring = rings.find((each) => each.id === id);
    if (ring === undefined || busy !== undefined) return;
    setBusy(ring.id);
    void intercept(ring.id).then((mine) => {
      setBusy(undefined);
      if (mine) onIntercepted(ring.id);
    });
  };
  const rowOf = (ring: Interaction): RingAtColleague => {
    const who = interactionName(ring, t);
    const agents = ring.state === 'offered' ? ring.offeredTo : [];
    const [first = '' as AgentId] = agents;
    const name = agents.length === 1 ? agentNameOf(first, t) : t('rings.everyone', { count: agents.length });
    return {
      id: ring.id,
      channel: channelSign(ring, channels?.get(ring.channelId)?.kind),
      channelLabel: ring.call === undefined ? t('channel') : t('call.ringLabel'),
      who,
      agent: { id: first, name },
      time: formatDuration(now - ring.since),
      interceptLabel: t('rings.interceptOf', { customer: who, agents: name }),
      intercepting: busy === ring.id,
      disabledReason: live ? undefined : t('notConnected'),
    };
  };
  const names = new Set(rings.map((ring) => queues?.get(ring.queueId)?.name ?? ''));
  const hidden = rings.length - MOST_RINGS;
  return (
    <RingBoardCard
      title={t('rings.title')}
      remark={hidden > 0 ? t('more', { count: hidden }) : names.size === 1 ? [...names][0] : undefined}
      interceptText={t('rings.intercept')}
      rings={rings.slice(0, MOST_RINGS).map(rowOf)}
      onIntercept={press}
    />
  );
}
