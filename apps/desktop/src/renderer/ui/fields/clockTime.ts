/** Minutes of a day. */
export const DAY_MINUTES = 1_440;

/** Minutes of the day as `09:30`; 1440 is `24:00`. */
export function clockText(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/**
 * Minutes of the day in what a person types: `9`, `930`, `9:30`, `09.30`, `18h`, `24:00`. Undefined: not a time of day.
 */
export function parseClock(typed: string): number | undefined {
  const match = /^(\d{1,2})(?:\s*[:.hч]\s*(\d{2})?|(\d{2}))?$/i.exec(typed.trim());
  if (match === null) return undefined;
  const [, hours = '', apart, together] = match;
  const minutes = Number(apart ?? together ?? 0);
  const time = Number(hours) * 60 + minutes;
  return minutes < 60 && time <= DAY_MINUTES ? time : undefined;
}
