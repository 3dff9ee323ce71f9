import { describe, expect, test } from 'vitest';

import { type DisplayFacts, placeOffer, placeWindow, rememberPlace, type WindowPlaces } from './windowState.ts';

const laptop: DisplayFacts = { id: 1, workArea: { x: 0, y: 25, width: 1_440, height: 875 } };
const monitor: DisplayFacts = { id: 2, workArea: { x: 1_440, y: 0, width: 2_560, height: 1_400 } };
const none: WindowPlaces = { last: null, places: {} };

describe('where the desk opens', () => {
  test('first start: in the middle of the first display', () => {
    expect(placeWindow(none, [laptop, monitor])).toEqual({
      bounds: { x: 40, y: 33, width: 1_360, height: 860 },
      maximised: false,
    });
  });

  test('where it was, on the display it was on last', () => {
    const known = rememberPlace(none, 2, { x: 1_500, y: 100, width: 1_200, height: 800 }, true);
    expect(placeWindow(known, [laptop, monitor])).toEqual({
      bounds: { x: 1_500, y: 100, width: 1_200, height: 800 },
      maximised: true,
    });
  });

  test('the display is gone: back on the first one, where it was there', () => {
    const onBoth = rememberPlace(
      rememberPlace(none, 1, { x: 10, y: 30, width: 900, height: 700 }, false),
      2,
      { x: 1_500, y: 100, width: 1_200, height: 800 },
      true,
    );
    expect(placeWindow(onBoth, [laptop])).toEqual({
      bounds: { x: 10, y: 30, width: 900, height: 700 },
      maximised: false,
    });
  });

  test('a place that is outside, too large or too small comes back whole', () => {
    const outside = rememberPlace(none, 1, { x: -5_000, y: 9_000, width: 9_000, height: 10 }, false);
    expect(placeWindow(outside, [laptop]).bounds).toEqual({ x: 0, y: 340, width: 1_440, height: 560 });
  });

  test('a display smaller than the least size is filled', () => {
    const tiny = { id: 9, workArea: { x: 0, y: 0, width: 640, height: 480 } };
    expect(placeWindow(none, [tiny]).bounds).toEqual({ x: 0, y: 0, width: 640, height: 480 });
  });

  test('eight displays are remembered, the latest of them', () => {
    let known = none;
    for (let id = 1; id <= 20; id += 1)
      known = rememberPlace(known, id, { x: id, y: 0, width: 800, height: 600 }, false);
    expect(Object.keys(known.places).length).toBeLessThanOrEqual(8);
    expect(known.places['20']).toMatchObject({ x: 20 });
    expect(known.last).toBe(20);
  });
});

test('the offer window stands where the system shows its notices, within the display', () => {
  const size = { width: 360, height: 176 };
  expect(placeOffer(laptop.workArea, size, 'darwin')).toEqual({ x: 1_064, y: 41 });
  expect(placeOffer(monitor.workArea, size, 'linux')).toEqual({ x: 3_624, y: 1_208 });
  expect(placeOffer({ x: 5, y: 5, width: 100, height: 100 }, size, 'win32')).toEqual({ x: 5, y: 5 });
});
