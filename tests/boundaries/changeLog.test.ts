import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

const repository = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(repository, file), 'utf8');
/** Names of acts: `trunk.saved`, `signIn`. */
const NAME = String.raw`[a-z][A-Za-z]*(?:\.[A-Za-z]+)?`;

test('every act the server writes into the log has a sentence in the desk', () => {
  const told = new Set(
    [
      ...read('apps/desktop/src/renderer/features/settings/log/logLines.ts').matchAll(
        new RegExp(`^  '(${NAME})',$`, 'gm'),
      ),
    ].map(([, act = '']) => act),
  );
  const written = globSync('apps/server/src/**/*.ts', { cwd: repository })
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) =>
      // `act: 'x'`, and `act: on ? 'x' : 'y'`.
      [...read(file).matchAll(/\bact: ([^,}\n]+)/g)].flatMap(([, value = '']) =>
        [...value.matchAll(new RegExp(`'(${NAME}\\.[A-Za-z]+)'`, 'g'))].map(([, act = '']) => act),
      ),
    );
  expect(written.length).toBeGreaterThan(20);
  expect(written.filter((act) => !told.has(act))).toEqual([]);
});
