/**
 * Buttons and lamps of a headset (USB HID Usage Tables, Telephony Device Page 0x0B and LED Page 0x08): where they stand
 * in the reports of one device, found from what the browser says of its descriptor.
 */
const usage = (page: number, id: number): number => page * 0x1_0000 + id;

export const INPUTS = { hookSwitch: usage(0x0b, 0x20), mute: usage(0x0b, 0x2f) } as const;
export const LAMPS = { offHook: usage(0x08, 0x17), muted: usage(0x08, 0x09), ringing: usage(0x08, 0x18) } as const;

export type InputName = keyof typeof INPUTS;
export type LampName = keyof typeof LAMPS;

/** Of `HIDReportItem`, what is needed of it. */
export interface ReportItem {
  readonly isArray?: boolean;
  readonly isAbsolute?: boolean;
  readonly usages?: readonly number[];
  readonly usageMinimum?: number;
  readonly usageMaximum?: number;
  readonly reportSize?: number;
  readonly reportCount?: number;
  readonly logicalMinimum?: number;
}
export interface Report {
  readonly reportId?: number;
  readonly items?: readonly ReportItem[];
}
export interface Collection {
  readonly usagePage?: number;
  readonly inputReports?: readonly Report[];
  readonly outputReports?: readonly Report[];
}

interface Bit {
  readonly reportId: number;
  /** From the first bit of the first byte after the report's id. */
  readonly bit: number;
  /** Of the whole report, in bytes. */
  readonly bytes: number;
}
export interface Button extends Bit {
  /** The bit is the state; otherwise each 1 is one press. */
  readonly absolute: boolean;
}

export interface TelephonyMap {
  readonly inputs: Readonly<Partial<Record<InputName, Button>>>;
  readonly lamps: Readonly<Partial<Record<LampName, Bit>>>;
}

/** The usages of an item's fields in their order; of an array item none, because its fields carry numbers. */
function usagesOf(item: ReportItem): readonly number[] {
  if (item.isArray === true) return [];
  if (item.usages !== undefined && item.usages.length > 0) return item.usages;
  const { usageMinimum: least, usageMaximum: most } = item;
  if (least === undefined || most === undefined || most < least) return [];
  return Array.from({ length: Math.min(most - least + 1, 256) }, (_, place) => least + place);
}

function bitsOf(reports: readonly Report[]): Map<number, Bit & { readonly absolute: boolean }> {
  const found = new Map<number, Bit & { absolute: boolean }>();
  for (const { reportId = 0, items = [] } of reports) {
    const bits = items.reduce((sum, { reportSize = 0, reportCount = 0 }) => sum + reportSize * reportCount, 0);
    let bit = 0;
    for (const item of items) {
      const { reportSize = 0, reportCount = 0, isAbsolute = false } = item;
      const usages = usagesOf(item);
      for (let place = 0; place < reportCount; place++) {
        const id = usages[Math.min(place, usages.length - 1)];
        if (id !== undefined && reportSize === 1 && !found.has(id))
          found.set(id, { reportId, bit, bytes: Math.ceil(bits / 8), absolute: isAbsolute });
        bit += reportSize;
      }
    }
  }
  return found;
}

/** Where the buttons and lamps are; undefined where the device has no hook switch, so that it is no headset for calls. */
export function telephonyMapOf(collections: readonly Collection[]): TelephonyMap | undefined {
  const own = collections.filter(({ usagePage }) => usagePage === 0x0b);
  const inputs = bitsOf(own.flatMap(({ inputReports = [] }) => inputReports));
  const outputs = bitsOf(own.flatMap(({ outputReports = [] }) => outputReports));
  const pick = <N extends string, B>(names: Readonly<Record<N, number>>, from: ReadonlyMap<number, B>) =>
    Object.fromEntries(
      Object.entries<number>(names).flatMap(([name, id]) => (from.has(id) ? [[name, from.get(id)]] : [])),
    ) as Partial<Record<N, B>>;
  const map: TelephonyMap = { inputs: pick(INPUTS, inputs), lamps: pick(LAMPS, outputs) };
  return map.inputs.hookSwitch === undefined ? undefined : map;
}

/** Which buttons are down in a report; buttons of other reports are left out. */
export function readButtons(map: TelephonyMap, reportId: number, data: DataView): Partial<Record<InputName, boolean>> {
  const down: Partial<Record<InputName, boolean>> = {};
  for (const [name, button] of Object.entries(map.inputs) as [InputName, Button][]) {
    const byte = button.bit >> 3;
    if (button.reportId !== reportId || byte >= data.byteLength) continue;
    down[name] = ((data.getUint8(byte) >> (button.bit & 7)) & 1) === 1;
  }
  return down;
}

/** The reports which switch the lamps so; one for each report that has any of them. */
export function lampReports(
  map: TelephonyMap,
  on: Readonly<Record<LampName, boolean>>,
): readonly { readonly reportId: number; readonly data: Uint8Array<ArrayBuffer> }[] {
  const reports = new Map<number, Uint8Array<ArrayBuffer>>();
  for (const [name, { reportId, bit, bytes }] of Object.entries(map.lamps) as [LampName, Bit][]) {
    const data = reports.get(reportId) ?? new Uint8Array(bytes);
    if (on[name]) data[bit >> 3] = (data[bit >> 3] ?? 0) | (1 << (bit & 7));
    reports.set(reportId, data);
  }
  return [...reports].map(([reportId, data]) => ({ reportId, data }));
}
