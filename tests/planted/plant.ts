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
  /** Whether the tests notice the bug: one fails, or they never end. `lost`: its snippet does not stand exactly once. */
  judge(bug: PlantedBug): Promise<'caught' | 'endless' | 'missed' | 'lost'>;
  /**
   * Whether the tests pass with nothing planted: otherwise they would "catch" anything. Measures how long they take
   * here, so that a slow machine is not taken for a bug that makes something endless.
   */
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

  let longestRunMs = LONGEST_RUN_MS;
  // The quick tests first: most bugs are caught there; the random runs find the rest.
  const run = async (): Promise<Ending> => {
    const quick = await runTests(garden, longestRunMs, ['--exclude', '**/simulation.test.ts']);
    return quick === 'passed' ? runTests(garden, longestRunMs, ['simulation']) : quick;
  };

  return {
    async isHealthy() {
      longestRunMs = HEALTHY_RUN_MS;
      const start = performance.now();
      const ending = await run();
      longestRunMs = Math.max(LONGEST_RUN_MS, 4 * (performance.now() - start));
      return ending === 'passed';
    },
    async judge({ file, snippet, replacement }) {
      const path = join(garden, domain, file);
      const source = await readFile(path, 'utf8');
      if (source.split(snippet).length !== 2) return 'lost';
      await writeFile(
        path,
        source.replace(snippet, () => replacement),
      );
      try {
        return verdicts[await run()];
      } finally {
        await writeFile(path, source);
      }
    },
    remove: () => rm(garden, { recursive: true, force: true }),
  };
}

/** Longer than this, or than four times what the tests take without a bug, and the bug has made something endless. */
const LONGEST_RUN_MS = 120_000;
const HEALTHY_RUN_MS = 900_000;

type Ending = 'passed' | 'failed' | 'endless';
const verdicts = { passed: 'missed', failed: 'caught', endless: 'endless' } as const;

async function runTests(garden: string, longestRunMs: number, args: readonly string[]): Promise<Ending> {
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
  let isEndless = false;
  const timer = setTimeout(() => {
    isEndless = true;
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }, longestRunMs);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve(isEndless ? 'endless' : code === 0 ? 'passed' : 'failed');
    });
  });
}
