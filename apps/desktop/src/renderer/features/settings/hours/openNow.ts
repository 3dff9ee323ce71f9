import type { Instant } from '@ringdesk/shared/model/time.ts';
import { TimeZone, WorkingHours } from '@ringdesk/shared/model/workingHours.ts';
import { isOpen, nextChange } from '@ringdesk/shared/rules/workingHours.ts';

import { dateFormat } from '../../../text/dateFormat.ts';
import { currentLocale, type Translate } from '../../../text/text.ts';

const DAY_MS = 86_400_000;

/**
 * "Open now, closes 18:00" by the rule the server routes with, in the local time of the hours' zone. Undefined where the
 * values are no hours yet, or the browser is too old to count in time zones.
 */
export function openLine(t: Translate, hours: WorkingHours, now: Instant): string | undefined {
  if (typeof Temporal === 'undefined' || !WorkingHours.safeParse(hours).success) return undefined;
  const open = isOpen(hours, now);
  const change = nextChange(hours, now);
  if (change === undefined) return t(open ? 'hours.nowAlways' : 'hours.nowNever');
  return t(open ? 'hours.nowOpen' : 'hours.nowClosed', { time: momentText(change, now, hours.timeZone) });
}

/** `18:00` within a day, `Mon 09:00` within a week, `Mon 4 Jan, 09:00` later. */
export function momentText(at: Instant, now: Instant, timeZone: string): string {
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const;
  if (at - now < DAY_MS && localDate(at, timeZone) === localDate(now, timeZone)) {
    return dateFormat(currentLocale(), time).format(at);
  }
  const week = at - now < 6 * DAY_MS;
  return dateFormat(currentLocale(), {
    ...time,
    weekday: 'short',
    ...(week ? {} : { day: 'numeric', month: 'short', year: 'numeric' }),
  }).format(at);
}

/** A zone this browser may not know would throw. */
const knownZone = (timeZone: string): string => (TimeZone.safeParse(timeZone).success ? timeZone : 'UTC');

/** ISO date of a moment in a zone. */
export function localDate(at: Instant, timeZone: string): string {
  const digits = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  return new Intl.DateTimeFormat('en-CA', { ...digits, timeZone: knownZone(timeZone) }).format(at);
}

/** `10:42`, what the clocks of a zone show. */
export function clockIn(timeZone: string, at: Instant): string {
  const digits = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return dateFormat(currentLocale(), { ...digits, timeZone: knownZone(timeZone) }).format(at);
}
