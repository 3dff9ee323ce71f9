import { beforeEach, describe, expect, test } from 'vitest';

import { dayStart, dayText, periodOf, presetOf, presets } from './periods.ts';
import { keptFilter, narrow, reportView, sortedBy, START_SORT } from './reportView.ts';

const now = new Date(2026, 10, 21, 15, 30).getTime();
const day = (date: number) => new Date(2026, 10, date).getTime();

beforeEach(() => reportView.setState({ filter: {}, sort: START_SORT, viewId: undefined }));

describe('[49] the period of the list', () => {
  test('begins and ends at midnight of this device', () => {
    expect(periodOf('today', now)).toEqual({ from: day(21) });
    expect(periodOf('yesterday', now)).toEqual({ from: day(20), to: day(21) });
    expect(periodOf('week', now)).toEqual({ from: day(15) });
  });

  test.each(presets)('%s is known again', (preset) => {
    expect(presetOf(periodOf(preset, now), now)).toBe(preset);
  });

  test('a date field is read as a whole day, its last one too', () => {
    expect(dayStart('2026-11-21')).toBe(day(21));
    expect(dayText(dayStart('2026-11-21', 1), -1)).toBe('2026-11-21');
    expect([dayStart(''), dayStart('21.11.2026'), dayText(undefined)]).toEqual([undefined, undefined, '']);
  });
});

describe('[49] the filter', () => {
  test('what filters nothing is not kept', () => {
    narrow({ text: 'parcel', ratings: [1, 2] });
    narrow({ text: undefined, ratings: [] });
    expect(reportView.getState().filter).toEqual({});
  });

  test('a view keeps everything but the period', () => {
    expect(keptFilter({ from: 1, to: 2, state: 'open' })).toEqual({ state: 'open' });
  });

  test('a column is sorted from the largest, and turned by a second press', () => {
    const first = sortedBy(START_SORT, 'maxMs');
    expect(first).toEqual({ by: 'maxMs', descending: true });
    expect(sortedBy(first, 'maxMs')).toEqual({ by: 'maxMs', descending: false });
  });
});
