import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';

import { createFetchOutside } from '../fetchOutside.ts';
import { isSigned, SIGNATURE_HEADER, signRequest } from '../signedRequests.ts';
import { askBot, type BotProblem } from './askBot.ts';
import type { BotQuestion } from './botProtocol.ts';

const SECRET = 'a secret of the bot';
const NOW = 1_795_424_400_000;
const question: BotQuestion = {
  version: 1,
  conversationId: 'c1',
  messageId: 'm1',
  text: 'Hello',
  language: 'en',
  customer: { name: '' },
  lines: [],
};
const fitting = JSON.stringify({ messages: [{ text: 'Hi', choices: ['A'] }], then: 'stays' });

type Script = (response: ServerResponse, request: IncomingMessage, body: string) => void;

/** A real server that answers as the script says. */
async function serve(script: Script): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => script(response, request, Buffer.concat(chunks).toString('utf8')));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/answer`;
}

const fetchOutside = createFetchOutside({ allowPrivate: true });

const ask = (url: string, more: Partial<Parameters<typeof askBot>[0]> = {}) =>
  askBot({ fetchOutside, url, secret: SECRET, question, now: () => NOW, timeoutMs: 2_000, ...more });

const says =
  (status: number, body = fitting, headers: Readonly<Record<string, string>> = {}): Script =>
  (response) =>
    response.writeHead(status, { [SIGNATURE_HEADER]: signRequest(SECRET, body, NOW), ...headers }).end(body);

it('[45] signs the question, believes the signed answer', async () => {
  let heard: { request: IncomingMessage; body: string } | undefined;
  const url = await serve((response, request, body) => {
    heard = { request, body };
    says(200)(response, request, body);
  });
  expect(await ask(url)).toEqual({
    ok: true,
    value: { messages: [{ text: 'Hi', choices: ['A'] }], then: { kind: 'stays' } },
  });
  expect(heard?.request.headers).toMatchObject({ 'content-type': 'application/json', 'idempotency-key': 'm1' });
  expect(JSON.parse(heard?.body ?? '')).toEqual(question);
  const signature = heard?.request.headers[SIGNATURE_HEADER];
  expect(isSigned(SECRET, typeof signature === 'string' ? signature : '', heard?.body ?? '', NOW)).toBe(true);
});

it.each<[string, Script, BotProblem]>([
  [
    'a wrong signature',
    says(200, fitting, { [SIGNATURE_HEADER]: signRequest('other', fitting, NOW) }),
    { problem: 'unauthorized', again: false },
  ],
  ['no signature', (response) => response.writeHead(200).end(fitting), { problem: 'unauthorized', again: false }],
  [
    'a signature of yesterday',
    says(200, fitting, { [SIGNATURE_HEADER]: signRequest(SECRET, fitting, NOW - 86_400_000) }),
    { problem: 'unauthorized', again: false },
  ],
  ['no JSON', says(200, '<html>'), { problem: 'badAnswer', again: false }],
  ['nothing', says(200, ''), { problem: 'badAnswer', again: false }],
  [
    'a field that is not known',
    says(200, JSON.stringify({ messages: [], then: 'stays', more: 1 })),
    { problem: 'badAnswer', again: false },
  ],
  [
    'another end',
    says(200, JSON.stringify({ messages: [], then: 'explodes' })),
    { problem: 'badAnswer', again: false },
  ],
  [
    'a text of nothing',
    says(200, JSON.stringify({ messages: [{ text: '' }], then: 'stays' })),
    { problem: 'badAnswer', again: false },
  ],
  [
    'a text that is too long',
    says(200, JSON.stringify({ messages: [{ text: 'x'.repeat(4_001) }], then: 'stays' })),
    { problem: 'badAnswer', again: false },
  ],
  ['deep nesting', says(200, '['.repeat(100_000)), { problem: 'badAnswer', again: false }],
  ['a megabyte', says(200, ' '.repeat(1_000_000)), { problem: 'badAnswer', again: false }],
  ['a refused signature', says(401), { problem: 'unauthorized', again: false }],
  ['not there', says(404), { problem: 'refused', again: false }],
  ['elsewhere', says(302, '', { location: 'http://169.254.169.254/' }), { problem: 'refused', again: false }],
  ['too many', says(429, '', { 'retry-after': '7' }), { problem: 'rateLimited', again: true, retryAfterMs: 7_000 }],
  ['a bug of it', says(500, 'Traceback'), { problem: 'unreachable', again: true }],
  ['a break', says(503), { problem: 'unreachable', again: true, retryAfterMs: 0 }],
  ['a connection that breaks', (response) => response.destroy(), { problem: 'unreachable', again: true }],
  [
    'half an answer',
    (response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{');
      response.socket?.end();
    },
    { problem: 'unreachable', again: true },
  ],
])('[45] %s is no answer', async (_, script, problem) => {
  expect(await ask(await serve(script))).toEqual({ ok: false, error: problem });
});

it('[45] a body that never ends is given up when the time is over', async () => {
  const url = await serve((response) => {
    response.writeHead(200);
    response.write('{');
  });
  expect(await ask(url, { timeoutMs: 100 })).toEqual({ ok: false, error: { problem: 'unreachable', again: true } });
});

it('[45] without a secret nobody is asked', async () => {
  let asked = 0;
  const url = await serve((response) => {
    asked += 1;
    response.end();
  });
  expect(await ask(url, { secret: undefined })).toEqual({ ok: false, error: { problem: 'notSet', again: false } });
  expect(asked).toBe(0);
});

it('[45] an address inside is asked only where the server’s owner allows it', async () => {
  const url = await serve(says(200));
  const guarded = createFetchOutside({ allowPrivate: false });
  expect(await ask(url, { fetchOutside: guarded })).toEqual({ ok: false, error: { problem: 'refused', again: false } });
});

it('[45] a name of a queue in the answer', async () => {
  const queueId = '01890000-0000-7000-8000-000000000000';
  const body = JSON.stringify({ messages: [], then: { queueId } });
  expect(await ask(await serve(says(200, body)))).toEqual({
    ok: true,
    value: { messages: [], then: { kind: 'queue', queueId } },
  });
});
