import { describe, expect, test } from 'vitest';

import { add, countOfPlaywright, countOfVitest, sentence, zero } from './testCounts.ts';

const vitest = (...files: readonly { status: string; results: readonly string[] }[]): string =>
  JSON.stringify({
    testResults: files.map(({ status, results }) => ({
      status,
      assertionResults: results.map((result) => ({ status: result })),
    })),
  });

const playwright = (stats: object, errors: readonly unknown[] = []): string =>
  JSON.stringify({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0, ...stats }, errors });

describe('the counts come from the reports of the runners', () => {
  test('passed, failed and skipped tests of Vitest', () => {
    const report = vitest(
      { status: 'passed', results: ['passed', 'skipped', 'todo'] },
      { status: 'failed', results: ['failed', 'passed', 'pending'] },
    );
    expect(countOfVitest(report, 1)).toEqual({ passed: 2, failed: 1, skipped: 3 });
  });

  test('a test file which cannot be loaded is one failure', () => {
    const report = vitest({ status: 'failed', results: [] }, { status: 'passed', results: ['passed'] });
    expect(countOfVitest(report, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  test('passed, failed, repeated and skipped tests of Playwright', () => {
    const report = playwright({ expected: 4, unexpected: 1, flaky: 1, skipped: 2 });
    expect(countOfPlaywright(report, 1)).toEqual({ passed: 5, failed: 1, skipped: 2 });
  });

  test('an error of Playwright outside any test is a failure', () => {
    expect(countOfPlaywright(playwright({ expected: 4 }, [{ message: 'no server' }]), 1)).toMatchObject({ failed: 1 });
  });
});

describe('a crash never looks like success', () => {
  const count = { vitest: countOfVitest, playwright: countOfPlaywright };
  const whole = {
    vitest: vitest({ status: 'passed', results: ['passed'] }),
    playwright: playwright({ expected: 1 }),
  };
  const empty = { vitest: vitest(), playwright: playwright({}) };

  test.for(['vitest', 'playwright'] as const)('%s', (runner) => {
    expect(count[runner](whole[runner], 0)).toEqual({ passed: 1, failed: 0, skipped: 0 });
    expect(count[runner](whole[runner], 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
    expect(count[runner](empty[runner], 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(count[runner](undefined, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(count[runner](whole[runner].slice(0, 20), 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(count[runner]('{}', 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

test('the last line is plain and complete', () => {
  expect(sentence([zero, { passed: 2, failed: 0, skipped: 1 }, { passed: 1, failed: 3, skipped: 0 }].reduce(add))).toBe(
    '3 passed, 3 failed, 1 skipped',
  );
});
