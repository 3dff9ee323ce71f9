import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { bin, repository, runCommand, secondsSince } from './command.ts';
import { compress } from './compress.ts';

interface Target {
  readonly name: 'the desk' | 'the widget';
  /** Files and folders whose content decides whether the output is stale. */
  readonly inputs: readonly string[];
  /** Files without which the output is missing. */
  readonly outputs: readonly string[];
  /** Where the digest of the inputs is kept: inside the output, so that both vanish together. */
  readonly stamp: string;
  readonly command: () => readonly [command: string, args: readonly string[], folder: string];
  /** A folder whose scripts and styles are also left compressed, for browsers; the widget's build does that itself. */
  readonly compressed?: string;
}

const common = ['packages/shared/src', 'pnpm-lock.yaml', 'tsconfig.base.json'];

const targets: readonly Target[] = [
  {
    name: 'the desk',
    inputs: [
      'apps/desktop/src',
      'apps/desktop/package.json',
      'apps/desktop/renderer.config.ts',
      'apps/desktop/chunkGroups.ts',
      'apps/desktop/electron.vite.config.ts',
      'tools/compress.ts',
      ...common,
    ],
    outputs: ['main/index.js', 'preload/index.cjs', 'renderer/index.html'].map((file) => `apps/desktop/out/${file}`),
    stamp: 'apps/desktop/out/.built-from',
    command: () => [bin('electron-vite', 'apps/desktop'), ['build', '--logLevel', 'warn'], 'apps/desktop'],
    compressed: 'apps/desktop/out/renderer/assets',
  },
  {
    name: 'the widget',
    inputs: [
      'apps/widget/src',
      'apps/widget/package.json',
      'apps/widget/build.ts',
      'apps/widget/vite.config.ts',
      'tools/compress.ts',
      ...common,
    ],
    outputs: ['apps/widget/dist/loader.js'],
    stamp: 'apps/widget/dist/.built-from',
    command: () => [process.execPath, ['build.ts'], 'apps/widget'],
  },
];

const filesOf = (path: string): readonly string[] => {
  const full = join(repository, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(repository.length + 1))
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .toSorted();
};

/** By content, not by time: a checkout gives every file the time of the checkout. */
const digestOf = ({ inputs }: Target): string => {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap(filesOf))
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(repository, file)));
  return hash.digest('hex');
};

const isFresh = (target: Target, digest: string): boolean => {
  const stamp = join(repository, target.stamp);
  return (
    target.outputs.every((file) => existsSync(join(repository, file))) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === digest
  );
};

const buildOne = async (target: Target, digest: string, print: (line: string) => void): Promise<boolean> => {
  const start = performance.now();
  print(`Building ${target.name} …`);
  rmSync(join(repository, target.stamp), { force: true });
  const [command, args, folder] = target.command();
  const { code, output } = await runCommand(command, args, { cwd: join(repository, folder) });
  const missing = target.outputs.filter((file) => !existsSync(join(repository, file)));
  if (code !== 0 || missing.length > 0) {
    print(
      `${output.trimEnd()}\nBuilding ${target.name} failed${missing.map((file) => `\n  ${file} is missing`).join('')}`,
    );
    return false;
  }
  if (target.compressed !== undefined)
    for (const file of filesOf(target.compressed)) if (/\.(js|css)$/.test(file)) compress(join(repository, file));
  mkdirSync(dirname(join(repository, target.stamp)), { recursive: true });
  writeFileSync(join(repository, target.stamp), digest);
  print(`Built ${target.name} in ${secondsSince(start)}`);
  return true;
};

/**
 * Builds what is missing or stale: the desk (main process, preload, renderer) and the widget, or `only` one of them. With
 * `all` builds whatever the state. Says what it does through `print`; false when a build failed, after trying every one.
 */
export const build = async (
  print: (line: string) => void,
  { all = false, only }: { readonly all?: boolean; readonly only?: Target['name'] } = {},
): Promise<boolean> => {
  let succeeded = true;
  for (const target of targets.filter(({ name }) => only === undefined || name === only)) {
    const digest = digestOf(target);
    if (all || !isFresh(target, digest)) succeeded = (await buildOne(target, digest, print)) && succeeded;
  }
  return succeeded;
};

if (import.meta.main) process.exitCode = (await build(console.log, { all: true })) ? 0 : 1;
