import type { Event } from '../domain/events.ts';
import type { State } from '../domain/state.ts';
import type { Changes } from '../domain/updates.ts';
import type { Committed, Engine } from './ports/journal.ts';

/** The engine with the rules of the desk. */
export type DeskEngine = Engine<State, Event, Changes>;
export type DeskCommitted = Committed<Event, Changes>;

/** Who is in the team, dismissed people included; for the few acts that look at everybody. */
export const teamOf = (engine: DeskEngine) =>
  engine.read((state) => [...state.agents.values()].map(({ id, email }) => ({ id, email })));
