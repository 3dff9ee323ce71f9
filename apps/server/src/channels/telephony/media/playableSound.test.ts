import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { isPlayable, isPlayableHead } from '../../../application/playableSound.ts';
import { wavHeader } from './wav.ts';

const wav = (change: (view: DataView) => void = () => undefined): Buffer => {
  const header = wavHeader({ format: 'pcm16', channels: 1 }, 0);
  change(new DataView(header.buffer));
  return Buffer.from(header);
};
const chunk = (name: string, bytes: number): Buffer => {
  const head = Buffer.alloc(8 + bytes + (bytes % 2));
  head.write(name, 'latin1');
  head.writeUInt32LE(bytes, 4);
  return head;
};

describe('what the media server may be given to play', () => {
  test('WAV as it plays it, also behind other chunks', () => {
    expect(isPlayableHead(wav())).toBe(true);
    expect(isPlayableHead(Buffer.from(wavHeader({ format: 'muLaw', channels: 2 }, 0)))).toBe(true);
    const behind = Buffer.concat([wav().subarray(0, 12), chunk('bext', 603), chunk('JUNK', 28), wav().subarray(12)]);
    expect(isPlayableHead(behind)).toBe(true);
  });

  test.each<[string, (view: DataView) => void]>([
    ['24 bits', (view) => view.setUint16(34, 24, true)],
    ['floating point', (view) => view.setUint16(20, 3, true)],
    ['ADPCM', (view) => view.setUint16(20, 2, true)],
    ['64 channels', (view) => view.setUint16(22, 64, true)],
    ['no rate', (view) => view.setUint32(24, 0, true)],
    ['no format', (view) => view.setUint32(12, 0, true)],
  ])('not WAV of %s, which it is silent over', (_, change) => expect(isPlayableHead(wav(change))).toBe(false));

  test('MP3, with a tag and without', () => {
    expect(isPlayableHead(Buffer.from('ID3\u0004\0\0\0\0\0\0', 'latin1'))).toBe(true);
    expect(isPlayableHead(Buffer.from([0xff, 0xfb, 0x90, 0xc0, 0, 0, 0, 0, 0, 0]))).toBe(true);
    // Layer II, AAC.
    expect(isPlayableHead(Buffer.from([0xff, 0xfd, 0x90, 0xc0, 0, 0, 0, 0, 0, 0]))).toBe(false);
    expect(isPlayableHead(Buffer.from([0xff, 0xf1, 0x50, 0x80, 0, 0, 0, 0, 0, 0]))).toBe(false);
  });

  test('never Ogg, which it dies of', () => {
    expect(isPlayableHead(Buffer.concat([Buffer.from('OggS\0\u0002'), Buffer.alloc(60)]))).toBe(false);
  });

  test('nothing else, and no noise is thrown at', async () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (noise) => {
        expect(isPlayableHead(Buffer.concat([wav().subarray(0, 12), noise]).subarray(0, 35))).toBe(false);
      }),
    );
    expect(await isPlayable('/nonexistent.wav')).toBe(false);
    expect(await isPlayable('/')).toBe(false);
  });
});
