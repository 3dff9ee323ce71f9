/**
 * Numbers, times and durations in the language of the screen. Formatters are kept: making one costs more than a row.
 */
import type { Instant } from '@ringdesk/shared/model/time.ts';

import { currentLocale } from './text.ts';

const kept = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat | Intl.RelativeTimeFormat | Intl.ListFormat>();

function keep<F extends Intl.DateTimeFormat | Intl.NumberFormat | Intl.RelativeTimeFormat | Intl.ListFormat>(
  name: string,
  make: (locale: string) => F,
): F {
  const locale = currentLocale();
  const key = `${locale} ${name}`;
  const found = kept.get(key);
  if (found !== undefined) return found as F;
  const made = make(locale);
  kept.set(key, made);
  return made;
}

/** `0:38`, `12:05`, `1:42:10`; negative durations are shown as zero. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** `10:42`, always in 24 hours (desk, section 10). */
export function formatTime(at: Instant): string {
  return keep(
    'time',
    (locale) => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  ).format(at);
}

/** `21 Nov 2026, 10:42`. */
export function formatDateTime(at: Instant): string {
  return keep(
    'dateTime',
    (locale) =>
      new Intl.DateTimeFormat(locale, {
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      }),
  ).format(at);
}

/** `21 November`, with the year when it is not this one. */
export function formatDay(at: Instant, now: Instant): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return sameYear
    ? keep('day', (locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' })).format(at)
    : keep(
        'dayYear',
        (locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' }),
      ).format(at);
}

/** `today`, `yesterday`, else the day. */
export function formatRelativeDay(at: Instant, now: Instant): string {
  const days = daysBetween(at, now);
  if (days === 0 || days === 1) {
    return keep('relative', (locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })).format(-days, 'day');
  }
  return formatDay(at, now);
}

/** For a narrow column: `10:42` today, `21 Nov` this year, `21.11.25` before. */
export function formatShortWhen(at: Instant, now: Instant): string {
  if (daysBetween(at, now) === 0) return formatTime(at);
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return sameYear
    ? keep('shortDay', (locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })).format(at)
    : keep('shortDayYear', (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'short' })).format(at);
}

export function formatNumber(value: number): string {
  return keep('number', (locale) => new Intl.NumberFormat(locale)).format(value);
}

/** Sizes of files: `1.2 MB`, counted as 1,000s like the systems do. */
export function formatBytes(bytes: number): string {
  const step =
    bytes >= 1_000_000
      ? (['megabyte', 1_000_000] as const)
      : bytes >= 1_000
        ? (['kilobyte', 1_000] as const)
        : (['byte', 1] as const);
  const [unit, size] = step;
  return keep(
    unit,
    (locale) => new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }),
  ).format(bytes / size);
}

/** `Ana, Luis and Eva`. */
export function formatList(items: readonly string[]): string {
  return keep('list', (locale) => new Intl.ListFormat(locale, { type: 'conjunction' })).format(items);
}

/** Whole calendar days, in the time zone of this device. */
function daysBetween(earlier: Instant, later: Instant): number {
  const day = (at: Instant): number => {
    const date = new Date(at);
    return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  };
  return Math.round((day(later) - day(earlier)) / 86_400_000);
}
