/**
 * Updates: fetched in the background, put in place at quit, or earlier when the person asks and the desk is idle (desk, section 2.9).
 * Never over a conversation. Removing the list of releases from the server stops all updates.
 */
import type { AppUpdater } from 'electron-updater';

export const UPDATES_EVERY_MS = 4 * 60 * 60 * 1_000;

export type Updater = Pick<
  AppUpdater,
  'autoDownload' | 'autoInstallOnAppQuit' | 'allowDowngrade' | 'checkForUpdates' | 'quitAndInstall'
> & {
  on(event: 'update-downloaded', listener: (info: { readonly version: string }) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
};

export interface UpdateParts {
  readonly updater: Updater;
  readonly every: (ms: number, act: () => void) => void;
  readonly ready: (version: string) => void;
  /** Told before the app ends for an update. */
  readonly leaving: () => void;
  readonly log: (code: string) => void;
}

export interface Updates {
  /** Puts a fetched update in place now; nothing happens without one, or while the desk is not idle. */
  readonly install: (idle: boolean) => void;
}

/** Looks for updates now and every four hours. A failure is logged and tried again: a closed network is no trouble of the person. */
export function watchUpdates({ updater, every, ready, leaving, log }: UpdateParts): Updates {
  let version: string | undefined;
  updater.autoDownload = true;
  updater.autoInstallOnAppQuit = true;
  updater.allowDowngrade = false;
  updater.on('update-downloaded', (info) => {
    version = info.version;
    ready(info.version);
  });
  updater.on('error', () => log('update.failed'));
  // The error is told through the event as well.
  const look = (): void => void updater.checkForUpdates().catch(() => undefined);
  look();
  every(UPDATES_EVERY_MS, look);
  return {
    install: (idle) => {
      if (version === undefined || !idle) return;
      leaving();
      updater.quitAndInstall(true, true);
    },
  };
}
