import { useMemo } from 'react';

import { useChannels, useDepartments, useQueues, useWorkspace } from '../../../workspace/hooks.ts';
import { useAnswer } from '../frame/useAnswer.ts';
import { type FirstStep, firstSteps } from './firstSteps.ts';

/** The first steps as they stand. Whether there ever was a conversation is asked for once, unless one is in sight. */
export function useFirstSteps(): readonly FirstStep[] {
  const queues = useQueues();
  const channels = useChannels();
  const departments = useDepartments();
  const inSight = useWorkspace((state) => (state.mirror?.interactions.size ?? 0) > 0);
  const answer = useAnswer('conversations.list', inSight ? undefined : { state: 'any', limit: 1 });
  // Until it is known, the step does not claim to be missing.
  const conversations = inSight || answer.value === undefined || answer.value.interactions.length > 0;
  return useMemo(
    () => firstSteps(queues, channels, (id) => departments.find((department) => department.id === id), conversations),
    [queues, channels, departments, conversations],
  );
}
