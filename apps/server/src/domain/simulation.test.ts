import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simulate } from './simulation.testkit.ts';

/** Seeds that once failed stay here by name. */
const pastSeeds: readonly { readonly seed: number; readonly steps: number; readonly was: string }[] = [
  { seed: 10, steps: 200, was: 'the last member left a department and those who waited still said "nobody eligible"' },
];

describe('random centers under faults', () => {
  it(
    'I1–I10, the replay, checkpoint and mirror laws hold (seeds are printed when they do not)',
    { timeout: 60_000 },
    () => {
      let events = 0;
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 0x7fff_ffff }), (seed) => {
          const run = simulate(seed, 400);
          events += run.events;
          if (run.problem !== undefined)
            throw new Error(`seed ${seed}, step ${run.steps}: ${run.problem}\n${run.trail.join('\n')}`);
        }),
        { numRuns: 60, endOnFailure: true },
      );
      expect(events).toBeGreaterThan(10_000);
    },
  );

  it.each(pastSeeds)('seed $seed: $was', ({ seed, steps }) => {
    expect(simulate(seed, steps).problem).toBeUndefined();
  });

  it('the same seed is the same run', () => {
    expect(simulate(77, 300)).toEqual(simulate(77, 300));
  });
});
