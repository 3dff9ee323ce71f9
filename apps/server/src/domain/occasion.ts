import type { Event } from './events.ts';
import type { InteractionRecord } from './records.ts';

/**
 * Tells effects of one kind about one interaction apart, also where several transactions share a millisecond. `index`: of the
 * event in its transaction; the interaction: as it is after that.
 */
export function occasionOf({ at }: Event, index: number, { eventCount = 0 }: InteractionRecord): string {
  return `${at}.${eventCount}.${index}`;
}
