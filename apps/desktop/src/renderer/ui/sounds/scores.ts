/**
 * The desk's sounds as notes, synthesised so that no recording is needed. Times in seconds from the start, pitch in
 * hertz, loudness 0 to 1 at full volume; the whole stays near −18 LUFS.
 */
export interface Note {
  at: number;
  hz: number;
  seconds: number;
  loudness: number;
  shape: OscillatorType;
}

export type SoundName = 'chatOffer' | 'callRing' | 'messageTick' | 'trouble';

/** The sounds that repeat until somebody answers. */
export type RingName = 'chatOffer' | 'callRing';

/** Two tones at once, as a telephone: 0.9 s, a breath, 0.9 s. */
const trill = (at: number): Note[] => [
  { at, hz: 440, seconds: 0.9, loudness: 0.16, shape: 'sine' },
  { at, hz: 554.37, seconds: 0.9, loudness: 0.16, shape: 'sine' },
];

export const scores: Record<SoundName, readonly Note[]> = {
  // One soft knock of two notes within 400 ms.
  chatOffer: [
    { at: 0, hz: 587.33, seconds: 0.18, loudness: 0.3, shape: 'sine' },
    { at: 0.16, hz: 880, seconds: 0.24, loudness: 0.26, shape: 'sine' },
  ],
  callRing: [...trill(0), ...trill(1.1)],
  messageTick: [{ at: 0, hz: 1318.51, seconds: 0.08, loudness: 0.14, shape: 'sine' }],
  trouble: [
    { at: 0, hz: 196, seconds: 0.28, loudness: 0.3, shape: 'triangle' },
    { at: 0.3, hz: 146.83, seconds: 0.4, loudness: 0.3, shape: 'triangle' },
  ],
};

/** Seconds from one start of a ring to the next: a call is 2 on and 4 off, a knock comes every 6. */
export const ringEverySeconds: Record<RingName, number> = { chatOffer: 6, callRing: 6 };
