import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';

import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { zones } from '../../tools/lint/zones.ts';

const run = promisify(execFile);
const repository = join(import.meta.dirname, '../..');
const fixtures = join(import.meta.dirname, 'fixtures');
const bin = (name: string): string => join(repository, 'node_modules/.bin', name);

/** What a command printed, whatever its exit code: the tools tested here exit with 1 when they find something. */
const printed = async (command: string, args: readonly string[]): Promise<string> => {
  const { stdout } = await run(command, args, { cwd: repository, maxBuffer: 16_000_000 }).catch((failure: unknown) =>
    z.object({ code: z.literal([1, 2]), stdout: z.string() }).parse(failure),
  );
  return stdout;
};

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));

const Report = z.object({
  diagnostics: z.array(
    z.object({ code: z.string(), message: z.string(), help: z.string().optional(), filename: z.string() }),
  ),
});

describe('the linter holds the arrows of the architecture', () => {
  const found = new Map<string, readonly { readonly code: string; readonly message: string }[]>();
  const files = ['apps', 'packages']
    .flatMap((part) => filesBelow(join(fixtures, part)))
    .map((file) => ({ name: relative(fixtures, file), header: readFileSync(file, 'utf8').split('\n')[0] ?? '' }));
  const allowed = files.filter(({ header }) => header === '// allowed');
  const refused = files.filter(({ header }) => header !== '// allowed');
  const problemsOf = (name: string) => found.get(join('tests/boundaries/fixtures', name)) ?? [];

  beforeAll(async () => {
    const report = await printed(bin('oxlint'), [
      '-c',
      'tests/boundaries/oxlint.json',
      '-f',
      'json',
      'tests/boundaries/fixtures',
    ]);
    for (const { filename, code, message, help = '' } of Report.parse(JSON.parse(report)).diagnostics)
      found.set(filename, [...(found.get(filename) ?? []), { code, message: `${message} ${help}` }]);
  }, 60_000);

  test.for(allowed)('allows $name', ({ name }) => {
    expect(problemsOf(name)).toEqual([]);
  });

  test.for(refused)('refuses $name', ({ name, header }) => {
    const [, rule, reason] = /^\/\/ refused by (\S+): (.+)$/.exec(header) ?? [];
    expect(rule, 'the first line says what refuses the file, and why').toBeDefined();
    expect(problemsOf(name)).toEqual([{ code: rule, message: expect.stringContaining(reason ?? '') as unknown }]);
  });

  test('every zone has a fixture which it refuses', () => {
    const messages = [...found.values()].flat().map(({ message }) => message);
    const untested = zones.filter(({ reason }) => !messages.some((message) => message.includes(reason)));
    expect(untested.map(({ path }) => path)).toEqual([]);
  });
});

describe('the compiler keeps the outside out', () => {
  const parts = ['domain', 'shared', 'renderer', 'widget'];

  test.for(parts)('%s', { timeout: 60_000 }, async (part) => {
    const output = await printed(bin('tsc'), ['-p', join(fixtures, 'compiler', part), '--pretty', 'false']);
    const found = [...output.matchAll(/^.+\((\d+),\d+\): error (TS\d+):/gm)].map(([, line, code]) => `${line} ${code}`);
    const expected = readFileSync(join(fixtures, 'compiler', part, 'outside.ts'), 'utf8')
      .split('\n')
      .flatMap((line, index) => /\/\/ (TS\d+)$/.exec(line)?.[1]?.replace(/^/, `${index + 1} `) ?? []);
    expect(expected.length).toBeGreaterThan(0);
    expect(found).toEqual(expected);
  });

  // A package that refers to Node's types would bring them into a whole program, and every ban above would silently end.
  test.for(['apps/server/tsconfig.domain.json', 'packages/shared/tsconfig.json'])(
    'nothing imported brings types of Node or of the browser into %s',
    { timeout: 60_000 },
    async (config) => {
      const files = (await printed(bin('tsc'), ['-p', config, '--listFilesOnly'])).split('\n').filter(Boolean);
      expect(files.length).toBeGreaterThan(0);
      expect(files.filter((file) => /@types\/|lib\.(dom|webworker)/.test(file))).toEqual([]);
    },
  );
});
