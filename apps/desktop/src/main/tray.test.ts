import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';

import { showBadge } from './badge.ts';
import { openTray, trayItems, trayPicture } from './tray.ts';
import { words } from './words.ts';

describe('the icon beside the clock', () => {
  test.for([
    ['available', 0, 'none'],
    ['available', 1, 'number-1'],
    ['break', 9, 'number-9'],
    ['busy', 10, 'number-more'],
    ['notResponding', 0, 'dot'],
    ['notResponding', 2, 'number-2'],
    ['offline', 3, 'offline'],
    ['signedOut', 3, 'signed-out'],
  ] as const)('%s with %i is %s', ([presence, count, picture]) =>
    expect(trayPicture({ presence, count })).toBe(picture),
  );

  const open = (platform: NodeJS.Platform) => {
    const shown: string[] = [];
    const menus: MenuItemConstructorOptions[][] = [];
    const done: string[] = [];
    const presses: (() => void)[] = [];
    const fake = {
      setImage: (image: unknown) => void shown.push(image as string),
      setToolTip: () => undefined,
      setContextMenu: () => undefined,
      on: (_event: string, act: () => void) => {
        presses.push(act);
        return fake as never;
      },
    };
    const tray = openTray({
      make: (image) => {
        shown.push(image as unknown as string);
        return fake as never;
      },
      picture: (path) => path.split('/').at(-1) as never,
      menuOf: (items) => {
        menus.push(items);
        return items as never;
      },
      icons: '/icons',
      platform,
      words: () => words.ru,
      toggle: () => done.push('toggle'),
      open: () => done.push('open'),
      otherServer: () => done.push('otherServer'),
      quit: () => done.push('quit'),
      chosen: (id) => done.push(id),
    });
    return { tray, shown, menus, done, presses };
  };

  test('begins signed out, with the entries that always work, in the person’s language', () => {
    const { shown, menus } = open('linux');
    expect(shown).toEqual(['signed-out.png']);
    expect(menus[0]?.map(({ label }) => label)).toEqual([
      'Открыть Ringdesk',
      'Войти на другом сервере',
      'Выйти из Ringdesk',
    ]);
  });

  test('is drawn anew only when the picture changes; macOS gets a template', () => {
    const { tray, shown } = open('darwin');
    tray.setMenu('available', 'Ringdesk', []);
    tray.setMenu('busy', 'Ringdesk', []);
    tray.setCount(12);
    tray.setCount(13);
    expect(shown).toEqual(['signed-outTemplate.png', 'noneTemplate.png', 'number-moreTemplate.png']);
  });

  test('a press shows or hides the desk, but on macOS, where it opens the menu', () => {
    const linux = open('linux');
    linux.presses[0]?.();
    expect([linux.done, open('darwin').presses]).toEqual([['toggle'], []]);
  });

  test('presences are a choice of one; open and quit never depend on the page', () => {
    const done: string[] = [];
    const parts = {
      open: () => done.push('open'),
      quit: () => done.push('quit'),
      chosen: (id: string) => done.push(`page ${id}`),
    };
    const entry = (id: string, checked = false) => ({ id, label: id, checked, enabled: true });
    const items = trayItems(
      [entry('open'), entry('presence.available', true), entry('presence.busy'), entry('muteRing'), entry('quit')],
      parts,
    );
    expect(items.map(({ type, checked }) => [type, checked])).toEqual([
      [undefined, undefined],
      ['radio', true],
      ['radio', false],
      [undefined, undefined],
      [undefined, undefined],
    ]);
    for (const item of items) (item.click as () => void)();
    expect(done).toEqual(['open', 'page presence.available', 'page presence.busy', 'page muteRing', 'quit']);
  });
});

describe('the badge', () => {
  const badge = (platform: NodeJS.Platform, count: number, attention: boolean): unknown[] => {
    const done: unknown[] = [];
    showBadge(
      {
        app: {
          setBadgeCount: (n?: number) => done.push(n) > 0,
          dock: { setBadge: (text: string) => done.push(text) } as never,
        },
        window: { setOverlayIcon: (image, text) => done.push(image, text) },
        picture: (path) => path as never,
        icons: '/i',
        platform,
      },
      { count, attention, description: '3 need you' },
    );
    return done;
  };

  test('a number, drawn by the system', () => {
    expect([badge('linux', 3, false), badge('darwin', 3, false), badge('linux', 3, true)]).toEqual([[3], [3], [0]]);
  });
  test('macOS says ! when signed out', () => expect(badge('darwin', 0, true)).toEqual(['!']));
  test('Windows: a picture with words for screen readers, and none for nothing', () => {
    expect(badge('win32', 3, false)).toEqual(['/i/tray/number-3.png', '3 need you']);
    expect(badge('win32', 0, true)).toEqual(['/i/tray/signed-out.png', '3 need you']);
    expect(badge('win32', 0, false)).toEqual([null, '']);
  });
});
