/** Puts the main process together: the parts know nothing of each other; this file knows all of them and decides nothing. */
import { homedir } from 'node:os';
import { join } from 'node:path';

import {
  app,
  type BrowserWindow,
  globalShortcut,
  Menu,
  nativeImage,
  nativeTheme,
  Notification,
  screen,
  shell,
  Tray,
} from 'electron';

import type { DesktopEvent, DesktopEventData } from '../bridge/desktopApi.ts';
import { guardApp } from './appGuards.ts';
import type { Manifest } from './appProtocol.ts';
import { ChosenServer } from './chosenServer.ts';
import { linkIn, LinkQueue, parseLink } from './deepLinks.ts';
import { deskCallParts } from './deskCallParts.ts';
import { deskCalls } from './deskCalls.ts';
import { bringToFront, openDeskWindow } from './deskWindow.ts';
import { answerPages, type Handlers, tellDesk } from './ipc.ts';
import type { Log } from './logFile.ts';
import { applyLook } from './look.ts';
import { judgeExternal } from './navigation.ts';
import { Notices } from './notices.ts';
import { OfferPage } from './offerPage.ts';
import { OfferPanel } from './offerPanel.ts';
import { APP_ORIGIN } from './origin.ts';
import { PopOutWindows } from './popOutWindows.ts';
import { QuitGuard } from './quitGuard.ts';
import type { StartOptions } from './serverAddress.ts';
import { SignedIn } from './signedIn.ts';
import { startAtLogin, type StartAtLogin } from './startAtLogin.ts';
import type { SettingsFile } from './storedSettings.ts';
import { watchSystem } from './systemEvents.ts';
import { type DeskTray, openTray } from './tray.ts';
import { type Updates, watchUpdates } from './updates.ts';
import type { TrayHost } from './trayHost.ts';
import type { Vault } from './vault.ts';
import type { WindowKind } from './windowOptions.ts';
import { languageOf, words, type Words } from './words.ts';

/** `--canvas` of the pages' tokens, until they have drawn themselves. */
const canvas = { light: '#f2f2ef', dark: '#0d0e11' } as const;

const every = (ms: number, act: () => void): void => void setInterval(act, ms);
const after = (ms: number, act: () => void): (() => void) => {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
};
const picture = (path: string): Electron.NativeImage => nativeImage.createFromPath(path);

export interface DeskParts {
  readonly start: StartOptions;
  readonly settings: SettingsFile;
  readonly vault: Vault;
  readonly tray: TrayHost;
  /** The windows are Wayland's (`wayland.ts`). */
  readonly wayland: boolean;
  readonly log: Log;
  readonly manifest: Manifest;
  readonly preload: string;
  readonly icons: string;
}

