/** Times in words and figures. Pure: now and the language are passed in; the zone is the reader's unless told. */

const DAY_MS = 86_400_000;

/** A running time: `0:38`, `18:05`, `1:42:10`. Negative times are 0:00. */
export function clockTime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** Time of day, 24 hours: `10:21`. */
export function timeOfDay(at: number, language: string, timeZone?: string): string {
  return format(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(at);
}

/** Calendar day of an instant as `2026-11-21`, for comparing. */
export function dayOf(at: number, timeZone?: string): string {
  return format('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone }).format(at);
}

/** As short as it stays clear: `10:21` today, `Yesterday`, `12 Nov`, `12 Nov 2025`. */
export function shortWhen(at: number, now: number, language: string, timeZone?: string): string {
  const day = dayOf(at, timeZone);
  if (day === dayOf(now, timeZone)) return timeOfDay(at, language, timeZone);
  if (day === dayOf(now - DAY_MS, timeZone)) return relativeDay(-1, language);
  return shortDate(at, now, language, timeZone);
}

/** A point to come or gone with its time: `10:21`, `Tomorrow, 09:00`, `12 Nov, 09:00`. */
export function whenAndTime(at: number, now: number, language: string, timeZone?: string): string {
  const day = dayOf(at, timeZone);
  const time = timeOfDay(at, language, timeZone);
  if (day === dayOf(now, timeZone)) return time;
  const offset = [-1, 1].find((days) => day === dayOf(now + days * DAY_MS, timeZone));
  return `${offset === undefined ? shortDate(at, now, language, timeZone) : relativeDay(offset, language)}, ${time}`;
}

/** The name of a day above its messages: `Today`, `Yesterday`, `Monday, 16 November`. */
export function dayTitle(at: number, now: number, language: string, timeZone?: string): string {
  const day = dayOf(at, timeZone);
  const offset = [0, -1].find((days) => day === dayOf(now + days * DAY_MS, timeZone));
  if (offset !== undefined) return relativeDay(offset, language);
  const sameYear = day.slice(0, 4) === dayOf(now, timeZone).slice(0, 4);
  return capital(
    format(language, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      ...(sameYear ? {} : { year: 'numeric' }),
      timeZone,
    }).format(at),
    language,
  );
}

/** A file's size: `812 B`, `1.2 MB`, in the language's figures. */
export function fileSize(bytes: number, language: string): string {
  const [unit, value] =
    bytes < 1_000
      ? (['byte', bytes] as const)
      : bytes < 999_500
        ? (['kilobyte', bytes / 1_000] as const)
        : (['megabyte', bytes / 1_000_000] as const);
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: unit === 'byte' ? 'narrow' : 'short',
    maximumFractionDigits: unit === 'megabyte' ? 1 : 0,
  }).format(value);
}

function shortDate(at: number, now: number, language: string, timeZone?: string): string {
  const sameYear = dayOf(at, timeZone).slice(0, 4) === dayOf(now, timeZone).slice(0, 4);
  return format(language, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
    timeZone,
  }).format(at);
}

function relativeDay(days: number, language: string): string {
  return capital(new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day'), language);
}

const capital = (text: string, language: string): string =>
  text.slice(0, 1).toLocaleUpperCase(language) + text.slice(1);

/** Making a format costs far more than using one, and a long list uses the same few. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  // `en` alone would write dates the American way; the desk's English is international.
  const made = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language === 'pt' ? 'pt-BR' : language, options);
  formats.set(key, made);
  return made;
}
