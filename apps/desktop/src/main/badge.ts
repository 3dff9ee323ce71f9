/** The number on dock and taskbar: what needs the person, never the queue's length (desk, section 0). */
import { join } from 'node:path';

import type { App, BrowserWindow, NativeImage } from 'electron';

import type { DesktopInput } from '../bridge/desktopApi.ts';
import { trayPicture } from './tray.ts';

export interface BadgeParts {
  readonly app: Pick<App, 'setBadgeCount' | 'dock'>;
  readonly window: Pick<BrowserWindow, 'setOverlayIcon'>;
  readonly picture: (path: string) => NativeImage;
  readonly icons: string;
  readonly platform: NodeJS.Platform;
}

/** macOS and Linux draw a number themselves; Windows lays a picture over the icon, with words for screen readers. */
export function showBadge(parts: BadgeParts, { count, attention, description }: DesktopInput<'badge.set'>): void {
  if (parts.platform === 'win32') {
    const none = count === 0 && !attention;
    const name = trayPicture({ presence: attention ? 'signedOut' : 'available', count });
    parts.window.setOverlayIcon(
      none ? null : parts.picture(join(parts.icons, 'tray', `${name}.png`)),
      none ? '' : description,
    );
  } else if (parts.platform === 'darwin' && attention) parts.app.dock?.setBadge('!');
  else parts.app.setBadgeCount(attention ? 0 : count);
}
