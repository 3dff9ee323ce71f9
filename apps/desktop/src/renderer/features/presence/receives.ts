import type { Agent, CountedChats, Receives } from '@ringdesk/shared/model/agent.ts';
import type { Queue } from '@ringdesk/shared/model/queue.ts';
import { MessagesSquare, Phone } from 'lucide-react';

import { useCommand } from '../../app/registry.ts';
import type { Translate } from '../../text/text.ts';
import type { PillFigure } from '../../ui/frame/StatePill.tsx';
import type { MenuEntry } from '../../ui/overlays/Menu.tsx';
import {
  callCapacity,
  type Capacity,
  chatCapacity,
  type ChatLimit,
  chatLimits,
  limitsDiffer,
} from '../../workspace/capacity.ts';
import { maySwitch, receivedMedia, receivesAfter } from '../../workspace/selectors.ts';
import { setReceives } from './setPresence.ts';

/** More queues than these are counted: nobody reads a list in one line. */
const MOST_LIMITS = 4;

const isFull = ({ counted, limit }: Capacity): boolean => limit !== undefined && counted >= limit;
const shortOf = ({ counted, limit }: Capacity): string => (limit === undefined ? `${counted}` : `${counted}/${limit}`);

/** How full I am, per medium I receive: "3/5", "0/1" (desk 2.3). */
export function capacityFigures(
  me: Agent,
  counted: CountedChats | undefined,
  queues: readonly Queue[],
  t: Translate,
): readonly PillFigure[] {
  const { chat, call } = receivedMedia(me, queues);
  const figure = (id: 'chats' | 'calls', glyph: PillFigure['glyph'], capacity: Capacity): PillFigure => ({
    id,
    glyph,
    text: shortOf(capacity),
    label:
      capacity.limit === undefined
        ? t(`presence:capacity.${id}Open`, { count: capacity.counted })
        : t(`presence:capacity.${id}`, { counted: capacity.counted, limit: capacity.limit }),
    full: isFull(capacity),
  });
  const chats = chat === 'on' ? chatCapacity(chatLimits(me, counted, queues)) : undefined;
  const calls = call === 'on' ? callCapacity(me, queues) : undefined;
  return [
    ...(chats === undefined ? [] : [figure('chats', MessagesSquare, chats)]),
    ...(calls === undefined ? [] : [figure('calls', Phone, calls)]),
  ];
}

/** The switches of the menu, each with how full I am; only the numbers where there is nothing to switch (desk 2.5). */
export function receivesEntries(
  me: Agent,
  counted: CountedChats | undefined,
  queues: readonly Queue[],
  t: Translate,
): MenuEntry[] {
  const chats = chatsText(chatLimits(me, counted, queues), t);
  const calls = callsText(callCapacity(me, queues), t);
  if (!maySwitch(me, queues)) {
    const only = [
      chats && t('presence:receives.chatsNow', { now: chats }),
      calls && t('presence:receives.callsNow', { now: calls }),
    ];
    const texts = only.filter((text) => text !== undefined);
    return texts.length === 0 ? [] : [{ kind: 'line' }, ...texts.map((text): MenuEntry => ({ kind: 'label', text }))];
  }
  const entry = (which: 'chats' | 'calls', detail: string | undefined): MenuEntry => {
    const next = receivesAfter(me, which);
    return {
      id: `receives-${which}`,
      icon: which === 'chats' ? MessagesSquare : Phone,
      text: t(`presence:receives.${which}`),
      checked: me.receives === undefined || me.receives === which,
      ...(detail !== undefined && { detail }),
      ...(next === undefined && { disabledReason: t('presence:receives.last') }),
      onSelect: () => next !== undefined && setReceives(next),
    };
  };
  return [
    { kind: 'line' },
    { kind: 'label', text: t('presence:receives.title') },
    entry('chats', chats),
    entry('calls', calls),
  ];
}

function callsText(capacity: Capacity | undefined, t: Translate): string | undefined {
  if (capacity?.limit === undefined) return undefined;
  return t('presence:receives.atOnce.closed', { counted: capacity.counted, limit: capacity.limit });
}

/** In one sentence where all my queues count alike; else each of them, those with the least room first. */
function chatsText(limits: readonly ChatLimit[], t: Translate): string | undefined {
  const [first] = limits;
  if (first === undefined) return undefined;
  if (!limitsDiffer(limits)) {
    const { counted, limit, queue } = first;
    return limit === undefined
      ? t('presence:receives.noLimit', { count: counted })
      : t(`presence:receives.atOnce.${queue.settings.notCounted}`, { counted, limit });
  }
  const room = ({ limit, counted }: ChatLimit): number => (limit === undefined ? Infinity : limit - counted);
  const shown = limits.toSorted((a, b) => room(a) - room(b)).slice(0, MOST_LIMITS);
  const left = limits.length - shown.length;
  return [
    ...shown.map((each) => `${each.queue.name} ${shortOf(each)}`),
    ...(left === 0 ? [] : [t('presence:receives.more', { count: left })]),
  ].join(' · ');
}

/** The switches in the palette. */
export function useReceiveCommands(me: Agent | undefined, queues: readonly Queue[]): void {
  const able = me !== undefined && maySwitch(me, queues);
  const nextOf = (which: 'chats' | 'calls'): Receives | undefined => (able ? receivesAfter(me, which) : undefined);
  const [chats, calls] = [nextOf('chats'), nextOf('calls')];
  useCommand('presence.chats', () => chats !== undefined && setReceives(chats), { enabled: chats !== undefined });
  useCommand('presence.calls', () => calls !== undefined && setReceives(calls), { enabled: calls !== undefined });
}
