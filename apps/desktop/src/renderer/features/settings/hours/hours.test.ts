import { TimeZone, usualWorkingHours, WorkingHours } from '@ringdesk/shared/model/workingHours.ts';
import { describe, expect, it } from 'vitest';

import { copyDay, intervalProblem, nextInterval, withDay, withInterval } from './hoursEdit.ts';
import { hoursText } from './hoursWords.ts';
import { clockText, parseClock } from '../../../ui/fields/clockTime.ts';
import { clockIn, localDate, openLine } from './openNow.ts';
import { zoneOptions } from './timeZones.ts';

const t = (key: string, values: Readonly<Record<string, string | number>> = {}): string =>
  [key, ...Object.values(values)].join('|');
const madrid = usualWorkingHours('Europe/Madrid');
/** Friday 20 November 2026, 10:00 UTC: 11:00 in Madrid. */
const friday = Date.UTC(2026, 10, 20, 10);
const HOUR = 3_600_000;

describe('[29] times of day as people write them', () => {
  it.each([
    ['9', 540],
    ['09:30', 570],
    ['9.30', 570],
    ['930', 570],
    ['1830', 1_110],
    ['18h', 1_080],
    ['18h30', 1_110],
    ['0', 0],
    ['24:00', 1_440],
    ['24:01', undefined],
    ['25', undefined],
    ['9:60', undefined],
    ['', undefined],
    ['nine', undefined],
    ['9:3', undefined],
  ])('reads %j as %j', (typed, minutes) => expect(parseClock(typed)).toBe(minutes));

  it('reads back what it writes', () => {
    for (let minutes = 0; minutes <= 1_440; minutes += 1) expect(parseClock(clockText(minutes))).toBe(minutes);
  });
});

describe('[29] editing the week', () => {
  it('adds intervals an hour after the last one, as long as there is room', () => {
    expect(nextInterval([])).toEqual({ from: 540, to: 1_080 });
    expect(nextInterval([{ from: 540, to: 720 }])).toEqual({ from: 780, to: 1_020 });
    expect(nextInterval([{ from: 540, to: 1_260 }])).toEqual({ from: 1_320, to: 1_440 });
    expect(nextInterval([{ from: 540, to: 1_400 }])).toBeUndefined();
    expect(nextInterval(Array.from({ length: 8 }, (_, at) => ({ from: at, to: at + 1 })))).toBeUndefined();
  });

  it('says what is wrong with an interval exactly where the contract refuses the hours', () => {
    const problemsOf = (day: WorkingHours['week'][number]): (string | undefined)[] =>
      day.map((_, at) => intervalProblem(day, at));
    for (const day of [
      [{ from: 540, to: 1_080 }],
      [{ from: 540, to: 540 }],
      [
        { from: 540, to: 720 },
        { from: 700, to: 900 },
      ],
      [
        { from: 540, to: 720 },
        { from: 720, to: 900 },
      ],
    ]) {
      const accepted = WorkingHours.safeParse(withDay(madrid, 2, day)).success;
      expect([day, problemsOf(day).every((problem) => problem === undefined)]).toEqual([day, accepted]);
    }
  });

  it('takes 0:00 as the end of a day for the midnight after it', () => {
    const day = withInterval([{ from: 1_320, to: 1_380 }], 0, { to: parseClock('0:00') ?? 0 });
    expect(day).toEqual([{ from: 1_320, to: 1_440 }]);
    expect(withInterval(day, 0, { from: 0 })).toEqual([{ from: 0, to: 1_440 }]);
  });

  it('changes one interval, and copies a day to others', () => {
    const day = withInterval(madrid.week[0] ?? [], 0, { to: 720 });
    expect(day).toEqual([{ from: 540, to: 720 }]);
    const copied = copyDay(withDay(madrid, 0, day), 0, [5, 6]);
    expect(copied.week.map((each) => each.length)).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect([copied.week[5], copied.week[1]]).toEqual([day, madrid.week[1]]);
  });
});

describe('[29] hours in words', () => {
  it('puts days with the same hours together', () => {
    expect(hoursText(t, null)).toBe('value.always');
    expect(hoursText(t, madrid)).toBe('value.hours|value.days|Mon|Fri|09:00–18:00|Europe/Madrid');
    const lunch = withDay(madrid, 2, [
      { from: 540, to: 780 },
      { from: 840, to: 1_080 },
    ]);
    const text = hoursText(t, { ...lunch, holidays: [{ name: 'X', date: '2026-12-25', yearly: true, hours: [] }] });
    expect(text).toContain('value.days|Mon|Tue|09:00–18:00, value.day|Wed|09:00–13:00 and 14:00–18:00');
    expect(text).toMatch(/^value.hoursAndHolidays\|.*\|1$/);
    expect(hoursText(t, { ...madrid, week: madrid.week.map(() => []) })).toContain('value.closedAllWeek');
  });

  it('tells whether it is open at a moment, and until when, in the zone’s own time', () => {
    expect(openLine(t, madrid, friday)).toBe('hours.nowOpen|18:00');
    expect(openLine(t, madrid, friday + 8 * HOUR)).toBe('hours.nowClosed|Mon 09:00');
    expect(openLine(t, { ...madrid, week: madrid.week.map(() => []) }, friday)).toBe('hours.nowNever');
    expect(openLine(t, { ...madrid, week: madrid.week.map(() => [{ from: 0, to: 1_440 }]) }, friday)).toBe(
      'hours.nowAlways',
    );
    expect(openLine(t, withDay(madrid, 4, [{ from: 900, to: 600 }]), friday)).toBeUndefined();
  });

  it('knows the date and the time there', () => {
    const late = Date.UTC(2026, 11, 31, 23, 30);
    expect([localDate(late, 'Europe/Madrid'), localDate(late, 'America/New_York')]).toEqual([
      '2027-01-01',
      '2026-12-31',
    ]);
    expect(clockIn('Asia/Kathmandu', friday)).toBe('15:45');
  });

  it('offers every zone under the name it has today, and the one that is set', () => {
    const zones = zoneOptions('Asia/Calcutta').map(({ value }) => value);
    expect(zones).toEqual(expect.arrayContaining(['Asia/Kathmandu', 'Asia/Kolkata', 'Europe/Kyiv', 'UTC']));
    expect(zones).toContain('Asia/Calcutta');
    expect(zoneOptions('UTC').map(({ value }) => value)).not.toContain('Europe/Kiev');
    expect(zones.filter((zone) => !TimeZone.safeParse(zone).success)).toEqual([]);
    expect(zoneOptions('UTC').find(({ value }) => value === 'America/New_York')?.text).toBe('America/New York');
  });
});
