import { DAY } from '@ringdesk/shared/model/time.ts';
import { useEffect, useState } from 'react';

import { ask } from '../../connection/connection.ts';
import { untilAnswered } from '../../connection/untilAnswered.ts';
import { serverNow } from '../../workspace/clock.ts';
import { useIsLive } from '../../workspace/hooks.ts';
import { useCallRound } from './useCallRound.ts';

/** What was missed longer ago is history, and found in the list. */
const KEPT_DAYS = 7;

/** Calls of the last days that nobody took and nobody has returned. */
export function useMissedCount(): number {
  const live = useIsLive();
  const round = useCallRound();
  const [count, setCount] = useState(0);
  useEffect(
    () =>
      live
        ? untilAnswered(
            () =>
              ask('conversations.report', {
                filter: { medium: 'call', calls: 'unreturned', from: serverNow() - KEPT_DAYS * DAY },
                sort: { by: 'arrivedAt', descending: true },
                limit: 1,
              }),
            (reply) => {
              if (reply.ok) setCount(reply.value.totals.count);
            },
          )
        : undefined,
    [live, round],
  );
  return count;
}
