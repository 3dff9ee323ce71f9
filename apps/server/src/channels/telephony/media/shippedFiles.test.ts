import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

import { createNgClient } from './ngClient.ts';
import { hasRtpengine, type RunningRtpengine, startRtpengineWith } from './testing/rtpengine.ts';

const resource = (path: string): string =>
  fileURLToPath(new URL(`../../../../../../resources/${path}`, import.meta.url));
const spoken = ['recorded', 'rate', 'rated'].flatMap((what) =>
  ['en', 'es', 'pt', 'ru'].map((language) => `${what}-${language}`),
);
const sounds = ['hold-music', 'tone', ...spoken];

describe('what comes with the product', () => {
  let running: RunningRtpengine | undefined;
  afterAll(() => running?.kill());

  test.skipIf(!hasRtpengine)('the media server starts with the configuration and takes orders', async () => {
    const conf = resource('rtpengine/rtpengine.conf');
    running = await startRtpengineWith(12_238, [`--config-file=${conf}`, '-m', '30900', '-M', '30999']);
    let cookies = 0;
    const client = await createNgClient(running, () => `c${(cookies += 1)}`);
    expect(await client.send('ping')).toEqual({ result: 'pong' });
    client.close();
  });

  test.each(sounds)('%s is a file of the telephone network: μ-law, one channel, 8,000 a second', (name) => {
    const header = readFileSync(resource(`sounds/${name}.wav`));
    expect(header.toString('latin1', 0, 4)).toBe('RIFF');
    expect([header.readUInt16LE(20), header.readUInt16LE(22), header.readUInt32LE(24)]).toEqual([7, 1, 8_000]);
  });

  test.skipIf(!existsSync('/usr/bin/sox'))('the music has no silence in it and is soft', () => {
    const raw = ['-t', 'raw', '-e', 'signed', '-b', '16', '-'];
    const pcm = execFileSync('sox', [resource('sounds/hold-music.wav'), ...raw]);
    for (let at = 0; at + 16_000 <= pcm.length; at += 16_000) {
      let sum = 0;
      for (let index = 0; index < 16_000; index += 2) sum += pcm.readInt16LE(at + index) ** 2;
      const loudness = Math.sqrt(sum / 8_000);
      expect(loudness).toBeGreaterThan(500);
      expect(loudness).toBeLessThan(6_000);
    }
  });
});
