import type { Quiet } from '@ringdesk/shared/model/preferences.ts';
import { describe, expect, it } from 'vitest';

import { quietAt, quietToggled } from './quiet.ts';

/** A moment by the clock of this device; 2026-11-23 is a Monday. */
const at = (day: number, hour: number, minute = 0): number => new Date(2026, 10, day, hour, minute).getTime();
const nights: Quiet = { on: true, times: [{ days: [0, 1, 2, 3, 4], from: 22 * 60, to: 7 * 60 }] };
const settings = (quiet?: Quiet, doNotDisturb = false) => ({ doNotDisturb, ...(quiet && { quiet }) });
const isOn = (quiet: Quiet, moment: number): boolean => quietAt(settings(quiet), moment) !== undefined;

describe('do not disturb by the clock', () => {
  it('is on from the first minute to the one before the last, over midnight as well', () => {
    expect(isOn(nights, at(23, 21, 59))).toBe(false);
    expect(quietAt(settings(nights), at(23, 22))).toEqual({ why: 'times', until: at(24, 7) });
    expect(quietAt(settings(nights), at(24, 6, 59))).toEqual({ why: 'times', until: at(24, 7) });
    expect(isOn(nights, at(24, 7))).toBe(false);
  });

  it('belongs to the weekday on which it begins', () => {
    // The night of Friday lasts until Saturday morning; those of Saturday and Sunday are none.
    expect(isOn(nights, at(28, 6))).toBe(true);
    expect(isOn(nights, at(28, 23))).toBe(false);
    expect(isOn(nights, at(30, 3))).toBe(false);
  });

  it('lasts a whole day from one time to the same, and to midnight', () => {
    const day = { on: true, times: [{ days: [5], from: 540, to: 540 }] };
    expect(quietAt(settings(day), at(29, 8, 59))?.until).toBe(at(29, 9));
    const evening = { on: true, times: [{ days: [0], from: 1_080, to: 1_440 }] };
    expect(quietAt(settings(evening), at(23, 23, 59))?.until).toBe(at(24, 0));
    expect(isOn(evening, at(24, 0))).toBe(false);
  });

  it('ends with the latest of the times that run', () => {
    const two = { on: true, times: [...nights.times, { days: [0], from: 23 * 60, to: 9 * 60 }] };
    expect(quietAt(settings(two), at(24, 1))?.until).toBe(at(24, 9));
  });

  it('is off where it is switched off, and where there are no times', () => {
    expect(isOn({ ...nights, on: false }, at(23, 23))).toBe(false);
    expect(quietAt(settings(), at(23, 23))).toBeUndefined();
  });

  it('is on by hand whatever the times say', () => {
    expect(quietAt(settings(nights, true), at(23, 12))).toEqual({ why: 'own' });
    expect(quietToggled(settings(nights), at(23, 12))).toEqual({ doNotDisturb: true });
    expect(quietToggled(settings(nights, true), at(23, 12))).toEqual({ doNotDisturb: false });
  });

  it('switched off by hand comes again with the next time, not within this one', () => {
    const change = quietToggled(settings(nights), at(23, 23));
    expect(change).toEqual({ doNotDisturb: false, quiet: { ...nights, skippedUntil: at(24, 7) } });
    const { quiet } = change;
    expect(isOn(quiet!, at(24, 3))).toBe(false);
    expect(isOn(quiet!, at(24, 22))).toBe(true);
  });
});
