/**
 * Keys that work while the window is in the background (desk 2.9): one list, given to the system whenever the switch or a key has
 * changed, and what the system would not give.
 */
import { useSyncExternalStore } from 'react';

import type { GlobalAction } from '../../bridge/desktopApi.ts';
import { appInfo, desktop } from '../connection/desktop.ts';
import { workspace } from '../workspace/workspace.ts';
import { type CommandId, entryOf } from './commandTable.ts';
import { effectiveKeys } from './keys.ts';

/** Each action of the system and the command whose key it takes. */
export const globalCommands = {
  accept: 'offer.accept',
  decline: 'offer.decline',
  intercept: 'offer.intercept',
  mute: 'call.mute',
  hangUp: 'call.end',
  show: 'app.show',
  dialClipboard: 'call.dialClipboard',
} as const satisfies Record<GlobalAction, CommandId>;

const actions = Object.entries(globalCommands) as readonly [GlobalAction, CommandId][];

const none: readonly CommandId[] = [];
let refused = none;
const listeners = new Set<() => void>();

function setRefused(next: readonly CommandId[]): void {
  refused = next;
  for (const listener of listeners) listener();
}

/** Takes the keys as the person has switched them on; the returned function frees them. */
export function startGlobalKeys(): () => void {
  if (!appInfo().can.globalShortcuts) return () => undefined;
  let round = 0;
  const give = async (
    shortcuts: readonly { readonly action: GlobalAction; readonly chord: string }[],
  ): Promise<void> => {
    const mine = (round += 1);
    const reply = await desktop().call('shortcuts.set', { shortcuts: [...shortcuts] });
    // A later list has its own answer.
    if (mine === round) setRefused(reply.refused.map((action) => globalCommands[action]));
  };
  const set = (): void => {
    const { preferences } = workspace.getState();
    const wanted = actions.flatMap(([action, id]) => {
      const [chord] = effectiveKeys(id, entryOf(id).keys, preferences);
      return chord === undefined ? [] : [{ action, chord }];
    });
    void give(preferences.globalKeys ? wanted : []);
  };
  set();
  const end = workspace.subscribe((state, before) => {
    if (
      state.preferences.globalKeys !== before.preferences.globalKeys ||
      state.preferences.keys !== before.preferences.keys
    )
      set();
  });
  return () => {
    end();
    void give([]);
  };
}

/** Commands whose key the system gave to somebody else, or to nobody. */
export function useRefusedGlobalKeys(): readonly CommandId[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => refused,
  );
}
