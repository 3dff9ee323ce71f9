/**
 * Calls which the person of this desk has just taken, so that its phone answers them by itself: another desk of the same
 * person, which learns of it too, must not.
 *
 *   takesCall(id)             Accept, Intercept or Take was pressed here
 *   missesCall(id)            it was refused: somebody else has it
 *   onCallTaken(listener)     the phone listens; the returned function ends that
 */
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';

import { isCall } from './selectors.ts';
import { workspace } from './workspace.ts';

/** `missed`: what was taken is not ours after all. `consult`: a colleague asks while the customer waits. */
type Listener = (id: InteractionId, role: 'talk' | 'consult' | 'missed') => void;

const listeners = new Set<Listener>();

/** Does nothing where the interaction is no call. */
export function takesCall(id: InteractionId, role: 'talk' | 'consult' = 'talk'): void {
  const { mirror } = workspace.getState();
  if (mirror === undefined || !isCall(mirror, id)) return;
  for (const listener of listeners) listener(id, role);
}

export function missesCall(id: InteractionId): void {
  for (const listener of listeners) listener(id, 'missed');
}

export function onCallTaken(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
