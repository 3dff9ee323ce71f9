import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

import { z } from 'zod';

import { parseReport } from './testCounts.ts';

/** A test that went wrong at least once. */
export interface Failure {
  /** File and names, from the outermost group to the test: `tools/server.test.ts › starts › twice`. */
  readonly test: string;
  /** What it said, without colours; several where it was tried again. */
  readonly messages: readonly string[];
  /** It went well when it was tried again. */
  readonly mended: boolean;
}

const VitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({
          ancestorTitles: z.array(z.string()),
          title: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()),
        }),
      ),
    }),
  ),
});

/** What went wrong by Vitest's JSON report, its file names told from `root` on; nothing where there is no report. */
export const failuresOfVitest = (report: string | undefined, root: string): readonly Failure[] =>
  (parseReport(VitestReport, report)?.testResults ?? []).flatMap((file) => {
    const name = relative(root, file.name);
    const tests = file.assertionResults.flatMap(({ ancestorTitles, title, status, failureMessages }): Failure[] =>
      status === 'failed' || (status === 'passed' && failureMessages.length > 0)
        ? [
            {
              test: [name, ...ancestorTitles, title].join(' › '),
              messages: failureMessages,
              mended: status === 'passed',
            },
          ]
        : [],
    );
    const unloaded = file.status === 'failed' && tests.every(({ mended }) => mended);
    return unloaded ? [...tests, { test: name, messages: [file.message], mended: false }] : tests;
  });

interface Suite {
  readonly title: string;
  readonly suites?: readonly Suite[] | undefined;
  readonly specs: readonly z.infer<typeof Spec>[];
}

const Message = z.object({ message: z.string().optional() });

const Spec = z.object({
  title: z.string(),
  tests: z.array(z.object({ status: z.string(), results: z.array(z.object({ errors: z.array(Message) })) })),
});

const Suite: z.ZodType<Suite> = z.object({
  title: z.string(),
  specs: z.array(Spec),
  get suites() {
    return z.array(Suite).optional();
  },
});

const PlaywrightReport = z.object({ suites: z.array(Suite), errors: z.array(Message) });

const messagesOf = (errors: readonly z.infer<typeof Message>[]): readonly string[] =>
  errors.map(({ message }) => message ?? 'no message');

const failuresOfSuite = (suite: Suite, path: readonly string[]): readonly Failure[] => {
  const here = [...path, suite.title];
  const own = suite.specs.flatMap(({ title, tests }) =>
    tests.flatMap(({ status, results }): Failure[] =>
      status === 'unexpected' || status === 'flaky'
        ? [
            {
              test: [...here, title].join(' › '),
              messages: results.flatMap(({ errors }) => messagesOf(errors)),
              mended: status === 'flaky',
            },
          ]
        : [],
    ),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => failuresOfSuite(inner, here))];
};

/** What went wrong by Playwright's JSON report; nothing where there is no report. */
export const failuresOfPlaywright = (report: string | undefined): readonly Failure[] => {
  const parsed = parseReport(PlaywrightReport, report);
  if (parsed === undefined) return [];
  const outside = messagesOf(parsed.errors).map((message) => ({
    test: 'outside any test',
    messages: [message],
    mended: false,
  }));
  return [...parsed.suites.flatMap((suite) => failuresOfSuite(suite, [])), ...outside];
};

const LINES = 12;
const WIDTH = 240;

const shortened = (message: string): readonly string[] =>
  stripVTControlCharacters(message)
    .split('\n')
    // Places inside the runner tell nothing.
    .filter((line) => line.trim() !== '' && !line.includes('/node_modules/') && !line.endsWith('(<anonymous>)'))
    .slice(0, LINES)
    .map((line) => `    ${line.length > WIDTH ? `${line.slice(0, WIDTH)}…` : line}`);

/**
 * The lines for the end of a run: what failed, and what went well only when it was tried again, each with the first lines of
 * what it said. A log is often kept by its end only, and the runners name their failures long before it.
 */
export const linesOfFailures = (failures: readonly Failure[]): readonly string[] => {
  const section = (title: string, chosen: readonly Failure[]): readonly string[] =>
    chosen.length === 0
      ? []
      : [
          '',
          `── ${title} ──`,
          ...chosen.flatMap(({ test, messages }) => [`✗ ${test}`, ...messages.flatMap(shortened)]),
        ];
  return [
    ...section(
      'Went well at the second try',
      failures.filter(({ mended }) => mended),
    ),
    ...section(
      'Failed',
      failures.filter(({ mended }) => !mended),
    ),
  ];
};
