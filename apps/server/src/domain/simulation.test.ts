import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simulate } from './simulation.testkit.ts';

const RUNS = 40;
const STEPS = 300;

/** What a rule hangs on: runs in which it never happens prove nothing about it. */
const rare = [
  'call.actionSet',
  'call.answered',
  'call.dialled',
  'call.ended',
  'call.forwarded',
  'call.heldSet',
  'call.recorded',
  'bot.answered',
  'bot.asked',
  'bot.began',
  'bot.handedOver',
  'bot.heard',
  'colleague.joined',
  'customer.rated',
  'interaction.ratingEnded',
  'interaction.reviewed',
  'sender.blockSet',
  'waiting call accepted',
];

describe('random centers under faults', () => {
  it(`I1–I10, the replay, checkpoint and mirror laws hold over ${RUNS} seeded runs`, { timeout: 120_000 }, () => {
    const [first = 1] = fc.sample(fc.noBias(fc.integer({ min: 1, max: 0x7fff_ffff })), 1);
    let events = 0;
    let recalls = 0;
    const kinds: Record<string, number> = {};
    fc.assert(
      fc.property(fc.noBias(fc.integer({ min: 0, max: 0x7fff_ffff })), (seed) => {
        const run = simulate(seed, STEPS);
        events += run.events;
        recalls += run.recalls;
        for (const [kind, count] of Object.entries(run.kinds)) kinds[kind] = (kinds[kind] ?? 0) + count;
        if (run.problem === undefined) return;
        throw new Error(`seed ${seed}, step ${run.steps}: ${run.problem}\n${run.trail.join('\n')}`);
      }),
      { seed: first, numRuns: RUNS, endOnFailure: true },
    );
    process.stdout.write(
      `random centers: seed ${first}, ${RUNS} runs of ${STEPS} steps, ${events} events, ${recalls} recalls\n`,
    );
    expect(events).toBeGreaterThan(RUNS * STEPS * 0.3);
    expect(recalls).toBeGreaterThan(0);
    expect(rare.filter((kind) => (kinds[kind] ?? 0) === 0)).toEqual([]);
  });

  // Seeds that once failed, by what they found.
  it.each([
    [10, 'a queue that lost its last member through a department'],
    [30, 'a round whose time was over before the alarm rang'],
    [131_897_987, 'a call that somebody takes who receives chats only'],
    [217_939_011, 'a call told again that is forgotten between its look-up and the decision'],
  ])('seed %i: %s', (seed) => {
    expect(simulate(seed, STEPS).problem).toBeUndefined();
  });

  it('the same seed is the same run', () => {
    expect(simulate(77, 300)).toEqual(simulate(77, 300));
  });
});
