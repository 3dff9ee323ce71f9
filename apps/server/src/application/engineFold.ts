import type { EventLog, Journal, JournalEvent, Rules } from './ports/journal.ts';

/** The live state as the log makes it. */
export interface Folded<S, E> {
  readonly state: S;
  /** Position of the last event; 0: none. */
  readonly position: number;
  /** Time of the last event; 0: none. */
  readonly lastAt: number;
  /** Events that lists and transcripts do not contain yet. */
  readonly unprojected: readonly E[];
  /** Events folded one by one, after the checkpoint. */
  readonly replayed: number;
}

/**
 * State = fold(checkpoint, events after it). A checkpoint the rules cannot read is passed over for the next older
 * one, and at last for the whole log. Throws what the journal throws on a row that cannot be used.
 */
export async function foldJournal<S, E extends JournalEvent>(
  journal: Journal<E>,
  rules: Pick<Rules<S, E, unknown>, 'emptyState' | 'stateFrom' | 'evolve'>,
  log: EventLog,
): Promise<Folded<S, E>> {
  const projectedTo = journal.projectedTo();
  for (let skip = 0; ; skip += 1) {
    const loaded = await journal.load(skip);
    let state: S;
    try {
      state = loaded.checkpoint === undefined ? rules.emptyState() : rules.stateFrom(loaded.checkpoint.state);
    } catch (error) {
      log.warn({ position: loaded.checkpoint?.position, err: error }, 'checkpoint passed over: it cannot be read');
      continue;
    }
    let position = loaded.checkpoint?.position ?? 0;
    let lastAt = loaded.checkpoint?.at ?? 0;
    let replayed = 0;
    const unprojected: E[] = [];
    for (const entry of loaded.events) {
      state = rules.evolve(state, entry.event);
      position = entry.position;
      lastAt = Math.max(lastAt, entry.event.at);
      replayed += 1;
      if (entry.position > projectedTo) unprojected.push(entry.event);
    }
    return { state, position, lastAt, replayed, unprojected };
  }
}
