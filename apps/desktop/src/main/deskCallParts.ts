/** What the calls of the desk's page are done with: the running parts of the app and Electron's own. Decides nothing. */
import {
  app,
  type BrowserWindow,
  clipboard,
  globalShortcut,
  nativeImage,
  Notification,
  powerMonitor,
  powerSaveBlocker,
} from 'electron';

import type { DesktopEvent, DesktopEventData, GlobalAction } from '../bridge/desktopApi.ts';
import { appInfo } from './appInfo.ts';
import { showBadge } from './badge.ts';
import { keepAwake } from './callPower.ts';
import type { ChosenServer } from './chosenServer.ts';
import { copiedNumber } from './deepLinks.ts';
import type { DeskCallParts } from './deskCalls.ts';
import type { Log } from './logFile.ts';
import type { Notices } from './notices.ts';
import type { OfferPanel } from './offerPanel.ts';
import type { PopOutWindows } from './popOutWindows.ts';
import type { QuitGuard } from './quitGuard.ts';
import { setShortcuts } from './shortcuts.ts';
import type { SignedIn } from './signedIn.ts';
import type { StartAtLogin } from './startAtLogin.ts';
import type { SettingsFile } from './storedSettings.ts';
import { telephoneLinks } from './telephoneLinks.ts';
import type { DeskTray } from './tray.ts';
import type { TrayHost } from './trayHost.ts';
import type { Vault } from './vault.ts';

/** The app as it runs. */
export interface RunningParts {
  readonly settings: SettingsFile;
  readonly vault: Vault;
  readonly trayHost: TrayHost;
  readonly wayland: boolean;
  readonly icons: string;
  readonly window: BrowserWindow;
  readonly server: ChosenServer;
  readonly signedIn: SignedIn;
  readonly notices: Notices;
  readonly panel: OfferPanel;
  readonly tray: DeskTray;
  readonly login: StartAtLogin;
  readonly popOuts: PopOutWindows;
  readonly quit: QuitGuard;
  readonly show: () => void;
  /** Language, theme and spelling as they are set by now. */
  readonly applyLook: () => void;
  readonly openExternal: (url: string) => boolean;
  readonly installUpdate: (idle: boolean) => void;
  readonly tell: <N extends DesktopEvent>(name: N, data: DesktopEventData<N>) => void;
  readonly log: Log;
}

export function deskCallParts(running: RunningParts): DeskCallParts {
  const { vault, settings, log, icons, window, server, wayland } = running;
  return {
    info: async () =>
      appInfo(app, {
        platform: process.platform,
        wayland,
        keepToken: vault.state === 'ready',
        notifications: Notification.isSupported(),
        tray: await running.trayHost.look(),
      }),
    server: { get: () => server.origin, set: (origin) => server.choose(origin) },
    vault: {
      get: () => server.token,
      set: (token, keep) => server.signIn(token, keep),
      clear: async () => {
        running.signedIn.tokenCleared();
        await server.signOut();
      },
    },
    window: {
      show: running.show,
      minimise: () => window.minimize(),
      toggleMaximise: () => (window.isMaximized() ? window.unmaximize() : window.maximize()),
      close: () => window.close(),
    },
    appearance: ({ language, theme }) => {
      settings.change({ language, theme });
      running.applyLook();
    },
    tray: ({ presence, tooltip, menu }) => {
      running.tray.setMenu(presence, tooltip, menu);
      running.signedIn.pageSays(presence);
    },
    badge: (input) => {
      running.tray.setCount(input.count);
      const picture = (path: string): Electron.NativeImage => nativeImage.createFromPath(path);
      showBadge({ app, window, picture, icons, platform: process.platform }, input);
    },
    notices: {
      show: (input) => running.notices.show(input),
      close: (tag) => running.notices.close(tag),
      supported: () => Notification.isSupported(),
    },
    offers: { show: (shown) => running.panel.show(shown) },
    shortcuts: (wanted) => setShortcuts(globalShortcut, wanted, (action) => void keyPressed(running, action)),
    startAtLogin: running.login,
    closeToTray: {
      get: () => settings.get().closeToTray,
      set: (closeToTray) => settings.change({ closeToTray }),
    },
    spelling: {
      get: () => settings.get().spelling,
      set: (spelling) => {
        settings.change({ spelling });
        running.applyLook();
      },
    },
    telephoneLinks: telephoneLinks({
      app,
      program: process.execPath,
      args: app.isPackaged ? [] : [app.getAppPath()],
      kept: () => settings.get().telephoneLinks,
      keep: (on) => settings.change({ telephoneLinks: on }),
    }),
    // Wayland tells no program what happens outside of its windows.
    idleSeconds: () => (wayland ? null : Math.max(0, Math.floor(powerMonitor.getSystemIdleTime()))),
    callsRunning: keepAwake(powerSaveBlocker),
    pin: (interactionId, on) => running.popOuts.pin(interactionId, on),
    openExternal: running.openExternal,
    quitHeard: () => running.quit.heard(),
    quitAnswer: (quit) => running.quit.answer(quit),
    installUpdate: running.installUpdate,
    log,
  };
}

/** The clipboard is read at this press and at no other time. */
async function keyPressed({ tell }: RunningParts, action: GlobalAction): Promise<void> {
  if (action !== 'dialClipboard') return tell('shortcut.pressed', { action });
  const number = copiedNumber(await clipboard.readText()) ?? null;
  tell('clipboard.dial', { number });
}
