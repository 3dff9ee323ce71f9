/** The whole main process around stand-ins for Electron's objects: what the parts cannot show, that they are put together right. */
import { EventEmitter, type EventEmitter as Emitter } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';

const system = vi.hoisted(() => ({
  done: [] as unknown[][],
  copied: '',
  keys: new Map<string, () => void>(),
  activated: undefined as undefined | ((details: { type: string; arguments: string }) => void),
  windows: [] as { options: Record<string, unknown> }[],
  handlers: new Map<string, (...args: never[]) => unknown>(),
  listeners: new Map<string, ((...args: never[]) => unknown)[]>(),
}));

vi.mock('electron', async () => {
  const { EventEmitter } = await import('node:events');
  const note =
    (name: string, result?: unknown) =>
    (...args: unknown[]): unknown => {
      system.done.push([name, ...args]);
      return result;
    };
  const on = (owner: string) => (event: string, act: (...args: never[]) => unknown) => {
    const name = `${owner}.${event}`;
    system.listeners.set(name, [...(system.listeners.get(name) ?? []), act]);
  };
  let ids = 0;
  class Contents extends EventEmitter {
    readonly id = (ids += 1);
    readonly mainFrame = { url: 'app://ringdesk/' };
    opened: (details: { url: string; frameName: string }) => unknown = () => undefined;
    readonly send = note(`send ${this.id}`);
    readonly downloadURL = note('download');
    readonly reload = note('reload');
    isCrashed = (): boolean => false;
    setWindowOpenHandler(act: (details: { url: string; frameName: string }) => unknown): void {
      this.opened = act;
    }
  }
  /** What may still be asked of a window that is no more; all else throws, as Electron's own does. */
  const lasting = new Set<string | symbol>([
    'isDestroyed',
    'options',
    'visible',
    'gone',
    ...Reflect.ownKeys(EventEmitter.prototype),
  ]);
  class BrowserWindow extends EventEmitter {
    readonly webContents = new Contents();
    visible = false;
    focused = false;
    gone = false;
    readonly options: Record<string, unknown>;
    constructor(options: Record<string, unknown>) {
      super();
      this.options = options;
      const seen = new Proxy(this, {
        get: (window, name) => {
          if (window.gone && !lasting.has(name)) throw new TypeError('Object has been destroyed');
          return Reflect.get(window, name) as unknown;
        },
      });
      system.windows.push(seen);
      for (const act of system.listeners.get('app.web-contents-created') ?? [])
        (act as (...args: unknown[]) => void)({}, this.webContents);
      return seen;
    }
    loadURL = async (url: string): Promise<void> => void system.done.push(['load', url]);
    show = (): void => void ((this.visible = true), this.emit('show'));
    showInactive = (): void => void (this.visible = true);
    hide = (): void => void ((this.visible = false), this.emit('hide'));
    focus = (): void => void ((this.focused = true), this.emit('focus'));
    isVisible = (): boolean => this.visible;
    isFocused = (): boolean => this.focused;
    isMinimized = (): boolean => false;
    isMaximized = (): boolean => false;
    full = false;
    isFullScreen = (): boolean => this.full;
    setFullScreen = (on: boolean): void => void (this.full = on);
    isDestroyed = (): boolean => this.gone;
    destroy = (): void => void ((this.gone = true), this.emit('closed'));
    minimize = note('minimise');
    getBounds = (): object => ({ x: 0, y: 0, width: 800, height: 600 });
    getNormalBounds = this.getBounds;
    setAlwaysOnTop = note('alwaysOnTop');
    setVisibleOnAllWorkspaces = note('allWorkspaces');
    setPosition = note('position');
    setOverlayIcon = note('overlay');
  }
  const display = { id: 1, workArea: { x: 0, y: 0, width: 1_440, height: 900 } };
  return {
    app: {
      on: on('app'),
      quit: note('quit'),
      exit: note('exit'),
      isPackaged: false,
      getVersion: () => '0.1.0',
      getPreferredSystemLanguages: () => ['es-ES'],
      getAppPath: () => '/app',
      setAsDefaultProtocolClient: () => true,
      removeAsDefaultProtocolClient: () => true,
      setBadgeCount: note('badge'),
      getLoginItemSettings: () => ({ openAtLogin: false }),
      setLoginItemSettings: note('login'),
    },
    BrowserWindow,
    clipboard: { readText: async () => system.copied },
    dialog: {
      showErrorBox: note('error'),
      showMessageBox: async (_window: object, asked: { buttons: string[] }) => {
        system.done.push(['asked', asked.buttons]);
        return { response: 1 };
      },
    },
    globalShortcut: {
      register: (accelerator: string, act: () => void) => system.keys.set(accelerator, act).has(accelerator),
      unregisterAll: note('unregisterAll'),
    },
    ipcMain: { handle: (name: string, act: (...args: never[]) => unknown) => system.handlers.set(name, act) },
    Menu: {
      buildFromTemplate: (items: unknown) => ({ items, popup: note('popup') }),
      setApplicationMenu: note('menu'),
    },
    nativeImage: { createFromPath: (path: string) => path },
    nativeTheme: { shouldUseDarkColors: false, themeSource: 'system' },
    net: { isOnline: () => true },
    Notification: class extends EventEmitter {
      static isSupported = (): boolean => true;
      static handleActivation = (act: (details: { type: string; arguments: string }) => void): void =>
        void (system.activated = act);
      show = note('notice');
      close = note('notice closed');
    },
    powerMonitor: { on: on('power'), getSystemIdleTime: () => 61.7 },
    powerSaveBlocker: { start: () => 1, stop: () => true },
    protocol: {
      handle: (name: string, act: (...args: never[]) => unknown) => system.handlers.set(`protocol ${name}`, act),
    },
    screen: {
      getPrimaryDisplay: () => display,
      getAllDisplays: () => [display],
      getDisplayMatching: () => display,
      getDisplayNearestPoint: () => display,
      getCursorScreenPoint: () => ({ x: 1, y: 1 }),
    },
    session: {
      defaultSession: {
        setPermissionRequestHandler: (act: (...args: never[]) => unknown) => system.handlers.set('permission', act),
        setPermissionCheckHandler: (act: (...args: never[]) => unknown) => system.handlers.set('permission check', act),
        setDevicePermissionHandler: (act: (...args: never[]) => unknown) => system.handlers.set('device', act),
        webRequest: { onBeforeRequest: (act: (...args: never[]) => unknown) => system.handlers.set('request', act) },
        on: on('session'),
        availableSpellCheckerLanguages: ['es', 'en-US'],
        setSpellCheckerLanguages: note('spelling'),
      },
    },
    shell: { openExternal: note('external', Promise.resolve()) },
    Tray: class {
      setImage = note('tray image');
      setToolTip = note('tray tip');
      setContextMenu = note('tray menu');
      on = note('tray on');
    },
  };
});

