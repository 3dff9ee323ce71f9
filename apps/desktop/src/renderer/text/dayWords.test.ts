import { describe, expect, test } from 'vitest';

import { dayTitle, listWhen, whenAndTime } from './dayWords.ts';

const zone = 'Europe/Madrid';
const at = (text: string): number => Temporal.ZonedDateTime.from(`${text}[${zone}]`).epochMilliseconds;
const now = at('2026-11-21T10:44');

describe('when', () => {
  test('today is a time, yesterday a word, earlier a date, another year says so', () => {
    expect(listWhen(at('2026-11-21T10:21'), now, 'en', zone)).toBe('10:21');
    expect(listWhen(at('2026-11-20T23:59'), now, 'en', zone)).toBe('Yesterday');
    expect(listWhen(at('2026-11-12T10:00'), now, 'en', zone)).toBe('12 Nov');
    expect(listWhen(at('2025-11-12T10:00'), now, 'en', zone)).toBe('12 Nov 2025');
  });
  test.each([
    ['es', 'Ayer'],
    ['pt', 'Ontem'],
    ['ru', 'Вчера'],
  ])('in %s', (language, word) => {
    expect(listWhen(at('2026-11-20T10:00'), now, language, zone)).toBe(word);
  });
  test('a time to come keeps its clock time', () => {
    expect(whenAndTime(at('2026-11-21T18:00'), now, 'en', zone)).toBe('18:00');
    expect(whenAndTime(at('2026-11-22T09:00'), now, 'en', zone)).toBe('Tomorrow, 09:00');
    expect(whenAndTime(at('2026-11-30T09:00'), now, 'en', zone)).toBe('30 Nov, 09:00');
  });
  test('days above messages', () => {
    expect(dayTitle(now, now, 'en', zone)).toBe('Today');
    expect(dayTitle(at('2026-11-16T10:00'), now, 'en', zone)).toBe('Monday 16 November');
    expect(dayTitle(at('2026-11-16T10:00'), now, 'ru', zone)).toBe('Понедельник, 16 ноября');
  });
  test('a day of 25 hours, or of 23, moves no word to another day', () => {
    const long = at('2026-10-25T23:40');
    expect(listWhen(at('2026-10-24T22:00'), long, 'en', zone)).toBe('Yesterday');
    expect(dayTitle(at('2026-10-24T22:00'), long, 'en', zone)).toBe('Yesterday');
    const begun = at('2026-10-25T00:10');
    expect(whenAndTime(at('2026-10-26T09:00'), begun, 'en', zone)).toBe('Tomorrow, 09:00');
    const afterShort = at('2026-03-30T00:20');
    expect(listWhen(at('2026-03-29T12:00'), afterShort, 'en', zone)).toBe('Yesterday');
    expect(listWhen(at('2026-03-28T12:00'), afterShort, 'en', zone)).toBe('28 Mar');
    const beforeShort = at('2026-03-28T23:40');
    expect(whenAndTime(at('2026-03-29T09:00'), beforeShort, 'en', zone)).toBe('Tomorrow, 09:00');
  });
  test('the day is the reader’s, not that of Greenwich', () => {
    expect(dayTitle(at('2026-11-21T00:10'), now, 'en', zone)).toBe('Today');
  });
});
