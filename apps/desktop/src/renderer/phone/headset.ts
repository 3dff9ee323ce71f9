import {
  type Collection,
  type InputName,
  lampReports,
  readButtons,
  telephonyMapOf,
  type TelephonyMap,
} from './hidTelephony.ts';

/** `toggle`: the hook: answers what rings, hangs up what goes on. */
export type HeadsetKey = 'toggle' | 'mute';

/** What the headset shows, and the browser's own controls. */
export interface HeadsetLamps {
  readonly inCall: boolean;
  readonly muted: boolean;
  readonly ringing: boolean;
}

/**
 * The keys of a headset. `hid`: buttons and lamps of a headset the person has chosen; `browser`: the browser's own
 * controls for a call (Media Session), which some headsets reach; `none`: this browser offers neither.
 */
export interface Headset {
  /** What can be had in this browser. */
  readonly offers: () => 'hid' | 'browser' | 'none';
  /** The headset in use; undefined: none is connected. */
  readonly name: () => string | undefined;
  /** Asks the person to choose one; only inside a press. False: nothing suitable was chosen. */
  readonly choose: () => Promise<boolean>;
  readonly onKey: (pressed: (key: HeadsetKey) => void) => () => void;
  readonly show: (lamps: HeadsetLamps) => void;
  readonly close: () => void;
}

/** Of WebHID, what is needed of it; the browser's types do not have it. */
interface HidDevice extends EventTarget {
  readonly opened: boolean;
  readonly productName: string;
  readonly collections: readonly Collection[];
  open: () => Promise<void>;
  close: () => Promise<void>;
  sendReport: (reportId: number, data: Uint8Array<ArrayBuffer>) => Promise<void>;
}
interface Hid extends EventTarget {
  getDevices: () => Promise<readonly HidDevice[]>;
  requestDevice: (options: { filters: readonly object[] }) => Promise<readonly HidDevice[]>;
}
interface InputReport extends Event {
  readonly reportId: number;
  readonly data: DataView;
}

const dark: HeadsetLamps = { inCall: false, muted: false, ringing: false };

export interface HeadsetParts {
  readonly hid: Hid | undefined;
  readonly session: MediaSession | undefined;
}

const browserParts = (): HeadsetParts => {
  const has = navigator as { readonly hid?: Hid; readonly mediaSession?: MediaSession };
  return { hid: has.hid, session: has.mediaSession };
};

/** Actions of the Media Session standard that the browser's type list may not know yet. */
const ACTIONS = { hangup: 'toggle', togglemicrophone: 'mute' } as const satisfies Record<string, HeadsetKey>;

/** Connects again to a headset the person has chosen before. */
export function openHeadset({ hid, session }: HeadsetParts = browserParts()): Headset {
  const listeners = new Set<(key: HeadsetKey) => void>();
  let device: HidDevice | undefined;
  let map: TelephonyMap | undefined;
  let lamps = dark;
  let down: Partial<Record<InputName, boolean>> = {};
  let viaBrowser = session !== undefined;

  const press = (key: HeadsetKey): void => {
    for (const pressed of listeners) pressed(key);
  };
  const light = (): void => {
    if (device === undefined || map === undefined) return;
    const on = { offHook: lamps.inCall, muted: lamps.muted, ringing: lamps.ringing };
    // A headset that was pulled out a moment ago.
    for (const { reportId, data } of lampReports(map, on)) device.sendReport(reportId, data).catch(() => undefined);
  };
  const heard = (event: Event): void => {
    if (map === undefined) return;
    const { reportId, data } = event as InputReport;
    const now = readButtons(map, reportId, data);
    for (const [name, pressed] of Object.entries(now) as [InputName, boolean][]) {
      const changed = pressed !== (down[name] ?? false);
      down = { ...down, [name]: pressed };
      if (!changed) continue;
      // The hook switch is a state: off the hook while a call goes on is no wish, and neither is its echo.
      if (name === 'hookSwitch' && pressed !== lamps.inCall) press('toggle');
      if (name === 'mute' && pressed) press('mute');
    }
  };
  const adopt = async (candidate: HidDevice): Promise<boolean> => {
    const found = telephonyMapOf(candidate.collections);
    if (found === undefined) return false;
    if (!candidate.opened) await candidate.open();
    device?.removeEventListener('inputreport', heard);
    device = candidate;
    map = found;
    down = {};
    candidate.addEventListener('inputreport', heard);
    light();
    return true;
  };
  const gone = (event: Event): void => {
    if ((event as Event & { readonly device?: HidDevice }).device !== device) return;
    device = map = undefined;
  };
  const back = (event: Event): void => {
    const { device: candidate } = event as Event & { readonly device?: HidDevice };
    if (device === undefined && candidate !== undefined) adopt(candidate).catch(() => undefined);
  };
  hid?.addEventListener('disconnect', gone);
  hid?.addEventListener('connect', back);
  hid
    ?.getDevices()
    .then(async (known) => {
      for (const candidate of known) if (await adopt(candidate)) return;
    })
    .catch(() => undefined);
  for (const [action, key] of Object.entries(ACTIONS))
    try {
      session?.setActionHandler(action as MediaSessionAction, () => press(key));
    } catch {
      // This browser has no controls for calls.
      viaBrowser = false;
    }

  return {
    offers: () => (hid !== undefined ? 'hid' : viaBrowser ? 'browser' : 'none'),
    name: () => device?.productName,
    choose: async () => {
      const chosen = (await hid?.requestDevice({ filters: [{ usagePage: 0x0b }] }).catch(() => undefined)) ?? [];
      for (const candidate of chosen) if (await adopt(candidate).catch(() => false)) return true;
      return false;
    },
    onKey: (pressed) => {
      listeners.add(pressed);
      return () => listeners.delete(pressed);
    },
    show: (next) => {
      if (next.inCall === lamps.inCall && next.muted === lamps.muted && next.ringing === lamps.ringing) return;
      lamps = next;
      light();
      void session?.setMicrophoneActive?.(next.inCall && !next.muted);
    },
    close: () => {
      hid?.removeEventListener('disconnect', gone);
      hid?.removeEventListener('connect', back);
      device?.removeEventListener('inputreport', heard);
      void device?.close();
      for (const action of Object.keys(ACTIONS))
        try {
          session?.setActionHandler(action as MediaSessionAction, null);
        } catch {
          // Not known, as above.
        }
    },
  };
}
