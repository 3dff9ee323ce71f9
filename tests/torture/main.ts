import { parseArgs } from 'node:util';

import { simulate } from '../../apps/server/src/domain/simulation.testkit.ts';
import { killRun } from '../faults/killRun.ts';

/**
 * The long form of the random runs: `pnpm torture --minutes N --seed S`. In turns a batch of simulated centers with
 * faults and a run of kills against the real server, each with the next seed, until the time is over. Says seeds and
 * counts; ends with 1 at the first run that breaks a rule, naming the seed that shows it again.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string' },
    kills: { type: 'string', default: '20' },
  },
});

const SIMULATIONS = 20;
const STEPS = 500;

const whole = (name: string, text: string, least: number): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least)
    throw new RangeError(`--${name} must be a whole number from ${least}`);
  return number;
};

const failed = (seed: number, problems: readonly string[]): number => {
  console.error(`seed ${seed} breaks ${problems.length} rules:\n${problems.join('\n')}`);
  return 1;
};

async function torture(minutes: number, firstSeed: number, kills: number): Promise<number> {
  const until = performance.now() + minutes * 60_000;
  const total = { simulations: 0, events: 0, kills: 0, messages: 0, resent: 0 };
  console.log(`torture: ${minutes} min from seed ${firstSeed}`);
  for (let seed = firstSeed; performance.now() < until;) {
    for (let run = 0; run < SIMULATIONS; run += 1, seed += 1) {
      const { problem, events, steps, trail } = simulate(seed, STEPS);
      if (problem !== undefined) return failed(seed, [`simulation, step ${steps}: ${problem}`, ...trail]);
      total.simulations += 1;
      total.events += events;
    }
    const killed = await killRun(seed, kills);
    if (killed.problems.length > 0) return failed(seed, killed.problems);
    total.kills += killed.kills;
    total.messages += killed.messages;
    total.resent += killed.resent;
    total.events += killed.events;
    seed += 1;
    console.log(`up to seed ${seed - 1}: ${JSON.stringify(total)}`);
  }
  console.log(`torture: nothing was lost or broken: ${JSON.stringify(total)}`);
  return 0;
}

process.exitCode = await torture(
  whole('minutes', values.minutes, 1),
  whole('seed', values.seed ?? String(crypto.getRandomValues(new Uint32Array(1))[0]), 0),
  whole('kills', values.kills, 2),
);
