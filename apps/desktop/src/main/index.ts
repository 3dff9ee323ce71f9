/** Start of the main process: what must hold before Electron is ready, then the parts that wait for it, then the desk. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { app, dialog, protocol, safeStorage } from 'electron';
import log from 'electron-log/node';

import { readManifest } from './appProtocol.ts';
import { Desk } from './desk.ts';
import { openLog } from './logFile.ts';
import { readStart } from './serverAddress.ts';
import { openSettings } from './storedSettings.ts';
import { asksForTray, TrayHost } from './trayHost.ts';
import { openVault } from './vault.ts';
import { isWayland, withPortal } from './wayland.ts';
import { languageOf, words } from './words.ts';

/** Without the program, and while developing without the folder of the app. */
const args = process.argv.slice(app.isPackaged ? 1 : 2);
const built = join(import.meta.dirname, '..');

/** macOS gives a link as an event, which may come before anything is ready. */
const early: string[] = [];
let openLinks = (links: readonly string[]): void => void early.push(...links);
app.on('open-url', (event, url) => {
  event.preventDefault();
  openLinks([url]);
});

/** True where the installer says from where updates come; a build of one's own has no such file. */
function hasUpdates(): boolean {
  return app.isPackaged && existsSync(join(process.resourcesPath, 'app-update.yml'));
}

/** Says that the pages are missing, and ends. */
function sayNotBuilt(): void {
  dialog.showErrorBox('Ringdesk', words[languageOf(app.getPreferredSystemLanguages())].notBuilt);
  app.quit();
}

async function run(): Promise<void> {
  const folder = app.getPath('userData');
  const write = openLog(log, join(app.getPath('logs'), 'ringdesk.log'), !app.isPackaged);
  const withSystem = process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
  const start = readStart(args, process.env, withSystem);
  if (start.serverRefused) write('warn', 'server.notAnAddress');
  const manifest = await readManifest(join(built, 'renderer')).catch(() => new Map());
  if (!manifest.has('/index.html')) return sayNotBuilt();
  const vault = await openVault(safeStorage, join(folder, 'session'), process.platform);
  const tray = await TrayHost.open(() => asksForTray(process.platform));
  if (!tray.seen) write('info', 'tray.none');
  if (vault.state !== 'ready') write('warn', `vault.${vault.state}`);
  const desk = new Desk({
    start,
    settings: openSettings(join(folder, 'settings.json'), () => write('error', 'settings.notWritten')),
    vault,
    tray,
    wayland: isWayland(process.platform, process.env, app.commandLine.getSwitchValue('ozone-platform')),
    log: write,
    manifest,
    preload: join(built, 'preload/index.cjs'),
    icons: app.isPackaged ? join(process.resourcesPath, 'icons') : join(app.getAppPath(), '../../resources/icons'),
  });
  desk.openLink(args);
  openLinks = (links) => desk.openLink(links);
  desk.openLink(early);
  if (hasUpdates()) desk.watchUpdates((await import('electron-updater')).default.autoUpdater);
}

// Every page in the operating system's sandbox, also one that somebody forgets to ask for it.
app.enableSandbox();
// Global keys of a Wayland session go through its portal; the feature must be known before Electron is ready.
if (process.platform === 'linux')
  app.commandLine.appendSwitch('enable-features', withPortal(app.commandLine.getSwitchValue('enable-features')));
app.setAppUserModelId('com.ringdesk.desktop');
// A build in development beside the installed one: neither takes the other's token or place.
if (!app.isPackaged) app.setPath('userData', `${app.getPath('userData')} development`);
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
]);

if (app.requestSingleInstanceLock()) {
  app.setAsDefaultProtocolClient('ringdesk', process.execPath, app.isPackaged ? [] : [app.getAppPath()]);
  void app.whenReady().then(run);
} else app.quit();
