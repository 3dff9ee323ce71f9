import { linearOf } from './muLaw.ts';

/** What a waveform is drawn from. */
const MOST = 200;

/**
 * The loudness of a recording as it comes, in at most 200 steps whatever its length: when there are 400 of them, two and
 * two become one.
 */
export class Peaks {
  #samplesPerStep = 80;
  #steps: number[] = [];
  #loudest = 0;
  #counted = 0;

  /** μ-law samples. */
  add(samples: Uint8Array): void {
    for (const byte of samples) {
      this.#loudest = Math.max(this.#loudest, Math.abs(linearOf(byte)));
      this.#counted += 1;
      if (this.#counted >= this.#samplesPerStep) this.#step();
    }
  }

  /** 0 to 100 each, 100 is the loudest that can be; the last step may be of fewer samples. */
  all(): readonly number[] {
    const steps = this.#counted === 0 ? this.#steps : [...this.#steps, this.#loudest];
    const shown = steps.length > MOST ? pairs(steps) : steps;
    return shown.map((peak) => Math.round(Math.sqrt(peak / 32_768) * 100));
  }

  #step(): void {
    this.#steps.push(this.#loudest);
    this.#loudest = 0;
    this.#counted = 0;
    if (this.#steps.length < MOST * 2) return;
    this.#steps = [...pairs(this.#steps)];
    this.#samplesPerStep *= 2;
  }
}

const pairs = (steps: readonly number[]): readonly number[] =>
  Array.from({ length: Math.ceil(steps.length / 2) }, (_, index) =>
    Math.max(steps[index * 2] ?? 0, steps[index * 2 + 1] ?? 0),
  );