import { readManifest } from './appProtocol.ts';
import { Desk } from './desk.ts';
import { HEARD_WITHIN_MS } from './quitGuard.ts';
import { openSettings } from './storedSettings.ts';
import { TrayHost } from './trayHost.ts';
import type { Vault } from './vault.ts';

const folder = mkdtempSync(join(tmpdir(), 'ringdesk-desk-'));
mkdirSync(join(folder, 'renderer'));
writeFileSync(join(folder, 'renderer/index.html'), '<p>');
afterAll(() => rmSync(folder, { recursive: true }));

interface FakeWindow extends Emitter {
  readonly options: { readonly width: number };
  readonly webContents: Emitter & {
    readonly id: number;
    readonly mainFrame: object;
    opened: (details: object) => { action: string };
  };
  visible: boolean;
  gone: boolean;
}

const memoryVault = (): Vault => {
  let kept: { server: string; token: string } | undefined;
  return {
    state: 'ready',
    get: (server) => (kept !== undefined && kept.server === server ? kept.token : null),
    set: async (server, token) => void (kept = { server, token }),
    clear: async () => void (kept = undefined),
  };
};

interface Machine {
  readonly hidden?: boolean;
  readonly tray?: boolean;
  readonly wayland?: boolean;
}

const start = async (server?: string, { hidden = false, tray = true, wayland = false }: Machine = {}) => {
  vi.useFakeTimers();
  const logged: string[] = [];
  const desk = new Desk({
    start: { server, serverRefused: false, diagnostics: false, hidden },
    tray: await TrayHost.open(async () => tray),
    wayland,
    settings: openSettings(join(mkdtempSync(join(folder, 's-')), 'settings.json'), () => undefined),
    vault: memoryVault(),
    log: (_level, code) => logged.push(code),
    manifest: await readManifest(join(folder, 'renderer')),
    preload: '/preload.cjs',
    icons: '/icons',
  });
  const window = system.windows[0] as unknown as FakeWindow;
  const call = async (name: string, input: object = {}, from: FakeWindow = window): Promise<unknown> =>
    system.handlers.get('call')?.(
      ...([{ sender: from.webContents, senderFrame: from.webContents.mainFrame }, name, input] as never[]),
    );
  const signIn = async (): Promise<void> => {
    await call('server.set', { origin: 'https://desk.example' });
    await call('vault.set', { token: 't', keep: true });
    await call('tray.set', { presence: 'available', tooltip: 'Ringdesk', menu: [] });
  };
  const wantsToQuit = (): boolean => {
    let prevented = false;
    for (const act of system.listeners.get('app.before-quit') ?? [])
      act({ preventDefault: () => (prevented = true) } as never);
    return !prevented;
  };
  const requestAllowed = (url: string): boolean => {
    let cancel: boolean | undefined;
    system.handlers.get('request')?.(
      ...([{ url }, (judged: { cancel: boolean }) => (cancel = judged.cancel)] as never[]),
    );
    return cancel === false;
  };
  return {
    desk,
    window,
    call,
    signIn,
    logged,
    wantsToQuit,
    requestAllowed,
    told: () => system.done.filter(([name]) => name === `send ${window.webContents.id}`).map((each) => each.slice(2)),
  };
};

