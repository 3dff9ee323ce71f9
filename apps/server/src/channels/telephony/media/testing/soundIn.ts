import { readFile } from 'node:fs/promises';

import { linearOf } from '../muLaw.ts';
import { WAV_HEADER, wavShapeIn } from '../wav.ts';

/** The channels of a file of ours, 16-bit samples each. */
export async function channelsIn(file: string): Promise<readonly Int16Array[]> {
  const bytes = await readFile(file);
  const shape = wavShapeIn(bytes);
  if (shape === undefined) throw new Error('no sound file of ours');
  const data = bytes.subarray(WAV_HEADER);
  if (shape.format === 'pcm16') {
    return [Int16Array.from({ length: data.length >> 1 }, (_, index) => data.readInt16LE(index * 2))];
  }
  const channel = (offset: number): Int16Array =>
    Int16Array.from({ length: data.length >> 1 }, (_, index) => linearOf(data[index * 2 + offset] ?? 0xff));
  return [channel(0), channel(1)];
}
