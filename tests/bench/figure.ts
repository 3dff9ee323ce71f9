/** One line of the bench. `goal` is an upper bound unless `atLeast`; without a goal the figure is only shown. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly goal?: number;
  readonly atLeast?: true;
  /** What else is worth seeing: both sides of a ratio, CPU per operation, wanted seconds. */
  readonly beside: string;
}

export interface BenchOptions {
  /** Repetitions of each pair. */
  readonly repetitions: number;
  /** Factor for the amount of work: 1 for the full run. */
  readonly size: number;
  readonly say: (line: string) => void;
}

export interface Bench {
  readonly id: string;
  readonly about: string;
  run(options: BenchOptions): Promise<readonly Figure[]>;
}

export const isMet = ({ value, goal, atLeast }: Figure): boolean | null => {
  if (goal === undefined) return null;
  return atLeast === true ? value >= goal : value <= goal;
};

export function percentile(list: readonly number[], share: number): number {
  const sorted = list.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (list: readonly number[]): number => percentile(list, 0.5);

/** The median of the ratios of pairs measured one right after the other. */
export const pairedMedian = (pairs: readonly { readonly product: number; readonly bare: number }[]): number =>
  median(pairs.map(({ product, bare }) => product / bare));

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
export const us = (value: number): string => `${value.toFixed(1)} µs`;
export const perSecond = (value: number): string => `${Math.round(value).toLocaleString('en')}/s`;
