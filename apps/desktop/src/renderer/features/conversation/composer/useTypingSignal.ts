import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { useEffect, useMemo } from 'react';

import { signalTyping } from '../../../connection/connection.ts';
import { steadyNow } from '../../../workspace/clock.ts';
import { typingSignal } from './typingSignal.ts';

/** Tells the customer that the agent types [42]; ends by itself when the thread is left. */
export function useTypingSignal(id: InteractionId): { readonly keyed: () => void; readonly stopped: () => void } {
  const signal = useMemo(
    () =>
      typingSignal({
        now: steadyNow,
        send: (typing) => signalTyping(id, typing),
        later: (ms, run) => {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
      }),
    [id],
  );
  useEffect(() => () => signal.stopped(), [signal]);
  return signal;
}
