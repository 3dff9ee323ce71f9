import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { loudness } from '../../../apps/server/src/channels/telephony/media/testing/rtpPeer.ts';

/** Half a second of 8 kHz. */
const WINDOW = 4_000;

/** Every sound file that the server keeps in its data folder. */
export const soundsIn = (folder: string): readonly string[] =>
  readdirSync(join(folder, 'attachments'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).subarray(0, 4).toString() === 'RIFF');

/** How loud it is in the half second in which it is loudest: over more, two clocks are not one any more. */
export const loudest = (samples: Int16Array | undefined, hz: number): number => {
  const starts = Array.from({ length: Math.floor((samples?.length ?? 0) / WINDOW) }, (_, index) => index * WINDOW);
  return Math.max(0, ...starts.map((start) => loudness(samples!.slice(start, start + WINDOW), hz)));
};
