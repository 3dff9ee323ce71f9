import { expect, test } from 'vitest';

import { watchSoundPermission } from './soundPermission.ts';

function stage(state: 'suspended' | 'running') {
  const page = new EventTarget();
  const device = {
    state: state as AudioContextState,
    resume: async () => {
      if (!allows) throw new Error('NotAllowedError');
      device.state = 'running';
    },
    close: async () => {
      device.state = 'closed';
    },
  };
  let allows = false;
  let look = (): void => undefined;
  const permission = watchSoundPermission({
    createContext: () => device,
    page,
    after: (_, act) => {
      look = act;
      return () => undefined;
    },
  });
  const told: boolean[] = [];
  permission.onChange(() => told.push(permission.isHeld()));
  return {
    told,
    device,
    look: () => look(),
    press: async (key: 'keydown' | 'pointerdown', counts: boolean) => {
      allows = counts;
      page.dispatchEvent(new Event(key));
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
}

test('where sound is allowed nothing is said, and the device is let go', () => {
  const { look, told, device } = stage('running');
  look();
  expect([told, device.state]).toEqual([[], 'closed']);
});

test('held back it is said, until a press that counts', async () => {
  const { look, told, press, device } = stage('suspended');
  look();
  expect(told).toEqual([true]);
  await press('keydown', false);
  expect(told).toEqual([true]);
  await press('pointerdown', true);
  expect([told, device.state]).toEqual([[true, false], 'closed']);
});
