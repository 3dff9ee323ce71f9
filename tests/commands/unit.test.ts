import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { expect, onTestFinished, test } from 'vitest';

import { ended } from '../../tools/server.ts';

const repository = join(import.meta.dirname, '../..');
const lines = readFileSync(join(repository, 'resources/server/ringdesk.service'), 'utf8').split('\n');

/** Every value of a directive, in the order of the unit. */
const valuesOf = (name: string): readonly string[] =>
  lines.filter((line) => line.startsWith(`${name}=`)).map((line) => line.slice(name.length + 1));

const HOME = '/opt/ringdesk';

/** The program and its arguments as the unit starts them, with this checkout in the place of `/opt/ringdesk`. */
const command = (): readonly string[] =>
  (valuesOf('ExecStart')[0] ?? '').split(' ').map((word) => word.replace(HOME, repository));

/** Starts what the unit starts, below `wrapper` where one is given, with the unit's environment and data elsewhere. */
const startUnit = (env: Readonly<Record<string, string>>, wrapper: readonly string[] = []) => {
  const data = mkdtempSync(join(tmpdir(), 'ringdesk-unit-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const own = Object.fromEntries(valuesOf('Environment').map((pair) => pair.split('=') as [string, string]));
  const [program = '', ...args] = [...wrapper, ...command()];
  const child = spawn(program, args, {
    cwd: (valuesOf('WorkingDirectory')[0] ?? '').replace(HOME, repository),
    // What systemd gives a service and nothing more: no HOME of a person, no path of pnpm.
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', ...own, RINGDESK_DATA_DIR: data, RINGDESK_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = ended(child);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await end;
  });
  const ready = new Promise<string>((resolve, reject) => {
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        const address = /^Ringdesk is ready: (\S+)/.exec(line)?.[1];
        if (address !== undefined) resolve(address);
      });
    void end.then((code) => reject(new Error(`ended with ${code}:\n${said.join('\n')}`)));
  });
  return { child, end, ready };
};

test('the unit starts Node itself, without a program between that keeps signals or wants a network', () => {
  expect(valuesOf('ExecStart')).toEqual([`${HOME}/node_modules/.bin/node apps/server/src/main.ts`]);
  expect(valuesOf('KillSignal')).toEqual(['SIGTERM']);
  expect(Number(valuesOf('TimeoutStopSec')[0])).toBeGreaterThan(20);
});

test('systemd finds nothing wrong with the unit', (context) => {
  const { error, status, stderr } = spawnSync('systemd-analyze', ['--version'], { encoding: 'utf8' });
  if (error !== undefined || status !== 0) context.skip(`There is no systemd-analyze here. ${stderr ?? ''}`);
  const judged = spawnSync('systemd-analyze', ['verify', join(repository, 'resources/server/ringdesk.service')], {
    encoding: 'utf8',
  });
  // That nothing is installed in /opt on this machine is not the unit's fault.
  const flaws = judged.stderr.split('\n').filter((line) => line.includes('ringdesk.service') && !line.includes(HOME));
  expect(flaws).toEqual([]);
});

test('what the unit starts serves, and stops cleanly at SIGTERM', { timeout: 60_000 }, async () => {
  const { child, end, ready } = startUnit({});
  const address = await ready;
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
  child.kill('SIGTERM');
  expect(await end).toBe(0);
});

test(
  'the unit allows every kind of socket the server opens, also where it listens on all addresses',
  { timeout: 90_000 },
  async (context) => {
    if (spawnSync('strace', ['-V']).status !== 0) context.skip('There is no strace here.');
    const trace = join(mkdtempSync(join(tmpdir(), 'ringdesk-trace-')), 'sockets');
    onTestFinished(() => rmSync(join(trace, '..'), { recursive: true, force: true }));
    // -D: strace is beside what it looks at, which stays our child and gets our signals.
    const strace = ['strace', '-D', '-f', '--seccomp-bpf', '-o', trace, '-e', 'trace=socket'];
    const { child, end, ready } = startUnit({ RINGDESK_HOST: '0.0.0.0' }, strace);
    const port = new URL(await ready).port;
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await end).toBe(0);
    const exited = new RegExp(`^${child.pid} .*exited with 0`, 'm');
    await expect.poll(() => readFileSync(trace, 'utf8'), { timeout: 10_000 }).toMatch(exited);
    const opened = new Set(
      [...readFileSync(trace, 'utf8').matchAll(/socket\((?:AF|PF)_(\w+)/g)].map(([, name]) => `AF_${name}`),
    );
    expect(opened.size).toBeGreaterThan(0);
    const allowed = (valuesOf('RestrictAddressFamilies')[0] ?? '').split(' ');
    expect([...opened].filter((family) => !allowed.includes(family))).toEqual([]);
  },
);
