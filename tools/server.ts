import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { repository } from './command.ts';

/** How long a server may take to finish what it does after it was told to stop (its own limit is 20 s). */
const stopLimit = 25_000;

/**
 * Starts the routing server in a process group of its own: Ctrl+C in a terminal reaches the whole foreground group, and
 * the server must be told once, by us.
 */
export const startServer = (environment: NodeJS.ProcessEnv): ChildProcess =>
  spawn(process.execPath, [join(repository, 'apps/server/src/main.ts')], {
    cwd: repository,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: process.platform !== 'win32',
  });

/** The address to open in a browser of this machine. */
export const addressOf = (environment: NodeJS.ProcessEnv): string => {
  const host = environment['RINGDESK_HOST'] ?? '127.0.0.1';
  const reachable = ['0.0.0.0', '::', ''].includes(host) ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${environment['RINGDESK_PORT'] ?? '7080'}`;
};

/** Whether anything answers at `url` within a second, and well. */
export const answers = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(1_000) })).ok;
  } catch {
    // Refused or too slow: not ready yet, which is the question.
    return false;
  }
};

/** Waits until the server says it is ready; false when its process ended first. */
export const untilReady = async (server: ChildProcess, address: string): Promise<boolean> => {
  while (server.exitCode === null && server.signalCode === null) {
    if (await answers(`${address}/readyz`)) return true;
    await wait(100);
  }
  return false;
};

/** Resolves with the exit code of a process; 128 where a signal ended it, 127 where it never started. */
export const ended = (child: ChildProcess): Promise<number> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode ?? 128);
    child.once('error', () => resolve(127));
    child.once('exit', (code) => resolve(code ?? 128));
  });

/** Asks a process to stop with `signal`, and ends it after 25 s if it has not. Resolves with its exit code. */
export const stop = async (child: ChildProcess, signal: NodeJS.Signals): Promise<number> => {
  const timer = setTimeout(() => child.kill('SIGKILL'), stopLimit);
  child.kill(signal);
  const code = await ended(child);
  clearTimeout(timer);
  return code;
};
