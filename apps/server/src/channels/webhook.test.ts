import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { ChannelId } from '@ringdesk/shared/model/ids.ts';
import { expect, onTestFinished, test } from 'vitest';

import { signRequest } from '../application/signedRequests.ts';
import { accept, delivered, reply, startDesk, textsOf, webhookChannel } from './testing/messengerServer.ts';

const gatewayFile = fileURLToPath(new URL('../../../../resources/example-gateway/gateway.mjs', import.meta.url));

/** A gateway that answers what it is told and keeps what it got. */
async function startGateway(answers: readonly number[] = []) {
  const left = [...answers];
  const got: { readonly headers: IncomingMessage['headers']; readonly body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      got.push({ headers: request.headers, body });
      response.writeHead(left.shift() ?? 204).end('<html>of no interest</html>');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => server.closeAllConnections());
  return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/in` };
}

async function start(answers: readonly number[] = []) {
  const gateway = await startGateway(answers);
  const desk = await startDesk({ env: { RINGDESK_ALLOW_PRIVATE_HOOKS: '1' } });
  const channel = await webhookChannel(desk, gateway.url);
  const now = (): number => desk.server.running.engine.now();
  const post = (body: string, signature: string | undefined) =>
    desk.server.fetch(channel.path, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...(signature && { 'ringdesk-signature': signature }) },
    });
  const bring = (message: unknown, at = now()) => {
    const body = JSON.stringify(message);
    return post(body, signRequest(channel.secret, body, at));
  };
  return { ...desk, ...channel, gateway, post, bring, now };
}

const sender = { id: '34600', name: 'Mia', phone: '+34 600 111 222', language: 'es-ES' };
const hello = { type: 'message', id: 'g1', sender, text: 'Hello' };

test('a gateway brings a message, gets the answer signed, and the desk is told that it has it', async () => {
  const { bring, ana, gateway, secret, now } = await start();
  const answer = await bring(hello);
  expect([answer.status, await answer.json()]).toEqual([200, { status: 'accepted' }]);
  const interactionId = await accept(ana);
  const { interaction } = await ana.ask('transcript.get', { interactionId, limit: 10 });
  expect(interaction).toMatchObject({ customer: { name: 'Mia', phone: '+34 600 111 222' }, language: 'es' });
  const messageId = await reply(ana, interactionId, 'Good morning');
  await delivered(ana, messageId, 'sent');
  const [sent] = gateway.got;
  expect(JSON.parse(sent?.body ?? '')).toMatchObject({
    type: 'message',
    id: messageId,
    conversationId: interactionId,
    to: { id: '34600' },
    author: { kind: 'agent' },
    text: 'Good morning',
  });
  const [, seconds] = /^t=(\d+),/.exec(String(sent?.headers['ringdesk-signature'])) ?? [];
  expect(sent?.headers['ringdesk-signature']).toBe(signRequest(secret, sent?.body ?? '', Number(seconds) * 1_000));
  expect(Math.abs(Number(seconds) * 1_000 - now())).toBeLessThan(5_000);
});

test('the same again is a duplicate, another content under its id is refused, and one of yesterday is not believed', async () => {
  const { bring, ana } = await start();
  await bring(hello);
  const interactionId = await accept(ana);
  const again = await Promise.all([bring(hello), bring(hello)]);
  expect(await Promise.all(again.map((answer) => answer.json()))).toEqual([
    { status: 'duplicate' },
    { status: 'duplicate' },
  ]);
  expect((await bring({ ...hello, text: 'Something else' })).status).toBe(409);
  expect(await textsOf(ana, interactionId)).toEqual(['Hello']);
});

test.each([
  ['without a signature', () => undefined],
  ['with a wrong one', () => `t=1790000000,v1=${'0'.repeat(64)}`],
  ['with one of another body', (secret: string, now: number) => signRequest(secret, '{}', now)],
  [
    'with one of six minutes ago',
    (secret: string, now: number, body: string) => signRequest(secret, body, now - 360_000),
  ],
])('%s nothing is taken', async (_what, sign) => {
  const { post, secret, now, admin } = await start();
  const body = JSON.stringify(hello);
  expect((await post(body, sign(secret, now(), body))).status).toBe(401);
  expect((await admin.ask('conversations.list', { state: 'any', limit: 10 })).interactions).toEqual([]);
});

test.each([
  ['no JSON', '{'],
  ['an array', '[]'],
  ['no sender', JSON.stringify({ type: 'message', id: 'x', text: 'x' })],
  ['an unknown field', JSON.stringify({ ...hello, admin: true })],
  ['a text that is too long', JSON.stringify({ ...hello, text: 'x'.repeat(4_001) })],
  ['eleven files', JSON.stringify({ ...hello, attachments: Array(11).fill({ url: 'https://a.example/', name: 'a' }) })],
  ['an address that is none', JSON.stringify({ ...hello, attachments: [{ url: 'nowhere', name: 'a' }] })],
  ['too deep', `{"type":${'['.repeat(5_000)}${']'.repeat(5_000)}}`],
])('%s is invalid, and the server goes on', async (_what, body) => {
  const { post, secret, now, bring } = await start();
  expect((await post(body, signRequest(secret, body, now()))).status).toBe(400);
  expect((await bring(hello)).status).toBe(200);
});

test('a channel nobody made, and one without a secret, are not there', async () => {
  const { server, admin, queueId } = await start();
  const settings = { url: 'https://gateway.example/', label: 'Other' };
  await admin.must('channel.create', {
    channelId: 'bare' as ChannelId,
    name: 'Bare',
    queueId,
    kind: 'webhook',
    settings,
  });
  for (const id of ['bare', 'none', '..%2fapi']) expect((await server.post(`/webhooks/${id}`, hello)).status).toBe(404);
});

test('an edit changes the message in its place', async () => {
  const { bring, ana } = await start();
  await bring(hello);
  const interactionId = await accept(ana);
  expect((await bring({ type: 'edit', id: 'g1', sender, text: 'Hello, Ana' })).status).toBe(200);
  expect((await bring({ type: 'edit', id: 'g1', sender, text: 'Hello, Ana' })).status).toBe(200);
  expect(await textsOf(ana, interactionId)).toEqual(['Hello, Ana']);
  await bring({ type: 'edit', id: 'g1', sender: { ...sender, id: 'somebody else' }, text: 'Mine now' });
  expect(await textsOf(ana, interactionId)).toEqual(['Hello, Ana']);
});

test('files are fetched from outside, and what is not fetched is told in words', async () => {
  const files = createServer((request, response) => {
    if (request.url === '/note.txt') response.end('The note');
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => files.listen(0, '127.0.0.1', done));
  onTestFinished(() => files.closeAllConnections());
  const root = `http://127.0.0.1:${(files.address() as AddressInfo).port}`;
  const { bring, ana } = await start();
  const attachments = ['note.txt', 'gone.txt'].map((name) => ({ url: `${root}/${name}`, name }));
  await bring({ ...hello, text: '', attachments });
  const interactionId = await accept(ana);
  const { lines } = await ana.ask('transcript.get', { interactionId, limit: 10 });
  expect(lines[0]).toMatchObject({
    text: '⚠ The file “gone.txt” could not be fetched.',
    attachments: [{ name: 'note.txt', mimeType: 'text/plain', bytes: 8 }],
  });
});

