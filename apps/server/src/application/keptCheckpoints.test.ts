import { describe, expect, test } from 'vitest';

import { CHECKPOINT_VERSION, checkpointOf, stateFrom } from '../domain/checkpoint.ts';
import type { Event } from '../domain/events.ts';
import { evolve } from '../domain/evolve.ts';
import { canonical, firstDifference } from '../domain/mirror.testkit.ts';
import { emptyState, type State } from '../domain/state.ts';
import { keptCheckpoints, keptFile, pathsOf } from './testing/keptCheckpoints.ts';

const WHAT_TO_DO = `
A server that is updated starts from a checkpoint like this one, and would be in another state than its log says.
What stands in a checkpoint has changed its shape or its meaning. Do one of these:
  - read the older shape in stateFrom (domain/checkpoint.ts), so that it comes to the same as folding the log, or
  - raise CHECKPOINT_VERSION there and make its witness: node apps/server/src/application/testing/keptCheckpoints.ts
    Checkpoints of earlier versions are then left aside, and the first start folds the whole log.
Never write the file of a version anew: it stands for what is on the disks of others.`;

const folded = (events: readonly Event[], onto: State): string => {
  for (const event of structuredClone(events)) evolve(onto, event);
  return canonical(checkpointOf(onto));
};

/** Where the state of a kept checkpoint and the one of its log part; undefined: nowhere. */
function parting(events: readonly Event[], checkpoint: unknown): string | undefined {
  const [fromLog, fromCheckpoint] = [folded(events, emptyState()), folded([], stateFrom(structuredClone(checkpoint)))];
  if (fromLog === fromCheckpoint) return undefined;
  return `from the log, and from the checkpoint:\n${firstDifference(fromLog, fromCheckpoint)}\n${WHAT_TO_DO}`;
}

describe(`[I11] checkpoints of version ${CHECKPOINT_VERSION}`, () => {
  const kept = keptCheckpoints(CHECKPOINT_VERSION) ?? [];

  test('have their witness', () => {
    expect(kept, `${keptFile(CHECKPOINT_VERSION)} is missing.${WHAT_TO_DO}`).not.toEqual([]);
    // Chats and calls, with nearly everything that can stand in a state.
    const said = new Set(kept.flatMap(({ state }) => [...pathsOf(state)]));
    expect(said.size).toBeGreaterThan(280);
  });

  test.each(kept.map(({ events, state }, index) => ({ index, events, state })))(
    'number $index, as an earlier release wrote it, comes to the state its log comes to today',
    ({ events, state }) => expect(parting(events, state)).toBeUndefined(),
  );

  test('a field of another name is noticed, and the message says what to do', () => {
    for (const { events, state } of kept) {
      const { agents, ...rest } = state as { readonly agents: readonly Record<string, unknown>[] };
      const renamed = agents.map(({ missedInARow, ...agent }) => ({ ...agent, missed: missedInARow }));
      expect(parting(events, { ...rest, agents: renamed })).toContain('raise CHECKPOINT_VERSION');
    }
  });
});
