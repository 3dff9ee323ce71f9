import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { expect, onTestFinished, test } from 'vitest';

import { ended, untilReady } from '../../tools/server.ts';

const repository = join(import.meta.dirname, '../..');

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** Starts `dev`; `pages` is where Vite says the pages are. */
const dev = (
  port: number,
): { readonly child: ChildProcess; readonly pages: Promise<string>; readonly starts: () => number } => {
  const data = mkdtempSync(join(tmpdir(), 'ringdesk-dev-'));
  const child = spawn(process.execPath, ['tools/dev.ts'], {
    cwd: repository,
    env: { ...process.env, RINGDESK_PORT: String(port), RINGDESK_DATA_DIR: data, NO_COLOR: '1', FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = ended(child);
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await end;
    rmSync(data, { recursive: true, force: true });
  });
  let starts = 0;
  const pages = new Promise<string>((resolve, reject) => {
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        if (line.startsWith('Ringdesk is ready')) starts += 1;
        const address = /Local:\s+(http:\/\/[\d.:]+)/.exec(line)?.[1];
        if (address !== undefined) resolve(address);
      });
    void end.then(() => reject(new Error(said.join('\n'))));
  });
  return { child, pages, starts: () => starts };
};

test(
  'dev serves pages that reload by themselves, and passes on everything that is the server’s',
  { timeout: 120_000 },
  async () => {
    const port = await freePort();
    const { child, pages, starts } = dev(port);
    const url = await pages;
    expect(await untilReady(child, `http://127.0.0.1:${port}`)).toBe(true);
    const page = await (await fetch(`${url}/inbox`, { headers: { accept: 'text/html' } })).text();
    expect(page).toContain('/@vite/client');
    for (const path of ['/healthz', '/readyz', '/version', '/api/state', '/widget/loader.js'])
      expect({ path, status: (await fetch(`${url}${path}`)).status }).toEqual({ path, status: 200 });
    // Nothing of these names exists, and it is the server that says so.
    for (const path of ['/pictures/none', '/try/none']) {
      const answer = await fetch(`${url}${path}`);
      expect({ path, status: answer.status }).toEqual({ path, status: 404 });
      expect(await answer.json()).toMatchObject({ code: 'notFound' });
    }

    // A source of the server is saved: it comes back as another process, and nothing of it stays behind.
    const source = join(repository, 'apps/server/src/main.ts');
    utimesSync(source, new Date(), new Date());
    await expect.poll(starts, { timeout: 60_000 }).toBe(2);
    child.kill('SIGTERM');
    expect(await ended(child)).toBe(0);
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow('fetch failed');
  },
);
