import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { mixed } from './listeningMix.ts';
import { linearOf, muLawOf, SILENCE } from './muLaw.ts';
import { Peaks } from './peaks.ts';
import { interleaved } from './recording.ts';
import { SoundFile, UNFINISHED } from './soundFile.ts';
import { SpokenPart } from './spokenPart.ts';
import { channelsIn } from './testing/soundIn.ts';
import { repairWav, WAV_HEADER, wavHeader, type WavShape, wavShapeIn } from './wav.ts';

const LOUD = muLawOf(8_000);
/** So many milliseconds of it. */
const spoken = (ms: number): Uint8Array => new Uint8Array(ms * 8).fill(LOUD);
const silent = (ms: number): Uint8Array => new Uint8Array(ms * 8).fill(SILENCE);

describe('μ-law (G.711)', () => {
  test('the values of its table', () => {
    expect([0x00, 0x80, 0x7f, 0xff, 0x0f, 0x8f].map(linearOf)).toEqual([-32_124, 32_124, 0, 0, -16_764, 16_764]);
    expect([0, 32_767, -32_768].map(muLawOf)).toEqual([0xff, 0x80, 0x00]);
  });

  test('a byte survives being a sample, a sample is changed by a thirtieth at most', () => {
    for (let byte = 0; byte < 256; byte += 1) expect(linearOf(muLawOf(linearOf(byte)))).toBe(linearOf(byte));
    fc.assert(
      fc.property(fc.integer({ min: -32_124, max: 32_124 }), (sample) => {
        expect(Math.abs(linearOf(muLawOf(sample)) - sample)).toBeLessThanOrEqual(4 + Math.abs(sample) / 30);
      }),
    );
  });

  test('voices at once are their sum, cut off where there is no more', () => {
    expect(linearOf(mixed([Uint8Array.of(muLawOf(1_000)), Uint8Array.of(muLawOf(500))])[0] ?? 0)).toBeCloseTo(
      1_500,
      -2,
    );
    expect(mixed([Uint8Array.of(0x80), Uint8Array.of(0x80)])[0]).toBe(0x80);
    expect(mixed([])).toHaveLength(0);
  });

  test('two channels sample by sample', () => {
    expect([...interleaved(Uint8Array.of(1, 2), Uint8Array.of(8, 9))]).toEqual([1, 8, 2, 9]);
  });
});

describe('a waveform', () => {
  test('at most 200 steps from 0 to 100, whatever the length and however it comes', () => {
    const parts = fc.array(fc.tuple(fc.nat(300), fc.nat(255)), { maxLength: 40 });
    fc.assert(
      fc.property(parts, (pieces) => {
        const [whole, bit] = [new Peaks(), new Peaks()];
        const all = pieces.flatMap(([ms, byte]) => [...new Uint8Array(ms * 8).fill(byte)]);
        whole.add(Uint8Array.from(all));
        for (const [ms, byte] of pieces) bit.add(new Uint8Array(ms * 8).fill(byte));
        const peaks = whole.all();
        expect(peaks.length).toBeLessThanOrEqual(200);
        expect(peaks.every((peak) => Number.isInteger(peak) && peak >= 0 && peak <= 100)).toBe(true);
        expect(bit.all()).toEqual(peaks);
      }),
      { numRuns: 50 },
    );
  });

  test('where it is loud it is high', () => {
    const peaks = new Peaks();
    peaks.add(silent(10_000));
    peaks.add(spoken(10_000));
    const all = peaks.all();
    expect(all.slice(0, all.length / 2 - 1).every((peak) => peak === 0)).toBe(true);
    expect(all.slice(all.length / 2 + 1).every((peak) => peak > 40)).toBe(true);
  });
});

