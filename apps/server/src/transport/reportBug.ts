import { randomUUID } from 'node:crypto';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';

import type { EventLog } from '../application/ports/journal.ts';

/** Writes a bug down; the refusal carries the number it is found by in the log. */
export function reportBug(log: EventLog, error: unknown): Refusal {
  const report = randomUUID();
  log.error({ report, err: error }, 'A request of the desk met a bug');
  return { code: 'internal', report };
}
