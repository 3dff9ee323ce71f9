import { ringEverySeconds, scores, type Note, type RingName, type SoundName } from './scores.ts';

export interface SoundSetting {
  on: boolean;
  /** 0 to 1. */
  volume: number;
}

export type SoundSettings = Record<SoundName, SoundSetting>;

export const defaultSoundSettings: SoundSettings = {
  chatOffer: { on: true, volume: 0.7 },
  callRing: { on: true, volume: 0.8 },
  messageTick: { on: true, volume: 0.5 },
  trouble: { on: true, volume: 0.6 },
};

/** How loud everything is while a call is on: the headset is at the ear. */
const duckedShare = 0.2;

export interface SoundBoard {
  /** Plays a sound once, unless it is switched off. */
  play: (name: SoundName) => void;
  /** Plays it once whatever its switch says: the test button of the settings. */
  test: (name: SoundName) => void;
  /**
   * Rings now and again and again until `stopRing`. Ringing already with the same name and occasion: nothing happens,
   * also when it was muted. Another name or occasion (a new offer) takes over and sounds at once.
   */
  startRing: (name: RingName, occasion?: string) => void;
  stopRing: () => void;
  /** Silences this ring only; the next one sounds again (WCAG 1.4.2). */
  muteRing: () => void;
  setSettings: (settings: SoundSettings) => void;
  /** On during a call: everything at a fifth. */
  setDucked: (ducked: boolean) => void;
  /** The output device of `enumerateDevices`; empty for the system's. Resolves false where it cannot be chosen. */
  setOutput: (deviceId: string) => Promise<boolean>;
  /** The person has pressed something: what the browser held back sounds now, each once. */
  wake: () => void;
  /** Hears the occasion of each ring that really sounds: not one that is switched off, muted, silent or held back. */
  onRing: (listener: (occasion: string) => void) => void;
}

export interface SoundBoardParts {
  createContext: () => AudioContext;
  /** Calls back every so many seconds until the given function is called. */
  every: (seconds: number, call: () => void) => () => void;
}

const browserParts: SoundBoardParts = {
  createContext: () => new AudioContext({ latencyHint: 'interactive' }),
  every: (seconds, call) => {
    const timer = setInterval(call, seconds * 1000);
    return () => clearInterval(timer);
  },
};

/** Attack and release in seconds, so that no note clicks. */
const edge = 0.012;

const sound = (context: AudioContext, note: Note, volume: number): void => {
  const start = context.currentTime + note.at;
  const end = start + note.seconds;
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.type = note.shape;
  oscillator.frequency.value = note.hz;
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(note.loudness * volume, start + edge);
  gain.gain.setValueAtTime(note.loudness * volume, Math.max(start + edge, end - 0.08));
  gain.gain.linearRampToValueAtTime(0, end);
  oscillator.connect(gain);
  gain.connect(context.destination);
  oscillator.start(start);
  oscillator.stop(end + edge);
};

/** Everything the desk lets be heard. The audio device is opened with the first sound, not before. */
export const createSoundBoard = (parts: SoundBoardParts = browserParts): SoundBoard => {
  let context: AudioContext | undefined;
  let settings = defaultSoundSettings;
  let ducked = false;
  let ring: { name: RingName; occasion: string | undefined; muted: boolean; stop: () => void } | undefined;

  const ringListeners = new Set<(occasion: string) => void>();

  const opened = (): AudioContext => (context ??= parts.createContext());
  /** The browser lets nothing sound before the person pressed something on the page. */
  const held = new Set<SoundName>();
  let waking = false;
  const release = () => {
    waking = false;
    const names = [...held];
    held.clear();
    for (const name of names) if (!(name in ringEverySeconds) || (ring?.name === name && !ring.muted)) strike(name);
  };
  const wake = () => {
    if (context?.state !== 'suspended') return;
    const resumed = context.resume();
    if (waking) return void resumed.catch(() => undefined);
    waking = true;
    resumed.then(release, () => {
      waking = false;
    });
  };
  const strike = (name: SoundName) => {
    const device = opened();
    if (device.state === 'suspended') {
      held.add(name);
      return wake();
    }
    const volume = settings[name].volume * (ducked ? duckedShare : 1);
    if (volume <= 0) return;
    for (const note of scores[name]) sound(device, note, volume);
    if (ring?.name === name && ring.occasion !== undefined) for (const heard of ringListeners) heard(ring.occasion);
  };
  const play = (name: SoundName) => {
    if (settings[name].on) strike(name);
  };
  const stopRing = () => {
    ring?.stop();
    ring = undefined;
  };

  return {
    play,
    test: strike,
    startRing: (name, occasion) => {
      if (ring?.name === name && ring.occasion === occasion) return;
      stopRing();
      const stop = parts.every(ringEverySeconds[name], () => {
        if (ring?.muted === false) play(name);
      });
      ring = { name, occasion, muted: false, stop };
      play(name);
    },
    stopRing,
    muteRing: () => {
      if (ring !== undefined) ring.muted = true;
    },
    setSettings: (next) => {
      settings = next;
    },
    setDucked: (next) => {
      ducked = next;
    },
    setOutput: async (deviceId) => {
      const device = opened() as AudioContext & { setSinkId?: (id: string) => Promise<void> };
      if (device.setSinkId === undefined) return false;
      return device.setSinkId(deviceId).then(
        () => true,
        () => false,
      );
    },
    wake,
    onRing: (listener) => void ringListeners.add(listener),
  };
};
