import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { repository } from './command.ts';

const home = join(repository, 'apps/desktop/node_modules/electron');

const installedBinary = (): string | undefined => {
  const pathFile = join(home, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const binary = join(home, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(binary) ? binary : undefined;
};

/** Why a window cannot be opened here at all, as the end of a sentence; undefined where it can. */
const obstacle = (environment: NodeJS.ProcessEnv): string | undefined => {
  if (process.platform !== 'linux') return undefined;
  if (process.getuid?.() === 0) return 'Electron does not run as root';
  if (!environment['DISPLAY'] && !environment['WAYLAND_DISPLAY']) return 'there is no display';
  return undefined;
};

/**
 * Runs Electron's own download and prints how far it is. The reason it gave up for, on one line; undefined when it ended well.
 */
const fetchElectron = (print: (line: string) => void): Promise<string | undefined> =>
  new Promise((resolve) => {
    print('Fetching Electron, once …');
    const child = spawn(
      process.execPath,
      ['--import', new URL('reportFetch.ts', import.meta.url).href, join(home, 'install.js')],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let reason: string | undefined;
    createInterface({ input: child.stdout }).on('line', (line) => print(`Fetching Electron: ${line}`));
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (reason === undefined && /error/i.test(line)) reason = line.trim();
    });
    child.once('error', ({ message }) => resolve(message));
    child.once('close', (code) => resolve(code === 0 ? undefined : (reason ?? `code ${code ?? 128}`)));
  });

/**
 * Electron's binary, downloaded first where that is needed and possible (once, about 110 MB). Where it cannot be had the
 * reason is returned instead, as the end of a sentence.
 */
export const electronBinary = async (
  print: (line: string) => void,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<{ readonly path: string } | { readonly reason: string }> => {
  const reason = obstacle(environment);
  if (reason !== undefined) return { reason };
  const failure = installedBinary() === undefined ? await fetchElectron(print) : undefined;
  const path = installedBinary();
  if (path !== undefined) return { path };
  return { reason: `Electron could not be downloaded${failure === undefined ? '' : ` (${failure})`}` };
};

/** A desk in Electron, connected to the server at `address`. */
export interface OpenedDesk {
  readonly child: ChildProcess;
  /** Resolves when it has ended: undefined where somebody closed it, else why, as the end of a sentence. Never rejects. */
  readonly ended: Promise<string | undefined>;
}

export const openDesk = (binary: string, address: string): OpenedDesk => {
  const args = [join(repository, 'apps/desktop'), `--server=${address}`];
  const child = spawn(binary, args, { stdio: 'inherit', cwd: repository });
  const end = new Promise<string | undefined>((resolve) => {
    child.once('error', ({ message }) => resolve(`it could not be started (${message})`));
    child.once('exit', (code, signal) => {
      if (code === 0) resolve(undefined);
      else resolve(code === null ? `it was ended by ${signal ?? 'a signal'}` : `it ended by itself with code ${code}`);
    });
  });
  return { child, ended: end };
};
