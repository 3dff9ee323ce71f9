import { parseArgs } from 'node:util';

import { simulate } from '../../apps/server/src/domain/simulation.testkit.ts';
import { bin, runCommand } from '../../tools/command.ts';
import { killRun } from '../faults/killRun.ts';

/**
 * The long form of the random runs: `pnpm torture --minutes N --seed S`. In rounds a run of kills against the real
 * server, spoiled messages at every door of calls (with those of RFC 4475), and simulated centers with faults, each with
 * the next seed, until the time is over; a round of 60 kills and 200 centers of 5,000 steps is the measure of reliability,
 * section 11. Says seeds and counts; ends with 1 at the first run that breaks a rule, naming the seed that shows it again.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string' },
    kills: { type: 'string', default: '60' },
    simulations: { type: 'string', default: '200' },
    steps: { type: 'string', default: '5000' },
    messages: { type: 'string', default: '20000' },
  },
});

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

/** The test of hostile messages, with so many of them; resolves to its words where it failed. */
async function hostileRun(seed: number, messages: number): Promise<readonly string[]> {
  const env = { ...process.env, RINGDESK_SIP_MUTATIONS: String(messages), RINGDESK_SIP_SEED: String(seed) };
  const test = 'apps/server/src/channels/telephony/sip/hostile.test.ts';
  const { code, output } = await runCommand(bin('vitest'), ['run', '--project', 'server', test], { env });
  return code === 0 ? [] : [output.trim()];
}

interface Wanted {
  readonly minutes: number;
  readonly firstSeed: number;
  /** Of the server, in a run. */
  readonly kills: number;
  /** Spoiled ones, in a run. */
  readonly messages: number;
  /** Centers in a round, and the steps in the life of one. */
  readonly simulations: number;
  readonly steps: number;
}

async function torture({ minutes, firstSeed, kills, messages, ...wanted }: Wanted): Promise<number> {
  const until = performance.now() + minutes * 60_000;
  const total = { simulations: 0, events: 0, kills: 0, messages: 0, resent: 0, hostile: 0 };
  console.log(`torture: ${minutes} min from seed ${firstSeed}`);
  const isOver = (): boolean => performance.now() >= until;
  for (let seed = firstSeed; !isOver();) {
    const killed = await killRun(seed, kills);
    if (killed.problems.length > 0) return failed(seed, killed.problems);
    total.kills += killed.kills;
    total.messages += killed.messages;
    total.resent += killed.resent;
    total.events += killed.events;
    seed += 1;
    const hostile = await hostileRun(seed, messages);
    if (hostile.length > 0) return failed(seed, hostile);
    total.hostile += messages;
    seed += 1;
    console.log(`up to seed ${seed - 1}: ${JSON.stringify(total)}`);
    for (let run = 0; run < wanted.simulations && !isOver(); run += 1, seed += 1) {
      const { problem, events, steps, trail } = simulate(seed, wanted.steps);
      if (problem !== undefined) return failed(seed, [`simulation, step ${steps}: ${problem}`, ...trail]);
      total.simulations += 1;
      total.events += events;
    }
    console.log(`up to seed ${seed - 1}: ${JSON.stringify(total)}`);
  }
  console.log(`torture: nothing was lost or broken: ${JSON.stringify(total)}`);
  return 0;
}

process.exitCode = await torture({
  minutes: whole('minutes', values.minutes, 1),
  firstSeed: whole('seed', values.seed ?? String(crypto.getRandomValues(new Uint32Array(1))[0]), 0),
  kills: whole('kills', values.kills, 2),
  // With fewer the doors are not seen to answer what is whole.
  messages: whole('messages', values.messages, 1_000),
  simulations: whole('simulations', values.simulations, 1),
  steps: whole('steps', values.steps, 1),
});
