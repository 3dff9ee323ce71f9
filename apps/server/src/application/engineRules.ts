import type { Event, EventType } from '../domain/events.ts';
import { effectsOf } from '../domain/effects.ts';
import { budgetRunning, nextDeadline } from '../domain/deadlines.ts';
import { evolve } from '../domain/evolve.ts';
import { handle } from '../domain/handle.ts';
import { projectionOf } from '../domain/projection.ts';
import { checkpointOf, stateFrom } from '../domain/checkpoint.ts';
import { emptyState, type State } from '../domain/state.ts';
import { changesOf, type Changes } from '../domain/updates.ts';
import type { Rules } from './ports/journal.ts';

/** The rules of the desk, as the engine takes them. */
export const deskRules: Rules<State, Event, Changes> = {
  emptyState,
  checkpointOf,
  stateFrom,
  handle,
  evolve,
  nextDeadline,
  effectsOf,
  changesOf,
  projectionOf,
  budgetRunning,
};

/** Every event this release can fold; a type missing here does not compile. */
const known: Readonly<Record<EventType, true>> = {};

/** A log with another event was written by a newer release and is not folded. */
export const eventTypes: ReadonlySet<string> = new Set(Object.keys(known));
