import { defaultLiveChatSettings } from '@ringdesk/shared/model/channel.ts';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { v7 } from 'uuid';
import { describe, expect, onTestFinished, test } from 'vitest';

import { PASSWORD, startTestServer, TestClock, type TestServer } from './testing/testServer.ts';

/** A folder as the builds leave it. */
function builtFolders() {
  const root = mkdtempSync(join(tmpdir(), 'ringdesk-built-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const [renderer, widget] = [join(root, 'renderer'), join(root, 'widget')];
  mkdirSync(join(renderer, 'assets'), { recursive: true });
  mkdirSync(widget);
  writeFileSync(join(renderer, 'index.html'), '<!doctype html><title>Ringdesk</title>');
  writeFileSync(join(renderer, 'assets', 'index-abcdefgh.js'), 'export {}');
  writeFileSync(join(root, 'secret.txt'), 'secret-canary');
  writeFileSync(join(widget, 'loader.js'), 'void 0');
  writeFileSync(join(widget, 'chat-abcdefgh.js'), 'export {}');
  return { renderer, widget };
}

/** Sends bytes as they are and answers all that comes back. */
function raw(server: TestServer, bytes: string): Promise<string> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => (answer += chunk));
    socket.on('error', () => resolve(answer));
    socket.on('close', () => resolve(answer));
  });
}

const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0);

