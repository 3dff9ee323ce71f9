import { expect, test } from 'vitest';

import { killRun } from './killRun.ts';

const KILLS = 15;

test(
  `[I9, F36] ${KILLS} kills and stops of a working server: nothing acknowledged is lost, nothing is doubled, I1–I10 hold`,
  { timeout: 360_000 },
  async () => {
    const seed = crypto.getRandomValues(new Uint32Array(1))[0]!;
    process.stdout.write(`kill run: seed ${seed}\n`);
    const { problems, ...counts } = await killRun(seed, KILLS);
    process.stdout.write(`kill run: ${JSON.stringify(counts)}\n`);
    expect(problems).toEqual([]);
    expect(counts.messages).toBeGreaterThan(KILLS);
    expect(counts.accepts).toBeGreaterThan(0);
  },
);