describe('a message without the silence around it', () => {
  /** All that stays, in one. */
  const kept = (pieces: readonly Uint8Array[]): Uint8Array => {
    const part = new SpokenPart();
    return new Uint8Array(Buffer.concat([...pieces.map((piece) => part.add(piece)), part.end()]));
  };

  test('pauses stay, a third of a second stays around the words', () => {
    const pieces = [silent(2_000), spoken(500), silent(1_500), spoken(200), silent(4_000)];
    expect(kept(pieces)).toEqual(
      new Uint8Array(Buffer.concat([silent(300), spoken(500), silent(1_500), spoken(200), silent(300)])),
    );
  });

  test('however it is cut into pieces', () => {
    const whole = Buffer.concat([silent(900), spoken(300), silent(700), spoken(60), silent(100)]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1 }), (sizes) => {
        const cut: Uint8Array[] = [];
        let at = 0;
        for (let index = 0; at < whole.length; index += 1) {
          const size = sizes[index % sizes.length] ?? 1;
          cut.push(whole.subarray(at, at + size));
          at += size;
        }
        expect(kept(cut)).toEqual(kept([whole]));
      }),
    );
  });

  test('where nobody speaks nothing stays, a hum is nobody', () => {
    expect(kept([silent(5_000)])).toHaveLength(0);
    expect(kept([new Uint8Array(40_000).fill(muLawOf(100))])).toHaveLength(0);
  });
});

describe('sound files', () => {
  const shapes: readonly WavShape[] = [
    { format: 'muLaw', channels: 2 },
    { format: 'pcm16', channels: 1 },
  ];
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ringdesk-sound-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test.each(shapes)('what is written is read again: $format', async (shape) => {
    const path = join(folder, 'a.wav');
    const file = await SoundFile.create(path, shape, () => undefined);
    for (const ms of [20, 0, 80]) file.write(spoken(ms));
    const finished = await file.finish();
    expect(finished).toMatchObject({ file: path, seconds: 1 });
    expect(Math.max(...(finished?.peaks ?? []))).toBe(49);
    for (const channel of await channelsIn(path)) {
      expect(channel).toEqual(new Int16Array(800 / shape.channels).fill(linearOf(LOUD)));
    }
    expect(existsSync(path + UNFINISHED)).toBe(false);
  });

  test('without sound there is no file', async () => {
    const file = await SoundFile.create(join(folder, 'a.wav'), { format: 'pcm16', channels: 1 }, () => undefined);
    expect(await file.finish()).toBeUndefined();
    expect(existsSync(join(folder, 'a.wav'))).toBe(false);
    expect(existsSync(join(folder, `a.wav${UNFINISHED}`))).toBe(false);
  });

  test('a file cut off anywhere is whole again, and being whole is not changed', async () => {
    const cuts = fc.tuple(fc.constantFrom(...shapes), fc.integer({ min: 2, max: 200 }), fc.nat(9_999));
    await fc.assert(
      fc.asyncProperty(cuts, async ([shape, bytes, claimed]) => {
        const path = join(folder, 'cut.wav');
        await writeFile(path, [wavHeader(shape, claimed * 2), new Uint8Array(bytes).fill(LOUD)]);
        const seconds = await repairWav(path);
        const whole = await readFile(path);
        expect(whole.subarray(0, WAV_HEADER)).toEqual(Buffer.from(wavHeader(shape, whole.length - WAV_HEADER)));
        expect(whole.length).toBe(WAV_HEADER + (bytes & ~1));
        expect(await repairWav(path)).toBe(seconds);
        expect(await readFile(path)).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  test('a header without sound, or half a sample of it, is no recording', async () => {
    const path = join(folder, 'empty.wav');
    for (const bytes of [0, 1]) {
      await writeFile(path, [wavHeader({ format: 'pcm16', channels: 1 }, 0), new Uint8Array(bytes)]);
      expect(await repairWav(path)).toBeUndefined();
    }
  });

  test('bytes of others are no file of ours', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 100 }), async (bytes) => {
        const path = join(folder, 'noise.wav');
        await writeFile(path, bytes);
        expect(wavShapeIn(bytes)).toBeUndefined();
        expect(await repairWav(path)).toBeUndefined();
        expect((await stat(path)).size).toBe(bytes.length);
      }),
      { numRuns: 60 },
    );
  });
});
