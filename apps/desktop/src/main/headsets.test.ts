import type { DevicePermissionHandlerHandlerDetails, HIDDevice } from 'electron';
import { expect, test } from 'vitest';

import { type ChosenHeadset, Headsets } from './headsets.ts';

const device = (deviceId: string, productId: number, usagePage = 0x0b): HIDDevice =>
  ({ deviceId, name: `Headset ${deviceId}`, vendorId: 1, productId, collections: [{ usagePage }] }) as HIDDevice;

const open = (pressed?: number) => {
  const state = { telephony: true, chosen: [] as readonly ChosenHeadset[], asked: [] as (readonly string[])[] };
  const headsets = new Headsets({
    telephony: () => state.telephony,
    chosen: () => state.chosen,
    keep: (chosen) => (state.chosen = chosen),
    choose: async (names) => {
      state.asked.push(names);
      return pressed;
    },
  });
  const may = (of: HIDDevice, more: Partial<DevicePermissionHandlerHandlerDetails> = {}): boolean =>
    headsets.mayUse({ deviceType: 'hid', origin: 'app://ringdesk/', device: of, ...more });
  return { headsets, state, may };
};

test('no device is a page’s until the person has chosen it, and then only that kind', async () => {
  const { headsets, state, may } = open();
  expect(may(device('a', 10))).toBe(false);
  expect(await headsets.select([device('a', 10), device('a', 10)])).toBe('a');
  expect(state.asked).toEqual([]);
  expect([may(device('other id after a start', 10)), may(device('b', 11))]).toEqual([true, false]);
});

test('several: the person is asked, and may choose none', async () => {
  const second = open(1);
  expect(await second.headsets.select([device('a', 10), device('b', 11)])).toBe('b');
  expect(second.state.asked).toEqual([['Headset a', 'Headset b']]);
  const none = open();
  expect(await none.headsets.select([device('a', 10), device('b', 11)])).toBeUndefined();
  expect(none.state.chosen).toEqual([]);
});

test('a keyboard is no headset, whatever was chosen', async () => {
  const { headsets, may } = open();
  expect(await headsets.select([device('k', 12, 0x01)])).toBeUndefined();
  await headsets.select([device('a', 10)]);
  expect(may(device('a', 10, 0x01))).toBe(false);
});

test('other kinds of devices, strange pages and nobody signed in get nothing', async () => {
  const { headsets, state, may } = open();
  await headsets.select([device('a', 10)]);
  for (const more of [{ deviceType: 'usb' }, { deviceType: 'serial' }, { origin: 'https://desk.example' }] as const)
    expect(may(device('a', 10), more)).toBe(false);
  state.telephony = false;
  expect(may(device('a', 10))).toBe(false);
});

test('a few are kept, the last chosen first', async () => {
  const { headsets, state } = open();
  for (let n = 0; n < 12; n += 1) await headsets.select([device(`d${n}`, n)]);
  await headsets.select([device('d11', 11)]);
  expect(state.chosen.map(({ productId }) => productId)).toEqual([11, 10, 9, 8, 7, 6, 5, 4]);
});
