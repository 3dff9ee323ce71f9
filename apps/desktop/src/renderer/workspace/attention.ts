/**
 * Where the person looks. The desk is one page in several windows: its own, and one for each conversation that was
 * popped out; at most one of them has the focus.
 *
 *   lookedAt()                 the conversation in the focused window; undefined when none, or when no window has it
 *   isDeskFocused()            some window of this page has the focus
 *   isOnScreen(id)             some window of this page shows the conversation
 *   addWindow(id, child)       a window for one conversation; the returned function takes it away
 *   watchAttention(listener)   called when any of this may have changed
 */
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';

import { workspace } from './workspace.ts';

const children = new Map<InteractionId, Window>();
const listeners = new Set<() => void>();
let watching = false;

const tell = (): void => {
  for (const listener of listeners) listener();
};

export function lookedAt(): InteractionId | undefined {
  if (document.hasFocus()) return workspace.getState().open;
  for (const [id, child] of children) if (child.document.hasFocus()) return id;
  return undefined;
}

export function isDeskFocused(): boolean {
  return document.hasFocus() || [...children.values()].some((child) => child.document.hasFocus());
}

export function isOnScreen(id: InteractionId): boolean {
  return workspace.getState().open === id || children.has(id);
}

export function addWindow(id: InteractionId, child: Window): () => void {
  children.set(id, child);
  const end = follow(child);
  tell();
  return () => {
    end();
    children.delete(id);
    tell();
  };
}

export function watchAttention(listener: () => void): () => void {
  if (!watching) {
    watching = true;
    follow(window);
    workspace.subscribe((state, before) => {
      if (state.open !== before.open) tell();
    });
  }
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function follow(shown: Window): () => void {
  const { document: page } = shown;
  shown.addEventListener('focus', tell);
  shown.addEventListener('blur', tell);
  page.addEventListener('visibilitychange', tell);
  return () => {
    shown.removeEventListener('focus', tell);
    shown.removeEventListener('blur', tell);
    page.removeEventListener('visibilitychange', tell);
  };
}
