/**
 * Conversations in windows of their own (desk, decision 12): empty child windows of this page, drawn into by the one
 * React tree. One socket, one store; closing a window returns the conversation to the desk.
 *
 *   popOut(id)      opens the window, or brings it to the front; false when the browser keeps it from opening
 *   takeBack(id)    closes it
 *   usePopOuts()    the open ones
 */
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { useSyncExternalStore } from 'react';

import { addWindow } from '../workspace/attention.ts';
import { workspace } from '../workspace/workspace.ts';

export type PopOuts = ReadonlyMap<InteractionId, Window>;

/** Below this a conversation cannot be read (desk 2.9). */
const LEAST = { width: 420, height: 520 } as const;
const BOUNDS_KEY = 'ringdesk.popOut';

let open: PopOuts = new Map();
const listeners = new Set<() => void>();

function set(next: PopOuts): void {
  open = next;
  for (const listener of listeners) listener();
}

/** Must be called from a key or a click: browsers let nothing else open windows. */
export function popOut(id: InteractionId): boolean {
  const there = open.get(id);
  if (there !== undefined) {
    there.focus();
    return true;
  }
  const child = window.open('about:blank', `interaction-${id}`, features());
  if (child === null) return false;
  watchTheDesk();
  makeStandard(child);
  const leave = addWindow(id, child);
  child.addEventListener('resize', () => rememberBounds(child));
  child.addEventListener('pagehide', () => {
    rememberBounds(child);
    leave();
    const next = new Map(open);
    next.delete(id);
    set(next);
  });
  set(new Map([...open, [id, child]]));
  return true;
}

export function takeBack(id: InteractionId): void {
  open.get(id)?.close();
}

let watching = false;

/** When the page goes, or the person signs out, nobody draws into the windows any more. */
function watchTheDesk(): void {
  if (watching) return;
  watching = true;
  const closeAll = (): void => {
    for (const child of open.values()) child.close();
  };
  window.addEventListener('pagehide', closeAll);
  workspace.subscribe(({ link }) => {
    if (link.phase === 'signedOut' || link.phase === 'wrongVersion') closeAll();
  });
}

export function usePopOuts(): PopOuts {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
  );
}

/** Where the last one was; the window manager brings it back where its display is gone. */
function features(): string {
  const kept = window.localStorage.getItem(BOUNDS_KEY) ?? '';
  const numbers = /^-?\d{1,5}(,-?\d{1,5}){3}$/.test(kept) ? kept.split(',').map(Number) : [];
  const [left, top, width = LEAST.width, height = 720] = numbers;
  const place = left === undefined || top === undefined ? '' : `,left=${left},top=${top}`;
  return `popup,width=${Math.max(LEAST.width, width)},height=${Math.max(LEAST.height, height)}${place}`;
}

function rememberBounds(child: Window): void {
  const { screenX, screenY, innerWidth, innerHeight } = child;
  if (innerWidth < 1 || innerHeight < 1) return;
  window.localStorage.setItem(BOUNDS_KEY, [screenX, screenY, innerWidth, innerHeight].map(Math.round).join(','));
}

/** As far as it is used here; the types of the platform do not know it yet. */
interface WithTrustedTypes {
  readonly trustedTypes?: {
    createPolicy(name: 'app', rules: { createHTML: () => string }): { createHTML(text: string): string };
  };
}

const EMPTY_PAGE = '<!doctype html><html><head><title>Ringdesk</title></head><body></body></html>';

/** A window without an address starts in quirks mode, where heights and tables differ. The one text is our own. */
function makeStandard(child: Window): void {
  const policy = (child as WithTrustedTypes).trustedTypes?.createPolicy('app', { createHTML: () => EMPTY_PAGE });
  child.document.open();
  child.document.write(policy === undefined ? EMPTY_PAGE : policy.createHTML(''));
  child.document.close();
}
