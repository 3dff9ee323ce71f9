import type { OpenDay, WorkingHours } from '@ringdesk/shared/model/workingHours.ts';

import { formatList } from '../../../text/format.ts';
import type { Translate } from '../../../text/text.ts';
import { weekdayName } from '../../../text/weekdayName.ts';
import { clockText } from '../../../ui/fields/clockTime.ts';
import { sameValue } from '../form/changes.ts';

/** `09:00–13:00 and 14:00–18:00`. */
export function dayText(day: OpenDay): string {
  return formatList(day.map(({ from, to }) => `${clockText(from)}–${clockText(to)}`));
}

/** The working hours in a line: days with the same hours together, the zone, how many holidays. */
export function hoursText(t: Translate, hours: WorkingHours | null): string {
  if (hours === null) return t('value.always');
  const runs = runsOf(hours.week);
  const days =
    runs.length === 0
      ? t('value.closedAllWeek')
      : formatList(
          runs.map(({ first, last }) => {
            const times = dayText(hours.week[first] ?? []);
            return first === last
              ? t('value.day', { day: weekdayName(first, 'short'), times })
              : t('value.days', { first: weekdayName(first, 'short'), last: weekdayName(last, 'short'), times });
          }),
        );
  const zone = hours.timeZone;
  return hours.holidays.length === 0
    ? t('value.hours', { days, zone })
    : t('value.hoursAndHolidays', { days, zone, count: hours.holidays.length });
}

/** Neighbouring open days with the same hours, from Monday. */
function runsOf(week: readonly OpenDay[]): { readonly first: number; readonly last: number }[] {
  const runs: { first: number; last: number }[] = [];
  week.forEach((day, index) => {
    if (day.length === 0) return;
    const run = runs.at(-1);
    if (run !== undefined && run.last === index - 1 && sameValue(week[run.last], day)) run.last = index;
    else runs.push({ first: index, last: index });
  });
  return runs;
}
