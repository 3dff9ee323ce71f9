import type { Agent, CountedChats } from '@ringdesk/shared/model/agent.ts';
import type { Queue } from '@ringdesk/shared/model/queue.ts';
import { CircleCheck, CircleMinus } from 'lucide-react';

import type { Translate } from '../../text/text.ts';
import type { MenuEntry } from '../../ui/overlays/Menu.tsx';
import { heldQueues } from '../../workspace/reception.ts';
import { availabilityOf, nothingBecause, ownCallQueues, switchTerms } from '../../workspace/selectors.ts';
import { heldText, termText } from './presenceText.ts';

/**
 * Every term of effective availability [17], each with whether it holds: the conjunction the router uses. What only some of my
 * queues ask for is told of those; then the phone, a call, and the queues that are closed or have given me as much as they may.
 */
export function whyEntries(
  me: Agent,
  queues: readonly Queue[],
  counted: CountedChats | undefined,
  t: Translate,
): MenuEntry[] {
  const entry = (id: string, holds: boolean, text: string): MenuEntry => ({
    id: `term-${id}`,
    icon: holds ? CircleCheck : CircleMinus,
    text,
    onSelect: () => undefined,
  });
  const held = heldQueues(me, queues, counted);
  // Told of its queues below.
  const ofSome = nothingBecause(me, queues) === undefined ? held : new Map<string, readonly Queue[]>();
  const terms = [...availabilityOf(me, queues), ...switchTerms(me, queues)]
    .filter(({ reason, holds }) => holds || !ofSome.has(reason))
    .map((term) => entry(term.reason, term.holds, termText(term, t)));
  const presence = me.presence.state === 'available' ? [entry('presence', true, t('presence:holds.presence'))] : [];
  const each = [...held].filter(([reason]) => ofSome.has(reason) || isOfQueue(reason));
  return [
    ...terms,
    ...presence,
    ...phoneEntry(me, queues, entry, t),
    ...(me.onCall === 'talking' || me.onCall === 'wrapUp'
      ? [entry('onCall', false, t(`presence:notOnCall.${me.onCall}`))]
      : []),
    ...each.map((of) => entry(of[0], false, heldText(of, t))),
  ];
}

const isOfQueue = (reason: string): boolean => reason === 'queueOff' || reason === 'outsideHours' || reason === 'full';

/** Calls need a phone, whatever the check. */
function phoneEntry(
  me: Agent,
  queues: readonly Queue[],
  entry: (id: string, holds: boolean, text: string) => MenuEntry,
  t: Translate,
): MenuEntry[] {
  if (ownCallQueues(queues).length === 0) return [];
  const state = me.phone?.state ?? 'off';
  if (state === 'ready') return [entry('phone', true, t('presence:holds.phone'))];
  const reason = t(`presence:term.${state === 'blocked' ? 'phoneBlocked' : 'phoneOff'}`);
  return [entry('phone', false, t('presence:callsOff.none', { reason }))];
}
