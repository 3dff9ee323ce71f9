import type { ReportFilter } from '@ringdesk/shared/model/report.ts';

export const presets = ['today', 'yesterday', 'week', 'month', 'any'] as const;
export type Preset = (typeof presets)[number];

/** Midnight of the day of `at`, `days` days away, in the zone of the device. */
function midnight(at: number, days = 0): number {
  const day = new Date(at);
  day.setHours(0, 0, 0, 0);
  day.setDate(day.getDate() + days);
  return day.getTime();
}

/** The period of a preset; weeks and months count back from the end of today. */
export function periodOf(preset: Preset, now: number): Pick<ReportFilter, 'from' | 'to'> {
  switch (preset) {
    case 'today':
      return { from: midnight(now) };
    case 'yesterday':
      return { from: midnight(now, -1), to: midnight(now) };
    case 'week':
      return { from: midnight(now, -6) };
    case 'month':
      return { from: midnight(now, -29) };
    case 'any':
      return {};
  }
}

/** Which preset a filter is, if any. */
export function presetOf({ from, to }: ReportFilter, now: number): Preset | undefined {
  return presets.find((preset) => {
    const period = periodOf(preset, now);
    return period.from === from && period.to === to;
  });
}

/** `2026-11-21` of a date field as the beginning of that day; undefined: no date. */
export function dayStart(text: string, days = 0): number | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  return new Date(Number(year), Number(month) - 1, Number(day) + days).getTime();
}

/** The other way round, for the value of a date field; `days`: that many days away. */
export function dayText(at: number | undefined, days = 0): string {
  if (at === undefined) return '';
  const day = new Date(midnight(at, days));
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
