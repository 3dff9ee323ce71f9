import { type FileHandle, open } from 'node:fs/promises';

import { SAMPLE_RATE } from './muLaw.ts';

/**
 * `muLaw`: a byte a sample, as it came over the line; `pcm16`: two bytes, what every program reads. In either shape a frame
 * has two bytes, so that no chunk ends at an odd place.
 */
export type WavShape =
  | { readonly format: 'muLaw'; readonly channels: 2 }
  | { readonly format: 'pcm16'; readonly channels: 1 };

const STEREO: WavShape = { format: 'muLaw', channels: 2 };
const MONO: WavShape = { format: 'pcm16', channels: 1 };
const FRAME = 2;

/** Bytes before the first sample. */
export const WAV_HEADER = 58;

/**
 * RIFF header of so many bytes of sound, whole frames, at 8,000 samples a second, with the `fact` chunk which other formats than PCM want
 * (Multimedia Programming Interface and Data Specifications 1.0, August 1991; new formats, April 1994).
 */
export function wavHeader(shape: WavShape, dataBytes: number): Uint8Array {
  const header = new Uint8Array(WAV_HEADER);
  const view = new DataView(header.buffer);
  const text = (at: number, value: string): void => header.set(Buffer.from(value, 'latin1'), at);
  text(0, 'RIFF');
  view.setUint32(4, WAV_HEADER - 8 + dataBytes, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 18, true);
  view.setUint16(20, shape.format === 'muLaw' ? 7 : 1, true);
  view.setUint16(22, shape.channels, true);
  view.setUint32(24, SAMPLE_RATE, true);
  view.setUint32(28, SAMPLE_RATE * FRAME, true);
  view.setUint16(32, FRAME, true);
  view.setUint16(34, (FRAME * 8) / shape.channels, true);
  text(38, 'fact');
  view.setUint32(42, 4, true);
  view.setUint32(46, dataBytes / FRAME, true);
  text(50, 'data');
  view.setUint32(54, dataBytes, true);
  return header;
}

/** What a header of ours says; undefined: it is none. */
export function wavShapeIn(header: Uint8Array): WavShape | undefined {
  if (header.length < WAV_HEADER) return undefined;
  // Everything but the three lengths.
  return [STEREO, MONO].find((shape) => wavHeader(shape, 0).every((byte, at) => isLength(at) || byte === header[at]));
}

const isLength = (at: number): boolean => (at >= 4 && at < 8) || (at >= 46 && at < 50) || at >= 54;

/** A sound file in the making: it grows, and is whole once {@link close} has resolved. */
export interface WavFile {
  /** Whole frames. Resolves when they are with the operating system. */
  append(sound: Uint8Array): Promise<void>;
  /** Resolves to the seconds it lasts once it is on the disk. */
  close(): Promise<number>;
}

/** Makes a new file; rejects where there is one. */
export async function createWav(path: string, shape: WavShape): Promise<WavFile> {
  const file = await open(path, 'wx', 0o600);
  await file.write(wavHeader(shape, 0));
  let bytes = 0;
  return {
    async append(sound) {
      await file.write(sound);
      bytes += sound.length;
    },
    close: () => finish(file, shape, bytes),
  };
}

/**
 * Makes a file whole whose writer died: what was written stays, half a frame at the end goes. Resolves to its seconds;
 * undefined: it is no file of ours, or has no sound in it.
 */
export async function repairWav(path: string): Promise<number | undefined> {
  const file = await open(path, 'r+');
  const { bytesRead, buffer } = await file.read(new Uint8Array(WAV_HEADER), 0, WAV_HEADER, 0);
  const shape = wavShapeIn(buffer.subarray(0, bytesRead));
  const { size } = await file.stat();
  const frames = Math.floor((size - WAV_HEADER) / FRAME);
  if (shape === undefined || frames <= 0) {
    await file.close();
    return undefined;
  }
  await file.truncate(WAV_HEADER + frames * FRAME);
  return finish(file, shape, frames * FRAME);
}

async function finish(file: FileHandle, shape: WavShape, bytes: number): Promise<number> {
  try {
    await file.write(wavHeader(shape, bytes), 0, WAV_HEADER, 0);
    await file.sync();
  } finally {
    await file.close();
  }
  return bytes / FRAME / SAMPLE_RATE;
}
