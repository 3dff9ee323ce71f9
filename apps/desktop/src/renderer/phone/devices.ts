import {
  chooseDevices,
  DEVICE_USES,
  type Device,
  type DeviceNotice,
  type Devices,
  type DevicesInUse,
  type DeviceWish,
  systemDevices,
} from './deviceChoice.ts';

/** Chromium's names for the system's own choice: they stand for what is in the list already. */
const ALIASES = new Set(['default', 'communications', '']);

const listOf = (all: readonly MediaDeviceInfo[], kind: MediaDeviceKind): readonly Device[] =>
  all
    .filter((each) => each.kind === kind && !ALIASES.has(each.deviceId))
    .map(({ deviceId, label }) => ({ id: deviceId, name: label }));

/** Microphones, speakers and the ringer: what is there, what is wanted, what is used. */
export interface DeviceDesk {
  readonly there: () => Devices;
  readonly inUse: () => DevicesInUse;
  /** Whether there is any microphone at all; undefined until the browser has told. */
  readonly anyMicrophone: () => boolean | undefined;
  /** The person's choice; also the answer to `deviceBack`. */
  readonly want: (wish: DeviceWish) => void;
  /** Asks the browser anew: after the permission was given, devices have names. */
  readonly refresh: () => Promise<void>;
  readonly close: () => void;
}

export interface DeviceDeskParts {
  readonly duringCall: () => boolean;
  readonly changed: () => void;
  readonly notice: (notice: DeviceNotice) => void;
}

export function openDevices(parts: DeviceDeskParts): DeviceDesk {
  const { mediaDevices } = navigator as { readonly mediaDevices: MediaDevices | undefined };
  let there: Devices = { microphones: [], speakers: [] };
  let wish: DeviceWish = systemDevices;
  let inUse: DevicesInUse | undefined;
  let any: boolean | undefined;

  const settle = (asked: boolean): void => {
    const before = inUse;
    const chosen = chooseDevices(wish, there, asked ? undefined : before, parts.duringCall());
    inUse = chosen.inUse;
    for (const notice of chosen.notices) parts.notice(notice);
    parts.changed();
  };
  const refresh = async (): Promise<void> => {
    const all = (await mediaDevices?.enumerateDevices().catch(() => undefined)) ?? [];
    any = all.some(({ kind }) => kind === 'audioinput');
    there = { microphones: listOf(all, 'audioinput'), speakers: listOf(all, 'audiooutput') };
    settle(false);
  };
  const look = (): void => void refresh();
  mediaDevices?.addEventListener('devicechange', look);
  return {
    there: () => there,
    inUse: () => inUse ?? systemDevices,
    anyMicrophone: () => any,
    want: (wanted) => {
      const same = DEVICE_USES.every((use) => wanted[use].id === wish[use].id && inUse?.[use].id === wanted[use].id);
      wish = wanted;
      if (!same) settle(true);
    },
    refresh,
    close: () => mediaDevices?.removeEventListener('devicechange', look),
  };
}
