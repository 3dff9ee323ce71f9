import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { formatDuration, parseDuration } from './duration.ts';

describe('parseDuration', () => {
  test.each([
    ['90s', 90],
    ['90 sec', 90],
    ['5 min', 300],
    ['5', 300],
    ['1h', 3600],
    ['1 h 30 min', 5400],
    ['1h30m', 5400],
    ['1,5 ч', 5400],
    ['1.5 hours', 5400],
    ['2 horas y 15 minutos', 8100],
    ['30 segundos', 30],
    ['10 минут', 600],
    ['12 часов', 43_200],
    ['45 сек.', 45],
    ['1:30', 90],
    ['1:00:00', 3600],
    ['  7 min  ', 420],
    ['5 minutes', 300],
  ])('%s is %d seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  test('a bare number counts the unit of the field', () => {
    expect(parseDuration('20', 1)).toBe(20);
  });

  test.each(['', '   ', 'soon', 'min', '-5 min', '5 parsecs', '5 min x', '1e3', '٥ min', '5 min 3', '1:2:3:4'])(
    '%j is not a duration',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );

  test('never throws, and gives whole seconds or nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const seconds = parseDuration(text);
        expect(seconds === undefined || Number.isInteger(seconds)).toBe(true);
      }),
    );
  });
});

describe('formatDuration', () => {
  test('writes one unit in full and several in short', () => {
    expect(formatDuration(300, 'en')).toBe('5 minutes');
    expect(formatDuration(60, 'ru')).toBe('1 минута');
    expect(formatDuration(43_200, 'es')).toBe('12 horas');
    expect(formatDuration(0, 'en')).toBe('0 seconds');
    expect(formatDuration(5400, 'en')).toBe('1 hr 30 min');
  });

  test('is read back as the same time in every language of the desk', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('en', 'es', 'pt-BR', 'ru'),
        fc.integer({ min: 0, max: 100_000 }),
        (locale, seconds) => {
          expect(parseDuration(formatDuration(seconds, locale))).toBe(seconds);
        },
      ),
    );
  });
});
