import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { afterEach, expect, onTestFinished, test } from 'vitest';

import { ended } from '../../tools/server.ts';

const repository = join(import.meta.dirname, '../..');
const running: ChildProcess[] = [];

afterEach(async () => {
  for (const child of running.splice(0)) {
    child.kill('SIGTERM');
    await ended(child);
  }
});

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'ringdesk-start-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
};

/** Runs `start` with a display hidden from it, so that it opens no window, and collects the lines it prints. */
const start = (port: number, data: string) => {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...environment } = process.env;
  const child = spawn(process.execPath, ['tools/start.ts'], {
    cwd: repository,
    env: { ...environment, RINGDESK_PORT: String(port), RINGDESK_DATA_DIR: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      for (const look of waiting) look();
    });
  const end = ended(child);
  /** The first line which matches; rejects with everything printed when the command ends without one. */
  const line = (pattern: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = lines.find((each) => pattern.test(each));
        if (found !== undefined) resolve(found);
      };
      waiting.add(look);
      look();
      void end.then(() => reject(new Error(`ended without ${pattern}:\n${lines.join('\n')}`)));
    });
  return { child, end, line };
};

test(
  'start prints the address once the desk answers there, keeps its data where it is told, and stops cleanly',
  { timeout: 90_000 },
  async () => {
    const [port, data] = [await freePort(), join(folder(), 'data')];
    const { child, end, line } = start(port, data);

    expect(await line(/The desk is open at/)).toContain(`http://127.0.0.1:${port}`);
    const [health, page, widget] = await Promise.all(
      ['/healthz', '/', '/widget/loader.js'].map((path) => fetch(`http://127.0.0.1:${port}${path}`)),
    );
    expect([health?.status, page?.status, widget?.status]).toEqual([200, 200, 200]);
    expect(await page?.text()).toContain('<div id="root">');
    // A page deep inside is the same desk: its files are named from the root.
    const deep = await (
      await fetch(`http://127.0.0.1:${port}/settings/people`, { headers: { accept: 'text/html' } })
    ).text();
    expect(deep).toMatch(/<script[^>]+src="\/assets\//);
    expect(existsSync(data)).toBe(true);

    child.kill('SIGINT');
    expect(await end).toBe(0);
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow('fetch failed');
  },
);

test('a second start at the same address says so and leaves the first one alone', { timeout: 90_000 }, async () => {
  const port = await freePort();
  const first = start(port, join(folder(), 'data'));
  await first.line(/The desk is open at/);

  const second = start(port, join(folder(), 'data'));
  expect(await second.line(/already runs/)).toContain(`http://127.0.0.1:${port}`);
  expect(await second.end).toBe(1);
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
});
