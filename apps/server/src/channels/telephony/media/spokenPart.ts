import { linearOf, SAMPLES_PER_MS } from './muLaw.ts';

/** Loudness is looked at in pieces of so many samples: 20 ms. */
const PIECE = 20 * SAMPLES_PER_MS;
/** Root mean square of 16-bit samples (−42 dB): above it somebody speaks, below it a line hums. */
const LOUD = 250;
/** Kept before the first and after the last word. */
const MARGIN = 300 * SAMPLES_PER_MS;

/**
 * A message without the silence before its first and after its last word: breaths and pauses within it stay. Pure.
 */
export class SpokenPart {
  /** What cannot be judged yet: part of a piece. */
  #rest = new Uint8Array();
  /** Silence that is kept only if a word follows. */
  #pending: Uint8Array[] = [];
  #spoken = false;

  /** μ-law samples. Returns what is certain to stay, in order. */
  add(samples: Uint8Array): Uint8Array {
    const all = joined([this.#rest, samples]);
    const kept: Uint8Array[] = [];
    let at = 0;
    for (; at + PIECE <= all.length; at += PIECE) {
      const piece = all.slice(at, at + PIECE);
      if (isLoud(piece)) {
        kept.push(...(this.#spoken ? this.#pending : this.#margin('last')), piece);
        this.#pending = [];
        this.#spoken = true;
      } else {
        this.#pending.push(piece);
        if (!this.#spoken) this.#pending = this.#margin('last');
      }
    }
    this.#rest = all.slice(at);
    return joined(kept);
  }

  /** What still belongs to the message when it is over; empty where nobody has spoken. */
  end(): Uint8Array {
    return this.#spoken ? joined(this.#margin('first')) : new Uint8Array();
  }

  #margin(which: 'first' | 'last'): Uint8Array[] {
    const pieces = MARGIN / PIECE;
    return which === 'first' ? this.#pending.slice(0, pieces) : this.#pending.slice(-pieces);
  }
}

function isLoud(piece: Uint8Array): boolean {
  let sum = 0;
  for (const byte of piece) sum += linearOf(byte) ** 2;
  return sum / piece.length > LOUD ** 2;
}

const joined = (pieces: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(pieces));
