import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../model/time.ts';
import { type OpenDay, usualWorkingHours, type WorkingHours } from '../model/workingHours.ts';
import { addWorkingTime, isOpen, nextChange, workingTime } from './workingHours.ts';

const at = (text: string): number => Temporal.Instant.from(text).epochMilliseconds;
const told = (instant: number | undefined): string | undefined =>
  instant === undefined ? undefined : Temporal.Instant.fromEpochMilliseconds(instant).toString();
const span = (from: string, to: string): OpenDay[number] => ({ from: minutes(from), to: minutes(to) });
const minutes = (text: string): number => {
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  return hour * 60 + minute;
};
const daily = (timeZone: string, ...day: OpenDay): WorkingHours => ({
  timeZone,
  week: [day, day, day, day, day, day, day],
  holidays: [],
});
const closed = (timeZone: string, holidays: WorkingHours['holidays'] = []): WorkingHours => ({
  ...daily(timeZone),
  holidays,
});

/** The same by another road: what a clock on the wall shows, from Intl and not from Temporal. */
function wallClock(timeZone: string): (instant: number) => { date: string; weekday: number; minute: number } {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  return (instant) => {
    const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
    return {
      date: `${parts['year']}-${parts['month']}-${parts['day']}`,
      weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts['weekday'] ?? ''),
      minute: Number(parts['hour']) * 60 + Number(parts['minute']),
    };
  };
}

function openByTheWall(hours: WorkingHours): (instant: number) => boolean {
  const clock = wallClock(hours.timeZone);
  return (instant) => {
    const { date, weekday, minute } = clock(instant);
    const holiday =
      hours.holidays.find((each) => !each.yearly && each.date === date) ??
      hours.holidays.find((each) => each.yearly && each.date.slice(5) === date.slice(5) && each.date <= date);
    const day = holiday?.hours ?? hours.week[weekday] ?? [];
    return day.some(({ from, to }) => from <= minute && minute < to);
  };
}

