import { InteractionId } from '@ringdesk/shared/model/ids.ts';

import type {
  AppInfo,
  DesktopApi,
  DesktopCall,
  DesktopEvent,
  DesktopEventData,
  DesktopInput,
  DesktopReply,
} from '../../bridge/desktopApi.ts';

type Handlers = { readonly [N in DesktopCall]: (input: DesktopInput<N>) => Promise<DesktopReply<N>> | DesktopReply<N> };
type Listener = (data: never) => void;

/**
 * The desk in a browser: a page's notifications, title and favicon badge stand in for what Electron adds. What a page
 * cannot do is absent in `app.info`, and its calls do nothing.
 *
 * @param version of this build
 */
export function browserDesktop(version: string): DesktopApi {
  const listeners = new Map<DesktopEvent, Set<Listener>>();
  const tell = <N extends DesktopEvent>(name: N, data: DesktopEventData<N>): void => {
    for (const listener of listeners.get(name) ?? []) listener(data as never);
  };
  watchWindow(tell);
  const handlers = handlersOf(version, tell);
  return {
    async call(name, input) {
      return handlers[name](input);
    },
    on(name, listener) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener));
      return () => void set.delete(listener);
    },
  };
}

type Tell = <N extends DesktopEvent>(name: N, data: DesktopEventData<N>) => void;

function watchWindow(tell: Tell): void {
  const changed = (): void =>
    tell('window.changed', {
      visible: document.visibilityState === 'visible',
      focused: document.hasFocus(),
      maximised: false,
    });
  for (const name of ['focus', 'blur', 'pageshow']) window.addEventListener(name, changed);
  document.addEventListener('visibilitychange', changed);
  window.addEventListener('online', () => tell('power.changed', { state: 'online' }));
  window.addEventListener('offline', () => tell('power.changed', { state: 'offline' }));
  // A page that was frozen while the machine slept comes back through this.
  document.addEventListener('resume', () => tell('power.changed', { state: 'resume' }));
}

const nothing = (): Record<string, never> => ({});

function handlersOf(version: string, tell: Tell): Handlers {
  const shown = new Map<string, Notification>();
  return {
    'app.info': () => infoOf(version),
    'server.get': () => ({ origin: window.location.origin }),
    'server.set': nothing,
    'vault.get': () => ({ token: null }),
    'vault.set': nothing,
    'vault.clear': nothing,
    'window.show': () => {
      window.focus();
      return {};
    },
    'window.minimise': nothing,
    'window.toggleMaximise': nothing,
    'window.close': nothing,
    'window.appearance': nothing,
    'tray.set': nothing,
    'badge.set': (input) => showBadge(input.count, input.attention),
    'notification.show': (input) => showNotification(shown, tell, input),
    'notification.close': ({ tag }) => {
      shown.get(tag)?.close();
      shown.delete(tag);
      return {};
    },
    'notification.permission': async ({ ask }) => ({ state: await permission(ask) }),
    'offers.show': nothing,
    'shortcuts.set': ({ shortcuts }) => ({ refused: shortcuts.map(({ action }) => action) }),
    'startAtLogin.get': () => ({ on: false }),
    'startAtLogin.set': () => ({ on: false }),
    'closeToTray.get': () => ({ on: false }),
    'closeToTray.set': nothing,
    'popOut.pin': () => ({ on: false }),
    'telephoneLinks.get': () => ({ on: false }),
    'telephoneLinks.set': () => ({ on: false }),
    'system.idle': () => ({ seconds: null }),
    // The phone keeps the screen awake by itself, as far as a page can.
    'calls.running': nothing,
    'external.open': ({ url }) => ({ opened: window.open(url, '_blank', 'noopener,noreferrer') !== null }),
    'spelling.get': () => ({ on: false }),
    'spelling.set': nothing,
    'quit.heard': nothing,
    'quit.answer': nothing,
    'update.install': nothing,
    'log.write': nothing,
  };
}

function infoOf(version: string): AppInfo {
  const { userAgent } = navigator;
  const platform = /mac/i.test(userAgent)
    ? 'mac'
    : /windows/i.test(userAgent)
      ? 'windows'
      : /linux/i.test(userAgent)
        ? 'linux'
        : 'other';
  return {
    kind: 'browser',
    platform,
    version,
    languages: [...navigator.languages].slice(0, 20),
    can: {
      windowButtons: false,
      chooseServer: false,
      keepToken: false,
      offerWindow: false,
      tray: false,
      pinWindows: false,
      globalShortcuts: false,
      startAtLogin: false,
      telephoneLinks: false,
      fetchDictionaries: false,
      notifications: 'Notification' in window,
    },
  };
}

/** Installed pages have a badge; every page has a title. */
function showBadge(count: number, attention: boolean): Record<string, never> {
  const bare = document.title.replace(/^\([^)]*\) /, '');
  document.title = attention ? `(!) ${bare}` : count > 0 ? `(${count}) ${bare}` : bare;
  if ('setAppBadge' in navigator) void navigator.setAppBadge(count).catch(() => undefined);
  return {};
}

async function permission(ask: boolean): Promise<'granted' | 'denied' | 'notAsked' | 'none'> {
  if (!('Notification' in window)) return 'none';
  const state = ask ? await Notification.requestPermission() : Notification.permission;
  return state === 'default' ? 'notAsked' : state;
}

function showNotification(
  shown: Map<string, Notification>,
  tell: Tell,
  input: DesktopInput<'notification.show'>,
): { shown: boolean } {
  if (!('Notification' in window) || Notification.permission !== 'granted') return { shown: false };
  const interactionId = InteractionId.safeParse(input.interactionId);
  const notification = new Notification(input.title, { body: input.body, tag: input.tag });
  notification.addEventListener('click', () => {
    window.focus();
    notification.close();
    tell('notification.opened', interactionId.success ? { interactionId: interactionId.data } : {});
  });
  shown.set(input.tag, notification);
  return { shown: true };
}
