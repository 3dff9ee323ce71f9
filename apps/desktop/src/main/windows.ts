/** The only place that makes windows, and what holds for the contents of every one of them. */
import { app, BrowserWindow, type BrowserWindowConstructorOptions, Menu, type WebContents } from 'electron';

import { contextMenu } from './menus.ts';
import { judgeFrame, judgeNavigation, judgeNewWindow } from './navigation.ts';
import type { Words } from './words.ts';

/** @param options made by `windowOptions.ts` and by nothing else */
export function openWindow(options: BrowserWindowConstructorOptions): BrowserWindow {
  return new BrowserWindow(options);
}

export interface ContentsParts {
  /** Origin the desk is signed in to. */
  readonly server: () => string | undefined;
  /** Shows an address, already judged, in the person's browser. */
  readonly openExternal: (url: string) => void;
  /** How a window for one interaction is made, and that it was. */
  readonly interactions: {
    readonly options: () => BrowserWindowConstructorOptions;
    readonly opened: (window: BrowserWindow, frameName: string) => void;
  };
  /** Told of what was refused, by its closed code. */
  readonly refused: (code: string) => void;
  readonly words: () => Words;
}

/** Locks in whatever is made from now on, and gives it a menu for the right mouse button. Called once, before the first window. */
export function lockPages(parts: ContentsParts): void {
  app.on('web-contents-created', (_event, contents) => {
    lockContents(contents, parts);
    contents.on('context-menu', (_menu, params) => {
      const items = contextMenu(params, parts.words(), {
        replace: (word) => contents.replaceMisspelling(word),
        learn: (word) => contents.session.addWordToSpellCheckerDictionary(word),
      });
      if (items.length > 0) Menu.buildFromTemplate(items).popup();
    });
  });
}

/** Where the contents of a window may go, what they may open. */
function lockContents(contents: WebContents, parts: ContentsParts): void {
  const judge = (event: { preventDefault: () => void }, url: string): void => {
    const judged = judgeNavigation(url, parts.server());
    if (judged === 'allow') return;
    event.preventDefault();
    if (judged === 'download') contents.downloadURL(url);
    else parts.refused('navigation.refused');
  };
  contents.on('will-navigate', (event) => judge(event, event.url));
  contents.on('will-redirect', (event) => judge(event, event.url));
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame && !judgeFrame(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('did-create-window', (window, { frameName }) => parts.interactions.opened(window, frameName));
  contents.setWindowOpenHandler(({ url, frameName }) => {
    const judged = judgeNewWindow(url, frameName, parts.server());
    if (judged.kind === 'interaction')
      return { action: 'allow', overrideBrowserWindowOptions: parts.interactions.options() };
    if (judged.kind === 'external') parts.openExternal(judged.url);
    if (judged.kind === 'download') contents.downloadURL(url);
    if (judged.kind === 'deny') parts.refused('window.refused');
    return { action: 'deny' };
  });
}