const done = (name: string): unknown[][] => system.done.filter(([each]) => each === name);

beforeEach(() => {
  vi.useRealTimers();
  system.done.splice(0);
  system.windows.splice(0);
  system.handlers.clear();
  system.listeners.clear();
  system.keys.clear();
});

const offered = {
  cards: [
    {
      offerId: 'o1',
      interactionId: 'i1',
      state: 'pending',
      title: 'Ana',
      medium: 'chat',
      subtitle: 'Sales',
      preview: '',
      why: '',
      expiresAt: 60_000,
      offeredAt: 0,
    },
  ],
  more: 0,
  labels: { accept: 'A', decline: 'D', connecting: 'C', more: '' },
  clockOffsetMs: 0,
  theme: 'light',
};

describe('the main process', () => {
  test('opens one closed window with the desk, shown when it is drawn', async () => {
    const { window } = await start();
    expect(system.windows).toHaveLength(1);
    expect(window.options).toMatchObject({
      show: false,
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, preload: '/preload.cjs' },
    });
    expect(done('load')).toEqual([['load', 'app://ringdesk/']]);
    expect(window.visible).toBe(false);
    window.emit('ready-to-show');
    expect(window.visible).toBe(true);
  });

  test('the first start has no server; an address given at the start wins', async () => {
    const { call } = await start();
    expect(await call('server.get')).toEqual({ origin: null });
    system.windows.splice(0);
    const given = await start('http://127.0.0.1:7080');
    expect(await given.call('server.get')).toEqual({ origin: 'http://127.0.0.1:7080' });
  });

  test('from the sign-in on pages talk to that server only', async () => {
    const { signIn, requestAllowed, call } = await start();
    expect(requestAllowed('https://any.example/api/state')).toBe(true);
    await signIn();
    expect([
      requestAllowed('https://desk.example/api'),
      requestAllowed('wss://desk.example/socket.io/'),
      requestAllowed('https://any.example/'),
    ]).toEqual([true, true, false]);
    const policyOf = async (): Promise<string> => {
      const answer = (await system.handlers.get('protocol app')?.(
        ...([{ method: 'GET', url: 'app://ringdesk/' }] as never[]),
      )) as Response;
      return answer.headers.get('content-security-policy') ?? '';
    };
    expect(await policyOf()).toContain("connect-src 'self' https://desk.example wss://desk.example;");
    await call('vault.clear');
    await call('tray.set', { presence: 'signedOut', tooltip: '', menu: [] });
    expect(await policyOf()).toContain("connect-src 'self' https: wss:");
    expect(done('load')).toHaveLength(2);
  });

  test('a server that is gone for good is left from the tray, with its token', async () => {
    const { call, requestAllowed } = await start();
    await call('server.set', { origin: 'https://gone.example' });
    await call('vault.set', { token: 't', keep: true });
    expect(requestAllowed('https://new.example/api/state')).toBe(false);
    const menu = done('tray menu')[0]?.[1] as { items: { click: () => void }[] } | undefined;
    menu?.items[1]?.click();
    await vi.waitFor(() => expect(done('load')).toHaveLength(2));
    expect([await call('server.get'), await call('vault.get')]).toEqual([{ origin: null }, { token: null }]);
    expect(requestAllowed('https://new.example/api/state')).toBe(true);
  });

  test('a link waits for the sign-in, and a strange one is logged by its code', async () => {
    const { desk, signIn, told, logged } = await start();
    desk.openLink(['ringdesk://interaction/i-1']);
    desk.openLink(['tel:+34600111222']);
    desk.openLink([`ringdesk://${'x'.repeat(10_000)}`]);
    const links = (): unknown[][] => told().filter(([name]) => name === 'link.opened');
    expect(links()).toEqual([]);
    await signIn();
    expect(links()).toEqual([['link.opened', { interactionId: 'i-1' }]]);
    expect(logged).toEqual(['link.noTelephony', 'link.tooLong']);
  });

  test('a link that dials is handed to the page where telephone links are on, and nowhere else', async () => {
    const { desk, call, signIn, told } = await start();
    await signIn();
    expect(await call('telephoneLinks.set', { on: true })).toEqual({ on: true });
    desk.openLink(['tel:+34600111222']);
    desk.openLink(['ringdesk://dial?number=%2B34600111222']);
    await call('telephoneLinks.set', { on: false });
    desk.openLink(['tel:+34600111333']);
    expect(told().filter(([name]) => name === 'link.dial')).toEqual([
      ['link.dial', { number: '+34600111222' }],
      ['link.dial', { number: '+34600111222' }],
    ]);
  });

  test('quitting asks the page while somebody is signed in, and ends when it says so', async () => {
    const { call, signIn, wantsToQuit, told } = await start();
    await signIn();
    expect(wantsToQuit()).toBe(false);
    expect(told().map(([name]) => name)).toContain('quit.asked');
    await call('quit.answer', { quit: false });
    expect(done('quit')).toEqual([]);
    expect(wantsToQuit()).toBe(false);
    await call('quit.answer', { quit: true });
    expect(done('quit')).toHaveLength(1);
    expect(wantsToQuit()).toBe(true);
  });

  test('signed out there is nothing to ask about: it ends at once', async () => {
    const { wantsToQuit, told } = await start();
    expect([wantsToQuit(), told()]).toEqual([true, []]);
  });

  test('closing the window keeps the desk in the tray, and says so once; signed out it closes', async () => {
    const { window, signIn } = await start();
    const close = (): boolean => {
      let prevented = false;
      window.emit('close', { preventDefault: () => (prevented = true) });
      return !prevented;
    };
    expect(close()).toBe(true);
    await signIn();
    window.visible = true;
    expect([close(), window.visible, close()]).toEqual([false, false, false]);
    expect(done('notice')).toHaveLength(1);
  });

  test('closing a window that fills the screen leaves that first: macOS would keep a black screen', async () => {
    const { window, signIn } = await start();
    await signIn();
    Object.assign(window, { visible: true, full: true });
    window.emit('close', { preventDefault: () => undefined });
    expect([window.visible, (window as unknown as { full: boolean }).full]).toEqual([true, false]);
    window.emit('leave-full-screen');
    expect(window.visible).toBe(false);
  });

  test('the page learns for how long nobody has touched the machine, in whole seconds', async () => {
    const { call } = await start();
    expect(await call('system.idle')).toEqual({ seconds: 61 });
  });

  test('where closing shall quit, it is asked about like every quit, and the window stays until then', async () => {
    const { window, call, signIn, wantsToQuit, told } = await start();
    expect(await call('closeToTray.get')).toEqual({ on: true });
    await call('closeToTray.set', { on: false });
    expect(await call('closeToTray.get')).toEqual({ on: false });
    await signIn();
    window.visible = true;
    const close = (): boolean => {
      let prevented = false;
      window.emit('close', { preventDefault: () => (prevented = true) });
      return !prevented;
    };
    expect([close(), window.visible, done('quit').length, done('notice').length]).toEqual([false, true, 1, 0]);
    expect(wantsToQuit()).toBe(false);
    expect(told().map(([name]) => name)).toContain('quit.asked');
    await call('quit.answer', { quit: true });
    expect([wantsToQuit(), close()]).toEqual([true, true]);
  });

  test('a window of one conversation opens where the last one was, and stays above the others when it is pinned', async () => {
    const { window, call, signIn } = await start();
    await signIn();
    const open = (): { x: number; y: number } =>
      (
        window.webContents.opened({ url: 'about:blank', frameName: 'interaction-i-1' }) as unknown as {
          overrideBrowserWindowOptions: { x: number; y: number };
        }
      ).overrideBrowserWindowOptions;
    expect(open()).toMatchObject({ x: 510, y: 90, width: 420, height: 720, webPreferences: { sandbox: true } });
    expect(await call('popOut.pin', { interactionId: 'i-1', on: true })).toEqual({ on: false });
    const child = Object.assign(new EventEmitter(), {
      top: false,
      getNormalBounds: () => ({ x: 100, y: 50, width: 600, height: 700 }),
      setAlwaysOnTop: (on: boolean) => void (child.top = on),
      isAlwaysOnTop: (): boolean => child.top,
    });
    window.webContents.emit('did-create-window', child, { frameName: 'interaction-i-1' });
    expect(await call('popOut.pin', { interactionId: 'i-1', on: true })).toEqual({ on: true });
    expect(child.top).toBe(true);
    child.emit('moved');
    child.emit('closed');
    expect(open()).toMatchObject({ x: 100, y: 50, width: 600, height: 700 });
  });

  test('an offer opens the small window above all, and its press reaches the desk', async () => {
    const { call, signIn, told } = await start();
    await signIn();
    await call('offers.show', offered);
    const small = system.windows[1] as unknown as FakeWindow;
    expect(small.options).toMatchObject({ width: 360, height: 176, alwaysOnTop: true });
    expect(small.visible).toBe(true);
    expect(done('load').at(-1)).toEqual(['load', 'app://ringdesk/offerWindow.html']);
    expect(await call('offers.get', {}, small)).toMatchObject({ shown: { cards: offered.cards } });
    await call('offers.press', { offerId: 'o1', action: 'accept' }, small);
    expect(told().at(-1)).toEqual(['offer.pressed', { offerId: 'o1', action: 'accept' }]);
    await expect(call('vault.get', {}, small)).rejects.toThrow('No such call');
  });

  test('the small window joins all desktops without turning the app into one that has no Dock icon', async () => {
    const { call, signIn } = await start();
    await signIn();
    await call('offers.show', offered);
    expect(done('allWorkspaces')).toEqual([
      ['allWorkspaces', true, { visibleOnFullScreen: true, skipTransformProcessType: true }],
    ]);
  });

  test('quitting after an offer has rung: the small window is forgotten, whatever the desk’s own says while it goes', async () => {
    const { window, call, signIn, wantsToQuit } = await start();
    await signIn();
    await call('offers.show', offered);
    expect(wantsToQuit()).toBe(false);
    await call('quit.answer', { quit: true });
    expect(wantsToQuit()).toBe(true);
    expect((system.windows[1] as unknown as FakeWindow).gone).toBe(true);
    window.emit('blur');
    window.emit('hide');
    window.webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
    await call('offers.show', offered);
    expect(system.windows).toHaveLength(2);
  });

  test('the small window’s page dies: it is loaded again, and in the end taken from the screen; the next offer makes another', async () => {
    const { call, signIn, logged } = await start();
    await signIn();
    await call('offers.show', offered);
    const small = system.windows[1] as unknown as FakeWindow;
    for (let n = 0; n < 3; n += 1) small.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect([done('reload').length, small.gone]).toEqual([3, false]);
    small.webContents.emit('render-process-gone', {}, { reason: 'oom' });
    expect([done('reload').length, small.gone]).toEqual([3, true]);
    expect(logged.at(-1)).toBe('offers.page.gone.oom');
    await call('offers.show', offered);
    expect(system.windows).toHaveLength(3);
  });

  test('a page that hangs and does not hear the question cannot keep the app alive', async () => {
    const { signIn, call, wantsToQuit } = await start();
    await signIn();
    expect(wantsToQuit()).toBe(false);
    await call('quit.heard');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(done('exit')).toEqual([]);
    expect(wantsToQuit()).toBe(false);
    await vi.advanceTimersByTimeAsync(HEARD_WITHIN_MS);
    expect([done('exit').length, wantsToQuit()]).toEqual([1, true]);
  });

  test('where nobody shows a tray, closing asks like every quit, and a hidden start is in the task bar', async () => {
    const { window, call, signIn, wantsToQuit, told } = await start(undefined, { tray: false, hidden: true });
    window.emit('ready-to-show');
    expect([window.visible, done('minimise').length]).toEqual([false, 1]);
    expect(await call('app.info')).toMatchObject({ can: { tray: false } });
    await signIn();
    window.visible = true;
    let prevented = false;
    window.emit('close', { preventDefault: () => (prevented = true) });
    expect([prevented, window.visible, done('quit').length]).toEqual([true, true, 1]);
    expect(wantsToQuit()).toBe(false);
    expect(told().map(([name]) => name)).toContain('quit.asked');
  });

  test('started hidden with a tray there is no window until somebody asks for one', async () => {
    const { window } = await start(undefined, { hidden: true });
    window.emit('ready-to-show');
    expect([window.visible, done('minimise').length]).toEqual([false, 0]);
  });

  test('Wayland: no window stays above others, and the pages know', async () => {
    const { call } = await start(undefined, { wayland: true });
    expect(await call('app.info')).toMatchObject({
      can: { offerWindow: false, pinWindows: false, globalShortcuts: true, tray: true },
    });
  });

  test('the clipboard is read when its key is pressed, and what is no number opens an empty pad', async () => {
    const { call, signIn, told } = await start();
    await signIn();
    await call('shortcuts.set', { shortcuts: [{ action: 'dialClipboard', chord: 'Mod+Shift+F9' }] });
    const press = async (copied: string): Promise<unknown> => {
      system.copied = copied;
      system.keys.get('CommandOrControl+Shift+F9')?.();
      await vi.advanceTimersByTimeAsync(0);
      return told().at(-1);
    };
    expect(await press(' +34 600 (111) 222 ')).toEqual(['clipboard.dial', { number: '+34600111222' }]);
    expect(await press('tel:+34600111333')).toEqual(['clipboard.dial', { number: '+34600111333' }]);
    expect(await press('a secret that was copied')).toEqual(['clipboard.dial', { number: null }]);
  });

  test('no dictionary is asked for until the person has switched spelling on', async () => {
    const { call } = await start();
    await call('window.appearance', { language: 'en', theme: 'dark' });
    expect(done('spelling').every(([, languages]) => (languages as string[]).length === 0)).toBe(true);
    expect(await call('spelling.get')).toEqual({ on: false });
    await call('spelling.set', { on: true });
    expect([await call('spelling.get'), done('spelling').at(-1)]).toEqual([
      { on: true },
      ['spelling', ['en-US', 'es']],
    ]);
    await call('spelling.set', { on: false });
    expect(done('spelling').at(-1)).toEqual(['spelling', []]);
  });

  test('spelling is settled before the first window, which would begin to fetch', async () => {
    await start();
    const names = system.done.map(([name]) => name);
    expect(names.indexOf('spelling')).toBeGreaterThanOrEqual(0);
    expect(names.indexOf('spelling')).toBeLessThan(names.indexOf('load'));
  });

  test('Windows: a press on a notice of before the start opens its conversation once the desk listens', async () => {
    const platform = vi.spyOn(process, 'platform', 'get').mockReturnValue('win32');
    const { signIn, told } = await start();
    platform.mockRestore();
    const opened = (): unknown[][] => told().filter(([name]) => name === 'notification.opened');
    system.activated?.({ type: 'click', arguments: 'type=click&tag=i-7' });
    expect(opened()).toEqual([]);
    await signIn();
    expect(opened()).toEqual([['notification.opened', { interactionId: 'i-7' }]]);
    system.activated?.({ type: 'click', arguments: 'type=click&tag=%00' });
    system.activated?.({ type: 'reply', arguments: 'type=reply&tag=i-8' });
    expect(opened().slice(1)).toEqual([['notification.opened', {}]]);
  });

  test('a page that dies is loaded again, a few times; keys, notices and offers of before are gone', async () => {
    const { window, signIn, logged } = await start();
    await signIn();
    for (let n = 0; n < 6; n += 1) window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(done('reload')).toHaveLength(3);
    expect(done('unregisterAll').length).toBeGreaterThan(0);
    expect(new Set(logged)).toEqual(new Set(['page.gone.crashed']));
  });

  test('windows cannot leave: navigation, frames, new windows', async () => {
    const { window, signIn, logged } = await start();
    await signIn();
    const prevented = (event: string, details: object): boolean => {
      let stopped = false;
      window.webContents.emit(event, { preventDefault: () => (stopped = true), ...details });
      return stopped;
    };
    expect(prevented('will-navigate', { url: 'https://evil.example/' })).toBe(true);
    expect(prevented('will-redirect', { url: 'file:///etc/passwd' })).toBe(true);
    expect(prevented('will-frame-navigate', { url: 'https://evil.example/', isMainFrame: false })).toBe(true);
    expect(prevented('will-attach-webview', {})).toBe(true);
    expect(prevented('will-navigate', { url: 'app://ringdesk/inbox' })).toBe(false);
    expect(prevented('will-navigate', { url: 'https://desk.example/files/a/content/g' })).toBe(true);
    expect(done('download')).toEqual([['download', 'https://desk.example/files/a/content/g']]);
    expect(window.webContents.opened({ url: 'https://example.com/', frameName: '_blank' })).toEqual({ action: 'deny' });
    expect(done('external')).toEqual([['external', 'https://example.com/']]);
    expect(window.webContents.opened({ url: 'about:blank', frameName: 'interaction-1' })).toMatchObject({
      action: 'allow',
      overrideBrowserWindowOptions: { webPreferences: { sandbox: true } },
    });
    expect(window.webContents.opened({ url: 'file:///etc/passwd', frameName: '' })).toEqual({ action: 'deny' });
    expect(logged).toEqual(['navigation.refused', 'navigation.refused', 'window.refused']);
  });

  test('permissions and devices: the microphone is only for who is signed in, the camera for nobody', async () => {
    const { signIn } = await start();
    const ask = (permission: string, details: object): unknown => {
      let given: unknown;
      system.handlers.get('permission')?.(
        ...([
          {},
          permission,
          (allowed: boolean) => (given = allowed),
          { requestingUrl: 'app://ringdesk/', isMainFrame: true, ...details },
        ] as never[]),
      );
      return given;
    };
    expect([ask('notifications', {}), ask('media', { mediaTypes: ['audio'] }), ask('geolocation', {})]).toEqual([
      true,
      false,
      false,
    ]);
    await signIn();
    expect([ask('media', { mediaTypes: ['audio'] }), ask('media', { mediaTypes: ['audio', 'video'] })]).toEqual([
      true,
      false,
    ]);
    expect(
      system.handlers.get('permission check')?.(
        ...([null, 'clipboard-read', 'app://ringdesk/', { isMainFrame: true }] as never[]),
      ),
    ).toBe(false);
    const headset = { deviceId: 'd', vendorId: 1, productId: 2, collections: [{ usagePage: 0x0b }] };
    const question = { deviceType: 'hid', origin: 'app://ringdesk/', device: headset };
    expect(system.handlers.get('device')?.(...([question] as never[]))).toBe(false);
  });

  test('a headset is the page’s once the person has chosen it from those that are there', async () => {
    const { signIn } = await start();
    await signIn();
    const headset = (deviceId: string, productId: number): object => ({
      deviceId,
      name: `Headset ${deviceId}`,
      vendorId: 1,
      productId,
      collections: [{ usagePage: 0x0b }],
    });
    const chosen = await new Promise((resolve) => {
      for (const act of system.listeners.get('session.select-hid-device') ?? [])
        act(
          ...([
            { preventDefault: () => undefined },
            { deviceList: [headset('a', 1), headset('b', 2)] },
            resolve,
          ] as never[]),
        );
    });
    expect([chosen, done('asked')]).toEqual(['b', [['asked', ['Headset a', 'Headset b', 'Cancelar']]]]);
    const may = (device: object): unknown =>
      system.handlers.get('device')?.(...([{ deviceType: 'hid', origin: 'app://ringdesk/', device }] as never[]));
    expect([may(headset('a', 1)), may(headset('later', 2))]).toEqual([false, true]);
  });

  test('a download from elsewhere is stopped, one of the server asks where to', async () => {
    const { signIn } = await start();
    await signIn();
    const download = (url: string, name: string): unknown => {
      let result: unknown = 'stopped';
      const item = {
        getURL: () => url,
        getFilename: () => name,
        setSaveDialogOptions: (options: unknown) => (result = options),
      };
      for (const act of system.listeners.get('session.will-download') ?? [])
        act(...([{ preventDefault: () => undefined }, item] as never[]));
      return result;
    };
    expect(download('https://evil.example/x', 'x.exe')).toBe('stopped');
    expect(download('https://desk.example/files/a/content/g', '../x.pdf')).toEqual({ defaultPath: '_x.pdf' });
  });

  test('look and language: menu, spelling and what is kept for the next start', async () => {
    const { call } = await start();
    await call('spelling.set', { on: true });
    expect(done('spelling').at(-1)).toEqual(['spelling', ['es']]);
    await call('window.appearance', { language: 'en', theme: 'dark' });
    expect(done('spelling').at(-1)).toEqual(['spelling', ['en-US', 'es']]);
    expect(JSON.stringify(done('menu').at(-1))).toContain('"Undo"');
  });
});