/** The running app. Made once, when Electron is ready. */
export class Desk {
  readonly #parts: DeskParts;
  readonly #window: BrowserWindow;
  readonly #server: ChosenServer;
  readonly #offerPage: OfferPage;
  readonly #panel: OfferPanel;
  readonly #popOuts: PopOutWindows;
  readonly #tray: DeskTray;
  readonly #login: StartAtLogin;
  readonly #signedIn: SignedIn;
  readonly #links: LinkQueue;
  readonly #notices: Notices;
  readonly #quit: QuitGuard;
  #updates: Updates | undefined;
  /** What a press on a notice has opened before the page listened. */
  #pressed: DesktopEventData<'notification.opened'> | undefined;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    const { settings, icons, start, vault } = parts;
    this.#server = new ChosenServer(start, settings, vault);
    this.#links = new LinkQueue((link) => {
      if (link.kind === 'interaction') this.#tell('link.opened', { interactionId: link.interactionId });
      else this.#tell('link.dial', { number: link.number });
    });
    this.#notices = new Notices({
      supported: () => Notification.isSupported(),
      make: (options) => new Notification(options),
      opened: (interactionId) => this.#noticePressed(interactionId === undefined ? {} : { interactionId }),
    });
    this.#signedIn = new SignedIn({
      changed: (listening) => this.#listening(listening),
      beginAnew: () => this.#load(),
    });
    this.#quit = new QuitGuard({
      ask: () => {
        this.show();
        this.#tell('quit.asked', {});
      },
      quit: () => app.quit(),
      exit: () => app.exit(0),
      after,
    });
    this.#offerPage = new OfferPage({
      kind: () => this.#kind(),
      closed: () => this.#panel.windowClosed(),
      log: (code) => parts.log('error', code),
    });
    this.#panel = new OfferPanel({
      window: () => (this.#quit.leaving ? undefined : this.#offerPage.open()),
      tell: (shown) => this.#offerPage.tell(shown),
      workArea: () => screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea,
      platform: process.platform,
    });
    this.#login = startAtLogin(app, {
      platform: process.platform,
      configFolder: process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'),
      program: process.env['APPIMAGE'] ?? process.execPath,
    });
    this.#popOuts = new PopOutWindows({
      kind: () => this.#kind(),
      displays: () => {
        const own = screen.getDisplayMatching(this.#window.getBounds());
        return [own, ...screen.getAllDisplays().filter(({ id }) => id !== own.id)];
      },
      displayAt: (bounds) => screen.getDisplayMatching(bounds),
      places: () => settings.get().popOuts,
      keep: (popOuts) => settings.change({ popOuts }),
    });
    this.#guard();
    this.#applyLook();
    this.#window = this.#openDesk();
    this.#tray = openTray({
      make: (image) => new Tray(image),
      picture,
      menuOf: (items) => Menu.buildFromTemplate(items),
      icons,
      platform: process.platform,
      words: () => this.#words(),
      toggle: () => (this.#window.isVisible() ? this.#window.hide() : this.show()),
      open: () => this.show(),
      otherServer: () => void this.#forgetServer(),
      quit: () => app.quit(),
      chosen: (id) => this.#tell('tray.chosen', { id }),
    });
    this.#answer();
    this.#watchSystem();
    this.#load();
  }

  /** To the front. */
  show(): void {
    bringToFront(this.#window);
  }

  /** A second start, or the system with a link: shows the desk, and the link once somebody is signed in. */
  openLink(args: readonly string[]): void {
    const text = linkIn(args);
    if (text === undefined) return;
    const link = parseLink(text, { telephony: this.#parts.settings.get().telephoneLinks });
    if (link.kind === 'refused') return this.#parts.log('warn', `link.${link.code}`);
    this.#links.add(link);
    this.show();
  }

  /** Fetches updates from the place the installer was built for. */
  watchUpdates(updater: Parameters<typeof watchUpdates>[0]['updater']): void {
    this.#updates = watchUpdates({
      updater,
      every,
      ready: (version) => this.#tell('update.ready', { version }),
      leaving: () => this.#quit.leave(),
      log: (code) => this.#parts.log('warn', code),
    });
  }

  #noticePressed(pressed: DesktopEventData<'notification.opened'>): void {
    this.show();
    if (this.#signedIn.listening) this.#tell('notification.opened', pressed);
    else this.#pressed = pressed;
  }

  #words(): Words {
    return words[this.#parts.settings.get().language ?? languageOf(app.getPreferredSystemLanguages())];
  }

  #kind(): WindowKind {
    const { preload, start } = this.#parts;
    return {
      platform: process.platform,
      preload,
      diagnostics: start.diagnostics,
      background: nativeTheme.shouldUseDarkColors ? canvas.dark : canvas.light,
    };
  }

  #tell<N extends DesktopEvent>(name: N, data: DesktopEventData<N>): void {
    if (!this.#window.isDestroyed()) tellDesk(this.#window.webContents, name, data);
  }

  #load(): void {
    void this.#window.loadURL(`${APP_ORIGIN}/`);
  }

  #listening(listening: boolean): void {
    this.#links.setReady(listening);
    if (listening) {
      if (this.#pressed !== undefined) this.#tell('notification.opened', this.#pressed);
      this.#pressed = undefined;
      return;
    }
    this.#panel.clear();
    this.#notices.closeAll();
    globalShortcut.unregisterAll();
  }

  /** Before the first window: what holds for all of them. */
  #guard(): void {
    const { log, manifest, settings, start } = this.#parts;
    guardApp({
      manifest,
      chosen: this.#server,
      settings,
      diagnostics: start.diagnostics,
      refused: (code) => log('warn', code),
      openExternal: (url) => this.#openExternal(url),
      interactions: this.#popOuts,
      words: () => this.#words(),
      window: () => this.#window,
    });
  }

  #openDesk(): BrowserWindow {
    const { settings, icons, log, start } = this.#parts;
    const icon = process.platform === 'linux' ? join(icons, '512x512.png') : undefined;
    const window = openDeskWindow({
      kind: this.#kind(),
      icon,
      settings,
      closing: () => this.#closing(),
      quit: () => app.quit(),
      changed: (state) => {
        this.#panel.setDeskInFront(state.focused && state.visible);
        if (!window.isDestroyed()) tellDesk(window.webContents, 'window.changed', state);
      },
      pageLeft: () => this.#signedIn.pageLeft(),
      log: (code) => log('error', code),
    });
    window.once('ready-to-show', () => {
      if (!start.hidden) return bringToFront(window);
      // Without an icon beside the clock a hidden window could not be brought back.
      if (!this.#parts.tray.seen) window.minimize();
    });
    return window;
  }

  /**
   * While somebody is signed in the desk goes on in the tray, so that it still rings, which is said once; or it quits, as the person
   * has set it or because nobody shows a tray, and that is asked about where conversations are open.
   */
  #closing(): 'hide' | 'quit' | 'close' {
    if (this.#quit.leaving || !this.#signedIn.listening) return 'close';
    const { settings } = this.#parts;
    if (!settings.get().closeToTray || !this.#parts.tray.seen) return 'quit';
    if (!settings.get().trayExplained) {
      const { inTrayTitle, inTrayText } = this.#words();
      settings.change({ trayExplained: this.#notices.show({ tag: 'tray', title: inTrayTitle, body: inTrayText }) });
    }
    return 'hide';
  }

  #openExternal(text: string): boolean {
    const url = judgeExternal(text, this.#server.origin);
    if (url === undefined) this.#parts.log('warn', 'external.refused');
    else void shell.openExternal(url);
    return url !== undefined;
  }

  #applyLook(): void {
    const { language, theme, spelling } = this.#parts.settings.get();
    applyLook(this.#words(), language, theme, this.#parts.start.diagnostics, spelling);
  }

  #answer(): void {
    const { tray: trayHost, ...parts } = this.#parts;
    const running = {
      ...parts,
      trayHost,
      window: this.#window,
      server: this.#server,
      signedIn: this.#signedIn,
      notices: this.#notices,
      panel: this.#panel,
      tray: this.#tray,
      login: this.#login,
      popOuts: this.#popOuts,
      quit: this.#quit,
      show: () => this.show(),
      applyLook: () => this.#applyLook(),
      openExternal: (url: string) => this.#openExternal(url),
      installUpdate: (idle: boolean) => this.#updates?.install(idle),
      tell: <N extends DesktopEvent>(name: N, data: DesktopEventData<N>) => this.#tell(name, data),
    };
    const handlers: Handlers = {
      desk: deskCalls(deskCallParts(running)),
      offers: {
        'offers.get': () => ({ shown: this.#panel.shown ?? null }),
        'offers.press': (press) => {
          this.#tell('offer.pressed', press);
          return {};
        },
      },
    };
    const deskId = this.#window.webContents.id;
    const windowOf = (id: number): keyof Handlers | undefined =>
      id === deskId ? 'desk' : this.#offerPage.is(id) ? 'offers' : undefined;
    answerPages(handlers, windowOf, (code) => this.#parts.log('warn', code));
  }

  /** The page begins anew with an empty field for the address, under a policy that lets it try any. */
  async #forgetServer(): Promise<void> {
    await this.#server.forget();
    this.#load();
    this.show();
  }

  #watchSystem(): void {
    watchSystem({
      window: this.#window,
      quit: this.#quit,
      listening: () => this.#signedIn.listening,
      show: () => this.show(),
      powerChanged: (state) => this.#tell('power.changed', { state }),
      noticePressed: (pressed) => this.#noticePressed(pressed),
      startedAgain: (args) => {
        this.show();
        this.openLink(args);
      },
      leaving: () => this.#offerPage.destroy(),
      every,
    });
  }
}
