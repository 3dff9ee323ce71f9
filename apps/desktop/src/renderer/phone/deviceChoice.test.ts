import { describe, expect, test } from 'vitest';

import { chooseDevices, type Devices, type DevicesInUse, type DeviceWish, systemDevices } from './deviceChoice.ts';

const headset = { id: 'h1', name: 'Jabra Evolve2 65' };
const loud = { id: 's1', name: 'Monitor' };
const there: Devices = {
  microphones: [{ id: 'm1', name: 'Jabra Evolve2 65' }],
  speakers: [headset, loud],
};
const wish: DeviceWish = { microphone: { id: 'm1', name: 'Jabra Evolve2 65' }, speaker: headset, ringer: loud };
const inUse: DevicesInUse = wish;
const nothing: Devices = { microphones: [], speakers: [] };

describe('devices', () => {
  test('the voice in the headset, the ring on the loudspeaker', () => {
    expect(chooseDevices(wish, there, undefined, false)).toEqual({ inUse: wish, notices: [] });
  });

  test('nothing chosen: the system’s own', () => {
    expect(chooseDevices(systemDevices, there, undefined, false).inUse).toEqual(systemDevices);
  });

  test('what is pulled out gives way to the system’s own, and the person is told which', () => {
    const { inUse: now, notices } = chooseDevices(wish, { ...nothing, speakers: [loud] }, inUse, true);
    expect(now).toEqual({ ...systemDevices, ringer: loud });
    expect(notices).toEqual([
      { kind: 'deviceGone', use: 'microphone', device: wish.microphone },
      { kind: 'deviceGone', use: 'speaker', device: headset },
    ]);
    expect(chooseDevices(wish, nothing, systemDevices, true).notices).toEqual([]);
  });

  test('what comes back in a call is offered, outside of one it is taken', () => {
    const inCall = chooseDevices(wish, there, { ...systemDevices, ringer: loud }, true);
    expect(inCall.inUse).toEqual({ ...systemDevices, ringer: loud });
    expect(inCall.notices.map(({ kind, use }) => `${kind} ${use}`)).toEqual([
      'deviceBack microphone',
      'deviceBack speaker',
    ]);
    expect(chooseDevices(wish, there, { ...systemDevices, ringer: loud }, false)).toEqual({
      inUse: wish,
      notices: [],
    });
  });

  test('a device whose id the browser has changed is known by its name', () => {
    const renamed: Devices = { microphones: [], speakers: [{ id: 'new', name: headset.name }] };
    expect(chooseDevices(wish, renamed, undefined, false).inUse.speaker).toEqual({ id: 'new', name: headset.name });
    const unnamed: Devices = { microphones: [], speakers: [{ id: 'new', name: '' }] };
    expect(chooseDevices({ ...wish, speaker: { id: 'x', name: '' } }, unnamed, undefined, false).inUse.speaker.id).toBe(
      '',
    );
  });
});
