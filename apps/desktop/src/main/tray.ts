/** The icon beside the clock: presence and count at a glance, the page's menu behind it (desk, section 2.9). */
import { join } from 'node:path';

import type { Menu, MenuItemConstructorOptions, NativeImage, Tray } from 'electron';

import type { DesktopInput, TrayPresence } from '../bridge/desktopApi.ts';
import type { Words } from './words.ts';

export type TrayMenu = DesktopInput<'tray.set'>['menu'];

export interface TrayLook {
  readonly presence: TrayPresence;
  /** What needs the person; as on the badge. */
  readonly count: number;
}

/** Name of the picture under `resources/icons/tray`, without ending. Signed out and offline win over a count that is old. */
export function trayPicture({ presence, count }: TrayLook): string {
  if (presence === 'signedOut') return 'signed-out';
  if (presence === 'offline') return 'offline';
  if (count > 9) return 'number-more';
  if (count > 0) return `number-${count}`;
  return presence === 'notResponding' ? 'dot' : 'none';
}

export interface TrayParts {
  readonly make: (image: NativeImage) => Pick<Tray, 'setImage' | 'setToolTip' | 'setContextMenu' | 'on'>;
  readonly picture: (path: string) => NativeImage;
  readonly menuOf: (items: MenuItemConstructorOptions[]) => Menu;
  readonly icons: string;
  readonly platform: NodeJS.Platform;
  readonly words: () => Words;
  /** A press on the icon, where the system has such presses: shows the desk, or hides it. */
  readonly toggle: () => void;
  readonly open: () => void;
  /** Forgets server and token: the way out when the server of before is gone for good. */
  readonly otherServer: () => void;
  readonly quit: () => void;
  /** An entry of the page's menu. */
  readonly chosen: (id: string) => void;
}

export interface DeskTray {
  readonly setMenu: (presence: TrayPresence, tooltip: string, menu: TrayMenu) => void;
  readonly setCount: (count: number) => void;
}

/** Puts the icon there: signed out, with the entries that always work, until the page says more. */
export function openTray(parts: TrayParts): DeskTray {
  let look: TrayLook = { presence: 'signedOut', count: 0 };
  const image = (): NativeImage => {
    // macOS colours a template itself, so that it fits bright and dark menu bars.
    const ending = parts.platform === 'darwin' ? 'Template.png' : '.png';
    return parts.picture(join(parts.icons, 'tray', `${trayPicture(look)}${ending}`));
  };
  const tray = parts.make(image());
  tray.setToolTip('Ringdesk');
  const words = parts.words();
  tray.setContextMenu(
    parts.menuOf([
      { label: words.open, click: parts.open },
      { label: words.otherServer, click: parts.otherServer },
      { label: words.quit, click: parts.quit },
    ]),
  );
  // On macOS a press opens the menu.
  if (parts.platform !== 'darwin') tray.on('click', parts.toggle);
  const change = (next: Partial<TrayLook>): void => {
    const before = trayPicture(look);
    look = { ...look, ...next };
    if (trayPicture(look) !== before) tray.setImage(image());
  };
  return {
    setMenu: (presence, tooltip, menu) => {
      change({ presence });
      tray.setToolTip(tooltip);
      tray.setContextMenu(parts.menuOf(trayItems(menu, parts)));
    },
    setCount: (count) => change({ count }),
  };
}

/** The page's entries; those which must work while the page does not are main's own. Presences are a choice of one. */
export function trayItems(
  menu: TrayMenu,
  parts: Pick<TrayParts, 'open' | 'quit' | 'chosen'>,
): MenuItemConstructorOptions[] {
  return menu.map(({ id, label, checked, enabled }) => ({
    label,
    enabled,
    ...(id.startsWith('presence.') ? { type: 'radio' as const, checked } : {}),
    click: id === 'open' ? parts.open : id === 'quit' ? parts.quit : () => parts.chosen(id),
  }));
}
