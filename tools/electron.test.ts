import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { expect, onTestFinished, test } from 'vitest';

import { electronBinary, openDesk } from './electron.ts';

test.runIf(process.platform === 'linux')(
  'without a display no window is opened and nothing is downloaded',
  async () => {
    const printed: string[] = [];
    const found = await electronBinary((line) => printed.push(line), {});
    expect(found).toEqual({
      reason: expect.stringMatching(/^(there is no display|Electron does not run as root)$/) as unknown,
    });
    expect(printed).toEqual([]);
  },
);

test('a binary that cannot be started is told, and ends nobody else', async () => {
  const { ended } = openDesk('/nowhere/electron', 'http://127.0.0.1:7080');
  expect(await ended).toMatch(/^it could not be started \(spawn .*ENOENT\)$/);
});

test.runIf(process.platform !== 'win32')(
  'a desk that is closed ends without a word, one that fails says how',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ringdesk-opened-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const binary = (name: string, script: string): string => {
      writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
      return join(folder, name);
    };
    const address = 'http://127.0.0.1:7080';
    expect(await openDesk(binary('closed', `test "$2" = "--server=${address}"`), address).ended).toBeUndefined();
    expect(await openDesk(binary('fails', 'exit 3'), address).ended).toBe('it ended by itself with code 3');
    expect(await openDesk(binary('killed', 'kill -KILL $$'), address).ended).toBe('it was ended by SIGKILL');
  },
);

test('a large download says how far it is, a small one nothing', async () => {
  const part = Buffer.alloc(1_000_000, 1);
  const server = createServer((request, answer) => {
    const parts = request.url === '/large' ? 20 : 1;
    answer.writeHead(200, { 'content-length': parts * part.length });
    for (let n = 0; n < parts; n += 1) answer.write(part);
    answer.end();
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const fetched = async (path: string): Promise<string[]> => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--import',
      new URL('reportFetch.ts', import.meta.url).href,
      '--input-type=module',
      '-e',
      `const answer = await fetch('http://127.0.0.1:${port}${path}'); console.log('bytes', (await answer.arrayBuffer()).byteLength);`,
    ]);
    return stdout.trim().split('\n');
  };
  const lines = await fetched('/large');
  expect(lines.slice(0, 2)).toEqual(['10 % of 20 MB', '20 % of 20 MB']);
  expect(lines.slice(-2)).toEqual(['100 % of 20 MB', 'bytes 20000000']);
  expect(await fetched('/small')).toEqual(['bytes 1000000']);
});
