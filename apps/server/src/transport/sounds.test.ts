import { defaultCallSettings } from '@ringdesk/shared/model/call.ts';
import type { QueueId } from '@ringdesk/shared/model/ids.ts';
import { defaultQueueSettings } from '@ringdesk/shared/model/queue.ts';
import { SOUND_UPLOAD_PATH, type UploadedSound } from '@ringdesk/shared/protocol/files.ts';
import sharp from 'sharp';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';

import { startTestServer, type TestServer } from './testing/testServer.ts';

/** A tenth of a second of silence: PCM, 8 kHz, 16 bit, one channel. */
function wav(): Buffer {
  const samples = Buffer.alloc(1_600);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8_000, 24);
  head.writeUInt32LE(16_000, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

async function send(server: TestServer, token: string, content: Buffer, name: string) {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(content)]), name);
  const response = await server.fetch(SOUND_UPLOAD_PATH, { method: 'POST', body: form, token });
  return { status: response.status, body: (await response.json()) as UploadedSound & { code?: string } };
}

describe('[61] a sound for callers', () => {
  test('is kept, heard again by staff, and named by a call queue', async () => {
    const server = await startTestServer();
    const [admin, ana] = [await server.person('Admin', 'admin'), await server.person('Ana')];
    const [desk, colleague] = [await server.desk(admin), await server.desk(ana)];
    const sent = await send(server, await server.token(admin), wav(), 'welcome.wav');
    expect(sent).toMatchObject({ status: 200, body: { name: 'welcome.wav' } });

    const { path } = await colleague.ask('attachment.link', { attachmentId: sent.body.soundId });
    const heard = await fetch(server.url + path);
    expect(heard.headers.get('content-type')).toBe('audio/wav');
    expect(Buffer.from(await heard.arrayBuffer())).toEqual(wav());

    const queueId = v7() as QueueId;
    const queue = (musicId: string) => ({
      queueId,
      name: 'Calls',
      language: 'en' as const,
      settings: { ...defaultQueueSettings, call: { ...defaultCallSettings, musicId: musicId as never } },
    });
    expect(await desk.command('queue.create', queue(v7()))).toMatchObject({
      ok: false,
      error: { code: 'invalid', fields: { 'settings.call.musicId': 'no-such-sound' } },
    });
    expect(await desk.command('queue.create', queue(sent.body.soundId))).toMatchObject({ ok: true });
  });

  test('is refused when it is WAV the media server does not play', async () => {
    const server = await startTestServer();
    const admin = await server.person('Admin', 'admin');
    const float = wav();
    float.writeUInt16LE(3, 20);
    float.writeUInt16LE(32, 34);
    expect(await send(server, await server.token(admin), float, 'welcome.wav')).toMatchObject({
      body: { code: 'fileTypeRefused' },
    });
  });

  test('is refused when it is a picture', async () => {
    const server = await startTestServer();
    const admin = await server.person('Admin', 'admin');
    const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    expect(await send(server, await server.token(admin), picture, 'welcome.png')).toMatchObject({
      status: 415,
      body: { code: 'fileTypeRefused' },
    });
  });
});
