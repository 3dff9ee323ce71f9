/**
 * The person's own settings: `usePreferences()` reads, `changePreferences({ theme: 'dark' })` shows at once and saves on
 * the server, so that every device has them. What cannot be saved now is saved after the next connection.
 */
import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { Preferences } from '@ringdesk/shared/model/preferences.ts';

import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

import { useWorkspace } from '../workspace/hooks.ts';
import { workspace } from '../workspace/workspace.ts';
import { workspaceWriter } from '../workspace/workspaceWriter.ts';
import { ask } from './connection.ts';

/** Nobody has saved any yet: a new person, who is shown the first steps. `of`: whose settings were asked for. */
const newcomer = createStore<{ readonly of: AgentId | undefined; readonly is: boolean }>(() => ({
  of: undefined,
  is: false,
}));
export const useIsNewcomer = (): boolean => useStore(newcomer, ({ is }) => is);

/** The same, of who is signed in now; undefined until it is known. */
export function useNewcomer(): boolean | undefined {
  const { of, is } = useStore(newcomer);
  const me = useWorkspace(({ mirror }) => mirror?.me);
  return me !== undefined && of === me ? is : undefined;
}

const SAVE_AFTER_MS = 400;
/** Shown and not saved yet. Who signs out leaves others on the screen: those are none of these. */
let unsaved: Preferences | undefined;
const isUnsaved = (): boolean => unsaved !== undefined && workspace.getState().preferences === unsaved;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Reads them once the line is there; what was changed meanwhile on this device wins. */
export async function loadPreferences(): Promise<void> {
  const of = workspace.getState().mirror?.me;
  if (isUnsaved()) {
    newcomer.setState({ of, is: false });
    return save();
  }
  const reply = await ask('preferences.get', {});
  if (!reply.ok || isUnsaved() || workspace.getState().mirror?.me !== of) return;
  newcomer.setState({ of, is: reply.value.preferences === null });
  if (reply.value.preferences !== null) workspaceWriter.preferences(reply.value.preferences);
}

/** The first steps are done: what was chosen, or the defaults, is saved and they are not shown again. */
export function finishFirstSteps(): void {
  newcomer.setState({ is: false });
  changePreferences({});
  // Not after the usual moment: a page that is loaded anew at once must know that they are done.
  clearTimeout(timer);
  void save();
}

export function changePreferences(change: Partial<Preferences>): void {
  unsaved = { ...workspace.getState().preferences, ...change };
  workspaceWriter.preferences(unsaved);
  clearTimeout(timer);
  timer = setTimeout(() => void save(), SAVE_AFTER_MS);
}

async function save(): Promise<void> {
  const saved = unsaved;
  if (saved === undefined || !isUnsaved()) return;
  const reply = await ask('preferences.save', saved);
  if (reply.ok && unsaved === saved) unsaved = undefined;
}