describe('pages', () => {
  test('the desk comes with its policy, also under its own addresses; hashed files are kept for ever', async () => {
    const server = await startTestServer({ folders: builtFolders() });
    for (const path of ['/', '/inbox/some-id', '/settings/queues', '/join']) {
      const page = await fetch(`${server.url}${path}`, { headers: { accept: 'text/html' } });
      expect([path, page.status]).toEqual([path, 200]);
      const policy = page.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'; script-src 'self'");
      expect(policy).toContain("require-trusted-types-for 'script'");
      expect(policy).not.toContain('unsafe');
      expect(page.headers.get('cache-control')).toBe('no-cache');
    }
    const asset = await fetch(`${server.url}/assets/index-abcdefgh.js`);
    expect(asset.headers.get('cache-control')).toContain('immutable');
    expect((await fetch(`${server.url}/assets/none.js`, { headers: { accept: 'text/html' } })).status).toBe(404);
    expect((await fetch(`${server.url}/api/none`, { headers: { accept: 'text/html' } })).status).toBe(404);
  });

  test('a whole office behind one address can open the desk at once; what asks the server something is still limited', async () => {
    const server = await startTestServer({ folders: builtFolders() });
    const statusesOf = async (path: string, count: number): Promise<Set<number>> =>
      new Set(await Promise.all(Array.from({ length: count }, async () => (await fetch(server.url + path)).status)));
    expect(await statusesOf('/assets/index-abcdefgh.js', 600)).toEqual(new Set([200]));
    expect(await statusesOf('/widget/loader.js', 200)).toEqual(new Set([200]));
    expect(await statusesOf('/api/state', 200)).toContain(429);
  });

  test('the widget may be loaded by every page', async () => {
    const server = await startTestServer({ folders: builtFolders() });
    for (const file of ['loader.js', 'chat-abcdefgh.js']) {
      const response = await fetch(`${server.url}/widget/${file}`, { headers: { origin: 'https://shop.example' } });
      expect(response.status).toBe(200);
      expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
    }
  });

  test.each([
    ['the loader of the chat', 'widget', 'loader.js', 'void 0', 'public, max-age=300'],
    ['a part of the desk', 'renderer', 'assets/index-abcdefgh.js', 'export {}', 'public, max-age=31536000, immutable'],
  ] as const)(
    '%s comes compressed to who takes that, and is kept as long either way',
    async (_, part, file, text, kept) => {
      const folders = builtFolders();
      const compressed: Record<string, Buffer> = { br: brotliCompressSync(text), gz: gzipSync(text) };
      for (const [ending, bytes] of Object.entries(compressed))
        writeFileSync(join(folders[part], `${file}.${ending}`), bytes);
      const server = await startTestServer({ folders });
      const address = `${server.url}/${part === 'widget' ? 'widget/' : ''}${file}`;
      for (const [accepted, encoding] of [
        ['gzip, deflate, br', 'br'],
        ['gzip', 'gzip'],
        ['identity', null],
      ] as const) {
        const response = await fetch(address, { headers: { 'accept-encoding': accepted } });
        expect([accepted, response.headers.get('content-encoding')]).toEqual([accepted, encoding]);
        expect(response.headers.get('content-type')).toContain('javascript');
        expect(response.headers.get('cache-control')).toBe(kept);
        expect(response.headers.get('vary')).toContain('accept-encoding');
        expect(await response.text()).toBe(text);
      }
    },
  );

  test('a file without compressed ones beside it comes as it is', async () => {
    const server = await startTestServer({ folders: builtFolders() });
    const chat = await fetch(`${server.url}/widget/chat-abcdefgh.js`);
    expect([chat.headers.get('content-encoding'), await chat.text()]).toEqual([null, 'export {}']);
    expect(chat.headers.get('cache-control')).toContain('immutable');
  });

  test('the page to try a channel shows its name as text under a strict policy', async () => {
    const server = await startTestServer({ folders: builtFolders() });
    const admin = await server.desk(await server.person('Admin', 'admin'));
    const { channelId, queueId } = await server.queue(admin, []);
    const channel = server.running.engine.read((state) => state.channels.get(channelId))!;
    const name = '<img src=x onerror=alert(1)>';
    await admin.must('channel.save', {
      channelId,
      version: channel.version,
      name,
      queueId,
      kind: 'liveChat',
      settings: defaultLiveChatSettings,
    });
    const page = await fetch(`${server.url}/try/${channelId}`, { headers: { 'accept-language': 'ru-RU,ru;q=0.9' } });
    const html = await page.text();
    expect(html).toContain('lang="ru"');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html).not.toContain('<img');
    expect(html).toContain(`data-channel="${channelId}"`);
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
    expect((await fetch(`${server.url}/try/none`)).status).toBe(404);
  });

  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/widget/..%2fsecret.txt',
    '/widget/%2e%2e%2f%2e%2e%2fsecret.txt',
    '//secret.txt',
    '/%00',
    '/index.html%00.js',
    '/%c0%ae%c0%ae/secret.txt',
    '/.env',
    `/${'a'.repeat(10_000)}`,
  ])('%s leaves nothing out of its folder', async (path) => {
    const server = await startTestServer({ folders: builtFolders() });
    const answer = await raw(server, `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
    expect(answer).not.toContain('canary');
    expect(statusOf(answer)).toBeGreaterThanOrEqual(400);
    expect(statusOf(answer)).toBeLessThan(500);
  });
});

describe('bad requests are answered by a code and leave the server alive', () => {
  const post = (body: string, headers = 'content-type: application/json\r\n') =>
    `POST /api/sign-in HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

  test.each([
    ['no JSON', post('{')],
    ['trailing garbage', post('{"email":"a@b.c"}x')],
    ['an array', post('[]')],
    ['null', post('null')],
    ['a number that overflows', post('1e999')],
    ['a key of the prototype', post('{"__proto__":{"admin":true},"email":"a@example.com","password":"x","device":""}')],
    ['a constructor', post('{"constructor":{"prototype":{"x":1}}}')],
    ['10,000 levels', post(`${'['.repeat(10_000)}${']'.repeat(10_000)}`)],
    ['unknown keys', post('{"email":"a@example.com","password":"x","device":"","role":"admin"}')],
    ['another type', post('<a/>', 'content-type: application/xml\r\n')],
    ['no type', post('{}', '')],
    ['an empty body', post('')],
    ['too much', post(`"${'x'.repeat(70_000)}"`)],
    ['a compressed body', post('{}', 'content-type: application/json\r\ncontent-encoding: gzip\r\n')],
    ['two lengths', 'POST /api/sign-in HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}'],
    [
      'length and chunks',
      'POST /api/sign-in HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['no host', 'GET /api/state HTTP/1.1\r\nconnection: close\r\n\r\n'],
    ['a header of 100 kB', `GET /api/state HTTP/1.1\r\nhost: x\r\nx-long: ${'a'.repeat(100_000)}\r\n\r\n`],
    ['TRACE', 'TRACE / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'],
    ['DELETE', 'DELETE /api/state HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'],
    [
      'a method override',
      'GET /api/sign-out HTTP/1.1\r\nhost: x\r\nx-http-method-override: POST\r\nconnection: close\r\n\r\n',
    ],
    ['chunks by another name', 'POST /api/sign-in HTTP/1.1\r\nhost: x\r\ntransfer-encoding: xchunked\r\n\r\n0\r\n\r\n'],
    ['a header that ends the head', 'GET /api/none HTTP/1.1\r\nhost: x\r\nx: a\rb: c\r\n\r\n'],
    ['no HTTP at all', 'hello there\r\n\r\n'],
  ])('%s', async (_what, bytes) => {
    const server = await startTestServer();
    const status = statusOf(await raw(server, bytes));
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect((await server.fetch('/healthz')).status).toBe(200);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  test('a request hidden in the body of another is not answered', async () => {
    const server = await startTestServer();
    const hidden = 'GET /version HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n';
    for (const headers of [
      `content-length: ${hidden.length}\r\ntransfer-encoding: chunked\r\n`,
      `content-length: 0\r\ncontent-length: ${hidden.length}\r\n`,
      'transfer-encoding: chunked, identity\r\n',
    ]) {
      const answer = await raw(server, `POST /api/sign-in HTTP/1.1\r\nhost: x\r\n${headers}\r\n0\r\n\r\n${hidden}`);
      expect({ headers, answers: answer.match(/HTTP\/1\.1 \d+/g) }).toEqual({ headers, answers: ['HTTP/1.1 400'] });
      expect(answer).not.toContain('"protocol"');
    }
  });

  test('ninety headers are answered, a thousand are refused', async () => {
    const server = await startTestServer();
    const request = (count: number): string =>
      `GET /version HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${'x: y\r\n'.repeat(count)}\r\n`;
    expect(statusOf(await raw(server, request(90)))).toBe(200);
    expect(statusOf(await raw(server, request(1_000)))).toBe(431);
    expect((await server.fetch('/healthz')).status).toBe(200);
  });

  test('who dribbles headers is cut off, and keeps nobody else from an answer meanwhile', async () => {
    const server = await startTestServer({ headersMs: 200 });
    const { hostname, port } = new URL(server.url);
    const dribbling = Array.from({ length: 50 }, () => {
      const socket = connect(Number(port), hostname, () => socket.write('GET / HTTP/1.1\r\nhost: x\r\nx-slow: '));
      const drip = setInterval(() => socket.write('a'), 20);
      // The drop that comes too late is the error; the close follows it.
      socket.on('error', () => undefined);
      return new Promise<void>((resolve) => {
        socket.once('close', () => {
          clearInterval(drip);
          resolve();
        });
      });
    });
    expect((await server.fetch('/healthz')).status).toBe(200);
    await Promise.all(dribbling);
  });

  test('a refusal names the field and never repeats the value', async () => {
    const server = await startTestServer();
    const answer = await server.post('/api/sign-in', { email: 'not-an-address-canary', password: 'x', device: '' });
    expect(await answer.json()).toEqual({ code: 'invalid', fields: { email: 'invalid_format' } });
  });
});

describe('limits of requests', () => {
  test('one address without a session is slowed down; what watches the server is not', async () => {
    const clock = new TestClock();
    const server = await startTestServer({ machine: clock });
    let slowed: Response | undefined;
    for (let time = 0; time < 130 && slowed === undefined; time += 1) {
      const response = await server.fetch('/api/state');
      if (response.status === 429) slowed = response;
    }
    expect(await slowed?.json()).toMatchObject({ code: 'slowDown' });
    expect(Number(slowed?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await server.fetch('/healthz')).status).toBe(200);
    clock.pass(5_000);
    expect((await server.fetch('/api/state')).status).toBe(200);
  });

  test('a forged X-Forwarded-For does not help; a trusted proxy’s counts', async () => {
    const exhaust = async (server: TestServer): Promise<number> => {
      for (let time = 0; time < 130; time += 1) {
        const response = await server.fetch('/api/state', { headers: { 'x-forwarded-for': `203.0.113.${time}` } });
        if (response.status === 429) return time;
      }
      return -1;
    };
    expect(await exhaust(await startTestServer())).toBeGreaterThan(90);
    expect(await exhaust(await startTestServer({ env: { RINGDESK_TRUST_PROXY: '127.0.0.0/8' } }))).toBe(-1);
  });
});

describe('for whoever watches over the server', () => {
  test('healthz, readyz, version', async () => {
    const server = await startTestServer();
    expect(await (await server.fetch('/healthz')).json()).toMatchObject({ ok: true });
    expect(await (await server.fetch('/readyz')).json()).toMatchObject({
      ok: true,
      draining: false,
      writable: true,
      engine: 'running',
    });
    expect(await (await server.fetch('/version')).json()).toEqual({ version: '0.0.0-test', protocol: 1 });
  });

  test('[F7] a blocked loop is told by healthz and in the log, and forgotten when it turns again', async () => {
    const said: string[] = [];
    const server = await startTestServer({ onLog: (line) => said.push(line) });
    const desk = await server.desk(await server.person('Ana'));
    await desk.must('presence.set', { state: 'available' });
    // Nothing of this process runs meanwhile, as in an endless rule or a huge message.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_300);
    const blocked = await server.fetch('/healthz');
    expect({ status: blocked.status, ...((await blocked.json()) as object) }).toMatchObject({ status: 503, ok: false });
    expect(said.map((line) => JSON.parse(line) as object)).toContainEqual(
      expect.objectContaining({ msg: 'the loop was blocked', lagMs: expect.any(Number) }),
    );
    expect((await server.fetch('/healthz')).status).toBe(200);
    // Whose line is whole is not taken for gone because we were away.
    expect(desk.socket.connected).toBe(true);
    expect((await desk.command('presence.set', { state: 'available' })).ok).toBe(true);
  });

  test('metrics for this machine, or for who has the token', async () => {
    const open = await startTestServer();
    expect(await (await open.fetch('/metrics')).text()).toContain('ringdesk_desks 0');
    const token = 'a-token-of-many-letters';
    const closed = await startTestServer({ env: { RINGDESK_METRICS_TOKEN: token } });
    expect((await closed.fetch('/metrics')).status).toBe(404);
    expect((await closed.fetch('/metrics', { token })).status).toBe(200);
  });

  test('metrics of offers: how soon they were seen and heard', async () => {
    const server = await startTestServer();
    const [admin, ana] = [await server.person('Admin', 'admin'), await server.person('Ana')];
    const [adminDesk, anaDesk] = [await server.desk(admin), await server.desk(ana)];
    const { channelId } = await server.queue(adminDesk, [ana]);
    await (await server.visitor(channelId)).write('Hello');
    const { offer } = await anaDesk.update('offer.put');
    const { id: offerId, offeredAt } = offer;
    await anaDesk.must('offer.shown', { offerId, displayedAt: offeredAt, soundAt: offeredAt });
    const text = await (await server.fetch('/metrics')).text();
    expect(text).toContain('ringdesk_offer_displayed_seconds_bucket{le="0.05"} 1');
    expect(text).toContain('ringdesk_offer_sounded_seconds_count 1');
  });

  test('no metrics through a proxy on this machine, whatever it says of itself', async () => {
    const server = await startTestServer();
    const status = async (headers: Readonly<Record<string, string>>): Promise<number | undefined> => {
      const [response] = (await once(get(`${server.url}/metrics`, { headers }), 'response')) as [IncomingMessage];
      response.resume();
      return response.statusCode;
    };
    expect(await status({ host: 'localhost:7080' })).toBe(200);
    expect(await status({ host: '[::1]:7080' })).toBe(200);
    for (const host of ['desk.example.com', 'localhost.example.com', '192.0.2.1:7080'])
      expect({ host, status: await status({ host }) }).toEqual({ host, status: 404 });
    for (const name of ['x-forwarded-for', 'Forwarded', 'Via', 'X-Real-IP', 'x-forwarded-proto'])
      expect({ name, status: await status({ [name]: 'x' }) }).toEqual({ name, status: 404 });
  });

  test.each<Readonly<Record<string, string>>>([
    { RINGDESK_PUBLIC_URL: 'https://desk.example.com' },
    { RINGDESK_TRUST_PROXY: '127.0.0.1' },
  ])('no metrics without a token where a proxy is set up: %j', async (env) => {
    const token = 'a-token-of-many-letters';
    expect((await (await startTestServer({ env })).fetch('/metrics')).status).toBe(404);
    const open = await startTestServer({ env: { ...env, RINGDESK_METRICS_TOKEN: token } });
    expect((await open.fetch('/metrics', { token })).status).toBe(200);
  });
});

test('the app’s own origin may ask the API, other origins get no permission', async () => {
  const server = await startTestServer();
  const preflight = (origin: string) =>
    fetch(`${server.url}/api/sign-in`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });
  const own = await preflight('app://ringdesk');
  expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([204, 'app://ringdesk']);
  expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
});

test('nothing that people typed or signed in with is in the log', async () => {
  const lines: string[] = [];
  const server = await startTestServer({ onLog: (line) => lines.push(line) });
  const [admin, ana] = [await server.person('Admin', 'admin'), await server.person('AnaLogcanary')];
  const [adminDesk, anaDesk] = [await server.desk(admin), await server.desk(ana)];
  const { channelId } = await server.queue(adminDesk, [ana]);
  const visitor = await server.visitor(channelId);
  await visitor.command('name.set', { name: 'name-logcanary' });
  await visitor.write('text-logcanary');
  await server.post('/api/sign-in', {
    email: 'logcanary@example.com',
    password: 'logcanary-password',
    device: 'logcanary',
  });
  await server.post('/api/invitation', { secret: 'logcanary-secret' });
  await anaDesk.emit('command', { id: v7(), name: 'logcanary', input: { logcanary: 1 } });
  await server.fetch('/files/logcanary/content/logcanary');
  await fetch(`${server.url}/logcanary`, { headers: { cookie: `ringdesk-${server.running.port}=logcanary` } });
  await server.stop();
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.join('').toLowerCase()).not.toContain('logcanary');
});

test('an address that cannot be read is refused in our own words, without being repeated', async () => {
  const server = await startTestServer();
  const response = await server.fetch('/%zz-canary');
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ code: 'invalid', fields: { '': 'malformed' } });
});

test('a sign-in under way while the server stops meets no bug', async () => {
  const lines: string[] = [];
  const server = await startTestServer({ onLog: (line) => lines.push(line) });
  const ana = await server.person('Ana');
  await server.fetch('/api/state');
  const attempt = { email: ana.email, password: PASSWORD, device: 'x' };
  const answer = server.post('/api/sign-in', attempt).catch(() => undefined);
  const { accounts } = server.running.application;
  await accounts.signIn(attempt, 'elsewhere', server.running.engine.now());
  await server.running.stop();
  await answer;
  expect(lines.filter((line) => line.includes('met a bug'))).toEqual([]);
});
