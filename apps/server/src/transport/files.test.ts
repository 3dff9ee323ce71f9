import type { MessageId } from '@ringdesk/shared/model/ids.ts';
import type { Attachment } from '@ringdesk/shared/model/message.ts';
import { DAY, HOUR, MINUTE } from '@ringdesk/shared/model/time.ts';
import { connect } from 'node:net';
import sharp from 'sharp';
import { v7 } from 'uuid';
import { describe, expect, onTestFinished, test, vi } from 'vitest';

import { type Person, startTestServer, TestClock, type TestServer } from './testing/testServer.ts';

type Content = string | Buffer;

const png = (width = 64, height = 32): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#2f54d9' } })
    .png()
    .toBuffer();

async function upload(
  server: TestServer,
  path: string,
  token: string,
  content: Content,
  name: string,
  type = 'application/octet-stream',
) {
  const form = new FormData();
  form.append('file', new Blob([typeof content === 'string' ? content : new Uint8Array(content)], { type }), name);
  const response = await server.fetch(path, { method: 'POST', body: form, token });
  return {
    status: response.status,
    body: (await response.json()) as { attachment: Attachment; pictureId: string; code?: string },
  };
}

async function conversation(server: TestServer) {
  const [admin, ana] = [await server.person('Admin', 'admin'), await server.person('Ana')];
  const [adminDesk, anaDesk] = [await server.desk(admin), await server.desk(ana)];
  const { channelId } = await server.queue(adminDesk, [ana]);
  const visitor = await server.visitor(channelId);
  return { admin, ana, adminDesk, anaDesk, visitor, channelId };
}

const visitorUpload = (server: TestServer, token: string, content: Content, name: string) =>
  upload(server, '/widget/attachments', token, content, name);

