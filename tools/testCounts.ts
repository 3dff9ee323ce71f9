import { z } from 'zod';

export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const zero: Count = { passed: 0, failed: 0, skipped: 0 };

export const add = (a: Count, b: Count): Count => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/** The last line of a test run. */
export const sentence = ({ passed, failed, skipped }: Count): string =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;

/** JSON text by a schema; undefined where there is none, where it is cut off, and where it is something else. */
export const parseReport = <T>(schema: z.ZodType<T>, text: string | undefined): T | undefined => {
  if (text === undefined) return undefined;
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    // A runner that was killed leaves half a report: as good as none.
    return undefined;
  }
};

/**
 * A runner that ended badly without naming a failed test, or which ran nothing at all, counts as one failure: a crash must
 * never look like success.
 */
const honest = (count: Count | undefined, exitCode: number): Count => {
  if (count === undefined) return { ...zero, failed: 1 };
  const silent = count.passed + count.skipped === 0 || exitCode !== 0;
  return count.failed === 0 && silent ? { ...count, failed: 1 } : count;
};

const VitestReport = z.object({
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(
        z.object({ status: z.enum(['passed', 'failed', 'skipped', 'pending', 'todo', 'disabled']) }),
      ),
    }),
  ),
});

/** Counts Vitest's JSON report. A file that could not be loaded has no tests in it and counts as one failure. */
export const countOfVitest = (report: string | undefined, exitCode: number): Count => {
  const parsed = parseReport(VitestReport, report);
  const counts = parsed?.testResults.map(({ status, assertionResults }): Count => {
    const of = (wanted: string): number => assertionResults.filter((result) => result.status === wanted).length;
    const [passed, failed] = [of('passed'), of('failed')];
    const skipped = assertionResults.length - passed - failed;
    return { passed, failed: status === 'failed' && failed === 0 ? 1 : failed, skipped };
  });
  return honest(counts?.reduce(add, zero), exitCode);
};

const PlaywrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
  errors: z.array(z.unknown()),
});

/**
 * Counts Playwright's JSON report. What passed when it was repeated once counts as passed, and the runner's list names it as
 * flaky; an error outside any test is a failure.
 */
export const countOfPlaywright = (report: string | undefined, exitCode: number): Count => {
  const parsed = parseReport(PlaywrightReport, report);
  return honest(
    parsed && {
      passed: parsed.stats.expected + parsed.stats.flaky,
      failed: parsed.stats.unexpected + parsed.errors.length,
      skipped: parsed.stats.skipped,
    },
    exitCode,
  );
};
