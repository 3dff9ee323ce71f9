import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { useEffect, useMemo, useState } from 'react';

import { ask } from '../../connection/connection.ts';
import { untilAnswered } from '../../connection/untilAnswered.ts';
import { dayOf } from '../../text/dayWords.ts';
import { useIsLive, useList, useWorkspace } from '../../workspace/hooks.ts';
import { workspace } from '../../workspace/workspace.ts';

/** More than anybody closes in a day. */
const ROWS = 200;

/** What a person closed today, latest first, with the ones that the server no longer keeps among the live ones. */
export interface ClosedToday {
  readonly ids: readonly InteractionId[];
  readonly known: ReadonlyMap<InteractionId, Interaction>;
}

/**
 * The live closed conversations and the stored ones as one list without doubles, latest first. A conversation that is
 * open again is in another group; `live` answers it as it is now.
 */
export function mergeClosed(
  mirrored: Iterable<InteractionId>,
  stored: readonly Interaction[],
  live: (id: InteractionId) => Interaction | undefined,
  today: string,
): readonly InteractionId[] {
  const closed = new Map<InteractionId, Interaction>();
  for (const each of stored) closed.set(each.id, live(each.id) ?? each);
  for (const id of mirrored) {
    const interaction = live(id);
    if (interaction !== undefined) closed.set(id, interaction);
  }
  return [...closed.values()]
    .filter((each) => each.state === 'closed' && dayOf(each.since) >= today)
    .toSorted((a, b) => b.since - a.since || (a.id < b.id ? 1 : -1))
    .map((each) => each.id);
}

/**
 * My conversations that were closed today. The server tells of a closed one for some minutes only; what it keeps is
 * asked for at the start and whenever one was closed or left.
 */
export function useClosedToday(today: string): ClosedToday {
  const mirrored = useList('closed');
  const me = useWorkspace((state) => state.mirror?.me);
  const isLive = useIsLive();
  const [stored, setStored] = useState<readonly Interaction[]>([]);
  const { size } = mirrored;
  useEffect(() => {
    if (!isLive || me === undefined) return undefined;
    return untilAnswered(
      () => ask('conversations.list', { state: 'closed', ownerId: me, limit: ROWS }),
      (reply) => {
        if (reply.ok) setStored(reply.value.interactions);
      },
    );
  }, [isLive, me, size, today]);
  return useMemo(() => {
    const live = (id: InteractionId): Interaction | undefined => workspace.getState().mirror?.interactions.get(id);
    return {
      ids: mergeClosed(mirrored, stored, live, today),
      known: new Map(stored.map((each) => [each.id, each])),
    };
  }, [mirrored, stored, today]);
}