describe('a file of a visitor', () => {
  test('reaches the agent with a preview, through an address that ends with the session', async () => {
    const server = await startTestServer();
    const { anaDesk, visitor } = await conversation(server);
    const sent = await visitorUpload(server, visitor.welcome!.token, await png(), 'photo.png');
    expect(sent).toMatchObject({
      status: 200,
      body: { attachment: { name: 'photo.png', mimeType: 'image/png', width: 64, height: 32 } },
    });
    const { id } = sent.body.attachment;
    expect(await visitor.write('', v7(), [id])).toMatchObject({ ok: true });
    const own = await visitor.update('line');
    expect(own.line.attachments).toMatchObject([
      { id, url: expect.stringMatching(/^\/files\//), previewUrl: expect.any(String) },
    ]);
    const { offer } = await anaDesk.update('offer.put');
    await anaDesk.must('offer.accept', { offerId: offer.id });
    const link = await anaDesk.ask('attachment.link', { attachmentId: id });
    const file = await fetch(`${server.url}${link.path}`);
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': `attachment; filename="photo.png"; filename*=UTF-8''photo.png`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
    const preview = await fetch(`${server.url}${link.previewPath}`);
    expect(preview.headers.get('content-type')).toBe('image/webp');
    expect((await sharp(Buffer.from(await preview.arrayBuffer())).metadata()).width).toBe(64);
    expect((await fetch(`${server.url}${link.path.replace(/.$/, (c) => (c === 'A' ? 'B' : 'A'))}`)).status).toBe(410);
    const { sessions } = await anaDesk.ask('sessions.list', {});
    anaDesk.socket.emit('query', { name: 'sessions.revoke', input: { id: sessions[0]!.id } }, () => undefined);
    await anaDesk.closed;
    expect((await fetch(`${server.url}${link.path}`)).status).toBe(401);
  });

  test('belongs to whoever put it there: nobody else can send or read it before it is sent', async () => {
    const server = await startTestServer();
    const { anaDesk, visitor, channelId } = await conversation(server);
    const sent = await visitorUpload(server, visitor.welcome!.token, await png(), 'photo.png');
    const other = await server.visitor(channelId);
    const stolen = await other.write('mine', v7(), [sent.body.attachment.id]);
    expect(stolen).toMatchObject({ error: { code: 'invalid', fields: { attachmentIds: 'no-such-file' } } });
    expect(await anaDesk.query('attachment.link', { attachmentId: sent.body.attachment.id })).toMatchObject({
      error: { code: 'notFound' },
    });
  });

  test('counts for its network, however many visitors it says it is of', { timeout: 30_000 }, async () => {
    const clock = new TestClock();
    const server = await startTestServer({ machine: clock });
    const { channelId } = await conversation(server);
    const big = 'x'.repeat(9.5 * 1024 * 1024);
    const answers: string[] = [];
    for (let visitors = 0; visitors < 8; visitors += 1) {
      const { welcome } = await server.visitor(channelId);
      for (let file = 0; file < 4; file += 1) {
        const { status, body } = await visitorUpload(server, welcome!.token, big, 'big.txt');
        answers.push(status === 200 ? 'taken' : body.code!);
      }
    }
    expect(answers.filter((answer) => answer === 'taken')).toHaveLength(30);
    expect(answers.slice(30)).toEqual(['slowDown', 'slowDown']);
  });

  test('is sent once: the same message may come again, another one may not take it', async () => {
    const server = await startTestServer();
    const { visitor } = await conversation(server);
    const { body } = await visitorUpload(server, visitor.welcome!.token, await png(), 'photo.png');
    const messageId = v7();
    const first = await visitor.write('look', messageId, [body.attachment.id]);
    expect(await visitor.write('look', messageId, [body.attachment.id])).toEqual(first);
    expect(await visitor.write('again', v7(), [body.attachment.id])).toMatchObject({ error: { code: 'invalid' } });
  });

  test('needs a token that holds, and a channel that takes files', async () => {
    const server = await startTestServer();
    const { adminDesk, ana, visitor } = await conversation(server);
    expect((await visitorUpload(server, 'v1.aaaaaaaaaaaaaaaaaaaaaaa', 'x', 'a.txt')).body.code).toBe('signedOut');
    expect((await visitorUpload(server, `${visitor.welcome!.token}x`, 'x', 'a.txt')).status).toBe(401);
    const quiet = await server.queue(adminDesk, [ana], {}, { attachments: false });
    const other = await server.visitor(quiet.channelId);
    expect((await visitorUpload(server, other.welcome!.token, 'x', 'a.txt')).body.code).toBe('fileTypeRefused');
  });

  test('from a page of an origin that is not allowed is refused', async () => {
    const server = await startTestServer();
    const { adminDesk, ana } = await conversation(server);
    const { channelId } = await server.queue(adminDesk, [ana], {}, { allowedOrigins: ['https://shop.example'] });
    const page = server.page(channelId, undefined, { origin: 'https://shop.example' });
    await page.connected();
    const { token } = await page.hello();
    const form = () => {
      const data = new FormData();
      data.append('file', new Blob(['text']), 'a.txt');
      return data;
    };
    const send = (origin: string) =>
      fetch(`${server.url}/widget/attachments`, {
        method: 'POST',
        body: form(),
        headers: { authorization: `Bearer ${token}`, origin },
      });
    expect((await send('https://evil.example')).status).toBe(403);
    const allowed = await send('https://shop.example');
    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([200, 'https://shop.example']);
  });
});

describe('what comes as a file', () => {
  const staff = async (server: TestServer): Promise<{ ana: Person; token: string }> => {
    const ana = await server.person('Ana');
    return { ana, token: await server.token(ana) };
  };
  const hugePng = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAA//8AAP//CAIAAAD4wVsCAAAADElEQVR4nGNgYPgPAAEDAQAIicLsAAAAAElFTkSuQmCC',
    'base64',
  );

  test.each([
    ['SVG with a script', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'a.svg'],
    ['SVG called PNG', '<svg xmlns="http://www.w3.org/2000/svg"></svg>', 'a.png'],
    ['HTML', '<!doctype html><script>alert(1)</script>', 'a.html'],
    ['a script', '#!/bin/sh\nrm -rf /', 'a.sh'],
    ['a Windows program', Buffer.from('MZ\u0090\u0000', 'latin1'), 'a.exe'],
    ['a program called picture', Buffer.from('MZ\u0090\u0000', 'latin1'), 'photo.png'],
    ['a double extension', 'text', 'photo.png.exe'],
    ['a shortcut', 'text', 'a.lnk'],
    ['an address file', 'text', 'a.url'],
    ['a screen saver', 'text', 'a.scr'],
    ['an HTML application', 'text', 'a.hta'],
    ['a font', Buffer.from('OTTO\u0000', 'latin1'), 'a.otf'],
    ['no extension', 'text', 'README'],
    ['a GIF that is called PNG', Buffer.from('GIF89a\u0001\u0000\u0001\u0000', 'latin1'), 'a.png'],
    ['binary called text', Buffer.from([0, 1, 2, 3, 255]), 'a.txt'],
    ['a name that turns direction', 'text', 'photo\u202Egnp.exe'],
  ])('%s is refused', async (_what, content, name) => {
    const server = await startTestServer();
    const { token } = await staff(server);
    expect((await upload(server, '/api/attachments', token, content, name)).body.code).toBe('fileTypeRefused');
  });

  test.each([
    ['a plain text', 'hello', 'notes.txt', 'notes.txt', 'text/plain'],
    ['EICAR as text is only text', 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', 'a.txt', 'a.txt', 'text/plain'],
    ['a path in the name', 'hello', '../../etc/passwd.txt', 'passwd.txt', 'text/plain'],
    ['a device name', 'hello', 'CON.txt', '_CON.txt', 'text/plain'],
    ['direction marks', 'hello', 'a\u202Eb.txt', 'ab.txt', 'text/plain'],
    ['a PDF', '%PDF-1.7\n%âãÏÓ\n', 'bill.pdf', 'bill.pdf', 'application/pdf'],
    ['a picture that claims billions of pixels, without a preview', hugePng, 'big.png', 'big.png', 'image/png'],
    [
      'a broken picture, without a preview',
      Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70]),
      'cut.jpg',
      'cut.jpg',
      'image/jpeg',
    ],
  ])('%s is kept as data', async (_what, content, name, kept, mimeType) => {
    const server = await startTestServer();
    const { token } = await staff(server);
    const { body } = await upload(server, '/api/attachments', token, content, name);
    expect(body.attachment).toMatchObject({ name: kept, mimeType });
    expect(body.attachment.width).toBeUndefined();
  });

  test('a picture loses what was hidden in it', async () => {
    const server = await startTestServer();
    const { ana, token } = await staff(server);
    const photo = await sharp({ create: { width: 50, height: 50, channels: 3, background: 'red' } })
      .withExif({ IFD0: { Copyright: 'hidden-canary' } })
      .jpeg()
      .toBuffer();
    const { body } = await upload(server, '/api/pictures', token, photo, 'me.jpg');
    const shown = await fetch(`${server.url}/pictures/${body.pictureId}`);
    const bytes = Buffer.from(await shown.arrayBuffer());
    expect(shown.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 256, height: 256 });
    expect(bytes.includes('hidden-canary')).toBe(false);
    const desk = await server.desk(ana);
    await desk.must('profile.save', { name: 'Ana', language: 'en', pictureId: body.pictureId as never });
    expect(await desk.command('profile.save', { name: 'Ana', language: 'en', pictureId: v7() as never })).toMatchObject(
      {
        error: { code: 'invalid', fields: { pictureId: 'no-such-picture' } },
      },
    );
  });

  test('too large, empty, missing and not multipart are refused and leave nothing', async () => {
    const server = await startTestServer();
    const { token } = await staff(server);
    const big = await upload(server, '/api/pictures', token, Buffer.alloc(5 * 1024 * 1024 + 1), 'big.png');
    expect(big).toMatchObject({ status: 413, body: { code: 'tooLarge', maxBytes: 5 * 1024 * 1024 } });
    expect((await upload(server, '/api/attachments', token, '', 'a.txt')).body).toEqual({ code: 'fileEmpty' });
    const noFile = await server.fetch('/api/attachments', { method: 'POST', body: new FormData(), token });
    expect(noFile.status).toBe(400);
    const json = await server.fetch('/api/attachments', {
      method: 'POST',
      body: '{}',
      token,
      headers: { 'content-type': 'application/json' },
    });
    expect(await json.json()).toEqual({ code: 'invalid', fields: { file: 'not-multipart' } });
    const two = new FormData();
    two.append('file', new Blob(['a']), 'a.txt');
    two.append('file', new Blob(['b']), 'b.txt');
    expect((await server.fetch('/api/attachments', { method: 'POST', body: two, token })).status).toBeLessThan(500);
    const bare = await server.fetch('/api/attachments', {
      method: 'POST',
      body: 'x',
      token,
      headers: { 'content-type': 'multipart/form-data' },
    });
    expect(bare.status).toBe(400);
    expect((await server.fetch('/api/attachments', { method: 'POST', body: new FormData() })).status).toBe(401);
  });
});

