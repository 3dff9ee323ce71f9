/**
 * The app in the real Electron: what stand-ins cannot prove. It needs Electron's binary and a display, which a closed network does
 * not have; there every test says that it was skipped, and why.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test';

import type { RawDesktop } from '../../apps/desktop/src/bridge/desktopApi.ts';

const repository = join(import.meta.dirname, '../..');
const home = join(repository, 'apps/desktop/node_modules/electron');

/** The binary that is installed, and why there is none to try otherwise. Nothing is downloaded here. */
const installed = (): { readonly binary: string } | { readonly reason: string } => {
  const named = join(home, 'path.txt');
  const binary = existsSync(named) ? join(home, 'dist', readFileSync(named, 'utf8')) : undefined;
  if (binary === undefined || !existsSync(binary)) return { reason: 'Electron’s binary is not on this machine' };
  if (process.platform === 'linux' && process.getuid?.() === 0) return { reason: 'Electron does not run as root' };
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'])
    return { reason: 'there is no display' };
  return { binary };
};

const found = installed();
// Once, while the tests are collected: a list of names does not say why they were passed over.
if ('reason' in found && process.env['TEST_WORKER_INDEX'] === undefined)
  process.stdout.write(`Skipped the tests in the real Electron: ${found.reason}.\n`);
test.skip('reason' in found, `Skipped, the app was not tried in Electron: ${'reason' in found ? found.reason : ''}.`);

let app: ElectronApplication;
let page: Page;
const folder = mkdtempSync(join(tmpdir(), 'ringdesk-electron-'));

test.beforeAll(async () => {
  if ('reason' in found) return;
  app = await _electron.launch({
    executablePath: found.binary,
    args: [join(repository, 'apps/desktop'), '--server=http://127.0.0.1:7389', `--user-data-dir=${folder}`],
  });
  page = await app.firstWindow();
});
test.afterAll(async () => {
  if ('binary' in found) await app.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the desk is drawn from the app’s own scheme and asks for the server', async () => {
  await expect(page).toHaveURL('app://ringdesk/');
  await expect(page.getByRole('textbox', { name: 'Server address' })).toBeVisible();
});

test('the page has the bridge and nothing of Node', async () => {
  const seen = await page.evaluate(async () => {
    const { ringdesk } = window as unknown as { readonly ringdesk: RawDesktop };
    return {
      bridge: Object.keys(ringdesk).toSorted(),
      node: ['require', 'process', 'module', 'Buffer', '__dirname'].filter((name) => name in window),
      info: await ringdesk.call('app.info', {}),
      strange: await ringdesk.call('shell.run', {}).then(
        () => 'answered',
        () => 'refused',
      ),
    };
  });
  expect(seen).toMatchObject({ bridge: ['call', 'on'], node: [], info: { kind: 'electron' }, strange: 'refused' });
});

test('nothing inline runs, nothing from elsewhere loads, the window does not leave', async () => {
  const tried = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.src = 'https://evil.example/x.js';
    const loaded = new Promise((resolve) => {
      script.addEventListener('load', () => resolve('loaded'));
      script.addEventListener('error', () => resolve('refused'));
    });
    document.head.append(script);
    const file = await fetch('file:///etc/hostname').then(
      () => 'read',
      () => 'refused',
    );
    const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'given',
      () => 'refused',
    );
    return { script: await loaded, file, camera };
  });
  expect(tried).toEqual({ script: 'refused', file: 'refused', camera: 'refused' });
  await page.evaluate(() => window.location.assign('https://evil.example/'));
  await expect(page).toHaveURL('app://ringdesk/');
});
