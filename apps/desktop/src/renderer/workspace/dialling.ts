/**
 * Numbers the person wants to call, from any screen, until the part of the desk that calls has taken them.
 *
 *   askToDial(request)        from a Call button, a number in a text, a link of another program
 *   nextDial() / takeDial()   for the part that calls
 *
 * A link never dials: it is shown with what it would call, and the person answers.
 */
import type { AgentId, InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { useSyncExternalStore } from 'react';

export type DialRequest = {
  /** `now`: it was the Call button of this very number; `pad`: it is put into the dial pad; `link`: asked about first. */
  readonly how: 'now' | 'pad' | 'link';
  /** The missed call which is returned, and in whose name. */
  readonly returns?: InteractionId;
  readonly queueId?: QueueId;
} & (
  | { readonly number: string; readonly agentId?: undefined }
  | { readonly agentId: AgentId; readonly number?: undefined }
);

/** More waiting links than this are a page that opens them without end. */
const MOST_WAITING = 3;

let waiting: readonly DialRequest[] = [];
const listeners = new Set<() => void>();

function set(next: readonly DialRequest[]): void {
  waiting = next;
  for (const listener of listeners) listener();
}

export function askToDial(request: DialRequest): void {
  const same = waiting.some((each) => each.number === request.number && each.agentId === request.agentId);
  if (!same) set([...waiting, request].slice(-MOST_WAITING));
}

/** The oldest request; undefined when there is none. */
export const nextDial = (): DialRequest | undefined => waiting[0];

/** It has been answered. */
export function takeDial(request: DialRequest): void {
  set(waiting.filter((each) => each !== request));
}

export function useNextDial(): DialRequest | undefined {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, nextDial);
}
