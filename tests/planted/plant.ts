import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { PlantedBug } from './bugs.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sources = 'apps/server/src';

/** Where a bug may be planted: the folder its file is below, and the runs of tests that must notice it, one after the other. */
const beds = {
  // The quick tests first: most bugs are caught there; the random runs find the rest.
  rules: {
    folder: 'domain',
    runs: [[`${sources}/domain/`, '--exclude', '**/simulation.test.ts'], [`${sources}/domain/simulation`]],
  },
  // What ends calls and records them, over real sockets.
  endpoint: {
    folder: 'channels/telephony',
    runs: [
      ['sounding', 'callers', 'phones', 'endpoint', 'ringing'].map(
        (name) => `${sources}/channels/telephony/sip/${name}.test`,
      ),
    ],
  },
} as const;

/** The file of a bug, from the root of the repository. */
export const fileOf = ({ bed = 'rules', file }: PlantedBug): string => join(sources, beds[bed].folder, file);

/** A copy of the server and its tests beside the real dependencies, in which one bug at a time is planted. */
export interface Garden {
  /** Whether the tests notice the bug: one fails, or they never end. `lost`: its snippet does not stand exactly once. */
  judge(bug: PlantedBug): Promise<'caught' | 'endless' | 'missed' | 'lost'>;
  /**
   * Whether the tests that judge these bugs pass with nothing planted: otherwise they would "catch" anything. Measures how
   * long they take here, so that a slow machine is not taken for a bug that makes something endless.
   */
  isHealthy(bugs: readonly PlantedBug[]): Promise<boolean>;
  remove(): Promise<void>;
}

export async function makeGarden(): Promise<Garden> {
  const garden = await mkdtemp(join(tmpdir(), 'ringdesk-planted-'));
  await mkdir(join(garden, sources), { recursive: true });
  await cp(join(root, sources), join(garden, sources), { recursive: true });
  for (const folder of ['node_modules', 'apps/server/node_modules', 'resources'])
    await symlink(join(root, folder), join(garden, folder));
  await writeFile(join(garden, 'package.json'), JSON.stringify({ type: 'module' }));

  let longestRunMs = LONGEST_RUN_MS;
  const run = async (bed: keyof typeof beds): Promise<Ending> => {
    for (const args of beds[bed].runs) {
      const ending = await runTests(garden, longestRunMs, args);
      if (ending !== 'passed') return ending;
    }
    return 'passed';
  };

  return {
    async isHealthy(bugs) {
      longestRunMs = HEALTHY_RUN_MS;
      let longest = 0;
      for (const bed of new Set(bugs.map((bug) => bug.bed ?? 'rules'))) {
        const start = performance.now();
        if ((await run(bed)) !== 'passed') return false;
        longest = Math.max(longest, performance.now() - start);
      }
      longestRunMs = Math.max(LONGEST_RUN_MS, 4 * longest);
      return true;
    },
    async judge(bug) {
      const { bed = 'rules', snippet, replacement } = bug;
      const path = join(garden, fileOf(bug));
      const source = await readFile(path, 'utf8');
      if (source.split(snippet).length !== 2) return 'lost';
      await writeFile(
        path,
        source.replace(snippet, () => replacement),
      );
      try {
        return verdicts[await run(bed)];
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
    // As in the product's own runs: a test that is slow on a busy machine has noticed nothing.
    '--testTimeout',
    '30000',
    '--hookTimeout',
    '60000',
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
