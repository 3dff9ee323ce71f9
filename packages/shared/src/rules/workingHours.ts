import type { OpenDay, WorkingHours } from '../model/workingHours.ts';
import { DAY, MINUTE, type Instant } from '../model/time.ts';

/**
 * Working hours [29]. One rule for everything below: a moment is open when the local clock of the zone shows a time that
 * stands in the hours of its local date. So what daylight saving skips is never open, and what it repeats is open twice.
 * `null` means always open.
 */
type Hours = WorkingHours | null;

/** Days without an opening after which none is expected: the longest wait for a 29 February is 8 years. */
const GIVE_UP_DAYS = 8 * 366;

/** Whether it is open at this moment. */
export function isOpen(hours: Hours, at: Instant): boolean {
  if (hours === null) return true;
  const local = at + stretchAt(hours.timeZone, at).offset;
  const day = Math.floor(local / DAY);
  return hoursOn(hours, day).some(({ from, to }) => isWithin(local - day * DAY, from * MINUTE, to * MINUTE));
}

const isWithin = (time: number, from: number, to: number): boolean => from <= time && time < to;

/** The first moment after `at` at which it opens or closes; undefined: it stays as it is. */
export function nextChange(hours: Hours, at: Instant): Instant | undefined {
  if (hours === null) return undefined;
  let openUntil: Instant | undefined;
  for (const { start, end } of openPieces(hours, at)) {
    if (start > (openUntil ?? at)) return openUntil ?? start;
    openUntil = end;
    if (openUntil - at > GIVE_UP_DAYS * DAY) return undefined;
  }
  return openUntil;
}

/** Milliseconds between `from` and `to` in which it is open; 0 where `to` is not later. */
export function workingTime(hours: Hours, from: Instant, to: Instant): number {
  if (hours === null) return Math.max(0, to - from);
  let sum = 0;
  for (const { start, end } of openPieces(hours, from)) {
    if (start >= to) break;
    sum += Math.min(end, to) - start;
  }
  return sum;
}

/**
 * The moment at which so many milliseconds (more than 0) of open time have gone by since `from`; undefined: it never
 * opens for as long.
 */
export function addWorkingTime(hours: Hours, from: Instant, milliseconds: number): Instant | undefined {
  if (hours === null) return from + milliseconds;
  let left = milliseconds;
  for (const { start, end } of openPieces(hours, from)) {
    if (left <= end - start) return start + left;
    left -= end - start;
  }
  return undefined;
}

interface Piece {
  readonly start: Instant;
  readonly end: Instant;
}

/** Open time from `from` on, piece by piece in order; pieces may touch. Ends where nothing opens any more. */
function* openPieces(hours: WorkingHours, from: Instant): Generator<Piece> {
  let giveUp = Infinity;
  for (let at: Instant | undefined = from; at !== undefined;) {
    const { offset, until }: Stretch = stretchAt(hours.timeZone, at);
    const localFrom = at + offset;
    const localUntil = (until ?? Infinity) + offset;
    for (let day = Math.floor(localFrom / DAY); day * DAY < localUntil; day += 1) {
      if (giveUp === Infinity) giveUp = Math.max(day, lastFixedDay(hours)) + GIVE_UP_DAYS;
      if (day > giveUp) return;
      for (const interval of hoursOn(hours, day)) {
        const start = Math.max(day * DAY + interval.from * MINUTE, localFrom) - offset;
        const end = Math.min(day * DAY + interval.to * MINUTE, localUntil) - offset;
        if (start >= end) continue;
        giveUp = Math.max(giveUp, day + GIVE_UP_DAYS);
        yield { start, end };
      }
    }
    at = until;
  }
}

/** A time in which the clocks of a zone are not changed: `offset` ahead of UTC in milliseconds, before `until`. */
interface Stretch {
  from: Instant;
  readonly until: Instant | undefined;
  readonly offset: number;
}

/** What was found out about zones: it never changes, and asking costs more than everything else here. */
const stretches = new Map<string, Stretch[]>();
const STRETCHES_KEPT = 40;

function stretchAt(timeZone: string, at: Instant): Stretch {
  let known = stretches.get(timeZone);
  if (known === undefined) stretches.set(timeZone, (known = []));
  const found = known.find(({ from, until }) => from <= at && at < (until ?? Infinity));
  if (found !== undefined) return found;
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  const until = zoned.getTimeZoneTransition('next')?.epochMilliseconds;
  const sameEnd = known.find((stretch) => stretch.until === until);
  if (sameEnd !== undefined) {
    sameEnd.from = at;
    return sameEnd;
  }
  const stretch = { from: at, until, offset: zoned.offsetNanoseconds / 1_000_000 };
  known.push(stretch);
  if (known.length > STRETCHES_KEPT) known.shift();
  return stretch;
}

/** The hours of one local date, counted in days since 1970-01-01. */
function hoursOn(hours: WorkingHours, day: number): OpenDay {
  const { fixed, yearly } = holidaysOf(hours);
  const exactly = fixed.get(day);
  if (exactly !== undefined) return exactly;
  if (yearly.size > 0) {
    const { year, month, day: dayOfMonth } = epochDay().add({ days: day });
    const again = yearly.get(monthAndDay(month, dayOfMonth));
    if (again !== undefined && again.since <= year) return again.hours;
  }
  // 1970-01-01 was a Thursday, and the week begins on Monday.
  return hours.week[(((day + 3) % 7) + 7) % 7] ?? [];
}

interface Holidays {
  readonly fixed: ReadonlyMap<number, OpenDay>;
  /** By month and day; in a year without a 29 February that holiday is left out. */
  readonly yearly: ReadonlyMap<number, { readonly since: number; readonly hours: OpenDay }>;
  readonly lastFixed: number;
}

const compiled = new WeakMap<WorkingHours, Holidays>();
const epochDay = (): Temporal.PlainDate => Temporal.PlainDate.from('1970-01-01');
const monthAndDay = (month: number, day: number): number => month * 100 + day;

const lastFixedDay = (hours: WorkingHours): number => holidaysOf(hours).lastFixed;

/** Holidays by date. A fixed date wins over a yearly one; of two for the same date the first in the list. */
function holidaysOf(hours: WorkingHours): Holidays {
  const known = compiled.get(hours);
  if (known !== undefined) return known;
  const fixed = new Map<number, OpenDay>();
  const yearly = new Map<number, { since: number; hours: OpenDay }>();
  for (const holiday of hours.holidays.toReversed()) {
    const date = Temporal.PlainDate.from(holiday.date);
    if (holiday.yearly) yearly.set(monthAndDay(date.month, date.day), { since: date.year, hours: holiday.hours });
    else fixed.set(epochDay().until(date).days, holiday.hours);
  }
  const lastFixed = Math.max(-Infinity, ...fixed.keys());
  const holidays = { fixed, yearly, lastFixed };
  compiled.set(hours, holidays);
  return holidays;
}

/** [29] Whether any day is open at all. */
export const opensEver = ({ week, holidays }: Pick<WorkingHours, 'week' | 'holidays'>): boolean =>
  week.some((day) => day.length > 0) || holidays.some(({ hours }) => hours.length > 0);
