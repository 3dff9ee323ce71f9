import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

import { signRequest } from '../application/signedRequests.ts';
import { startTestServer } from '../transport/testing/testServer.ts';
import {
  accept,
  delivered,
  reply,
  shortTimes,
  startDesk,
  telegramChannel,
  textsOf,
  webhookChannel,
} from './testing/messengerServer.ts';
import { ScriptedTelegram, TOKEN } from './testing/scriptedTelegram.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const LIMIT_MS = 60_000;

/** A center on disk with a Telegram bot and a conversation that Ana has; its server has ended. */
async function prepared(before: (telegram: ScriptedTelegram) => void = () => undefined, lastReply?: string) {
  const dataDir = mkdtempSync(join(tmpdir(), 'ringdesk-messenger-'));
  const telegram = await ScriptedTelegram.start();
  onTestFinished(async () => {
    await telegram.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const env = { RINGDESK_TELEGRAM_API: telegram.url };
  const { server, admin, ana, person, queueId } = await startDesk({ dataDir, env });
  await telegramChannel({ admin, queueId }, TOKEN);
  telegram.write('Hello');
  const interactionId = await accept(ana);
  before(telegram);
  const messageId = lastReply === undefined ? undefined : await reply(ana, interactionId, lastReply);
  if (messageId !== undefined) await telegram.until(() => telegram.scriptedFor('sendMessage') === 0);
  await server.stop();
  return { dataDir, telegram, env, person, interactionId, messageId };
}

interface Place {
  readonly dataDir: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The server as a process of its own, in which the failpoint happens. */
function startChild(failpoint: string, { dataDir, env }: Place) {
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env['PATH'] ?? '',
      NODE_ENV: 'test',
      RINGDESK_PORT: '0',
      RINGDESK_DATA_DIR: dataDir,
      RINGDESK_FAILPOINT: failpoint,
      ...env,
    },
    stdio: 'ignore',
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Until that process is killed at the failpoint. */
async function killedAt(failpoint: string, place: Place): Promise<void> {
  const child = startChild(failpoint, place);
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
}

/** The next server on the same data, and Ana's desk. */
async function again({ dataDir, env, person }: Awaited<ReturnType<typeof prepared>>) {
  const server = await startTestServer({ dataDir, env, messengerTimes: shortTimes });
  return server.desk(person);
}

test.each([
  'updateKept@2',
  'updateTakenBeforeSettled@2',
  'updatesTakenBeforeConfirmed',
  'beforeCommit@2',
  'afterCommitBeforeAck@3',
  'afterAckBeforePublish@2',
])(
  '[I9] killed at %s, a server loses nothing that customers wrote, and doubles nothing',
  { timeout: LIMIT_MS },
  async (failpoint) => {
    const center = await prepared();
    const { telegram, interactionId } = center;
    for (const text of ['one', 'two', 'three']) telegram.write(text);
    await killedAt(failpoint, center);
    telegram.write('four');
    const ana = await again(center);
    await telegram.until(() => telegram.pending.length === 0);
    expect(await textsOf(ana, interactionId)).toEqual(['Hello', 'one', 'two', 'three', 'four']);
  },
);

test(
  'a full disk confirms nothing to Telegram: what came is taken when there is room',
  { timeout: LIMIT_MS },
  async () => {
    const center = await prepared();
    const { telegram, interactionId } = center;
    telegram.write('Is there room?');
    const child = startChild('commit@2=full', center);
    await telegram.until(() => telegram.pending.length === 0);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
    expect(await textsOf(await again(center), interactionId)).toEqual(['Hello', 'Is there room?']);
  },
);

test(
  'killed between sending and noting it, a message is uncertain: sent once, and again only when Ana says so',
  { timeout: LIMIT_MS },
  async () => {
    const down = { kind: 'refuse', code: 500, description: 'Internal Server Error' } as const;
    const center = await prepared((telegram) => telegram.script('sendMessage', down), 'perhaps');
    const { telegram, interactionId, messageId } = center;
    if (messageId === undefined) throw new Error('nothing was said');
    await killedAt('effectSentBeforeDone', center);
    expect(telegram.sent()).toHaveLength(1);
    const ana = await again(center);
    for (;;) {
      const { lines } = await ana.ask('transcript.get', { interactionId, limit: 50 });
      const line = lines.find((each) => each.type === 'message' && each.id === messageId);
      if (line?.type === 'message' && line.delivery === 'uncertain') break;
    }
    expect(telegram.sent()).toHaveLength(1);
    await ana.must('message.resend', { interactionId, messageId });
    await delivered(ana, messageId, 'sent');
    expect(telegram.sent()).toHaveLength(2);
  },
);

test('killed before it could be sent, a message is sent once by the next server', { timeout: LIMIT_MS }, async () => {
  const down = { kind: 'refuse', code: 500, description: 'Internal Server Error' } as const;
  const center = await prepared((telegram) => telegram.script('sendMessage', down), 'later');
  const { telegram, messageId } = center;
  if (messageId === undefined) throw new Error('nothing was said');
  const ana = await again(center);
  await delivered(ana, messageId, 'sent');
  expect(telegram.sent().map(({ fields }) => fields['text'])).toEqual(['later']);
});

test.each(['updateKept', 'afterCommitBeforeAck@2', 'updateTakenBeforeSettled'])(
  '[I9] killed at %s, a gateway that gets no answer sends again, and its message is there once',
  { timeout: LIMIT_MS },
  async (failpoint) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'ringdesk-messenger-'));
    onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
    const port = await freePort();
    const env = { RINGDESK_ALLOW_PRIVATE_HOOKS: '1', RINGDESK_PORT: String(port) };
    const desk = await startDesk({ dataDir, env });
    const { secret, path } = await webhookChannel(desk, 'http://127.0.0.1:1/');
    await desk.server.stop();
    const body = JSON.stringify({ type: 'message', id: 'g1', sender: { id: '34600' }, text: 'Hello' });
    const bring = (): Promise<Response> =>
      fetch(`http://127.0.0.1:${port}${path}`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', 'ringdesk-signature': signRequest(secret, body, Date.now()) },
      });
    const killed = killedAt(failpoint, { dataDir, env });
    for (;;) {
      const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
      if (answer?.ok === true) break;
    }
    await expect(bring()).rejects.toThrow('fetch failed');
    await killed;
    const server = await startTestServer({ dataDir, env, messengerTimes: shortTimes, machine: realClock });
    const ana = await server.desk(desk.person);
    expect((await bring()).status).toBe(200);
    const ids = server.running.engine.read((state) => [...state.interactions.keys()]);
    expect(await Promise.all(ids.map((id) => textsOf(ana, id)))).toEqual([['Hello']]);
  },
);

const realClock = { wall: (): number => Date.now(), monotonic: (): number => performance.now() };

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
