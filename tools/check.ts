import { bin, runCommand, secondsSince } from './command.ts';
import type { Failure } from './testFailures.ts';

interface Step {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

/** The tools see a pipe here; whether a person reads along is known only to us. */
const coloured = process.stdout.isTTY === true;

const projects = [
  'packages/shared/tsconfig.json',
  'packages/shared/tsconfig.test.json',
  'apps/server/tsconfig.domain.json',
  'apps/server/tsconfig.json',
  'apps/desktop/tsconfig.json',
  'apps/desktop/tsconfig.node.json',
  'apps/widget/tsconfig.json',
  'apps/widget/tsconfig.node.json',
  'tsconfig.json',
];

const steps: readonly Step[] = [
  ...projects.map((project) => ({
    name: `types of ${project}`,
    command: bin('tsc'),
    args: ['-p', project, '--pretty', String(coloured)],
  })),
  { name: 'lint and boundaries', command: bin('oxlint'), args: ['--quiet'] },
  { name: 'format (repair: npx pnpm@12 format)', command: bin('oxfmt'), args: ['--check'] },
];

/** Proves that the boundaries refuse what they must: a rule which refuses nothing looks like one that is obeyed. */
const fixtures: Step = {
  name: 'what must be refused is refused',
  command: bin('vitest'),
  args: ['run', '--project', 'repository', 'tests/boundaries'],
};

/** What the step said where it failed. */
const runStep = async ({ name, command, args }: Step): Promise<Failure | undefined> => {
  const start = performance.now();
  const { code, output } = await runCommand(
    command,
    args,
    coloured ? { env: { ...process.env, FORCE_COLOR: '1' } } : {},
  );
  if (code !== 0) console.log(output.trimEnd());
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${secondsSince(start)})`);
  return code === 0 ? undefined : { test: name, messages: [output], mended: false };
};

/**
 * Types of every part, lint with the boundaries, and format; with `fixtures` also that the boundaries refuse what they
 * must. Prints a line per step and the output of those that fail; counts those that pass and returns the others.
 */
export const check = async (options: {
  readonly fixtures: boolean;
}): Promise<{ passed: number; failed: readonly Failure[] }> => {
  const chosen = options.fixtures ? [...steps, fixtures] : steps;
  const failed: Failure[] = [];
  for (const step of chosen) {
    const failure = await runStep(step);
    if (failure !== undefined) failed.push(failure);
  }
  return { passed: chosen.length - failed.length, failed };
};

if (import.meta.main) {
  const { passed, failed } = await check({ fixtures: true });
  console.log(`${passed} passed, ${failed.length} failed`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
