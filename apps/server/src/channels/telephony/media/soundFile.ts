import { rename, rm } from 'node:fs/promises';

import { linearOf } from './muLaw.ts';
import { Peaks } from './peaks.ts';
import { createWav, type WavFile, type WavShape } from './wav.ts';

/** A file that is whole. */
export interface FinishedSound {
  readonly file: string;
  /** Whole ones, rounded up: what can be heard lasts at least one. */
  readonly seconds: number;
  /** 0 to 100, at most 200 of them. */
  readonly peaks: readonly number[];
}

/** While it grows a file has this behind its name; whatever has it at the next start was cut off. */
export const UNFINISHED = '.part';

/**
 * Sound on its way into a file. Pieces are written in order, one after the other; a disk that fails ends the file with what
 * it has, and `failed` says so once.
 */
export class SoundFile {
  readonly #path: string;
  readonly #shape: WavShape;
  readonly #failed: () => void;
  readonly #peaks = new Peaks();
  #wav: WavFile | undefined;
  #line: Promise<void>;
  #broken = false;

  private constructor(path: string, shape: WavShape, wav: WavFile, failed: () => void) {
    this.#path = path;
    this.#shape = shape;
    this.#wav = wav;
    this.#failed = failed;
    this.#line = Promise.resolve();
  }

  /** `path`: of the whole file; there must be none. */
  static async create(path: string, shape: WavShape, failed: () => void): Promise<SoundFile> {
    return new SoundFile(path, shape, await createWav(path + UNFINISHED, shape), failed);
  }

  /** μ-law samples of all channels in turn. */
  write(samples: Uint8Array): void {
    if (samples.length === 0) return;
    this.#peaks.add(samples);
    const bytes = this.#shape.format === 'muLaw' ? samples : pcmOf(samples);
    this.#line = this.#line
      .then(() => (this.#broken ? undefined : this.#wav?.append(bytes)))
      .catch(() => {
        if (this.#broken) return;
        this.#broken = true;
        this.#failed();
      });
  }

  /** undefined: there is no sound in it, and no file is left. */
  async finish(): Promise<FinishedSound | undefined> {
    await this.#line;
    const wav = this.#wav;
    this.#wav = undefined;
    const seconds = (await wav?.close()) ?? 0;
    if (seconds === 0) {
      await rm(this.#path + UNFINISHED, { force: true });
      return undefined;
    }
    await rename(this.#path + UNFINISHED, this.#path);
    return { file: this.#path, seconds: Math.ceil(seconds), peaks: this.#peaks.all() };
  }
}

function pcmOf(samples: Uint8Array): Uint8Array {
  const pcm = Buffer.allocUnsafe(samples.length * 2);
  for (const [index, byte] of samples.entries()) pcm.writeInt16LE(linearOf(byte), index * 2);
  return pcm;
}
