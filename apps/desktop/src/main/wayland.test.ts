import { expect, test } from 'vitest';

import { appInfo } from './appInfo.ts';
import { isWayland, withPortal } from './wayland.ts';

const wayland = { XDG_SESSION_TYPE: 'wayland', WAYLAND_DISPLAY: 'wayland-0' };

test.for([
  ['linux', wayland, '', true],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, '', true],
  ['linux', { XDG_SESSION_TYPE: 'x11', DISPLAY: ':0' }, '', false],
  ['linux', { XDG_SESSION_TYPE: 'x11', WAYLAND_DISPLAY: 'wayland-0' }, '', false],
  ['linux', wayland, 'x11', false],
  ['linux', { XDG_SESSION_TYPE: 'x11' }, 'wayland', true],
  ['linux', {}, '', false],
  ['darwin', wayland, '', false],
  ['win32', wayland, 'wayland', false],
] as const)('%s, %o, switch %j: %s', ([platform, environment, ozone, is]) => {
  expect(isWayland(platform, environment, ozone)).toBe(is);
});

test('the portal for global keys comes beside the features a person has named', () => {
  expect([withPortal(''), withPortal('A,B'), withPortal('A,GlobalShortcutsPortal')]).toEqual([
    'GlobalShortcutsPortal',
    'A,B,GlobalShortcutsPortal',
    'A,GlobalShortcutsPortal',
  ]);
});

test('the pages are told what each system can do, and show nothing else', () => {
  const app = { getVersion: () => '1.0.0', getPreferredSystemLanguages: () => ['en'], isPackaged: true };
  const can = (platform: NodeJS.Platform, over = false) =>
    appInfo(app, { platform, wayland: over, keepToken: true, notifications: true, tray: true }).can;
  expect([can('darwin').windowButtons, can('darwin').fetchDictionaries, can('darwin').offerWindow]).toEqual([
    false,
    false,
    true,
  ]);
  expect([can('win32').fetchDictionaries, can('linux').pinWindows, can('linux', true).pinWindows]).toEqual([
    true,
    true,
    false,
  ]);
});
