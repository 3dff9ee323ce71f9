import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { contrast, mix, palette, readableOn } from './colour.ts';

const anyColour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('colour', () => {
  test('knows the contrast of black on white and of a colour on itself', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#2f54d9', '#2f54d9')).toBe(1);
    // A pair whose ratio is known to four digits.
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.542, 3);
  });

  test('mixes by share', () => {
    expect(mix('#000000', '#ffffff', 0.5)).toBe('#808080');
    expect(mix('#123456', '#ffffff', 0)).toBe('#123456');
  });

  test('text on any accent is readable', () => {
    fc.assert(
      fc.property(anyColour, (accent) => {
        expect(contrast(readableOn(accent), accent)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  test.each([
    ['light', false, ['#ffffff', '#f9f9f7']],
    ['dark', true, ['#16181c', '#121418']],
  ] as const)('every pair of the %s palette is readable for any accent', (_, dark, surfaces) => {
    fc.assert(
      fc.property(anyColour, (accent) => {
        const made = palette(accent, dark);
        const of = (name: string): string => made[name] ?? '';
        expect(contrast(of('--on-accent'), of('--accent'))).toBeGreaterThanOrEqual(4.5);
        expect(contrast(of('--on-hero'), of('--hero'))).toBeGreaterThanOrEqual(4.5);
        expect(contrast(of('--accent-text'), of('--accent-soft'))).toBeGreaterThanOrEqual(4.5);
        for (const surface of surfaces) {
          expect(contrast(of('--accent-text'), surface)).toBeGreaterThanOrEqual(4.5);
          expect(contrast(of('--focus'), surface)).toBeGreaterThanOrEqual(3);
        }
      }),
    );
  });
});
