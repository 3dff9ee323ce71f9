import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { readConfig } from '../../apps/server/src/config.ts';

const repository = join(import.meta.dirname, '../..');
const folders = ['tools', 'tests', 'apps/server/src', 'apps/desktop/src', 'apps/desktop/tests', 'apps/widget/src'];

/** Names of variables which some code reads, each with a file that does. */
const read = new Map(
  folders
    .flatMap((folder) => readdirSync(join(repository, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name))
    .flatMap((entry) => {
      const file = join(entry.parentPath, entry.name);
      const found = readFileSync(file, 'utf8').matchAll(
        /(?<!import\.meta\.)\b(?:env|environment)(?:\.|\[')(RINGDESK_[A-Z_]+)/g,
      );
      return [...found].map(([, name = '']) => [name, file] as const);
    }),
);

test('the server takes no variable for a slip that something of this repository reads', () => {
  expect(read.size).toBeGreaterThan(5);
  const refused = [...read].filter(([name]) => {
    const reading = readConfig({ [name]: '' });
    return !reading.ok && reading.problems.some((problem) => problem.includes('is not a setting'));
  });
  expect(refused).toEqual([]);
});
