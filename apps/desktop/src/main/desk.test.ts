/** The whole main process around stand-ins for Electron's objects: what the parts cannot show, that they are put together right. */
import { EventEmitter, type EventEmitter as Emitter } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';

const system = vi.hoisted(() => ({
  done: [] as unknown[][],
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
  class BrowserWindow extends EventEmitter {
    readonly webContents = new Contents();
    visible = false;
    focused = false;
    gone = false;
    readonly options: Record<string, unknown>;
    constructor(options: Record<string, unknown>) {
      super();
      this.options = options;
      system.windows.push(this);
      for (const act of system.listeners.get('app.web-contents-created') ?? [])
        (act as (...args: unknown[]) => void)({}, this.webContents);
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
    isDestroyed = (): boolean => this.gone;
    destroy = (): void => void (this.gone = true);
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
    dialog: { showErrorBox: note('error') },
    globalShortcut: { register: note('register', true), unregisterAll: note('unregisterAll') },
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
      show = note('notice');
      close = note('notice closed');
    },
    powerMonitor: { on: on('power') },
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
import { openSettings } from './storedSettings.ts';
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

const start = async (server?: string) => {
  vi.useFakeTimers();
  const logged: string[] = [];
  const desk = new Desk({
    start: { server, serverRefused: false, diagnostics: false, hidden: false },
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
});

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
    const card = {
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
    };
    await call('offers.show', {
      cards: [card],
      more: 0,
      labels: { accept: 'A', decline: 'D', connecting: 'C', more: '' },
      clockOffsetMs: 0,
      theme: 'light',
    });
    const small = system.windows[1] as unknown as FakeWindow;
    expect(small.options).toMatchObject({ width: 360, height: 176, alwaysOnTop: true });
    expect(small.visible).toBe(true);
    expect(done('load').at(-1)).toEqual(['load', 'app://ringdesk/offerWindow.html']);
    expect(await call('offers.get', {}, small)).toMatchObject({ shown: { cards: [card] } });
    await call('offers.press', { offerId: 'o1', action: 'accept' }, small);
    expect(told().at(-1)).toEqual(['offer.pressed', { offerId: 'o1', action: 'accept' }]);
    await expect(call('vault.get', {}, small)).rejects.toThrow('No such call');
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
    expect(system.handlers.get('device')?.()).toBe(false);
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
    expect(done('spelling').at(-1)).toEqual(['spelling', ['es']]);
    await call('window.appearance', { language: 'en', theme: 'dark' });
    expect(done('spelling').at(-1)).toEqual(['spelling', ['en-US', 'es']]);
    expect(JSON.stringify(done('menu').at(-1))).toContain('"Undo"');
  });
});
