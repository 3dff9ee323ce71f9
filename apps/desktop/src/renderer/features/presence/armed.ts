/**
 * A state for later (desk 2.5, "Next state"): chosen while conversations are open, declared when the last of them ends.
 * Until then the declared state stays as it is. It is this device's intention and not the server's: it ends with the page.
 *
 *   arm({ state: 'break', reasonId }, declare)   declared at once when nothing is open
 *   takeArmed()                                  now, whatever is open
 *   disarm()                                     not any more
 */
import type { DeclaredPresence } from '@ringdesk/shared/model/agent.ts';
import type { ReasonId } from '@ringdesk/shared/model/ids.ts';
import { useSyncExternalStore } from 'react';

import { ownedLive } from '../../workspace/selectors.ts';
import { workspace } from '../../workspace/workspace.ts';

export interface ArmedState {
  readonly state: DeclaredPresence;
  readonly reasonId: ReasonId | undefined;
}

type Declare = (next: ArmedState) => void;

let armed: ArmedState | undefined;
let declare: Declare = () => undefined;
let unwatch: (() => void) | undefined;
const listeners = new Set<() => void>();

export function arm(next: ArmedState, how: Declare): void {
  declare = how;
  set(next);
  unwatch ??= workspace.subscribe(look);
  look();
}

export function disarm(): void {
  unwatch?.();
  unwatch = undefined;
  if (armed !== undefined) set(undefined);
}

export function takeArmed(): void {
  const next = armed;
  disarm();
  if (next !== undefined) declare(next);
}

export function useArmed(): ArmedState | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => armed,
  );
}

/** Only what the server said just now counts: while the line is gone nobody knows what is still open. */
function look(): void {
  const { link, mirror } = workspace.getState();
  if (link.phase === 'signedOut' || mirror === undefined) disarm();
  else if (link.phase === 'live' && ownedLive(mirror) === 0) takeArmed();
}

function set(next: ArmedState | undefined): void {
  armed = next;
  for (const listener of listeners) listener();
}