test('an upload that is cut off is no bug and leaves nothing', async () => {
  const lines: string[] = [];
  const server = await startTestServer({ onLog: (line) => lines.push(line) });
  const token = await server.token(await server.person('Ana'));
  const closed = new Promise<void>((resolve) => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname, () => {
      const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf of i';
      const headers = `host: x\r\nauthorization: Bearer ${token}\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 5000`;
      socket.write(`POST /api/attachments HTTP/1.1\r\n${headers}\r\n\r\n${head}`, () => socket.end());
    });
    socket.resume();
    socket.once('close', () => resolve());
  });
  await closed;
  await server.stop();
  expect(lines.filter((line) => line.includes('bug'))).toEqual([]);
});

test('an address of a file ends after five minutes', async () => {
  const clock = new TestClock();
  const server = await startTestServer({ machine: clock });
  const { anaDesk, visitor } = await conversation(server);
  const { body } = await visitorUpload(server, visitor.welcome!.token, 'text', 'a.txt');
  await visitor.write('look', v7(), [body.attachment.id]);
  const { offer } = await anaDesk.update('offer.put');
  await anaDesk.must('offer.accept', { offerId: offer.id });
  const { path } = await anaDesk.ask('attachment.link', { attachmentId: body.attachment.id });
  clock.pass(4 * MINUTE);
  expect((await fetch(`${server.url}${path}`)).status).toBe(200);
  clock.pass(3 * MINUTE);
  expect((await fetch(`${server.url}${path}`)).status).toBe(410);
});

