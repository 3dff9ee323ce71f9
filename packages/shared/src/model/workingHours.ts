import { z } from 'zod';
import { boundedText } from './text.ts';

/** An IANA time zone, such as `Europe/Madrid`; refused where the machine does not know it [29]. */
export const TimeZone = z
  .string()
  .max(60)
  .refine((zone) => isTimeZone(zone), { message: 'not-a-time-zone' });

function isTimeZone(zone: string): boolean {
  // Offsets such as "+02:00" are understood by Intl as well, and know nothing of daylight saving.
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Minutes of the local day, from 0 (00:00) to 1440 (24:00); `to` is not part of it. */
export const OpenInterval = z
  .strictObject({ from: z.number().int().min(0).max(1_439), to: z.number().int().min(1).max(1_440) })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'ends-before-it-begins' });
export type OpenInterval = z.infer<typeof OpenInterval>;

/** In order, without overlap; none: closed all day. Over midnight: one that ends at 24:00 and one that begins at 0:00. */
export const OpenDay = z
  .array(OpenInterval)
  .max(8)
  .refine((day) => day.every((interval, index) => index === 0 || (day[index - 1]?.to ?? 0) <= interval.from), {
    message: 'intervals-overlap',
  });
export type OpenDay = z.infer<typeof OpenDay>;

/** A day that differs from its weekday: a day off, or other hours. */
export const Holiday = z.strictObject({
  name: boundedText({ min: 1, max: 60 }),
  /** Local calendar date. With `yearly` its year is the first one it counts in. */
  date: z.iso.date(),
  yearly: z.boolean(),
  hours: OpenDay,
});
export type Holiday = z.infer<typeof Holiday>;

/** [29] When people answer. Local times of the zone, right to the minute across daylight-saving changes. */
export const WorkingHours = z.strictObject({
  timeZone: TimeZone,
  /** Monday first (ISO 8601). */
  week: z.array(OpenDay).length(7),
  /** A fixed date wins over a yearly one of the same day. */
  holidays: z.array(Holiday).max(200),
});
export type WorkingHours = z.infer<typeof WorkingHours>;

/** Monday to Friday, 9:00 to 18:00: what the form begins with. */
export function usualWorkingHours(timeZone: string): WorkingHours {
  const day = [{ from: 9 * 60, to: 18 * 60 }];
  return { timeZone, week: [day, day, day, day, day, [], []], holidays: [] };
}
