import { useEffect, useState } from 'react';

import { onUpdates } from '../../workspace/workspaceWriter.ts';

/** Several calls that end at once are one look. */
const AGAIN_AFTER_MS = 400;

const listeners = new Set<() => void>();

/** This desk has done something to a call which nothing else may tell it of: one that is days old stands in lists only. */
export function noteCallChange(): void {
  for (const changed of listeners) changed();
}

/** Grows when a call began, ended, was called back or settled, here or elsewhere. */
export function useCallRound(): number {
  const [round, setRound] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const changed = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => setRound((count) => count + 1), AGAIN_AFTER_MS);
    };
    listeners.add(changed);
    const end = onUpdates((updates, before, after) => {
      const some = updates.some((update) => {
        // Missed ones go out of sight when somebody else has returned them.
        if (update.kind === 'interaction.gone')
          return before.interactions.get(update.interactionId)?.call !== undefined;
        if (update.kind !== 'interaction.put' || update.interaction.call === undefined) return false;
        const was = before.interactions.get(update.interaction.id)?.call;
        const is = after.interactions.get(update.interaction.id)?.call ?? update.interaction.call;
        if (was === undefined || was.end?.at !== is.end?.at) return true;
        return was.calledBackAt !== is.calledBackAt || was.settledAt !== is.settledAt;
      });
      if (some) changed();
    });
    return () => {
      listeners.delete(changed);
      clearTimeout(timer);
      end();
    };
  }, []);
  return round;
}
