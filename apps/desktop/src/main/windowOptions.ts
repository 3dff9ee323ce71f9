/**
 * How every window of the app is made: one place, so that no window is ever less closed than the others (reliability,
 * section 2, items 2 to 11). `windows.ts` is the only caller of `new BrowserWindow`, and it takes these.
 */
import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron';

/** Pixels that do not depend on the display's scale. */
export const OFFER_SIZE = { width: 360, height: 176 } as const;
export const DESK_DEFAULT = { width: 1_360, height: 860 } as const;
export const DESK_MINIMUM = { width: 720, height: 560 } as const;
export const DESK_SIZES = { usual: DESK_DEFAULT, least: DESK_MINIMUM } as const;
export const INTERACTION_SIZES = { usual: { width: 420, height: 720 }, least: { width: 420, height: 520 } } as const;

export interface WindowKind {
  readonly platform: NodeJS.Platform;
  readonly preload: string;
  /** Development tools; only with `--diagnostics`. */
  readonly diagnostics: boolean;
  /** Behind the page until it is drawn. */
  readonly background: string;
}

function webPreferences({ preload, diagnostics }: WindowKind): WebPreferences {
  return {
    preload,
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
    // An offer rings and counts down while the window is in the background.
    backgroundThrottling: false,
    spellcheck: true,
    devTools: diagnostics,
  };
}

/** Without a system frame the page draws the title bar; macOS keeps its three buttons. */
function frameOf(platform: NodeJS.Platform): BrowserWindowConstructorOptions {
  return platform === 'darwin'
    ? { titleBarStyle: 'hiddenInset', trafficLightPosition: { x: 12, y: 11 } }
    : { frame: false };
}

export interface Bounds {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
}

/** The desk itself. */
export function deskWindow(
  kind: WindowKind,
  bounds: Bounds,
  icon: string | undefined,
): BrowserWindowConstructorOptions {
  return {
    ...bounds,
    minWidth: DESK_MINIMUM.width,
    minHeight: DESK_MINIMUM.height,
    show: false,
    title: 'Ringdesk',
    backgroundColor: kind.background,
    ...frameOf(kind.platform),
    ...(icon === undefined ? {} : { icon }),
    webPreferences: webPreferences(kind),
  };
}

/** The small window above everything while something rings. Shown without the focus, so that typing goes on where it is. */
export function offerWindow(kind: WindowKind): BrowserWindowConstructorOptions {
  return {
    ...OFFER_SIZE,
    // On macOS a panel: above programs that fill the screen, and a press in it does not bring the desk to the front.
    ...(kind.platform === 'darwin' ? { type: 'panel' } : {}),
    show: false,
    frame: false,
    resizable: false,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    closable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    acceptFirstMouse: true,
    hasShadow: true,
    title: 'Ringdesk',
    backgroundColor: kind.background,
    webPreferences: webPreferences(kind),
  };
}

/** A window for one interaction, opened empty by the desk, which draws into it. */
export function interactionWindow(kind: WindowKind, bounds: Bounds): BrowserWindowConstructorOptions {
  return {
    ...bounds,
    minWidth: INTERACTION_SIZES.least.width,
    minHeight: INTERACTION_SIZES.least.height,
    title: 'Ringdesk',
    // The menu only carries keys, but for macOS, where it stands at the top of the screen.
    autoHideMenuBar: true,
    backgroundColor: kind.background,
    webPreferences: webPreferences(kind),
  };
}
