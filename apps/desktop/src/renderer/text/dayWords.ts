/**
 * Days in words, where `format.ts` gives figures: headings above messages, times to come. Pure: now and the language
 * are passed in; the zone is the reader's unless told.
 */
import { dateFormat as format } from './dateFormat.ts';

/** Calendar day of an instant as `2026-11-21`, for comparing. */
export function dayOf(at: number, timeZone?: string): string {
  return format('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone }).format(at);
}

/** The calendar day so many days away from that of an instant; no number of hours, of which a day may have 23 or 25. */
function dayAway(at: number, days: number, timeZone?: string): string {
  const day = new Date(`${dayOf(at, timeZone)}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/** For a list: `10:21` today, `Yesterday`, `12 Nov`, `12 Nov 2025`. */
export function listWhen(at: number, now: number, language: string, timeZone?: string): string {
  const day = dayOf(at, timeZone);
  if (day === dayOf(now, timeZone)) return timeOfDay(at, language, timeZone);
  if (day === dayAway(now, -1, timeZone)) return relativeDay(-1, language);
  return shortDate(at, now, language, timeZone);
}

/** A point to come or gone with its time: `10:21`, `Tomorrow, 09:00`, `12 Nov, 09:00`. */
export function whenAndTime(at: number, now: number, language: string, timeZone?: string): string {
  const day = dayOf(at, timeZone);
  const time = timeOfDay(at, language, timeZone);
  if (day === dayOf(now, timeZone)) return time;
  const offset = [-1, 1].find((days) => day === dayAway(now, days, timeZone));
  return `${offset === undefined ? shortDate(at, now, language, timeZone) : relativeDay(offset, language)}, ${time}`;
}

/** The name of a day above its messages: `Today`, `Yesterday`, `Monday 16 November`. */
export function dayTitle(at: number, now: number, language: string, timeZone?: string): string {
  const day = dayOf(at, timeZone);
  const offset = [0, -1].find((days) => day === dayAway(now, days, timeZone));
  if (offset !== undefined) return relativeDay(offset, language);
  const year = day.slice(0, 4) === dayOf(now, timeZone).slice(0, 4) ? {} : { year: 'numeric' as const };
  return capital(
    format(language, { weekday: 'long', day: 'numeric', month: 'long', ...year, timeZone }).format(at),
    language,
  );
}

function timeOfDay(at: number, language: string, timeZone?: string): string {
  return format(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(at);
}

function shortDate(at: number, now: number, language: string, timeZone?: string): string {
  const year = dayOf(at, timeZone).slice(0, 4) === dayOf(now, timeZone).slice(0, 4) ? {} : { year: 'numeric' as const };
  return format(language, { day: 'numeric', month: 'short', ...year, timeZone }).format(at);
}

function relativeDay(days: number, language: string): string {
  return capital(new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day'), language);
}

const capital = (text: string, language: string): string =>
  text.slice(0, 1).toLocaleUpperCase(language) + text.slice(1);
