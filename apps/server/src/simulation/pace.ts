import { MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';

import type { Span } from './random.ts';

/** How fast simulated people are. Times in milliseconds. */
export interface Pace {
  /** An agent looks at what rings before they accept. */
  readonly accept: Span;
  /** Share of the offers an agent declines, in [0, 1]. */
  readonly declines: number;
  /** Share of the accepted conversations that go on to another queue. */
  readonly transfers: number;
  /** Somebody reads, and thinks, before they type. */
  readonly think: Span;
  /** For each character typed. */
  readonly perCharacter: number;
  /** Between two states of a half-typed text that are shown as live typing. */
  readonly keystrokes: number;
  /** The longest anybody types one message. */
  readonly longestTyping: number;
  /** An agent closes when the last answer is given and nothing comes any more. */
  readonly closeAfter: number;
  /** A customer who waits this long asks whether anybody is there, once. */
  readonly nudgeAfter: number;
  /** A customer who waits this long without any answer leaves. */
  readonly patience: number;
  /** Between two breaks of an agent, on average, and how long one lasts; null: they take none. */
  readonly breaks: { readonly every: number; readonly last: Span } | null;
}

/** The pace of people. */
export const humanPace: Pace = {
  accept: [4 * SECOND, 14 * SECOND],
  declines: 0.06,
  transfers: 0.08,
  think: [3 * SECOND, 12 * SECOND],
  perCharacter: 65,
  keystrokes: 350,
  longestTyping: 9 * SECOND,
  closeAfter: 25 * SECOND,
  nudgeAfter: 90 * SECOND,
  patience: 8 * MINUTE,
  breaks: { every: 25 * MINUTE, last: [2 * MINUTE, 5 * MINUTE] },
};

/** The same people, `factor` times as fast. */
export function faster(pace: Pace, factor: number): Pace {
  const span = ([min, max]: Span): Span => [min / factor, max / factor];
  return {
    ...pace,
    accept: span(pace.accept),
    think: span(pace.think),
    perCharacter: pace.perCharacter / factor,
    keystrokes: Math.max(100, pace.keystrokes / factor),
    longestTyping: pace.longestTyping / factor,
    closeAfter: pace.closeAfter / factor,
    nudgeAfter: pace.nudgeAfter / factor,
    patience: pace.patience / factor,
    breaks: pace.breaks === null ? null : { every: pace.breaks.every / factor, last: span(pace.breaks.last) },
  };
}
