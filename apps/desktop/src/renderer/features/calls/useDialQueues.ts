import type { Queue } from '@ringdesk/shared/model/queue.ts';
import { useMemo } from 'react';

import { useDepartments, useQueues } from '../../workspace/hooks.ts';
import { isMember } from '../../workspace/selectors.ts';
import { workspace } from '../../workspace/workspace.ts';

/** Call queues in whose name I may call: those I am a member of, else those I see. */
export function useDialQueues(): readonly Queue[] {
  const queues = useQueues();
  const departments = useDepartments();
  return useMemo(() => {
    const { mirror } = workspace.getState();
    const calls = queues.filter(({ medium, active }) => medium === 'call' && active);
    if (mirror === undefined || departments === undefined) return calls;
    const own = calls.filter((queue) => isMember(mirror, queue, mirror.me));
    return own.length === 0 ? calls : own;
  }, [queues, departments]);
}