test('a file nobody sent is deleted after a day, one that was sent stays', async () => {
  const clock = new TestClock();
  const server = await startTestServer({ machine: clock });
  const { ana, anaDesk, visitor } = await conversation(server);
  const token = await server.token(ana);
  const [sent, forgotten] = [
    await upload(server, '/api/attachments', token, 'sent', 'a.txt'),
    await upload(server, '/api/attachments', token, 'forgotten', 'b.txt'),
  ];
  await visitor.write('Hello');
  const { offer } = await anaDesk.update('offer.put');
  const { interactionId } = await anaDesk.must('offer.accept', { offerId: offer.id });
  await anaDesk.must('message.post', {
    interactionId,
    messageId: v7() as MessageId,
    kind: 'reply',
    text: '',
    mentions: [],
    attachmentIds: [sent.body.attachment.id],
  });
  const { attachments } = server.running.application;
  clock.pass(DAY - HOUR);
  await attachments.sweep(server.running.engine.now());
  expect(await attachments.byId(forgotten.body.attachment.id)).toBeDefined();
  clock.pass(2 * HOUR);
  await attachments.sweep(server.running.engine.now());
  expect(await attachments.byId(forgotten.body.attachment.id)).toBeUndefined();
  expect(await attachments.byId(sent.body.attachment.id)).toMatchObject({ interactionId });
});

test('a download over a slow line is not cut off after the time a request may take', { timeout: 30_000 }, async () => {
  const server = await startTestServer();
  const { ana, anaDesk } = await conversation(server);
  const bytes = 20 * 1024 * 1024;
  const sent = await upload(server, '/api/attachments', await server.token(ana), 'x'.repeat(bytes), 'long.txt');
  const { path } = await anaDesk.ask('attachment.link', { attachmentId: sent.body.attachment.id });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const line = connect(server.running.port, '127.0.0.1');
  line.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  let received = 0;
  await new Promise<void>((resolve) => line.once('data', (chunk) => resolve(void (received = chunk.length))));
  line.pause();
  vi.advanceTimersByTime(31_000);
  line.on('data', (chunk: Buffer) => (received += chunk.length));
  const gone = new Promise((resolve) => line.once('close', resolve));
  line.on('error', () => undefined);
  line.resume();
  await gone;
  expect(received).toBeGreaterThan(bytes);
});
