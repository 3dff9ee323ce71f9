import { describe, expect, test } from 'vitest';

import { figuresOf, type LegFigures, qualityOf } from './quality.ts';
import { heardSomething, lookForSilence, SILENT_AFTER_MS, type SilenceWatch } from './silence.ts';

const figures = (change: Partial<LegFigures> = {}): LegFigures => ({
  roundTripSeconds: 0.04,
  jitterSeconds: 0.005,
  packetsReceived: 100,
  packetsLost: 0,
  lostOnTheWay: 0,
  ...change,
});

describe('quality', () => {
  const grade = (change: Partial<LegFigures>) =>
    qualityOf(figures(), figures({ packetsReceived: 200, ...change })).grade;

  test('each figure alone makes a call fair, and poor', () => {
    expect(grade({})).toBe('good');
    expect([0.299, 0.3, 0.8].map((roundTripSeconds) => grade({ roundTripSeconds }))).toEqual(['good', 'fair', 'poor']);
    expect([0.029, 0.03, 0.075].map((jitterSeconds) => grade({ jitterSeconds }))).toEqual(['good', 'fair', 'poor']);
    expect([1, 3, 10].map((packetsLost) => grade({ packetsLost }))).toEqual(['good', 'fair', 'poor']);
    expect([0.01, 0.02, 0.06].map((lostOnTheWay) => grade({ lostOnTheWay }))).toEqual(['good', 'fair', 'poor']);
  });

  test('what was lost before is not held against the present, and nothing at all is poor', () => {
    const before = figures({ packetsLost: 50 });
    expect(qualityOf(before, figures({ packetsReceived: 200, packetsLost: 50 }))).toMatchObject({
      grade: 'good',
      loss: 0,
    });
    expect(qualityOf(before, before)).toMatchObject({ grade: 'poor', nothingReceived: true });
    expect(qualityOf(undefined, figures({ packetsReceived: 0 }))).toMatchObject({ nothingReceived: false });
  });

  test('counters that begin anew after a transfer are no loss', () => {
    const after = figures({ packetsReceived: 10, packetsLost: 0 });
    expect(qualityOf(figures({ packetsReceived: 900, packetsLost: 40 }), after)).toMatchObject({ loss: 0 });
  });

  test('the figures are those of the selected way and of audio', () => {
    const report: [string, Record<string, unknown>][] = [
      ['in', { type: 'inbound-rtp', kind: 'audio', jitter: 0.01, packetsReceived: 70, packetsLost: -2 }],
      ['video', { type: 'inbound-rtp', kind: 'video', jitter: 9, packetsReceived: 1, packetsLost: 1 }],
      ['far', { type: 'remote-inbound-rtp', kind: 'audio', fractionLost: 0.03, roundTripTime: 0.9 }],
      ['transport', { type: 'transport', selectedCandidatePairId: 'pair-2' }],
      ['pair-1', { type: 'candidate-pair', currentRoundTripTime: 5 }],
      ['pair-2', { type: 'candidate-pair', currentRoundTripTime: 0.07 }],
    ];
    expect(figuresOf(report)).toEqual({
      roundTripSeconds: 0.07,
      jitterSeconds: 0.01,
      packetsReceived: 70,
      packetsLost: 0,
      lostOnTheWay: 0.03,
    });
    expect(figuresOf([])).toMatchObject({ roundTripSeconds: undefined, packetsReceived: 0 });
  });
});

describe('they cannot hear you', () => {
  /** Looks once a second; answers at which looks it was told. */
  const told = (levels: readonly (number | undefined)[]): number[] => {
    let watch: SilenceWatch = heardSomething;
    return levels.flatMap((level, second) => {
      const looked = lookForSilence(watch, level, second * 1_000);
      ({ watch } = looked);
      return looked.tell ? [second] : [];
    });
  };

  test('is told once after eight seconds without any sound, and again after another silence', () => {
    const silence = Array.from({ length: 12 }, () => 0);
    expect(told(silence)).toEqual([SILENT_AFTER_MS / 1_000]);
    expect(told([...silence, 0.01, ...silence])).toEqual([8, 21]);
  });

  test('is not told of a pause, of a quiet room, or while nobody should hear', () => {
    expect(told([0, 0, 0, 0, 0, 0, 0, 0.0003, 0, 0, 0, 0, 0, 0, 0])).toEqual([]);
    expect(told(Array.from({ length: 20 }, () => 0.0002))).toEqual([]);
    expect(told(Array.from({ length: 20 }, () => undefined))).toEqual([]);
  });
});
