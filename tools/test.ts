import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { build } from './build.ts';
import { check } from './check.ts';
import { chromiumPath } from './chromium.ts';
import { bin, repository, runCommand } from './command.ts';
import { add, type Count, countOfPlaywright, countOfVitest, sentence, zero } from './testCounts.ts';
import { type Failure, failuresOfPlaywright, failuresOfVitest, linesOfFailures } from './testFailures.ts';

const reports = join(repository, 'test-results');

/** A runner's report as text; undefined where it wrote none. */
const reportAt = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

const title = (text: string): void => console.log(`\n── ${text} ──`);

interface Result {
  readonly count: Count;
  readonly failures: readonly Failure[];
}

const runVitest = async (): Promise<Result> => {
  title('Tests');
  const file = join(reports, 'vitest.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { code } = await runCommand(bin('vitest'), args, { show: true });
  const report = reportAt(file);
  return { count: countOfVitest(report, code), failures: failuresOfVitest(report, repository) };
};

const runPlaywright = async (): Promise<Result> => {
  title('Tests in the browser');
  const file = join(reports, 'playwright.json');
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  if (chromiumPath() !== undefined) {
    const { code } = await runCommand(bin('playwright'), ['test', '--reporter=list,json'], { show: true, env });
    const report = reportAt(file);
    return { count: countOfPlaywright(report, code), failures: failuresOfPlaywright(report) };
  }
  const { code, output } = await runCommand(bin('playwright'), ['test', '--list', '--reporter=json'], { env });
  if (code !== 0) console.log(output.trimEnd());
  const { passed, failed, skipped } = countOfPlaywright(reportAt(file), code);
  console.log(`Skipped ${passed + skipped}: there is no Chromium here (RINGDESK_CHROMIUM names one elsewhere).`);
  return { count: { passed: 0, failed, skipped: passed + skipped }, failures: [] };
};

const main = async (): Promise<number> => {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  title('Build');
  const built: Count = (await build(console.log)) ? zero : { ...zero, failed: 1 };
  title('Types, lint, format');
  const { failed: refused, ...checked } = await check({ fixtures: false });
  const results = [await runVitest(), await runPlaywright()];
  const total = [built, { ...zero, ...checked, failed: refused.length }, ...results.map(({ count }) => count)].reduce(
    add,
  );
  const failures = [...refused, ...results.flatMap((result) => result.failures)];
  console.log([...linesOfFailures(failures), '', sentence(total)].join('\n'));
  return total.failed === 0 ? 0 : 1;
};

process.exitCode = await main();