test('a gateway that answers 500 gets it again, one that says no does not; both are shown', async () => {
  const { bring, ana, gateway, admin } = await start([500, 204, 422, 204]);
  await bring(hello);
  const interactionId = await accept(ana);
  const first = await reply(ana, interactionId, 'one');
  const second = await reply(ana, interactionId, 'two');
  await delivered(ana, first, 'sent');
  expect(await delivered(ana, second, 'failed')).toMatchObject({ deliveryProblem: 'refused' });
  expect(gateway.got.map(({ body }) => (JSON.parse(body) as { text: string }).text)).toEqual(['one', 'one', 'two']);
  expect((await admin.ask('channels.health', {})).channels).toMatchObject([{ state: 'ok', waitingOut: 0 }]);
  await ana.must('message.resend', { interactionId, messageId: second });
  await delivered(ana, second, 'sent');
});

test('an address inside is refused unless it is allowed', async () => {
  const gateway = await startGateway();
  const desk = await startDesk();
  const channel = await webhookChannel(desk, gateway.url);
  const body = JSON.stringify(hello);
  const signature = signRequest(channel.secret, body, desk.server.running.engine.now());
  await desk.server.fetch(channel.path, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'ringdesk-signature': signature },
  });
  await reply(desk.ana, await accept(desk.ana), 'Good morning');
  for (;;) {
    const [health] = (await desk.admin.ask('channels.health', {})).channels;
    if (health?.state !== 'failing') continue;
    expect(health).toMatchObject({ problem: 'refused', waitingOut: 1 });
    break;
  }
  expect(gateway.got).toEqual([]);
});

test('a new secret ends the old one', async () => {
  const { admin, channelId, bring } = await start();
  const { secret } = await admin.ask('channel.newSecret', { channelId });
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect((await bring(hello)).status).toBe(401);
});

test('only admins make secrets and set tokens; supervisors see the health', async () => {
  const { server, channelId, ana } = await start();
  const lead = await server.desk(await server.person('Lead', 'supervisor'));
  expect((await ana.query('channels.health', {})).ok).toBe(false);
  expect((await lead.query('channels.health', {})).ok).toBe(true);
  expect((await lead.query('channel.newSecret', { channelId })).ok).toBe(false);
  expect((await lead.query('channel.setToken', { channelId, token: '1:aaaaaaaaaaaaaa' })).ok).toBe(false);
});

test('the example gateway carries a conversation in both directions', async () => {
  const desk = await startDesk({ env: { RINGDESK_ALLOW_PRIVATE_HOOKS: '1' } });
  const port = await freePort();
  const channel = await webhookChannel(desk, `http://127.0.0.1:${port}/`);
  const gateway = spawn(process.execPath, [gatewayFile], {
    env: { GATEWAY_SECRET: channel.secret, RINGDESK_URL: `${desk.server.url}${channel.path}`, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void gateway.kill());
  await line(gateway);
  const messages = `http://127.0.0.1:${port}/messages`;
  const brought = await fetch(messages, { method: 'POST', body: JSON.stringify(hello) });
  expect(await brought.json()).toEqual({ status: 'accepted' });
  const interactionId = await accept(desk.ana);
  const messageId = await reply(desk.ana, interactionId, 'Good morning');
  await delivered(desk.ana, messageId, 'sent');
  expect(await (await fetch(messages)).json()).toMatchObject([{ id: messageId, text: 'Good morning' }]);
});

const line = (child: ChildProcess): Promise<unknown> =>
  once(child.stdout as NonNullable<ChildProcess['stdout']>, 'data');

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
