/** The page in the always-on-top offer window: made when it is first opened, there until the app quits. */
import type { BrowserWindow } from 'electron';

import type { OffersShown } from '../bridge/desktopApi.ts';
import { tellOfferWindow } from './ipc.ts';
import { APP_ORIGIN } from './origin.ts';
import { reloadWhenGone } from './pageLife.ts';
import { offerWindow, type WindowKind } from './windowOptions.ts';
import { openWindow } from './windows.ts';

export interface OfferPageParts {
  readonly kind: () => WindowKind;
  /** The window is no more: whoever held it must forget it, since every call on it would throw. */
  readonly closed: () => void;
  readonly log: (code: string) => void;
}

export class OfferPage {
  readonly #parts: OfferPageParts;
  #window: BrowserWindow | undefined;

  constructor(parts: OfferPageParts) {
    this.#parts = parts;
  }

  open(): BrowserWindow {
    const window = openWindow(offerWindow(this.#parts.kind()));
    window.setAlwaysOnTop(true, 'screen-saver');
    // Above programs that fill the screen it is shown as a panel (windowOptions.ts): the other way, which macOS is asked for without
    // the last option, turns the whole app into one without Dock icon and menu.
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true });
    this.#window = window;
    window.on('closed', () => this.#forget(window));
    // It asks what is to be shown as soon as it is there again; dead for good it would cover the screen with nothing.
    reloadWhenGone(window.webContents, {
      gone: () => undefined,
      givenUp: () => this.destroy(),
      log: (code) => this.#parts.log(`offers.${code}`),
    });
    void window.loadURL(`${APP_ORIGIN}/offerWindow.html`);
    return window;
  }

  /** Whether this id of a sender is the page's. */
  is(contentsId: number): boolean {
    return contentsId === this.#window?.webContents.id;
  }

  tell(shown: OffersShown): void {
    if (this.#window !== undefined) tellOfferWindow(this.#window.webContents, shown);
  }

  /** It has no close button, and must not keep the app alive either. */
  destroy(): void {
    const window = this.#window;
    if (window === undefined) return;
    this.#forget(window);
    if (!window.isDestroyed()) window.destroy();
  }

  #forget(window: BrowserWindow): void {
    if (this.#window !== window) return;
    this.#window = undefined;
    this.#parts.closed();
  }
}
