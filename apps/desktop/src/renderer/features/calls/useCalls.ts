import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { useMemo } from 'react';

import { useList, useWorkspace } from '../../workspace/hooks.ts';
import { type CallView, callView, inFront } from './callView.ts';
import { usePhoneState } from './phone.ts';

/** Calls that this person is in, the one that is talked in first. */
export function useCalls(): readonly CallView[] {
  const mine = useList('calls');
  const legs = usePhoneState()?.calls;
  const interactions = useWorkspace(({ mirror }) =>
    mine.size === 0 && (legs ?? []).length === 0 ? undefined : mirror?.interactions,
  );
  const me = useWorkspace(({ mirror }) => mirror?.me);
  return useMemo(() => {
    if (me === undefined || interactions === undefined) return [];
    const live = (legs ?? []).filter(({ phase }) => phase !== 'ended');
    const ids = [...new Set([...mine, ...live.map(({ id }) => id as InteractionId)])];
    const views = ids.map((id) =>
      callView(
        interactions.get(id),
        live.find((leg) => leg.id === id),
        me,
      ),
    );
    return inFront(views.filter((view) => view !== undefined));
  }, [mine, legs, interactions, me]);
}
