import { describe, expect, test } from 'vitest';

import { createRinger, rings } from './ringer.ts';
import { createWakeLock } from './wakeLock.ts';

/** An audio device that only counts. */
function stage() {
  const outputs: string[] = [];
  const resumed: (() => void)[] = [];
  let started: { hz: number; stopped: boolean }[] = [];
  let tick: (() => void) | undefined;
  let every = 0;
  const node = { connect: () => node };
  const gain = { ...node, gain: { setValueAtTime: () => undefined, linearRampToValueAtTime: () => undefined } };
  const context = {
    state: 'running',
    resume: () =>
      new Promise<void>((resolve) => {
        resumed.push(() => {
          context.state = 'running';
          resolve();
        });
      }),
    currentTime: 0,
    destination: node,
    createGain: () => gain,
    createOscillator: () => {
      const tone = { hz: 0, stopped: false };
      return {
        frequency: {
          set value(hz: number) {
            tone.hz = hz;
          },
        },
        connect: () => gain,
        start: () => void started.push(tone),
        // With a time it ends by itself; without one it is cut off.
        stop: (at?: number) => {
          if (at === undefined) tone.stopped = true;
        },
      };
    },
    setSinkId: async (id: string) => {
      if (id === 'gone') throw new Error('NotFoundError');
      outputs.push(id);
    },
    close: async () => undefined,
  };
  const ringer = createRinger({
    createContext: () => context as never,
    every: (seconds, call) => {
      every = seconds;
      tick = call;
      return () => {
        tick = undefined;
      };
    },
  });
  return {
    ringer,
    outputs,
    hold: () => {
      context.state = 'suspended';
    },
    /** The person has pressed something: every request for sound is granted. */
    press: async () => {
      ringer.wake();
      for (const grant of resumed.splice(0)) grant();
      await Promise.resolve();
    },
    again: () => tick?.(),
    repeats: () => tick !== undefined,
    every: () => every,
    /** Tones that began since the last look. */
    heard: () => {
      const tones = started;
      started = [];
      return tones;
    },
  };
}

describe('the ringer', () => {
  test('rings two seconds of every six, until it stops, and is cut off then', () => {
    const { ringer, heard, every, again, repeats } = stage();
    ringer.start('ring');
    const first = heard();
    expect([first.length, every()]).toEqual([4, 6]);
    const last = Math.max(...rings.ring.tones.map(({ at, seconds }) => at + seconds));
    expect(last).toBeCloseTo(2);
    again();
    const second = heard();
    expect(second).toHaveLength(4);
    ringer.stop();
    expect([second.every(({ stopped }) => stopped), repeats(), ringer.ringing()]).toEqual([true, false, undefined]);
  });

  test('started twice it rings once; another kind takes over', () => {
    const { ringer, heard } = stage();
    ringer.start('ring');
    ringer.start('ring');
    expect(heard()).toHaveLength(4);
    ringer.start('waiting');
    expect([ringer.ringing(), heard().length]).toEqual(['waiting', 2]);
  });

  test('muted, this ring is silent and the next one sounds', () => {
    const { ringer, heard, repeats } = stage();
    ringer.start('ring');
    heard();
    ringer.mute();
    ringer.start('ring');
    expect([heard(), repeats()]).toEqual([[], false]);
    ringer.stop();
    ringer.start('ring');
    expect(heard()).toHaveLength(4);
  });

  test('held back by the browser it rings at the first press, once, however often it was struck before', async () => {
    const { ringer, heard, hold, press, again } = stage();
    hold();
    ringer.start('ring');
    again();
    again();
    expect(heard()).toEqual([]);
    await press();
    expect(heard()).toHaveLength(4);
    again();
    expect(heard()).toHaveLength(4);
  });

  test('what was muted or over before the first press does not ring then', async () => {
    for (const end of ['mute', 'stop'] as const) {
      const { ringer, heard, hold, press } = stage();
      hold();
      ringer.start('ring');
      ringer[end]();
      await press();
      expect(heard()).toEqual([]);
    }
  });

  test('on the device that was chosen before the first ring; one that is refused is told', async () => {
    const { ringer, outputs } = stage();
    expect(await ringer.setOutput('speakers')).toBe(true);
    expect(outputs).toEqual([]);
    ringer.start('ring');
    expect(outputs).toEqual(['speakers']);
    expect(await ringer.setOutput('gone')).toBe(false);
  });

  test('at volume nought nothing sounds', () => {
    const { ringer, heard } = stage();
    ringer.setVolume(0);
    ringer.start('ring');
    expect(heard()).toEqual([]);
  });
});

describe('the wake lock', () => {
  test('is held during a call, asked for again when the page is seen, and released', async () => {
    const told: string[] = [];
    const page = new EventTarget() as EventTarget & { visibilityState: DocumentVisibilityState };
    page.visibilityState = 'visible';
    const request = async () => {
      told.push('asked');
      return { release: async () => void told.push('released') };
    };
    const lock = createWakeLock({ request }, page as never);
    lock.hold(true);
    lock.hold(true);
    page.visibilityState = 'hidden';
    page.dispatchEvent(new Event('visibilitychange'));
    page.visibilityState = 'visible';
    page.dispatchEvent(new Event('visibilitychange'));
    lock.hold(false);
    await new Promise((resolve) => setTimeout(resolve));
    page.dispatchEvent(new Event('visibilitychange'));
    expect(told.toSorted()).toEqual(['asked', 'asked', 'released', 'released']);
  });

  test('a browser that has none is no trouble', () => {
    expect(() => createWakeLock(undefined, new EventTarget() as never).hold(true)).not.toThrow();
  });
});
