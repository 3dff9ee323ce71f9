/** Topics chosen during a call, until the call is completed with them: they survive a look at another conversation. */
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { useSyncExternalStore } from 'react';

let chosen: ReadonlyMap<InteractionId, string> = new Map();
const listeners = new Set<() => void>();

export const topicOf = (id: InteractionId): string | undefined => chosen.get(id);

/** `topic` undefined: none any more. */
export function chooseTopic(id: InteractionId, topic: string | undefined): void {
  const next = new Map(chosen);
  if (topic === undefined) next.delete(id);
  else next.set(id, topic);
  chosen = next;
  for (const listener of listeners) listener();
}

export function useTopic(id: InteractionId): string | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => topicOf(id),
  );
}
