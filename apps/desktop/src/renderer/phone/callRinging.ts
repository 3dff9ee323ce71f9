import type { PhoneCalls } from './phoneCall.ts';
import { createRinger } from './ringer.ts';

/** What is heard of calls that ring: over the loudspeaker while nobody is talked with, else as beeps in the ear. */
export interface CallRinging {
  /** Something rings for this person, or nothing any more; it sounds with the next {@link CallRinging.follow}. */
  readonly want: (on: boolean) => void;
  /** The calls that are talked in, or on their way to be. */
  readonly follow: (talking: PhoneCalls) => void;
  /** Silences this ring only; the next sounds again. */
  readonly mute: () => void;
  /** The person has pressed something: what the browser held back rings now. */
  readonly wake: () => void;
  /** Of the loudspeaker's ring, 0 to 1. */
  readonly setVolume: (volume: number) => void;
  /** Where it rings. Empty: the system's. Resolves false where the browser cannot choose. */
  readonly setRinger: (deviceId: string) => Promise<boolean>;
  /** Where the ear is. */
  readonly setSpeaker: (deviceId: string) => void;
  readonly close: () => void;
}

export function createCallRinging(): CallRinging {
  const ringer = createRinger();
  /** Beeps and the tone of ringing elsewhere belong to the ear. */
  const ear = createRinger();
  let wanted = false;

  return {
    want: (on) => {
      wanted = on;
    },
    follow: (talking) => {
      const goesOut = talking.some(
        ({ phase, direction, earlyMedia, consult }) =>
          (phase === 'ringing' && direction === 'out' && !earlyMedia) || consult?.phase === 'ringing',
      );
      if (wanted && talking.length === 0) ringer.start('ring');
      else ringer.stop();
      if (goesOut) ear.start('ringback');
      else if (wanted && talking.length > 0) ear.start('waiting');
      else ear.stop();
    },
    mute: () => {
      ringer.mute();
      ear.mute();
    },
    wake: () => {
      ringer.wake();
      ear.wake();
    },
    setVolume: ringer.setVolume,
    setRinger: ringer.setOutput,
    setSpeaker: (deviceId) => void ear.setOutput(deviceId),
    close: () => {
      ringer.close();
      ear.close();
    },
  };
}
