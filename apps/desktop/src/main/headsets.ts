/**
 * Buttons and lamps of headsets (WebHID): a page gets the one the person has chosen, of a kind made for calls, and no other device.
 * The browser would show the choice and remember it; in the app both are ours.
 */
import type { DevicePermissionHandlerHandlerDetails, HIDDevice } from 'electron';
import { z } from 'zod';

import { ownUrl } from './origin.ts';

/** USB HID Usage Tables: the page of telephony devices. */
const TELEPHONY_PAGE = 0x0b;

/** A kind of headset that was chosen; the system gives a device another id at each start. */
export const ChosenHeadset = z.strictObject({ vendorId: z.number().int(), productId: z.number().int() });
export type ChosenHeadset = z.infer<typeof ChosenHeadset>;

const MOST_KEPT = 8;

export interface HeadsetParts {
  /** Somebody is signed in, whose calls they are. */
  readonly telephony: () => boolean;
  readonly chosen: () => readonly ChosenHeadset[];
  readonly keep: (chosen: readonly ChosenHeadset[]) => void;
  /** Shows the names; the place of the one that was pressed, undefined for none. Only asked where there are several. */
  readonly choose: (names: readonly string[]) => Promise<number | undefined>;
}

type Device = Pick<HIDDevice, 'deviceId' | 'name' | 'vendorId' | 'productId' | 'collections'>;

const isHeadset = ({ collections }: Pick<Device, 'collections'>): boolean =>
  collections.some(({ usagePage }) => usagePage === TELEPHONY_PAGE);

const same = (one: ChosenHeadset, other: ChosenHeadset): boolean =>
  one.vendorId === other.vendorId && one.productId === other.productId;

export class Headsets {
  readonly #parts: HeadsetParts;

  constructor(parts: HeadsetParts) {
    this.#parts = parts;
  }

  /** May a page use this device without asking? Only what was chosen before. */
  mayUse({ deviceType, origin, device }: DevicePermissionHandlerHandlerDetails): boolean {
    if (deviceType !== 'hid' || ownUrl(origin) === undefined || !this.#parts.telephony()) return false;
    // The type of the device follows from the type of the question.
    const hid = device as HIDDevice;
    return isHeadset(hid) && this.#parts.chosen().some((each) => same(each, hid));
  }

  /** The person has pressed "connect": the id of what they choose from these, undefined for none. */
  async select(devices: readonly Device[]): Promise<string | undefined> {
    // A headset has several interfaces and stands there once for each.
    const found = [...new Map(devices.filter(isHeadset).map((each) => [each.deviceId, each])).values()];
    const place = found.length < 2 ? 0 : await this.#parts.choose(found.map(({ name }) => name));
    const device = place === undefined ? undefined : found[place];
    if (device === undefined) return undefined;
    const { vendorId, productId } = device;
    const others = this.#parts.chosen().filter((each) => !same(each, device));
    this.#parts.keep([{ vendorId, productId }, ...others].slice(0, MOST_KEPT));
    return device.deviceId;
  }
}
