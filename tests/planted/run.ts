import { plantedBugs } from './bugs.ts';
import { makeGarden } from './plant.ts';

/**
 * Plants every bug, one at a time, and says which the tests did not notice: `pnpm planted`, or only those whose name or file
 * has one of the words that follow, `pnpm planted recording '[61]'`. Exit code 1 where there is one.
 */
const words = process.argv.slice(2);
const bugs = plantedBugs.filter(
  ({ name, file }) => words.length === 0 || words.some((word) => name.includes(word) || file.includes(word)),
);
if (bugs.length === 0) throw new Error(`no planted bug has one of these words: ${words.join(', ')}`);
const garden = await makeGarden();
try {
  if (!(await garden.isHealthy(bugs))) throw new Error('the tests fail with nothing planted');
  let missed = 0;
  for (const bug of bugs) {
    const verdict = await garden.judge(bug);
    const noticed = verdict === 'caught' || verdict === 'endless';
    if (!noticed) missed += 1;
    console.log(`${noticed ? verdict.padEnd(7) : verdict.toUpperCase().padEnd(7)} ${bug.file}: ${bug.name}`);
  }
  console.log(`${bugs.length - missed} of ${bugs.length} planted bugs caught`);
  process.exitCode = missed === 0 ? 0 : 1;
} finally {
  await garden.remove();
}
