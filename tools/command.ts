import { spawn, type SpawnOptions } from 'node:child_process';
import { join } from 'node:path';

/** The root of the repository. */
export const repository = join(import.meta.dirname, '..');

/** The program of an installed package, as pnpm links it for the root or for one part ('apps/desktop'). */
export const bin = (name: string, part = '.'): string =>
  join(repository, part, 'node_modules/.bin', process.platform === 'win32' ? `${name}.cmd` : name);

export interface Outcome {
  /** Exit code; 128 where a signal ended the command, 127 where it could not be started. */
  readonly code: number;
  /** What it printed to both streams, in order; empty where `show` was set. */
  readonly output: string;
}

/**
 * Runs a command to its end. Its output is kept, or with `show` goes straight to this terminal. Never rejects: a command
 * that could not be started is an outcome too.
 */
export const runCommand = (
  command: string,
  args: readonly string[],
  { show = false, ...options }: SpawnOptions & { readonly show?: boolean } = {},
): Promise<Outcome> =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: repository,
      // npm's `.cmd` shims on Windows are scripts of the shell.
      shell: command.endsWith('.cmd'),
      stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      ...options,
    });
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', (problem) => resolve({ code: 127, output: problem.message }));
    child.once('close', (code) => resolve({ code: code ?? 128, output: Buffer.concat(chunks).toString() }));
  });

/** Seconds since `start` (from `performance.now()`), as text: `3.4 s`. */
export const secondsSince = (start: number): string => `${((performance.now() - start) / 1000).toFixed(1)} s`;
