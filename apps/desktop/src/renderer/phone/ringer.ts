/** A ring is 2 s long and comes every 6. */
const RING_EVERY_S = 6;
/** The beep of a second call, in the ear of who talks: short, soft, every 8 s. */
const WAITING_EVERY_S = 8;
/** What a caller hears while it rings elsewhere, where the far end sends no tone of its own (ITU-T E.180): 1 s, every 5. */
const RINGBACK_EVERY_S = 5;

interface Tone {
  readonly at: number;
  readonly hz: number;
  readonly seconds: number;
  readonly loudness: number;
}

const pair = (at: number, seconds: number, loudness: number, ...tones: readonly number[]): readonly Tone[] =>
  tones.map((hz) => ({ at, hz, seconds, loudness }));

/** In seconds, hertz, and loudness 0 to 1 at full volume. */
export const rings = {
  ring: {
    every: RING_EVERY_S,
    tones: [...pair(0, 0.95, 0.16, 440, 554.37), ...pair(1.05, 0.95, 0.16, 440, 554.37)],
  },
  waiting: { every: WAITING_EVERY_S, tones: [...pair(0, 0.12, 0.05, 440), ...pair(0.22, 0.12, 0.05, 440)] },
  ringback: { every: RINGBACK_EVERY_S, tones: pair(0, 1, 0.06, 425) },
} as const satisfies Record<string, { readonly every: number; readonly tones: readonly Tone[] }>;

export type RingKind = keyof typeof rings;

/** So that no tone clicks. */
const EDGE_S = 0.012;

export interface RingerParts {
  readonly createContext: () => AudioContext;
  /** Calls back every so many seconds until the given function is called. */
  readonly every: (seconds: number, call: () => void) => () => void;
}

const browserParts: RingerParts = {
  createContext: () => new AudioContext({ latencyHint: 'interactive' }),
  every: (seconds, call) => {
    const timer = setInterval(call, seconds * 1_000);
    return () => clearInterval(timer);
  },
};

/** Rings on one output of its own; made of tones, so that no recording is needed. */
export interface Ringer {
  /** Rings now and again and again; already ringing in this way: nothing happens. */
  readonly start: (kind: RingKind) => void;
  readonly stop: () => void;
  /** The person has pressed something: what the browser held back rings now. */
  readonly wake: () => void;
  /** Silences this ring only (WCAG 1.4.2); the next sounds again. */
  readonly mute: () => void;
  /** 0 to 1. */
  readonly setVolume: (volume: number) => void;
  /** Empty: the system's. Resolves false where the browser cannot choose. */
  readonly setOutput: (deviceId: string) => Promise<boolean>;
  readonly ringing: () => RingKind | undefined;
  readonly close: () => void;
}

/** The audio device is opened with the first ring, not before. */
export function createRinger(parts: RingerParts = browserParts): Ringer {
  let context: AudioContext | undefined;
  let volume = 1;
  let output = '';
  let now: { kind: RingKind; stop: () => void; sounding: OscillatorNode[]; muted: boolean } | undefined;
  /** The browser lets nothing sound before the person pressed something on the page. */
  let held = false;

  const applyOutput = async (): Promise<boolean> => {
    const device = context as (AudioContext & { setSinkId?: (id: string) => Promise<void> }) | undefined;
    if (device === undefined) return true;
    if (device.setSinkId === undefined) return output === '';
    return device.setSinkId(output).then(
      () => true,
      () => false,
    );
  };
  const opened = (): AudioContext => {
    if (context !== undefined) return context;
    context = parts.createContext();
    if (output !== '') void applyOutput();
    return context;
  };
  const sound = (device: AudioContext, { at, hz, seconds, loudness }: Tone): OscillatorNode => {
    const start = device.currentTime + at;
    const oscillator = device.createOscillator();
    const gain = device.createGain();
    oscillator.frequency.value = hz;
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(loudness * volume, start + EDGE_S);
    gain.gain.setValueAtTime(loudness * volume, start + seconds - EDGE_S);
    gain.gain.linearRampToValueAtTime(0, start + seconds);
    oscillator.connect(gain).connect(device.destination);
    oscillator.start(start);
    oscillator.stop(start + seconds);
    return oscillator;
  };
  const strike = (): void => {
    if (now === undefined || now.muted || volume === 0) return;
    const device = opened();
    if (device.state === 'suspended') return wake();
    now.sounding = rings[now.kind].tones.map((tone) => sound(device, tone));
  };
  /** What rings then sounds at once, and once: what was struck meanwhile is past. */
  const wake = (): void => {
    if (context?.state !== 'suspended') return;
    const resumed = context.resume();
    if (held) return void resumed.catch(() => undefined);
    held = true;
    resumed.then(
      () => {
        held = false;
        strike();
      },
      () => {
        held = false;
      },
    );
  };
  const hush = (): void => {
    for (const oscillator of now?.sounding ?? []) oscillator.stop();
  };
  const stop = (): void => {
    now?.stop();
    hush();
    now = undefined;
  };
  return {
    start: (kind) => {
      if (now?.kind === kind) return;
      stop();
      now = { kind, stop: parts.every(rings[kind].every, strike), sounding: [], muted: false };
      strike();
    },
    stop,
    wake,
    mute: () => {
      if (now !== undefined) now.muted = true;
      now?.stop();
      hush();
    },
    setVolume: (to) => {
      volume = Math.min(1, Math.max(0, to));
    },
    setOutput: (deviceId) => {
      output = deviceId;
      return applyOutput();
    },
    ringing: () => now?.kind,
    close: () => {
      stop();
      void context?.close();
    },
  };
}
