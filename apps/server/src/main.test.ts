import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { io } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

interface Run {
  readonly child: ChildProcess;
  readonly code: Promise<number | null>;
  output(): string;
  /** Resolves with the first match in what the process says. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
}

/** The server as a process of its own, with nothing of this one's environment but the path. */
function run(env: Readonly<Record<string, string>>, args: readonly string[] = [], cwd?: string): Run {
  const child = spawn(process.execPath, [main, ...args], { env: { PATH: process.env['PATH'] ?? '', ...env }, cwd });
  let text = '';
  const watching = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      text += chunk;
      for (const check of watching) check();
    });
  }
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const code = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    child,
    code,
    output: () => text,
    says: (pattern) =>
      new Promise((resolve) => {
        const check = (): void => {
          const found = pattern.exec(text);
          if (found === null) return;
          watching.delete(check);
          resolve(found);
        };
        watching.add(check);
        check();
      }),
  };
}

function dataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ringdesk-main-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const LIMIT_MS = 20_000;

test.each(['SIGTERM', 'SIGINT'] as const)(
  'starts, tells address and code, and ends cleanly on %s after a farewell to open desks',
  { timeout: LIMIT_MS },
  async (signal) => {
    const folder = dataDir();
    const server = run({ RINGDESK_PORT: '0', RINGDESK_DATA_DIR: folder });
    const [, url] = await server.says(/ready: (http:\S+)/);
    const [, code] = await server.says(/one-time code: (\S+)/);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const wish = {
      code,
      centerName: 'Shop',
      name: 'Ada',
      email: 'ada@example.com',
      password: 'a long enough phrase',
      language: 'en',
      device: '',
      first: { kind: 'nothing' },
    };
    const setUp = await fetch(`${url}/api/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(wish),
    });
    const { token } = (await setUp.json()) as { token: string };
    const socket = io(`${url}/agent`, { auth: { protocol: 1, token }, transports: ['websocket'], reconnection: false });
    const bye = new Promise((resolve) => socket.once('bye', resolve));
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    server.child.kill(signal);
    expect(await bye).toEqual({ reason: 'restarting' });
    expect(await server.code).toBe(0);
    socket.close();

    const again = run({ RINGDESK_PORT: '0', RINGDESK_DATA_DIR: folder });
    const [, second] = await again.says(/ready: (http:\S+)/);
    expect(again.output()).not.toContain('one-time code');
    const signIn = await fetch(`${second}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'ada@example.com', password: 'a long enough phrase', device: '' }),
    });
    expect(signIn.status).toBe(200);
  },
);

test('the demo team is made once and its sign-ins are the same at the next start', { timeout: LIMIT_MS }, async () => {
  const folder = dataDir();
  const env = { RINGDESK_PORT: '0', RINGDESK_DATA_DIR: folder, RINGDESK_DEMO: '1' };
  const server = run(env);
  const [first] = await server.says(/ana@demo\.example +\S+/);
  server.child.kill('SIGTERM');
  expect(await server.code).toBe(0);
  const again = run(env);
  expect((await again.says(/ana@demo\.example +\S+/))[0]).toBe(first);
});

test('a taken port, a folder that is a file and a wrong setting are told in words', { timeout: LIMIT_MS }, async () => {
  const blocker = createServer();
  const port = await new Promise<number>((resolve) => {
    blocker.listen(0, '127.0.0.1', () => resolve((blocker.address() as { port: number }).port));
  });
  onTestFinished(() => {
    blocker.close();
  });
  const taken = run({ RINGDESK_PORT: String(port), RINGDESK_DATA_DIR: dataDir() });
  expect(await taken.code).toBe(1);
  expect(taken.output()).toContain(`Port ${port} on 127.0.0.1 is taken by another program.`);

  const file = join(dataDir(), 'file');
  writeFileSync(file, '');
  const unusable = run({ RINGDESK_PORT: '0', RINGDESK_DATA_DIR: file });
  expect(await unusable.code).toBe(1);
  expect(unusable.output()).toContain(`The data directory ${file} cannot be written.`);

  // Node's own way of making folders never comes back from here.
  for (const hopeless of ['/proc/ringdesk', '/proc/ringdesk/data', '/dev/null/data', `${file}/data`, '/sys/ringdesk']) {
    const start = run({ RINGDESK_PORT: '0', RINGDESK_DATA_DIR: hopeless });
    expect({ hopeless, code: await start.code }).toEqual({ hopeless, code: 1 });
    expect(start.output()).toContain(`The data directory ${hopeless} cannot be written.`);
  }

  const wrong = run({ RINGDESK_PORT: 'abc', RINGDESK_PRT: '1', RINGDESK_DATA_DIR: dataDir() });
  expect(await wrong.code).toBe(2);
  expect(wrong.output()).toContain('RINGDESK_PORT must be a whole number.');
  expect(wrong.output()).toContain('RINGDESK_PRT is not a setting of Ringdesk.');
});

test('a second server on the same data is refused', { timeout: LIMIT_MS }, async () => {
  const folder = dataDir();
  await run({ RINGDESK_PORT: '0', RINGDESK_DATA_DIR: folder }).says(/ready:/);
  const second = run({ RINGDESK_PORT: '0', RINGDESK_DATA_DIR: folder });
  expect(await second.code).toBe(1);
  expect(second.output()).toContain('is in use');
});

test(
  'settings are read from .env of the folder it is started in; what is set already wins',
  { timeout: LIMIT_MS },
  async () => {
    const folder = dataDir();
    writeFileSync(join(folder, '.env'), 'RINGDESK_PORT=abc\nRINGDESK_LOG_LEVEL=loud\n');
    const started = run({ RINGDESK_LOG_LEVEL: 'silent' }, [], folder);
    expect(await started.code).toBe(2);
    expect(started.output().trim()).toBe('RINGDESK_PORT must be a whole number.');
  },
);

test('an example of every setting can be written', { timeout: LIMIT_MS }, async () => {
  const written = run({}, ['--env-example']);
  expect(await written.code).toBe(0);
  expect(written.output()).toMatch(/^#RINGDESK_PORT=7080$/m);
});

test.each([
  ['nobody reads any more', 'closed'],
  ['has no room', 'full'],
])('[F34] a log that %s keeps the server from nothing', { timeout: LIMIT_MS }, async (_what, how) => {
  const full = how === 'full' ? openSync('/dev/full', 'w') : undefined;
  const env = {
    PATH: process.env['PATH'] ?? '',
    RINGDESK_PORT: '0',
    RINGDESK_DATA_DIR: dataDir(),
    RINGDESK_LOG_LEVEL: 'debug',
  };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', full ?? 'pipe', 'pipe'] });
  const end = new Promise<number | null>((resolve) => child.once('exit', resolve));
  onTestFinished(() => {
    child.kill('SIGKILL');
    if (full !== undefined) closeSync(full);
  });
  child.stdout?.destroy();
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const found = /ready: (http:\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    void end.then((code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
  // What it says of the console goes the same way.
  child.stderr?.destroy();
  for (let round = 0; round < 5; round += 1) expect((await fetch(`${url}/healthz`)).status).toBe(200);
  child.kill('SIGTERM');
  expect(await end).toBe(0);
});
