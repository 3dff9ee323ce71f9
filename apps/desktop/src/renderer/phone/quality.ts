/** What is measured of a leg; counters grow from its beginning. */
export interface LegFigures {
  /** Round trip in seconds; undefined while unknown. */
  readonly roundTripSeconds: number | undefined;
  /** Of what comes in, in seconds. */
  readonly jitterSeconds: number | undefined;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  /** Share of what goes out that is lost, 0 to 1, as the far end reports it. */
  readonly lostOnTheWay: number | undefined;
}

/** `poor`: words are lost; `fair`: it is noticed; `good`: nobody notices. */
export type Grade = 'good' | 'fair' | 'poor';

export interface Quality {
  readonly grade: Grade;
  readonly roundTripMs: number | undefined;
  readonly jitterMs: number | undefined;
  /** The worse of both directions since the last look, 0 to 1. */
  readonly loss: number;
  /** Nothing at all came since the last look. */
  readonly nothingReceived: boolean;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** The figures of one leg out of the browser's report (Identifiers for WebRTC's Statistics API). */
export function figuresOf(report: Iterable<readonly [string, Readonly<Record<string, unknown>>]>): LegFigures {
  const entries = new Map(report);
  let figures: LegFigures = {
    roundTripSeconds: undefined,
    jitterSeconds: undefined,
    packetsReceived: 0,
    packetsLost: 0,
    lostOnTheWay: undefined,
  };
  for (const entry of entries.values()) {
    const kind = text(entry['kind']);
    if (entry['type'] === 'inbound-rtp' && kind === 'audio')
      figures = {
        ...figures,
        jitterSeconds: number(entry['jitter']),
        packetsReceived: number(entry['packetsReceived']) ?? 0,
        packetsLost: Math.max(0, number(entry['packetsLost']) ?? 0),
      };
    if (entry['type'] === 'remote-inbound-rtp' && kind === 'audio')
      figures = {
        ...figures,
        lostOnTheWay: number(entry['fractionLost']),
        roundTripSeconds: figures.roundTripSeconds ?? number(entry['roundTripTime']),
      };
    if (entry['type'] === 'transport') {
      const pair = entries.get(text(entry['selectedCandidatePairId']));
      const roundTripSeconds = number(pair?.['currentRoundTripTime']);
      if (roundTripSeconds !== undefined) figures = { ...figures, roundTripSeconds };
    }
  }
  return figures;
}

/** Where a figure begins to be noticed, and where it costs words (after ITU-T G.114 and G.107). */
const limits = {
  roundTripMs: { fair: 300, poor: 800 },
  jitterMs: { fair: 30, poor: 75 },
  loss: { fair: 0.02, poor: 0.06 },
} as const;

/** How a leg did between two looks at it. `before` undefined: this is the first. */
export function qualityOf(before: LegFigures | undefined, now: LegFigures): Quality {
  // Counters begin anew where a transfer gave the leg another far end.
  const anew = before === undefined || now.packetsReceived < before.packetsReceived;
  const received = now.packetsReceived - (anew ? 0 : before.packetsReceived);
  const lost = Math.max(0, now.packetsLost - (anew ? 0 : before.packetsLost));
  const lossIn = received + lost === 0 ? 0 : lost / (received + lost);
  const measured = {
    roundTripMs: now.roundTripSeconds === undefined ? undefined : Math.round(now.roundTripSeconds * 1_000),
    jitterMs: now.jitterSeconds === undefined ? undefined : Math.round(now.jitterSeconds * 1_000),
    loss: Math.max(lossIn, now.lostOnTheWay ?? 0),
  };
  const nothingReceived = before !== undefined && received === 0;
  const reaches = (level: 'fair' | 'poor'): boolean =>
    (['roundTripMs', 'jitterMs', 'loss'] as const).some((name) => (measured[name] ?? 0) >= limits[name][level]);
  const grade: Grade = nothingReceived || reaches('poor') ? 'poor' : reaches('fair') ? 'fair' : 'good';
  return { ...measured, grade, nothingReceived };
}
