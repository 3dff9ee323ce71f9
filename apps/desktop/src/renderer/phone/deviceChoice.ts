/** A device as the browser lists it; without permission for the microphone its name is empty. */
export interface Device {
  readonly id: string;
  readonly name: string;
}

/** `ringer` rings, `speaker` talks: a ring on the loudspeakers, the voice in the headset. */
export type DeviceUse = 'microphone' | 'speaker' | 'ringer';
export const DEVICE_USES: readonly DeviceUse[] = ['microphone', 'speaker', 'ringer'];

/** What is there. Browsers that cannot choose an output list no speakers. */
export interface Devices {
  readonly microphones: readonly Device[];
  readonly speakers: readonly Device[];
}

/** What the person chose; an empty id is the system's own choice. */
export type DeviceWish = Readonly<Record<DeviceUse, Device>>;

const system: Device = { id: '', name: '' };
export const systemDevices: DeviceWish = { microphone: system, speaker: system, ringer: system };

/** What is used. */
export type DevicesInUse = Readonly<Record<DeviceUse, Device>>;

export type DeviceNotice =
  /** What was chosen is gone: the system's own takes its place. */
  | { readonly kind: 'deviceGone'; readonly use: DeviceUse; readonly device: Device }
  /** It is there again, and is not used by itself while a call goes on: the person is asked. */
  | { readonly kind: 'deviceBack'; readonly use: DeviceUse; readonly device: Device };

/** Ids change when the browser forgets a site's data; the name then still finds the device. */
const find = (list: readonly Device[], wish: Device): Device | undefined =>
  list.find(({ id }) => id === wish.id) ?? (wish.name === '' ? undefined : list.find(({ name }) => name === wish.name));

/**
 * What is used of what is there.
 *
 * @param inUse of before; undefined at the start, where nothing is told
 * @param duringCall a device that comes back waits for the person's word, so that no voice jumps elsewhere by itself
 */
export function chooseDevices(
  wish: DeviceWish,
  there: Devices,
  inUse: DevicesInUse | undefined,
  duringCall: boolean,
): { readonly inUse: DevicesInUse; readonly notices: readonly DeviceNotice[] } {
  const notices: DeviceNotice[] = [];
  const choose = (use: DeviceUse): Device => {
    const wanted = wish[use];
    if (wanted.id === '') return system;
    const found = find(use === 'microphone' ? there.microphones : there.speakers, wanted);
    const before = inUse?.[use];
    if (found === undefined) {
      if (before !== undefined && before.id !== '') notices.push({ kind: 'deviceGone', use, device: before });
      return system;
    }
    if (before === undefined || before.id === found.id) return found;
    const wasAway = before.id === '';
    if (!wasAway) return found;
    if (!duringCall) return found;
    notices.push({ kind: 'deviceBack', use, device: found });
    return system;
  };
  const [microphone, speaker, ringer] = [choose('microphone'), choose('speaker'), choose('ringer')];
  return { inUse: { microphone, speaker, ringer }, notices };
}
