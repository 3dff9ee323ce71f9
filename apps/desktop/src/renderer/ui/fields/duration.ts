/** Durations as people write them. Seconds everywhere; the units of all four languages are understood at once. */

// Beginnings of the unit's word, longest first, in English, Spanish, Portuguese and Russian.
const units: readonly (readonly [RegExp, number])[] = [
  [/^(hours?|hrs?|h|horas?|час\p{L}*|ч)$/u, 3600],
  [/^(min\p{L}*|m|мин\p{L}*|м)$/u, 60],
  [/^(s|sec\p{L}*|seg\p{L}*|сек\p{L}*|с)$/u, 1],
];

const unitSeconds = (word: string): number | undefined => units.find(([pattern]) => pattern.test(word))?.[1];

/** `1:30` is minutes and seconds, `1:30:00` hours too. */
const parseClock = (text: string): number | undefined => {
  const match = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{2})$/u.exec(text);
  if (match === null) return undefined;
  const [hours, minutes, seconds] = [match[1] ?? '0', match[2] ?? '0', match[3] ?? '0'].map(Number);
  return (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
};

/**
 * Reads `90s`, `5 min`, `1h`, `1 h 30 min`, `1,5 ч`, `1:30`. A bare number counts `bareUnitSeconds`.
 * Whole seconds; undefined when the text is not a duration.
 */
export const parseDuration = (text: string, bareUnitSeconds = 60): number | undefined => {
  const clean = text
    .trim()
    .toLocaleLowerCase()
    .replace(/(\d),(\d)/gu, '$1.$2');
  if (clean === '') return undefined;
  const clock = parseClock(clean);
  if (clock !== undefined) return clock;
  if (/^\d+(\.\d+)?$/u.test(clean)) return Math.round(Number(clean) * bareUnitSeconds);
  const part = /(\d+(?:\.\d+)?)\s*(\p{L}+)\.?(?:\s*(?:,|and|y|e|и)\s*|\s*)/uy;
  let total = 0;
  let at = 0;
  while (at < clean.length) {
    part.lastIndex = at;
    const match = part.exec(clean);
    const seconds = match === null ? undefined : unitSeconds(match[2] ?? '');
    if (match === null || seconds === undefined) return undefined;
    total += Number(match[1]) * seconds;
    at = part.lastIndex;
  }
  return Math.round(total);
};

const inUnit = (
  value: number,
  unit: 'hour' | 'minute' | 'second',
  unitDisplay: 'long' | 'short',
  locale: string,
): string => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay }).format(value);

/** `300` → "5 minutes", `5400` → "1 hr 30 min", in the words of `locale`; whole seconds from 0. */
export const formatDuration = (seconds: number, locale: string): string => {
  const parts = [
    ['hour', Math.floor(seconds / 3600)],
    ['minute', Math.floor((seconds % 3600) / 60)],
    ['second', seconds % 60],
  ] as const;
  const shown = parts.filter(([, value]) => value > 0);
  if (shown.length === 0) return inUnit(0, 'second', 'long', locale);
  const display = shown.length === 1 ? 'long' : 'short';
  return shown.map(([unit, value]) => inUnit(value, unit, display, locale)).join(' ');
};
