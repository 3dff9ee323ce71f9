import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { SAMPLE_RATE } from '../muLaw.ts';
import { wavHeader } from '../wav.ts';

/** A second of one tone, as a file somebody has uploaded. */
export async function toneFile(folder: string, hertz: number): Promise<string> {
  const samples = Buffer.alloc(SAMPLE_RATE * 2);
  for (let index = 0; index < SAMPLE_RATE; index += 1) {
    // Off the zero crossings, where a tone of a quarter of the rate would be silent.
    const wave = Math.sin((2 * Math.PI * hertz * index) / SAMPLE_RATE + 0.4);
    samples.writeInt16LE(Math.round(8_000 * wave), index * 2);
  }
  const file = join(folder, `tone-${hertz}.wav`);
  await writeFile(file, [wavHeader({ format: 'pcm16', channels: 1 }, samples.length), samples]);
  return file;
}
