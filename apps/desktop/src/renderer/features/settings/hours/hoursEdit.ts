import type { OpenDay, OpenInterval, WorkingHours } from '@ringdesk/shared/model/workingHours.ts';

import { DAY_MINUTES } from '../../../ui/fields/clockTime.ts';

/** What an added interval begins with, and how far from the one before it. */
const NEW_LENGTH = 4 * 60;
const NEW_GAP = 60;

/** What a day that is opened begins with: 9:00 to 18:00. */
export const usualDay: OpenDay = [{ from: 9 * 60, to: 18 * 60 }];
export const wholeDay: OpenDay = [{ from: 0, to: DAY_MINUTES }];

/** Intervals of a day at most, as the contract has it. */
const MOST_INTERVALS = 8;

/** The next interval a day can take: an hour after its last one; undefined: there is no room left. */
export function nextInterval(day: OpenDay): OpenInterval | undefined {
  const last = day.at(-1);
  if (last === undefined) return usualDay[0];
  if (day.length >= MOST_INTERVALS) return undefined;
  const from = last.to + NEW_GAP;
  return from < DAY_MINUTES ? { from, to: Math.min(DAY_MINUTES, from + NEW_LENGTH) } : undefined;
}

/** One interval changed. What ends at 0:00 ends with the day. */
export function withInterval(day: OpenDay, at: number, change: Partial<OpenInterval>): OpenDay {
  const meant = change.to === 0 ? { ...change, to: DAY_MINUTES } : change;
  return day.map((interval, index) => (index === at ? { ...interval, ...meant } : interval));
}

export function withDay(hours: WorkingHours, at: number, day: OpenDay): WorkingHours {
  return { ...hours, week: hours.week.map((before, index) => (index === at ? day : before)) };
}

/** The hours of one day of the week on these others too. */
export function copyDay(hours: WorkingHours, from: number, to: readonly number[]): WorkingHours {
  const day = hours.week[from] ?? [];
  return { ...hours, week: hours.week.map((before, index) => (to.includes(index) ? [...day] : before)) };
}

/** Why an interval cannot stand there: it ends before it begins, or begins before the one above ends. */
export function intervalProblem(day: OpenDay, at: number): 'endsBefore' | 'overlaps' | undefined {
  const interval = day[at];
  if (interval === undefined) return undefined;
  if (interval.from >= interval.to) return 'endsBefore';
  const before = day[at - 1];
  return before !== undefined && before.to > interval.from ? 'overlaps' : undefined;
}
