/** A source of chance in [0, 1); passed in, so that a run can be repeated from its seed. */
export type Random = () => number;

/** The generator mulberry32: the same numbers for the same seed (a whole number), on every machine. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A shortest and a longest time, in milliseconds. */
export type Span = readonly [min: number, max: number];

export const between = (random: Random, [min, max]: Span): number => min + random() * (max - min);

/** Times between independent events that come every `mean` on average. */
export const exponential = (random: Random, mean: number): number => -Math.log(1 - random()) * mean;

/** One of a list that is not empty. */
export function pick<T>(random: Random, list: readonly T[]): T {
  const chosen = list[Math.floor(random() * list.length)];
  if (chosen === undefined) throw new Error('There is nothing to pick from.');
  return chosen;
}
