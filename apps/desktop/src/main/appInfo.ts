import type { App } from 'electron';

import type { AppInfo } from '../bridge/desktopApi.ts';

const platforms: Readonly<Record<string, AppInfo['platform']>> = { darwin: 'mac', win32: 'windows', linux: 'linux' };

export interface MachineFacts extends Pick<AppInfo['can'], 'keepToken' | 'notifications' | 'tray'> {
  readonly platform: NodeJS.Platform;
  /** The windows are Wayland's (`wayland.ts`). */
  readonly wayland: boolean;
}

/** What there is on this machine, so that pages show no control for anything else. */
export function appInfo(
  app: Pick<App, 'getVersion' | 'getPreferredSystemLanguages' | 'isPackaged'>,
  { platform, wayland, ...facts }: MachineFacts,
): AppInfo {
  return {
    kind: 'electron',
    platform: platforms[platform] ?? 'other',
    version: app.getVersion(),
    languages: app.getPreferredSystemLanguages().slice(0, 20),
    can: {
      windowButtons: platform !== 'darwin',
      chooseServer: true,
      // Above the others, in a corner and without the focus: without these three it is a window that steals the keyboard.
      offerWindow: !wayland,
      pinWindows: !wayland,
      globalShortcuts: true,
      telephoneLinks: true,
      // macOS has dictionaries of its own.
      fetchDictionaries: platform !== 'darwin',
      // A build in development would start its tools with the session, not the desk.
      startAtLogin: app.isPackaged,
      ...facts,
    },
  };
}
