import { fileURLToPath } from 'node:url';

import { defineConfig, type TestProjectConfiguration } from 'vitest/config';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** A runner that keeps several test files of one part going: the machine is small and real servers run in the tests. */
const shared = {
  restoreMocks: true,
  unstubGlobals: true,
  unstubEnvs: true,
  // Durable writes and real servers on a busy disk: a test that hangs still fails, one that waits its turn does not.
  testTimeout: 30_000,
  hookTimeout: 60_000,
  // In CI a second try, like the end-to-end tests: the run names at its end what needed one, with what it said the first time
  // (the seed of a random run among it).
  retry: process.env['CI'] === undefined ? 0 : 1,
} as const;

const node = (name: string, root: string, folders: readonly string[]): TestProjectConfiguration => ({
  root: at(root),
  test: {
    ...shared,
    name,
    environment: 'node',
    include: folders.map((folder) => `${folder}/**/*.test.{ts,tsx}`),
    exclude: ['**/*.dom.test.{ts,tsx}', '**/node_modules/**', '**/fixtures/**'],
  },
});

const dom = (name: string, root: string, jsxFrom: string, setup: readonly string[]): TestProjectConfiguration => ({
  root: at(root),
  oxc: { jsx: { runtime: 'automatic', importSource: jsxFrom } },
  test: {
    ...shared,
    name,
    environment: 'happy-dom',
    include: ['src/**/*.dom.test.{ts,tsx}'],
    setupFiles: setup.map(at),
  },
});

/** `*.test.ts` runs in Node, `*.dom.test.tsx` in happy-dom, `tests/e2e/*.spec.ts` in Playwright. */
export default defineConfig({
  test: {
    // Many of these wait for a real server, a browser or a voice: two at a time fill a machine of two cores, one leaves it idle.
    maxWorkers: 2,
    projects: [
      node('shared', './packages/shared', ['src']),
      node('server', './apps/server', ['src']),
      node('desktop', './apps/desktop', ['src', 'tests']),
      node('widget', './apps/widget', ['src']),
      node('repository', './', ['tools', 'tests']),
      dom('desktop-dom', './apps/desktop', 'react', ['./tests/reactCleanup.ts']),
      dom('widget-dom', './apps/widget', 'preact', []),
    ],
    coverage: { provider: 'v8', reportsDirectory: at('./coverage'), include: ['apps/*/src/**', 'packages/*/src/**'] },
  },
});
