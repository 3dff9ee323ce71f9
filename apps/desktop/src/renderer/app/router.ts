/**
 * Where the person is, as a path: `/inbox`, `/inbox/<id>`, `/inbox/<id>#<seq>` (at one line of its transcript),
 * `/settings/queues/<id>`, `/sign-in`, `/first-run`, `/join#<secret>`. The server answers every path with the same
 * page; what follows `#` never leaves the device.
 *
 *   const route = useRoute();
 *   navigate('/inbox/' + id);            a new entry in the history
 *   navigate('/settings', { replace })   in place of the present one
 *   goUp('/inbox')                       back, where that is where the person came from; else in place of the present one
 */
import { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { useSyncExternalStore } from 'react';

import { showInteraction } from '../workspace/workspace.ts';

export type Route =
  | {
      readonly screen: 'inbox';
      readonly interactionId: InteractionId | undefined;
      /** The line to show; another object each time somebody goes there, so that going again shows it again. */
      readonly line?: { readonly seq: number } | undefined;
    }
  | { readonly screen: 'conversations' }
  | { readonly screen: 'calls' }
  /** Segments after `/settings`, e.g. `['queues', id]`. */
  | { readonly screen: 'settings'; readonly path: readonly string[] }
  | { readonly screen: 'signIn' }
  | { readonly screen: 'firstRun' }
  | { readonly screen: 'join'; readonly secret: string };

/** The route of an address; whatever is not known is the inbox. */
export function routeOf(pathname: string, hash: string): Route {
  const [first = '', ...rest] = pathname.split('/').filter((segment) => segment !== '');
  switch (first) {
    case 'settings':
      return { screen: 'settings', path: rest.map(decoded) };
    case 'conversations':
      return { screen: 'conversations' };
    case 'calls':
      return { screen: 'calls' };
    case 'sign-in':
      return { screen: 'signIn' };
    case 'first-run':
      return { screen: 'firstRun' };
    case 'join':
      return { screen: 'join', secret: hash.replace(/^#/, '') };
    default: {
      const id = InteractionId.safeParse(first === 'inbox' ? rest[0] : undefined);
      if (!id.success) return { screen: 'inbox', interactionId: undefined };
      const seq = /^#(\d{1,9})$/.exec(hash)?.[1];
      return { screen: 'inbox', interactionId: id.data, line: seq === undefined ? undefined : { seq: Number(seq) } };
    }
  }
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A broken escape names nothing; the screen shows that it does not exist.
    return segment;
  }
}

let current: Route = { screen: 'inbox', interactionId: undefined };
const listeners = new Set<() => void>();

function read(): void {
  // The root and the inbox are one place: two entries for it would make one press of Back do nothing.
  if (window.location.pathname === '/') window.history.replaceState(window.history.state, '', '/inbox');
  current = routeOf(window.location.pathname, window.location.hash);
  showInteraction(current.screen === 'inbox' ? current.interactionId : undefined);
  for (const listener of listeners) listener();
}

/** Starts following the address; called once. */
export function startRouter(): void {
  window.addEventListener('popstate', read);
  read();
}

export function navigate(path: string, options: { readonly replace?: boolean } = {}): void {
  const here = window.location.pathname + window.location.hash;
  if (options.replace === true) window.history.replaceState(window.history.state, '', path);
  else if (path !== here) window.history.pushState({ from: here }, '', path);
  read();
}

/** To the place this one belongs to, without leaving this one behind it: Back must not lead down again. */
export function goUp(path: string): void {
  const state: unknown = window.history.state;
  const from = typeof state === 'object' && state !== null && 'from' in state ? state.from : undefined;
  if (from === path) window.history.back();
  else navigate(path, { replace: true });
}

export function goBack(): void {
  window.history.back();
}

export function currentRoute(): Route {
  return current;
}

export function useRoute(): Route {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
