/**
 * What the two live regions say. Kept outside the components so that anything may speak, and so that the regions
 * themselves never leave the page: a region that appears together with its text is not read.
 */
export type Politeness = 'polite' | 'assertive';

export interface Spoken {
  /** Grows with every announcement, so that the same sentence twice is two sentences. */
  turn: number;
  text: string;
}

const silence: Spoken = { turn: 0, text: '' };
let spoken: Record<Politeness, Spoken> = { polite: silence, assertive: silence };
const listeners = new Set<() => void>();

/** Says a sentence through the reader: politely when it pauses, or assertively at once. Empty text says nothing. */
export const announce = (text: string, politeness: Politeness = 'polite'): void => {
  if (text === '') return;
  spoken = { ...spoken, [politeness]: { turn: spoken[politeness].turn + 1, text } };
  for (const listener of listeners) listener();
};

/** For `LiveRegions`. */
export const subscribeToSpeech = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** For `LiveRegions`: the same object until something is said. */
export const lastSpoken = (): Record<Politeness, Spoken> => spoken;
