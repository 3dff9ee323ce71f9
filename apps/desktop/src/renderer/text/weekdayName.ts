import { dateFormat } from './dateFormat.ts';
import { currentLocale } from './text.ts';

/** A Monday: weekdays are named by days after it. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** The name of a weekday in the screen's language; 0: Monday. */
export function weekdayName(day: number, width: 'long' | 'short' = 'long'): string {
  return dateFormat(currentLocale(), { weekday: width, timeZone: 'UTC' }).format(MONDAY + day * DAY_MS);
}
