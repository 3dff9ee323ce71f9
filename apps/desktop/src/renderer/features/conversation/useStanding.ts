import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { useMemo } from 'react';

import { useMe, useQueue, useWorkspace } from '../../workspace/hooks.ts';
import { workspace } from '../../workspace/workspace.ts';
import { type Standing, standingOf } from './standing.ts';

/** {@link standingOf} the open conversation, renewed only when what it depends on changes. */
export function useStanding(interaction: Interaction): Standing | undefined {
  const me = useMe();
  const queue = useQueue(interaction.queueId);
  const departments = useWorkspace((state) => state.mirror?.departments);
  return useMemo(() => {
    const { mirror } = workspace.getState();
    return mirror === undefined || me === undefined ? undefined : standingOf(interaction, mirror);
    // oxlint-disable-next-line react/exhaustive-deps -- these are the parts of the mirror which the answer is made from
  }, [interaction, me, queue, departments]);
}