describe('[29] working hours', () => {
  it('opens and closes at the minute, with several intervals a day', () => {
    const hours = daily('Europe/Madrid', span('9:00', '14:00'), span('16:00', '19:30'));
    expect(isOpen(hours, at('2026-11-23T07:59:59.999Z'))).toBe(false);
    expect(isOpen(hours, at('2026-11-23T08:00:00Z'))).toBe(true);
    expect(isOpen(hours, at('2026-11-23T12:59:59.999Z'))).toBe(true);
    expect(isOpen(hours, at('2026-11-23T13:00:00Z'))).toBe(false);
    expect(told(nextChange(hours, at('2026-11-23T13:00:00Z')))).toBe('2026-11-23T15:00:00Z');
    expect(told(nextChange(hours, at('2026-11-23T15:00:00Z')))).toBe('2026-11-23T18:30:00Z');
    expect(told(nextChange(hours, at('2026-11-23T18:30:00Z')))).toBe('2026-11-24T08:00:00Z');
  });

  it('a week ends on Friday and begins on Monday', () => {
    const hours = usualWorkingHours('UTC');
    expect(told(nextChange(hours, at('2026-11-27T18:00:00Z')))).toBe('2026-11-30T09:00:00Z');
    expect(workingTime(hours, at('2026-11-27T17:00:00Z'), at('2026-11-30T10:00:00Z'))).toBe(2 * HOUR);
    expect(told(addWorkingTime(hours, at('2026-11-27T17:59:00Z'), 2 * MINUTE))).toBe('2026-11-30T09:01:00Z');
    expect(told(addWorkingTime(hours, at('2026-11-28T12:00:00Z'), MINUTE))).toBe('2026-11-30T09:01:00Z');
    // Up to the last millisecond of the day: the limit is over when it closes, not when it opens again.
    expect(told(addWorkingTime(hours, at('2026-11-27T17:59:00Z'), MINUTE))).toBe('2026-11-27T18:00:00Z');
  });

  it('goes on over midnight where one interval ends at 24:00 and one begins at 0:00', () => {
    const hours = daily('Asia/Kathmandu', span('0:00', '2:00'), span('22:00', '24:00'));
    expect(told(nextChange(hours, at('2026-11-23T16:15:00Z')))).toBe('2026-11-23T20:15:00Z');
    expect(told(nextChange(hours, at('2026-11-23T20:15:00Z')))).toBe('2026-11-24T16:15:00Z');
  });

  it('is never open in an hour that is skipped, and twice in one that is repeated', () => {
    const hours = daily('Europe/Madrid', span('2:15', '2:45'));
    expect(workingTime(hours, at('2026-03-29T00:00:00Z'), at('2026-03-29T12:00:00Z'))).toBe(0);
    expect(workingTime(hours, at('2026-10-25T00:00:00Z'), at('2026-10-25T12:00:00Z'))).toBe(HOUR);
    expect(told(nextChange(hours, at('2026-10-25T00:45:00Z')))).toBe('2026-10-25T01:15:00Z');
    // An interval that ends in the gap ends where the clock jumps; one that begins there begins after it.
    const around = daily('Europe/Madrid', span('1:00', '2:30'), span('2:40', '4:00'));
    expect(told(nextChange(around, at('2026-03-29T00:30:00Z')))).toBe('2026-03-29T02:00:00Z');
    expect(workingTime(around, at('2026-03-28T23:00:00Z'), at('2026-03-29T12:00:00Z'))).toBe(2 * HOUR);
  });

  it('knows zones with odd offsets and odd changes', () => {
    const newfoundland = daily('America/St_Johns', span('9:00', '10:00'));
    expect(told(nextChange(newfoundland, at('2026-07-01T00:00:00Z')))).toBe('2026-07-01T11:30:00Z');
    expect(told(nextChange(newfoundland, at('2026-12-01T00:00:00Z')))).toBe('2026-12-01T12:30:00Z');
    // Lord Howe changes by half an hour.
    const lordHowe = daily('Australia/Lord_Howe', span('1:30', '2:00'));
    expect(workingTime(lordHowe, at('2026-04-04T12:00:00Z'), at('2026-04-05T00:00:00Z'))).toBe(HOUR);
    // Samoa had no 30 December 2011.
    const samoa = daily('Pacific/Apia', span('0:00', '24:00'));
    samoa.holidays.push({ name: 'Lost', date: '2011-12-30', yearly: false, hours: [] });
    expect(isOpen(samoa, at('2011-12-30T09:59:59Z'))).toBe(true);
    expect(isOpen(samoa, at('2011-12-30T10:00:00Z'))).toBe(true);
  });

  it('a fixed holiday is of one year, a yearly one of each year from its first on', () => {
    const hours: WorkingHours = {
      ...daily('UTC', span('9:00', '17:00')),
      holidays: [
        { name: 'Christmas', date: '2026-12-25', yearly: true, hours: [] },
        { name: 'Stocktaking', date: '2027-12-25', yearly: false, hours: [span('10:00', '12:00')] },
        { name: 'Outing', date: '2026-12-28', yearly: false, hours: [] },
      ],
    };
    const openHours = (day: string): number =>
      workingTime(hours, at(`${day}T00:00:00Z`), at(`${day}T23:59:59Z`)) / HOUR;
    expect(openHours('2025-12-25')).toBe(8);
    expect(openHours('2026-12-25')).toBe(0);
    expect(openHours('2027-12-25')).toBe(2);
    expect(openHours('2028-12-25')).toBe(0);
    expect(openHours('2026-12-28')).toBe(0);
    expect(openHours('2027-12-28')).toBe(8);
  });

  it('a yearly 29 February is left out in years that have none', () => {
    const leap = { name: 'Leap day', date: '2024-02-29', yearly: true, hours: [span('9:00', '10:00')] };
    const hours = closed('UTC', [leap]);
    expect(told(nextChange(hours, at('2024-03-01T00:00:00Z')))).toBe('2028-02-29T09:00:00Z');
    expect(told(nextChange(hours, at('2096-03-01T00:00:00Z')))).toBe('2104-02-29T09:00:00Z');
    expect(isOpen(hours, at('2025-03-01T09:30:00Z'))).toBe(false);
    expect(isOpen(hours, at('2025-02-28T09:30:00Z'))).toBe(false);
  });

  it('never opens, always open, and opens once more in many years', () => {
    const start = at('2026-11-23T09:00:00Z');
    expect(nextChange(closed('UTC'), start)).toBeUndefined();
    expect(addWorkingTime(closed('UTC'), start, 1)).toBeUndefined();
    expect(workingTime(closed('UTC'), start, start + 365 * DAY)).toBe(0);
    const always = daily('Europe/Madrid', span('0:00', '24:00'));
    expect(nextChange(always, start)).toBeUndefined();
    expect(workingTime(always, start, start + 365 * DAY)).toBe(365 * DAY);
    const reunion = { name: 'Reunion', date: '2046-05-05', yearly: false, hours: [span('8:00', '9:00')] };
    expect(told(nextChange(closed('UTC', [reunion]), start))).toBe('2046-05-05T08:00:00Z');
    expect(told(addWorkingTime(closed('UTC', [reunion]), start, HOUR))).toBe('2046-05-05T09:00:00Z');
    expect(addWorkingTime(closed('UTC', [reunion]), start, HOUR + 1)).toBeUndefined();
  });

  it('no table means always', () => {
    expect(isOpen(null, 0)).toBe(true);
    expect(nextChange(null, 0)).toBeUndefined();
    expect(workingTime(null, 5, 12)).toBe(7);
    expect(workingTime(null, 12, 5)).toBe(0);
    expect(addWorkingTime(null, 5, 7)).toBe(12);
  });
});

