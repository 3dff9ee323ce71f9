import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { useMemo } from 'react';

import { customerName } from '../../text/customerName.ts';
import { useText } from '../../text/text.ts';
import { useList, useWorkspace } from '../../workspace/hooks.ts';
import { workspace } from '../../workspace/workspace.ts';
import { rowMatches } from './filterRows.ts';
import { countOf, type InboxView } from './inboxView.ts';
import { type Ids, idsOf, type Section, type SectionKey } from './sections.ts';
import type { ClosedPages } from './useClosedPages.ts';
import type { ClosedToday } from './useClosedToday.ts';

/** The groups of the chosen view, in their true order, without what the filters leave out. */
export function useSections(view: InboxView, closed: ClosedPages, closedToday: ClosedToday): readonly Section[] {
  const t = useText('inbox');
  const calls = useList('calls');
  const needsReply = useList('needsReply');
  const waitingForCustomer = useList('waitingForCustomer');
  const wrapUp = useList('wrapUp');
  const parked = useList('parked');
  const ended = useList('ended');
  const waiting = useList('waiting');
  const voicemail = useList('voicemail');
  const all = useList('all');
  const narrowed = view.query.trim() !== '' || countOf(view.filters) > 0;
  // Only a narrowed list depends on what the interactions say; a whole one on their order alone.
  const interactions = useWorkspace((state) => (narrowed ? state.mirror?.interactions : undefined));
  const me = useWorkspace((state) => state.mirror?.me);
  const allMentions = useList('mentions');
  const mentions = useMemo(() => idsOf(mentionsElsewhere(allMentions)), [allMentions]);

  const groups = useMemo((): readonly (readonly [SectionKey, Ids])[] => {
    // Who left a message waits as well: for a call back.
    if (view.view === 'waiting')
      return [
        ['waiting', waiting],
        ['voicemail', voicemail],
      ];
    if (view.view === 'all')
      return [
        ['all', all],
        ['earlier', idsOf(closed.ids)],
      ];
    return [
      ['calls', calls],
      ['needsReply', needsReply],
      ['mentions', mentions],
      ['waitingForCustomer', waitingForCustomer],
      ['wrapUp', wrapUp],
      ['parked', parked],
      // Nobody waits any more: last of what is open.
      ['ended', ended],
      ['closed', idsOf(closedToday.ids)],
    ];
  }, [
    view.view,
    waiting,
    voicemail,
    all,
    closed.ids,
    calls,
    needsReply,
    mentions,
    waitingForCustomer,
    wrapUp,
    parked,
    ended,
    closedToday.ids,
  ]);

  return useMemo(() => {
    const keep = (id: InteractionId): boolean => {
      const interaction = interactions?.get(id) ?? closed.known.get(id) ?? closedToday.known.get(id);
      return (
        interaction !== undefined &&
        me !== undefined &&
        rowMatches(interaction, view.filters, view.query, { me, name: customerName(interaction.customer, t) })
      );
    };
    return groups.map(([key, ids]) => ({
      key,
      ids: narrowed ? idsOf(listOf(ids).filter(keep)) : ids,
      open: !view.folded.includes(key),
      more: key === 'earlier' && closed.hasMore,
    }));
  }, [
    groups,
    narrowed,
    interactions,
    closed.known,
    closed.hasMore,
    closedToday.known,
    me,
    view.filters,
    view.query,
    view.folded,
    t,
  ]);
}

const listOf = (ids: Ids): readonly InteractionId[] =>
  Array.from({ length: ids.size }, (_, position) => ids.at(position)).filter((id) => id !== undefined);

/** Where a note calls me in a conversation that stands in no other group of mine: it needs me all the same (desk 2.6). */
function mentionsElsewhere(ids: Iterable<InteractionId>): readonly InteractionId[] {
  const { mirror } = workspace.getState();
  return [...ids].filter((id) => {
    const interaction = mirror?.interactions.get(id);
    const mine =
      interaction !== undefined &&
      ('ownerId' in interaction ? interaction.ownerId : interaction.lastOwnerId) === mirror?.me;
    return interaction !== undefined && !mine;
  });
}
