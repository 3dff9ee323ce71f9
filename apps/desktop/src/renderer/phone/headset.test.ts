import { describe, expect, test } from 'vitest';

import { type HeadsetKey, openHeadset } from './headset.ts';
import { type Collection, lampReports, readButtons, telephonyMapOf } from './hidTelephony.ts';

/** As a common headset describes itself: hook switch and mute in one report, three lamps in another. */
const collections: readonly Collection[] = [
  {
    usagePage: 0x0c,
    inputReports: [{ reportId: 1, items: [{ usages: [0x000c_00e9], reportSize: 1, reportCount: 8 }] }],
  },
  {
    usagePage: 0x0b,
    inputReports: [
      {
        reportId: 2,
        items: [
          { usages: [0x000b_0020, 0x000b_0097], reportSize: 1, reportCount: 2, isAbsolute: true },
          { usages: [0x000b_002f], reportSize: 1, reportCount: 1 },
          { isArray: true, usageMinimum: 0x000b_00b0, usageMaximum: 0x000b_00bb, reportSize: 4, reportCount: 1 },
          { reportSize: 1, reportCount: 9 },
        ],
      },
    ],
    outputReports: [
      {
        reportId: 3,
        items: [
          { usages: [0x0008_0017, 0x0008_001e, 0x0008_0009, 0x0008_0018], reportSize: 1, reportCount: 4 },
          { reportSize: 1, reportCount: 12 },
        ],
      },
    ],
  },
];
const bytes = (...values: number[]): DataView => new DataView(new Uint8Array(values).buffer);

describe('the descriptor', () => {
  const map = telephonyMapOf(collections)!;

  test('tells where hook switch and mute are, and which lamps there are', () => {
    expect(map).toEqual({
      inputs: {
        hookSwitch: { reportId: 2, bit: 0, bytes: 2, absolute: true },
        mute: { reportId: 2, bit: 2, bytes: 2, absolute: false },
      },
      lamps: {
        offHook: { reportId: 3, bit: 0, bytes: 2, absolute: false },
        muted: { reportId: 3, bit: 2, bytes: 2, absolute: false },
        ringing: { reportId: 3, bit: 3, bytes: 2, absolute: false },
      },
    });
  });

  test('a device without a hook switch is no headset for calls', () => {
    expect(telephonyMapOf([collections[0]!])).toBeUndefined();
    expect(telephonyMapOf([])).toBeUndefined();
  });

  test('buttons are read, other reports and short ones are left alone', () => {
    expect(readButtons(map, 2, bytes(0b101, 0))).toEqual({ hookSwitch: true, mute: true });
    expect(readButtons(map, 1, bytes(0xff, 0xff))).toEqual({});
    expect(readButtons(map, 2, bytes())).toEqual({});
  });

  test('lamps are switched together in their report', () => {
    expect(lampReports(map, { offHook: true, muted: true, ringing: false })).toEqual([
      { reportId: 3, data: new Uint8Array([0b0101, 0]) },
    ]);
  });

  test('a descriptor that lies about its size costs nothing', () => {
    const lies = [{ usagePage: 0x0b, inputReports: [{ items: [{ usageMinimum: 0, usageMaximum: 0xffff_ffff }] }] }];
    expect(telephonyMapOf(lies)).toBeUndefined();
  });
});

describe('the keys', () => {
  class Device extends EventTarget {
    opened = false;
    readonly productName = 'Jabra Evolve2 65';
    readonly collections = collections;
    readonly sent: number[][] = [];
    open = async (): Promise<void> => {
      this.opened = true;
    };
    close = async (): Promise<void> => {
      this.opened = false;
    };
    sendReport = async (reportId: number, data: Uint8Array<ArrayBuffer>): Promise<void> => {
      this.sent.push([reportId, ...data]);
    };
    press(...values: number[]): void {
      this.dispatchEvent(Object.assign(new Event('inputreport'), { reportId: 2, data: bytes(...values) }));
    }
  }
  const connected = async () => {
    const device = new Device();
    const hid = Object.assign(new EventTarget(), {
      getDevices: async () => [],
      requestDevice: async () => [device],
    });
    const headset = openHeadset({ hid, session: undefined });
    const keys: HeadsetKey[] = [];
    headset.onKey((key) => keys.push(key));
    expect(await headset.choose()).toBe(true);
    return { device, hid, headset, keys };
  };

  test('the hook answers and hangs up, its echo does nothing; mute mutes once a press', async () => {
    const { device, headset, keys } = await connected();
    device.press(0b001, 0);
    expect(keys).toEqual(['toggle']);
    headset.show({ inCall: true, muted: false, ringing: false });
    device.press(0b001, 0);
    device.press(0b101, 0);
    device.press(0b001, 0);
    expect(keys).toEqual(['toggle', 'mute']);
    device.press(0b000, 0);
    expect(keys).toEqual(['toggle', 'mute', 'toggle']);
  });

  test('the desk took the call itself: the headset that follows its lamp is no wish', async () => {
    const { device, headset, keys } = await connected();
    headset.show({ inCall: true, muted: false, ringing: false });
    device.press(0b001, 0);
    headset.show({ inCall: false, muted: false, ringing: false });
    device.press(0b000, 0);
    expect(keys).toEqual([]);
    expect(device.sent).toEqual([
      [3, 0, 0],
      [3, 1, 0],
      [3, 0, 0],
    ]);
  });

  test('one that was pulled out is used again once it is back', async () => {
    const { device, hid, headset, keys } = await connected();
    expect(headset.name()).toBe('Jabra Evolve2 65');
    hid.dispatchEvent(Object.assign(new Event('disconnect'), { device }));
    expect(headset.name()).toBeUndefined();
    hid.dispatchEvent(Object.assign(new Event('connect'), { device }));
    await Promise.resolve();
    device.press(0b001, 0);
    expect([headset.name(), keys]).toEqual(['Jabra Evolve2 65', ['toggle']]);
  });

  test('what the browser offers is told as it is', async () => {
    expect(openHeadset({ hid: undefined, session: undefined }).offers()).toBe('none');
    const handlers = new Map<string, (() => void) | null>();
    const session = { setActionHandler: (name: string, act: (() => void) | null) => void handlers.set(name, act) };
    const headset = openHeadset({ hid: undefined, session: session as never });
    const keys: HeadsetKey[] = [];
    headset.onKey((key) => keys.push(key));
    handlers.get('hangup')?.();
    handlers.get('togglemicrophone')?.();
    expect([headset.offers(), keys, await headset.choose()]).toEqual(['browser', ['toggle', 'mute'], false]);
    const old = {
      setActionHandler: () => {
        throw new TypeError('Unknown action.');
      },
    };
    expect(openHeadset({ hid: undefined, session: old as never }).offers()).toBe('none');
  });
});
