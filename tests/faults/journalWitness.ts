import { join } from 'node:path';

import { deskRules, eventTypes } from '../../apps/server/src/application/engineRules.ts';
import type { Event } from '../../apps/server/src/domain/events.ts';
import { brokenBy } from '../../apps/server/src/domain/eventInvariants.ts';
import { violations } from '../../apps/server/src/domain/invariants.ts';
import { openDatabase } from '../../apps/server/src/storage/database.ts';
import { storedEvents } from '../../apps/server/src/storage/journal.ts';

/**
 * Folds the log of a stopped server from its first event and judges every step: what I1–I10 say of each event with the
 * state before it and of the state at the end, and that nobody got the same offer or interaction twice.
 */
export function judgeJournal(folder: string): { readonly events: number; readonly problems: readonly string[] } {
  const database = openDatabase(join(folder, 'ringdesk.db'), { readonly: true });
  const problems: string[] = [];
  let state = deskRules.emptyState();
  let events = 0;
  let at = 0;
  try {
    for (const { event } of storedEvents<Event>(database, 0, eventTypes)) {
      problems.push(...brokenBy(state, event).map((problem) => `event ${events + 1}: ${problem}`));
      if (event.at < at) problems.push(`event ${events + 1} is earlier than the one before`);
      at = event.at;
      state = deskRules.evolve(state, event);
      events += 1;
    }
  } finally {
    database.close();
  }
  problems.push(...violations(state, at, { settled: false }));
  return { events, problems };
}
