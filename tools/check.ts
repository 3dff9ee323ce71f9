import { bin, runCommand, secondsSince } from './command.ts';

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

const runStep = async ({ name, command, args }: Step): Promise<boolean> => {
  const start = performance.now();
  const { code, output } = await runCommand(
    command,
    args,
    coloured ? { env: { ...process.env, FORCE_COLOR: '1' } } : {},
  );
  if (code !== 0) console.log(output.trimEnd());
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${secondsSince(start)})`);
  return code === 0;
};

/**
 * Types of every part, lint with the boundaries, and format; with `fixtures` also that the boundaries refuse what they
 * must. Prints a line per step and the output of those that fail; counts both kinds.
 */
export const check = async (options: { readonly fixtures: boolean }): Promise<{ passed: number; failed: number }> => {
  const count = { passed: 0, failed: 0 };
  for (const step of options.fixtures ? [...steps, fixtures] : steps)
    count[(await runStep(step)) ? 'passed' : 'failed']++;
  return count;
};

if (import.meta.main) {
  const { passed, failed } = await check({ fixtures: true });
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
