/** What the system and Electron tell the app by themselves: sleep and network, presses on old notices, quitting, a second start. */
import { app, type BrowserWindow, net, Notification, powerMonitor } from 'electron';

import type { DesktopEventData } from '../bridge/desktopApi.ts';
import { activatedNotice } from './notices.ts';
import { watchPower } from './power.ts';
import type { QuitGuard } from './quitGuard.ts';

export interface SystemEventParts {
  readonly window: BrowserWindow;
  readonly quit: QuitGuard;
  /** Somebody is signed in, and their page listens. */
  readonly listening: () => boolean;
  readonly show: () => void;
  readonly powerChanged: (state: DesktopEventData<'power.changed'>['state']) => void;
  readonly noticePressed: (pressed: DesktopEventData<'notification.opened'>) => void;
  /** Started once more, with these arguments. */
  readonly startedAgain: (args: readonly string[]) => void;
  /** The app ends now. */
  readonly leaving: () => void;
  readonly every: (ms: number, act: () => void) => void;
}

export function watchSystem(parts: SystemEventParts): void {
  const { window, quit } = parts;
  watchPower({ monitor: powerMonitor, isOnline: () => net.isOnline(), every: parts.every, tell: parts.powerChanged });
  // Also for notices older than this process: the press which has started it is told here.
  if (process.platform === 'win32')
    Notification.handleActivation(({ type, arguments: given }) => {
      if (type === 'click') parts.noticePressed(activatedNotice(given));
    });
  powerMonitor.on('shutdown', () => quit.leave());
  app.on('before-quit', (event) => {
    const canAsk = parts.listening() && !window.isDestroyed() && !window.webContents.isCrashed();
    if (quit.wantsToQuit(canAsk)) parts.leaving();
    else event.preventDefault();
  });
  window.on('closed', () => app.quit());
  app.on('activate', parts.show);
  app.on('second-instance', (_event, args) => parts.startedAgain(args.slice(1)));
}
