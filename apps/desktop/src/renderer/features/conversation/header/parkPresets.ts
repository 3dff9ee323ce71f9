export type ParkPreset = 'twentyMinutes' | 'oneHour' | 'threeHours' | 'thisEvening' | 'tomorrowMorning' | 'nextMonday';

const MORNING = Temporal.PlainTime.from('09:00');
const EVENING = Temporal.PlainTime.from('18:00');

/**
 * Wake-up times people ask for, in the agent's time zone, soonest first. Wall-clock times are meant: "tomorrow at 9"
 * stays 9 o'clock when summer time begins in between. "This evening" is offered while it is at least an hour away.
 */
export function parkPresets(
  now: number,
  timeZone: string,
): readonly { readonly preset: ParkPreset; readonly until: number }[] {
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  const today = here.toPlainDate();
  const at = (date: Temporal.PlainDate, plainTime: Temporal.PlainTime): number =>
    date.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds;
  const evening = at(today, EVENING);
  const presets: { preset: ParkPreset; until: number }[] = [
    { preset: 'twentyMinutes', until: now + 20 * 60_000 },
    { preset: 'oneHour', until: now + 60 * 60_000 },
    { preset: 'threeHours', until: now + 180 * 60_000 },
    { preset: 'tomorrowMorning', until: at(today.add({ days: 1 }), MORNING) },
    { preset: 'nextMonday', until: at(today.add({ days: 8 - today.dayOfWeek }), MORNING) },
  ];
  if (evening - now >= 60 * 60_000) presets.push({ preset: 'thisEvening', until: evening });
  // On a Sunday "tomorrow" and "Monday" are the same morning.
  const distinct = presets.filter((each, index) => presets.findIndex(({ until }) => until === each.until) === index);
  return distinct.toSorted((a, b) => a.until - b.until);
}

/** A wall-clock time from a `datetime-local` field; undefined when it is none or already over. */
export function parkUntil(local: string, now: number, timeZone: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(local)) return undefined;
  try {
    const until = Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).epochMilliseconds;
    return until > now ? until : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
