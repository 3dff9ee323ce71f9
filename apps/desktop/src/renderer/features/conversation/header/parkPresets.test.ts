import { expect, test } from 'vitest';

import { parkPresets, parkUntil } from './parkPresets.ts';

const zone = 'Europe/Madrid';
const instant = (text: string): number => Temporal.ZonedDateTime.from(`${text}[${zone}]`).epochMilliseconds;
const shown = (now: string) =>
  parkPresets(instant(now), zone).map(({ preset, until }) => [
    preset,
    Temporal.Instant.fromEpochMilliseconds(until)
      .toZonedDateTimeISO(zone)
      .toPlainDateTime()
      .toString({ smallestUnit: 'minute' }),
  ]);

test('soonest first, on a Wednesday morning', () => {
  expect(shown('2026-11-18T10:00')).toEqual([
    ['twentyMinutes', '2026-11-18T10:20'],
    ['oneHour', '2026-11-18T11:00'],
    ['threeHours', '2026-11-18T13:00'],
    ['thisEvening', '2026-11-18T18:00'],
    ['tomorrowMorning', '2026-11-19T09:00'],
    ['nextMonday', '2026-11-23T09:00'],
  ]);
});
test('no "this evening" in the evening, no Monday twice on a Sunday', () => {
  expect(shown('2026-11-22T17:30').map(([preset]) => preset)).toEqual([
    'twentyMinutes',
    'oneHour',
    'threeHours',
    'tomorrowMorning',
  ]);
});
test('nine in the morning stays nine when the clocks change overnight', () => {
  expect(shown('2026-03-28T20:00')).toContainEqual(['tomorrowMorning', '2026-03-29T09:00']);
});
test('an own time must be a time, and to come', () => {
  const now = instant('2026-11-18T10:00');
  expect(parkUntil('2026-11-18T10:30', now, zone)).toBe(now + 30 * 60_000);
  expect(parkUntil('2026-11-18T09:30', now, zone)).toBeUndefined();
  expect(parkUntil('2026-13-40T99:99', now, zone)).toBeUndefined();
  expect(parkUntil('', now, zone)).toBeUndefined();
});
