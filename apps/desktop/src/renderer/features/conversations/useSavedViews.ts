import type { SavedView } from '@ringdesk/shared/model/report.ts';
import { useCallback, useEffect, useState } from 'react';

import { ask } from '../../connection/connection.ts';
import { untilAnswered } from '../../connection/untilAnswered.ts';
import { useIsLive } from '../../workspace/hooks.ts';

/** The person's views and the shared ones; `again` asks anew, as does a line that comes back. */
export function useSavedViews(): { readonly views: readonly SavedView[]; readonly again: () => void } {
  const live = useIsLive();
  const [views, setViews] = useState<readonly SavedView[]>([]);
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!live) return undefined;
    return untilAnswered(
      () => ask('savedViews.list', {}),
      (reply) => {
        if (reply.ok) setViews(reply.value.views);
      },
    );
  }, [live, round]);
  const again = useCallback(() => setRound((before) => before + 1), []);
  return { views, again };
}
