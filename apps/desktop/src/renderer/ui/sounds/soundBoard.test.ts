import { beforeEach, expect, test } from 'vitest';

import { scores } from './scores.ts';
import { createSoundBoard, defaultSoundSettings, type SoundBoard } from './soundBoard.ts';

/** An audio device that writes down when each note would sound, and how loud. */
const fakeDevice = () => {
  const notes: { hz: number; loudness: number }[] = [];
  const context = {
    currentTime: 0,
    state: 'running',
    destination: {},
    resume: () => Promise.resolve(),
    createOscillator: () => {
      const note = { hz: 0, loudness: 0 };
      notes.push(note);
      return {
        type: 'sine',
        frequency: {
          set value(hz: number) {
            note.hz = hz;
          },
        },
        connect: (gain: { peak: () => number }) => {
          note.loudness = gain.peak();
        },
        start: () => undefined,
        stop: () => undefined,
      };
    },
    createGain: () => {
      let peak = 0;
      const rise = (value: number) => {
        peak = Math.max(peak, value);
      };
      return {
        gain: { setValueAtTime: rise, linearRampToValueAtTime: rise },
        connect: () => undefined,
        peak: () => peak,
      };
    },
  };
  return { notes, context: context as unknown as AudioContext };
};

let device: ReturnType<typeof fakeDevice>;
let timers: { seconds: number; call: () => void }[];
let board: SoundBoard;

beforeEach(() => {
  device = fakeDevice();
  timers = [];
  board = createSoundBoard({
    createContext: () => device.context,
    every: (seconds, call) => {
      const timer = { seconds, call };
      timers.push(timer);
      return () => {
        timers.splice(timers.indexOf(timer), 1);
      };
    },
  });
});

const knock = scores.chatOffer.length;

test('a sound plays its notes once', () => {
  board.play('chatOffer');
  expect(device.notes.map((note) => note.hz)).toEqual(scores.chatOffer.map((note) => note.hz));
});

test('a sound that is off is not heard, but can be tested', () => {
  board.setSettings({ ...defaultSoundSettings, messageTick: { on: false, volume: 0.5 } });
  board.play('messageTick');
  expect(device.notes).toEqual([]);
  board.test('messageTick');
  expect(device.notes.length).toBe(1);
});

test('held back by the browser, each sound is heard once at the first press, and a ring that is over is not', async () => {
  const context = device.context as unknown as { state: string; resume: () => Promise<void> };
  const grants: (() => void)[] = [];
  context.state = 'suspended';
  context.resume = () =>
    new Promise((resolve) => {
      grants.push(() => {
        context.state = 'running';
        resolve();
      });
    });
  board.play('messageTick');
  board.play('messageTick');
  board.startRing('chatOffer', 'o1');
  timers.at(-1)?.call();
  board.startRing('callRing', 'o2');
  board.stopRing();
  expect(device.notes).toEqual([]);
  board.wake();
  for (const grant of grants) grant();
  await Promise.resolve();
  expect(device.notes.length).toBe(scores.messageTick.length);
});

test('volume and a call in the headset make it quieter', () => {
  board.setSettings({ ...defaultSoundSettings, messageTick: { on: true, volume: 1 } });
  board.play('messageTick');
  board.setDucked(true);
  board.play('messageTick');
  const [full, ducked] = device.notes;
  expect(full?.loudness).toBeCloseTo(0.14);
  expect(ducked?.loudness).toBeCloseTo(0.14 * 0.2);
});

test('a ring sounds at once, repeats every 6 seconds and ends', () => {
  board.startRing('chatOffer', 'offer-1');
  expect(device.notes.length).toBe(knock);
  expect(timers.map((timer) => timer.seconds)).toEqual([6]);
  timers[0]?.call();
  expect(device.notes.length).toBe(2 * knock);
  board.stopRing();
  expect(timers).toEqual([]);
});

test('starting the ring that already rings does not double it', () => {
  board.startRing('chatOffer', 'offer-1');
  board.startRing('chatOffer', 'offer-1');
  expect(timers.length).toBe(1);
  expect(device.notes.length).toBe(knock);
});

test('muting silences this ring only: a new offer sounds again', () => {
  board.startRing('chatOffer', 'offer-1');
  board.muteRing();
  timers[0]?.call();
  board.startRing('chatOffer', 'offer-1');
  expect(device.notes.length).toBe(knock);
  board.startRing('chatOffer', 'offer-2');
  expect(device.notes.length).toBe(2 * knock);
  expect(timers.length).toBe(1);
});

test('a call takes over from a chat offer', () => {
  board.startRing('chatOffer', 'offer-1');
  board.startRing('callRing', 'call-1');
  expect(timers.length).toBe(1);
  expect(device.notes.length).toBe(knock + scores.callRing.length);
});

test('a ring says that it is heard: not while it is switched off, silent, muted or held back by the browser', async () => {
  const heard: string[] = [];
  board.onRing((occasion) => heard.push(occasion));
  board.play('chatOffer');
  board.startRing('chatOffer', 'o1');
  expect(heard).toEqual(['o1']);
  board.setSettings({ ...defaultSoundSettings, chatOffer: { on: false, volume: 1 } });
  board.startRing('chatOffer', 'o2');
  board.setSettings({ ...defaultSoundSettings, chatOffer: { on: true, volume: 0 } });
  board.startRing('chatOffer', 'o3');
  board.setSettings(defaultSoundSettings);
  Object.assign(device.context, { state: 'suspended' });
  board.startRing('chatOffer', 'o4');
  expect(heard).toEqual(['o1']);
  Object.assign(device.context, { state: 'running', resume: () => Promise.resolve() });
  board.wake();
  board.muteRing();
  expect(heard).toEqual(['o1']);
});
