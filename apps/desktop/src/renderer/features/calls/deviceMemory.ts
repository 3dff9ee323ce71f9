/**
 * Which microphone, speaker and ringer this device uses: it is of the device and not of the person, whose next desk has
 * other ones.
 */
import { z } from 'zod';

import { type Device, type DeviceUse, type DeviceWish, systemDevices } from '../../phone/deviceChoice.ts';
import type { Softphone } from '../../phone/softphone.ts';

const KEY = 'ringdesk.devices';
const device = z.object({ id: z.string().max(200), name: z.string().max(200) });
const Wish = z.object({ microphone: device, speaker: device, ringer: device });

/** What was chosen here; the system's own where nothing was, or where it cannot be read. */
export function rememberedDevices(): DeviceWish {
  try {
    const wish = Wish.safeParse(JSON.parse(localStorage.getItem(KEY) ?? 'null'));
    return wish.success ? wish.data : systemDevices;
  } catch {
    // Not JSON, or no storage: nothing was chosen.
    return systemDevices;
  }
}

export function chooseDevice(phone: Pick<Softphone, 'setDevices'>, use: DeviceUse, chosen: Device): void {
  const wish = { ...rememberedDevices(), [use]: chosen };
  phone.setDevices(wish);
  try {
    localStorage.setItem(KEY, JSON.stringify(wish));
  } catch {
    // Without storage the choice holds until the page is left.
  }
}
