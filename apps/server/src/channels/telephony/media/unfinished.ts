import { open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { InteractionId } from '@ringdesk/shared/model/ids.ts';

import { muLawOf } from './muLaw.ts';
import { Peaks } from './peaks.ts';
import { type FinishedSound, UNFINISHED } from './soundFile.ts';
import { repairWav, WAV_HEADER, type WavShape, wavShapeIn } from './wav.ts';

export type SoundKind = 'recording' | 'voicemail';

export interface Recorded extends FinishedSound {
  readonly callId: InteractionId;
  readonly kind: SoundKind;
}

const NAME = /^([0-9A-Za-z_-]{1,64})\.(recording|voicemail)\.[0-9A-Za-z_-]{1,64}\.wav(\.part)?$/;

/** File name of a recording in the making: whose it is can be told from it after a crash. */
export const soundFileName = (callId: InteractionId, kind: SoundKind, id: string): string =>
  `${callId}.${kind}.${id}.wav`;

/**
 * What a process that died has left in this folder: recordings cut off are made whole, finished ones that nobody has
 * fetched are told again. Files without sound go; what is not ours stays as it is.
 */
export async function recoverSounds(folder: string): Promise<readonly Recorded[]> {
  const found: Recorded[] = [];
  for (const name of (await readdir(folder)).toSorted()) {
    const [, id, kind, cutOff] = NAME.exec(name) ?? [];
    const callId = InteractionId.safeParse(id);
    if (!callId.success || (kind !== 'recording' && kind !== 'voicemail')) continue;
    const sound = await recovered(join(folder, name), cutOff !== undefined);
    if (sound !== undefined) found.push({ callId: callId.data, kind, ...sound });
  }
  return found;
}

async function recovered(path: string, cutOff: boolean): Promise<FinishedSound | undefined> {
  const seconds = await repairWav(path);
  if (seconds === undefined) {
    await rm(path, { force: true });
    return undefined;
  }
  const file = cutOff ? path.slice(0, -UNFINISHED.length) : path;
  if (cutOff) await rename(path, file);
  return { file, seconds: Math.ceil(seconds), peaks: await peaksIn(file) };
}

async function peaksIn(path: string): Promise<readonly number[]> {
  const peaks = new Peaks();
  const file = await open(path);
  try {
    const header = await file.read(new Uint8Array(WAV_HEADER), 0, WAV_HEADER, 0);
    const shape = wavShapeIn(header.buffer);
    if (shape === undefined) return [];
    const piece = new Uint8Array(64 * 1_024);
    for (let at = WAV_HEADER; ; at += piece.length) {
      const { bytesRead } = await file.read(piece, 0, piece.length, at);
      if (bytesRead === 0) return peaks.all();
      peaks.add(muLawIn(piece.subarray(0, bytesRead), shape));
    }
  } finally {
    await file.close();
  }
}

function muLawIn(bytes: Uint8Array, { format }: WavShape): Uint8Array {
  if (format === 'muLaw') return bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint8Array.from({ length: bytes.length >> 1 }, (_, index) => muLawOf(view.getInt16(index * 2, true)));
}
