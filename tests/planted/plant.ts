import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { PlantedBug } from './bugs.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const domain = 'apps/server/src/domain';

/** A copy of the rules and their tests beside the real dependencies, in which one bug at a time is planted. */
export interface Garden {
  /** Whether the tests notice the bug. Throws where its snippet does not stand exactly once. */
  isCaught(bug: PlantedBug): Promise<boolean>;
  /** Whether the tests pass with nothing planted: otherwise they would "catch" anything. */
  isHealthy(): Promise<boolean>;
  remove(): Promise<void>;
}

export async function makeGarden(): Promise<Garden> {
  const garden = await mkdtemp(join(tmpdir(), 'ringdesk-planted-'));
  await mkdir(join(garden, domain), { recursive: true });
  await cp(join(root, domain), join(garden, domain), { recursive: true });
  await symlink(join(root, 'node_modules'), join(garden, 'node_modules'));
  await symlink(join(root, 'apps/server/node_modules'), join(garden, 'apps/server/node_modules'));
  await writeFile(join(garden, 'package.json'), JSON.stringify({ type: 'module' }));

  // The quick tests first: most bugs are caught there; the random runs find the rest.
  const passes = async (): Promise<boolean> =>
    (await runTests(garden, ['--exclude', '**/simulation.test.ts'])) && (await runTests(garden, ['simulation']));

  return {
    isHealthy: passes,
    async isCaught({ name, file, snippet, replacement }) {
      const path = join(garden, domain, file);
      const source = await readFile(path, 'utf8');
      if (source.split(snippet).length !== 2) throw new Error(`"${name}": the snippet does not stand once in ${file}`);
      await writeFile(
        path,
        source.replace(snippet, () => replacement),
      );
      try {
        return !(await passes());
      } finally {
        await writeFile(path, source);
      }
    },
    remove: () => rm(garden, { recursive: true, force: true }),
  };
}

/** Longer than this and the bug has made something endless: caught as well. */
const LONGEST_RUN_MS = 120_000;

async function runTests(garden: string, args: readonly string[]): Promise<boolean> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const options = [
    'run',
    '--root',
    garden,
    '--bail',
    '1',
    '--maxWorkers',
    '1',
    '--no-isolate',
    '--reporter',
    'dot',
    ...args,
  ];
  const child = spawn(process.execPath, [vitest, ...options], {
    cwd: garden,
    stdio: 'ignore',
    // A group of its own: a worker that turns in circles hears no signal and outlives the runner.
    detached: true,
  });
  const endless = setTimeout(() => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }, LONGEST_RUN_MS);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(endless);
      resolve(code === 0);
    });
  });
}
