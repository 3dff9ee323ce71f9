/** The desk's own window: where it opens, that it is remembered, and what its page and the system tell each other about it. */
import { type BrowserWindow, screen } from 'electron';

import type { DesktopEventData } from '../bridge/desktopApi.ts';
import type { SettingsFile } from './storedSettings.ts';
import { reloadWhenGone } from './pageLife.ts';
import { deskWindow, type WindowKind } from './windowOptions.ts';
import { openWindow } from './windows.ts';
import { placeWindow, rememberPlace } from './windowState.ts';

export interface DeskWindowParts {
  readonly kind: WindowKind;
  readonly icon: string | undefined;
  readonly settings: SettingsFile;
  /** A press on the close button: hides the window, asks the app to quit in place of it, or closes it. */
  readonly closing: () => 'hide' | 'quit' | 'close';
  readonly quit: () => void;
  readonly changed: (state: DesktopEventData<'window.changed'>) => void;
  /** The page is gone or begins anew: nothing it said before holds. */
  readonly pageLeft: () => void;
  readonly log: (code: string) => void;
}

/** Opens it hidden; `show` brings it to the front once its page has drawn something. */
export function openDeskWindow(parts: DeskWindowParts): BrowserWindow {
  const displays = [
    screen.getPrimaryDisplay(),
    ...screen.getAllDisplays().filter(({ id }) => id !== screen.getPrimaryDisplay().id),
  ];
  const { bounds, maximised } = placeWindow(parts.settings.get().windows, displays);
  const window = openWindow(deskWindow(parts.kind, bounds, parts.icon));
  if (maximised) window.once('show', () => window.maximize());
  watchState(window, parts);
  watchPage(window, parts);
  return window;
}

function watchState(window: BrowserWindow, { settings, closing, quit, changed }: DeskWindowParts): void {
  const tell = (): void =>
    changed({
      visible: window.isVisible() && !window.isMinimized(),
      focused: window.isFocused(),
      maximised: window.isMaximized(),
    });
  const remember = (): void => {
    if (window.isMinimized() || !window.isVisible()) return;
    const { id } = screen.getDisplayMatching(window.getBounds());
    settings.change({
      windows: rememberPlace(settings.get().windows, id, window.getNormalBounds(), window.isMaximized()),
    });
  };
  window.on('focus', tell).on('blur', tell).on('show', tell).on('hide', tell).on('minimize', tell).on('restore', tell);
  window.on('maximize', tell).on('unmaximize', tell);
  window.on('moved', remember).on('resized', remember).on('maximize', remember).on('unmaximize', remember);
  window.on('close', (event) => {
    remember();
    const what = closing();
    if (what === 'close') return;
    event.preventDefault();
    if (what === 'hide') hide(window);
    else quit();
  });
}

/** macOS leaves a black screen behind a window that is hidden while it fills one. */
function hide(window: BrowserWindow): void {
  if (!window.isFullScreen()) return window.hide();
  window.once('leave-full-screen', () => window.hide());
  window.setFullScreen(false);
}

function watchPage(window: BrowserWindow, { pageLeft, log }: DeskWindowParts): void {
  window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) pageLeft();
  });
  reloadWhenGone(window.webContents, { gone: pageLeft, givenUp: () => undefined, log });
}

/** To the front, from wherever it is. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
