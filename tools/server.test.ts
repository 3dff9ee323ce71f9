import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { expect, test } from 'vitest';

import { addressOf, ended, stop, untilReady } from './server.ts';

const run = (code: string) => spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });

test('the address is one that a browser on this machine can open', () => {
  expect(addressOf({})).toBe('http://127.0.0.1:7080');
  expect(addressOf({ RINGDESK_HOST: '0.0.0.0', RINGDESK_PORT: '8000' })).toBe('http://127.0.0.1:8000');
  expect(addressOf({ RINGDESK_HOST: '::' })).toBe('http://127.0.0.1:7080');
  expect(addressOf({ RINGDESK_HOST: '::1' })).toBe('http://[::1]:7080');
  expect(addressOf({ RINGDESK_HOST: 'desk.example' })).toBe('http://desk.example:7080');
});

test('stop waits for a process that finishes its work first, and returns its exit code', async () => {
  const child = run(
    "process.on('SIGTERM', () => setTimeout(() => process.exit(7), 50)); setInterval(() => {}, 1000); console.log('up')",
  );
  await once(child.stdout, 'data');
  expect(await stop(child, 'SIGTERM')).toBe(7);
  expect(await stop(child, 'SIGTERM')).toBe(7);
});

test('a process that a signal ended, and one that never started, count as failed', async () => {
  const child = run("setInterval(() => {}, 1000); console.log('up')");
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  expect(await ended(child)).toBe(128);
  expect(await ended(spawn('/nowhere/at/all'))).toBe(127);
});

test('waiting for a server ends when its process does', async () => {
  expect(await untilReady(run('process.exit(3)'), 'http://127.0.0.1:1')).toBe(false);
});
