import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { repository, runCommand } from './command.ts';

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
 * Electron's binary, downloaded first where that is needed and possible (once, about 110 MB). Where it cannot be had the
 * reason is returned instead, as the end of a sentence.
 */
export const electronBinary = async (
  print: (line: string) => void,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<{ readonly path: string } | { readonly reason: string }> => {
  const reason = obstacle(environment);
  if (reason !== undefined) return { reason };
  if (installedBinary() === undefined) {
    print('Fetching Electron, once …');
    await runCommand(process.execPath, [join(home, 'install.js')]);
  }
  const path = installedBinary();
  return path === undefined ? { reason: 'Electron could not be downloaded' } : { path };
};

/** Opens the desk in Electron, connected to the server at `address`. */
export const openDesk = (binary: string, address: string): ChildProcess =>
  spawn(binary, [join(repository, 'apps/desktop'), `--server=${address}`], { stdio: 'inherit', cwd: repository });
