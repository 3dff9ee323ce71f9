/** The page in the always-on-top offer window: made when it is first opened, there until the app quits. */
import type { BrowserWindow } from 'electron';

import type { OffersShown } from '../bridge/desktopApi.ts';
import { tellOfferWindow } from './ipc.ts';
import { APP_ORIGIN } from './origin.ts';
import { offerWindow, type WindowKind } from './windowOptions.ts';
import { openWindow } from './windows.ts';

export class OfferPage {
  readonly #kind: () => WindowKind;
  #window: BrowserWindow | undefined;

  constructor(kind: () => WindowKind) {
    this.#kind = kind;
  }

  open(): BrowserWindow {
    const window = openWindow(offerWindow(this.#kind()));
    window.setAlwaysOnTop(true, 'screen-saver');
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true });
    this.#window = window;
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
    if (this.#window?.isDestroyed() === false) this.#window.destroy();
  }
}