describe('[29] working hours as a clock on the wall shows them, minute by minute', () => {
  const zones = [
    'UTC',
    'Europe/Madrid',
    'America/New_York',
    'America/Sao_Paulo',
    'America/St_Johns',
    'Asia/Kathmandu',
    'Asia/Tehran',
    'Australia/Lord_Howe',
    'Pacific/Chatham',
    'Pacific/Apia',
    'Africa/Casablanca',
    'America/Scoresbysund',
    'Antarctica/Troll',
  ];
  const day = fc
    .uniqueArray(fc.integer({ min: 0, max: 96 }), { maxLength: 6 })
    .map((quarters) => quarters.toSorted((a, b) => a - b).map((quarter) => quarter * 15))
    .map((edges) => edges.flatMap((to, index) => (index % 2 === 1 ? [{ from: edges[index - 1] ?? 0, to }] : [])));
  /** Near a change of the clocks as often as not. */
  const moment = fc
    .tuple(
      fc.constantFrom(...zones),
      fc.integer({ min: at('2019-01-01T00:00:00Z'), max: at('2031-01-01T00:00:00Z') }),
      fc.boolean(),
    )
    .map(([timeZone, about, near]) => {
      const zoned = Temporal.Instant.fromEpochMilliseconds(about).toZonedDateTimeISO(timeZone);
      const change = near ? zoned.getTimeZoneTransition('next') : null;
      const start = change === null ? about : change.epochMilliseconds - 14 * HOUR + (about % HOUR);
      return { timeZone, start: Math.floor(start / MINUTE) * MINUTE };
    });
  const scene = fc
    .tuple(moment, fc.array(day, { minLength: 7, maxLength: 7 }), fc.array(day, { maxLength: 2 }))
    .map(([{ timeZone, start }, week, special]) => {
      const localDay = (days: number): string => wallClock(timeZone)(start + days * DAY).date;
      const holidays = special.map((hours, index) => ({
        name: 'Special',
        date: localDay(index),
        yearly: index === 1,
        hours,
      }));
      return { start, hours: { timeZone, week, holidays } };
    });
  const WINDOW = 40 * 60;

  it('agrees about every minute of a window, its sums and its changes', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(scene, fc.nat(WINDOW), fc.nat(6 * 60), ({ start, hours }, after, wanted) => {
        const open = openByTheWall(hours);
        const minutesOpen = Array.from({ length: WINDOW }, (_, minute) => open(start + minute * MINUTE));
        minutesOpen.forEach((is, minute) => {
          if (isOpen(hours, start + minute * MINUTE) !== is)
            throw new Error(`minute ${minute} is ${is ? 'open' : 'closed'}`);
        });
        const count = minutesOpen.slice(0, after).filter(Boolean).length;
        expect(workingTime(hours, start, start + after * MINUTE)).toBe(count * MINUTE);
        const turn = minutesOpen.findIndex((is) => is !== minutesOpen[0]);
        const changes = turn > 0;
        expect(changes && nextChange(hours, start)).toBe(changes && start + turn * MINUTE);
        let left = wanted + 1;
        const last = minutesOpen.findIndex((is) => is && (left -= 1) === 0);
        const half = 30 * SECOND;
        const known = last >= 0;
        expect(known && addWorkingTime(hours, start, wanted * MINUTE + half)).toBe(
          known && start + last * MINUTE + half,
        );
      }),
      { numRuns: 150 },
    );
  });

  it('what is added is what is measured', () => {
    fc.assert(
      fc.property(scene, fc.integer({ min: 1, max: 20 * HOUR }), ({ start, hours }, wanted) => {
        const end = addWorkingTime(hours, start, wanted);
        const never = hours.week.every((each) => each.length === 0);
        expect(never || end !== undefined).toBe(true);
        const until = end ?? start;
        expect(workingTime(hours, start, until)).toBe(end === undefined ? 0 : wanted);
        expect(workingTime(hours, start, until - 1)).toBe(end === undefined ? 0 : wanted - 1);
      }),
      { numRuns: 300 },
    );
  });
});
