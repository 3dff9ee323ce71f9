import { open } from 'node:fs/promises';

/** How much of a file is looked at. */
const HEAD_BYTES = 4_096;

/** What the media server plays of WAV: format tag → bits of a sample. Of others it says that it plays them, and is silent. */
const WAV_FORMATS: Readonly<Record<number, readonly number[]>> = { 1: [8, 16], 6: [8], 7: [8] };

/**
 * Whether the media server may be given this file: WAV (PCM of 8 or 16 bits, A-law, μ-law) or MP3. Anything else must never
 * reach it: an Ogg file ends the process of rtpengine 10.5, and every call with it. False where it cannot be read.
 */
export async function isPlayable(path: string): Promise<boolean> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return false;
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return isPlayableHead(buffer.subarray(0, bytesRead));
  } catch {
    return false;
  } finally {
    await file.close();
  }
}

/** The same of the first bytes of a file. Never throws. */
export function isPlayableHead(head: Buffer): boolean {
  return isMp3(head) || isWav(head);
}

const isMp3 = (head: Buffer): boolean => {
  if (head.length < 10) return false;
  if (head.toString('latin1', 0, 3) === 'ID3') return true;
  // A frame's first eleven bits, and layer III (ISO 11172-3, section 2.4.1.3).
  return head.readUInt16BE(0) >= 0xffe0 && (head.readUInt8(1) & 0x06) === 0x02;
};

function isWav(head: Buffer): boolean {
  if (head.toString('latin1', 0, 4) !== 'RIFF' || head.toString('latin1', 8, 12) !== 'WAVE') return false;
  for (let at = 12; at + 24 <= head.length; at += 8 + head.readUInt32LE(at + 4) + (head.readUInt32LE(at + 4) % 2)) {
    if (head.toString('latin1', at, at + 4) !== 'fmt ') continue;
    const [tag, channels, rate, bits] = [
      head.readUInt16LE(at + 8),
      head.readUInt16LE(at + 10),
      head.readUInt32LE(at + 12),
      head.readUInt16LE(at + 22),
    ];
    return (
      WAV_FORMATS[tag]?.includes(bits) === true && channels >= 1 && channels <= 2 && rate >= 8_000 && rate <= 48_000
    );
  }
  return false;
}
