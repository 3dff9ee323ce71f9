import { plantedBugs } from './bugs.ts';
import { makeGarden } from './plant.ts';

// Plants every bug, one at a time, and says which the tests did not notice: `pnpm planted`. Exit code 1 where there is one.
const garden = await makeGarden();
try {
  if (!(await garden.isHealthy())) throw new Error('the tests fail with nothing planted');
  let missed = 0;
  for (const bug of plantedBugs) {
    const verdict = await garden.judge(bug);
    const noticed = verdict === 'caught' || verdict === 'endless';
    if (!noticed) missed += 1;
    console.log(`${noticed ? verdict.padEnd(7) : verdict.toUpperCase().padEnd(7)} ${bug.file}: ${bug.name}`);
  }
  console.log(`${plantedBugs.length - missed} of ${plantedBugs.length} planted bugs caught`);
  process.exitCode = missed === 0 ? 0 : 1;
} finally {
  await garden.remove();
}
