import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { deskWindow, interactionWindow, offerWindow, type WindowKind } from './windowOptions.ts';

const kind: WindowKind = { platform: 'linux', preload: '/app/preload.cjs', diagnostics: false, background: '#fff' };
const closed = {
  preload: '/app/preload.cjs',
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  backgroundThrottling: false,
  spellcheck: true,
  devTools: false,
};

describe('windows', () => {
  test('every kind is closed alike, to the last preference', () => {
    for (const options of [
      deskWindow(kind, { width: 1, height: 1 }, undefined),
      offerWindow(kind),
      interactionWindow(kind, { width: 420, height: 720 }),
    ])
      expect(options.webPreferences).toEqual(closed);
  });

  test('development tools are there with --diagnostics only', () => {
    expect(offerWindow({ ...kind, diagnostics: true }).webPreferences).toEqual({ ...closed, devTools: true });
  });

  test('the page draws the frame, macOS its three buttons', () => {
    const bounds = { x: 1, y: 2, width: 1_360, height: 860 };
    expect(deskWindow(kind, bounds, '/icon.png')).toMatchObject({
      ...bounds,
      minWidth: 720,
      minHeight: 560,
      show: false,
      frame: false,
      icon: '/icon.png',
    });
    const mac = deskWindow({ ...kind, platform: 'darwin' }, bounds, undefined);
    expect([mac.titleBarStyle, mac.frame]).toEqual(['hiddenInset', undefined]);
  });

  test('the offer window is 360 × 176, above everything, not in the task bar, and not shown when it is made', () => {
    expect(offerWindow(kind)).toMatchObject({
      width: 360,
      height: 176,
      alwaysOnTop: true,
      skipTaskbar: true,
      show: false,
      resizable: false,
      frame: false,
    });
    expect(offerWindow(kind).type).toBeUndefined();
    expect(offerWindow({ ...kind, platform: 'darwin' }).type).toBe('panel');
  });

  test('a window of one conversation hides the menu that only carries keys', () => {
    expect(interactionWindow(kind, { width: 420, height: 720 }).autoHideMenuBar).toBe(true);
  });

  test('nothing but windows.ts makes windows, nothing but ipc.ts listens to pages', () => {
    const sources = readdirSync(import.meta.dirname).filter(
      (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
    );
    const having = (pattern: RegExp): string[] =>
      sources.filter((name) => pattern.test(readFileSync(join(import.meta.dirname, name), 'utf8')));
    expect(having(/new (Browser|Base)Window\(|new WebContentsView\(|new BrowserView\(/)).toEqual(['windows.ts']);
    expect(having(/\bipcMain\b/)).toEqual(['ipc.ts']);
    expect(having(/shell\.openPath|shell\.openItem|executeJavaScript|setWebSecurity|loadFile\(/)).toEqual([]);
  });
});
