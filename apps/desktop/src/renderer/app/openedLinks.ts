/**
 * Links that another program or a web page opened with the desk (desk, section 2.9), until the person has answered: nothing happens
 * before that.
 */
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { useSyncExternalStore } from 'react';

let waiting: readonly InteractionId[] = [];
const listeners = new Set<() => void>();

function set(next: readonly InteractionId[]): void {
  waiting = next;
  for (const listener of listeners) listener();
}

/** A link that is pressed again is the same question. */
export function addLink(id: InteractionId): void {
  if (!waiting.includes(id)) set([...waiting, id]);
}

export function linkAnswered(id: InteractionId): void {
  set(waiting.filter((other) => other !== id));
}

/** The oldest that has no answer yet. */
export function useOpenedLink(): InteractionId | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting[0],
  );
}
