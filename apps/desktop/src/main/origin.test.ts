import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { isScreen } from './origin.ts';

test('every screen of the pages’ router is one here: a page that dies there is loaded again where it was', () => {
  const router = readFileSync(join(import.meta.dirname, '../renderer/app/router.ts'), 'utf8');
  const screens = [...router.matchAll(/^ +case '([a-z-]+)':$/gm)].map(([, name]) => `/${name}`);
  expect(screens).toEqual(expect.arrayContaining(['/settings', '/conversations', '/calls', '/join']));
  expect(['/', '/inbox', ...screens].filter((path) => !isScreen(path))).toEqual([]);
});
