/**
 * Numbers, times and durations in the language of the screen. Formatters are kept: making one costs more than a row.
 */
import type { Instant } from '@ringdesk/shared/model/time.ts';

import { dateFormat } from './dateFormat.ts';
import { numberFormat } from './numberFormat.ts';
import { currentLocale } from './text.ts';

const kept = new Map<string, Intl.NumberFormat | Intl.ListFormat>();

function keep<F extends Intl.NumberFormat | Intl.ListFormat>(name: string, make: (locale: string) => F): F {
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
  return dateFormat(currentLocale(), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

/** `21 Nov 2026, 10:42`. */
export function formatDateTime(at: Instant): string {
  return dateFormat(currentLocale(), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}

export function formatNumber(value: number): string {
  return numberFormat(currentLocale()).format(value);
}

/** An average of ratings, always with one decimal: `4.0` is more than one vote. */
export function formatRating(value: number): string {
  return keep(
    'rating',
    (locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  ).format(value);
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
