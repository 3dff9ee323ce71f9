import { expect, test } from 'vitest';

import { failuresOfPlaywright, failuresOfVitest, linesOfFailures } from './testFailures.ts';

const inFile = (name: string, status: string, assertionResults: readonly object[], message = '') => ({
  name: `/project/${name}`,
  status,
  message,
  assertionResults,
});

const result = (title: string, status: string, failureMessages: readonly string[] = []) => ({
  ancestorTitles: ['group'],
  title,
  status,
  failureMessages,
});

test('Vitest: what failed, what went well again, and a file that could not be loaded', () => {
  const report = JSON.stringify({
    testResults: [
      inFile('a.test.ts', 'failed', [
        result('good', 'passed'),
        result('bad', 'failed', ['one', 'two']),
        result('again', 'passed', ['first time']),
        result('left out', 'skipped'),
      ]),
      inFile('b.test.ts', 'failed', [], 'cannot find c.ts'),
    ],
  });
  expect(failuresOfVitest(report, '/project')).toEqual([
    { test: 'a.test.ts › group › bad', messages: ['one', 'two'], mended: false },
    { test: 'a.test.ts › group › again', messages: ['first time'], mended: true },
    { test: 'b.test.ts', messages: ['cannot find c.ts'], mended: false },
  ]);
});

test('Playwright: groups within groups, second tries, and errors outside any test', () => {
  const spec = (title: string, status: string, ...messages: readonly string[]) => ({
    title,
    tests: [{ status, results: messages.map((message) => ({ errors: [{ message }] })) }],
  });
  const report = JSON.stringify({
    suites: [
      {
        title: 'a.spec.ts',
        specs: [spec('good', 'expected'), spec('bad', 'unexpected', 'one', 'two')],
        suites: [{ title: 'group', specs: [spec('again', 'flaky', 'first time'), spec('left out', 'skipped')] }],
      },
    ],
    errors: [{ message: 'no server' }],
  });
  expect(failuresOfPlaywright(report)).toEqual([
    { test: 'a.spec.ts › bad', messages: ['one', 'two'], mended: false },
    { test: 'a.spec.ts › group › again', messages: ['first time'], mended: true },
    { test: 'outside any test', messages: ['no server'], mended: false },
  ]);
});

test('without a report nothing is told: the count tells that there is none', () => {
  expect(failuresOfVitest(undefined, '/project')).toEqual([]);
  expect(failuresOfPlaywright('{')).toEqual([]);
});

test('the end of a run names what failed last, with the beginning of what it said', () => {
  const long = Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n');
  const lines = linesOfFailures([
    {
      test: 'bad',
      messages: [
        `\u{1B}[31mexpected 1\u{1B}[39m\n\n    at new Promise (<anonymous>)\n    at file:///x/node_modules/run.js:1\nnot 2`,
        long,
      ],
      mended: false,
    },
    { test: 'again', messages: ['x'.repeat(500)], mended: true },
  ]);
  expect(lines.slice(0, 4)).toEqual(['', '── Went well at the second try ──', '✗ again', `    ${'x'.repeat(240)}…`]);
  expect(lines.slice(4, 9)).toEqual(['', '── Failed ──', '✗ bad', '    expected 1', '    not 2']);
  expect(lines.at(-1)).toBe('    line 11');
  expect(linesOfFailures([])).toEqual([]);
});
