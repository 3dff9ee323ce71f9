import type { App } from 'electron';

import type { AppInfo } from '../bridge/desktopApi.ts';

const platforms: Readonly<Record<string, AppInfo['platform']>> = { darwin: 'mac', win32: 'windows', linux: 'linux' };

/** What there is on this machine, so that pages show no control for anything else. */
export function appInfo(
  app: Pick<App, 'getVersion' | 'getPreferredSystemLanguages' | 'isPackaged'>,
  facts: Pick<AppInfo['can'], 'keepToken' | 'notifications'>,
): AppInfo {
  return {
    kind: 'electron',
    platform: platforms[process.platform] ?? 'other',
    version: app.getVersion(),
    languages: app.getPreferredSystemLanguages().slice(0, 20),
    can: {
      windowButtons: process.platform !== 'darwin',
      chooseServer: true,
      offerWindow: true,
      tray: true,
      pinWindows: true,
      globalShortcuts: true,
      telephoneLinks: true,
      // A build in development would start its tools with the session, not the desk.
      startAtLogin: app.isPackaged,
      ...facts,
    },
  };
}
