/** Letters written from right to left: Hebrew, Arabic and what is written like them. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/**
 * A name or a text as it stands in a sentence of the desk: one that is written from right to left does not turn what
 * follows it around (UAX 9). Everything else stays as it is, to the letter.
 */
export const isolated = (value: string): string =>
  RIGHT_TO_LEFT.test(value) ? FIRST_STRONG_ISOLATE + value + POP_ISOLATE : value;
