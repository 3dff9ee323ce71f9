/** Half of the room a bar has, in pixels of the drawing; a silent place is still a line. */
const TALLEST = 30;
const LEAST = 2;

/** Heights of `count` bars out of any number of peaks from 0 to 100: each bar is the loudest of its share. */
export function barsFrom(peaks: readonly number[], count: number): readonly number[] {
  return Array.from({ length: count }, (_, bar) => {
    const from = Math.floor((bar * peaks.length) / count);
    const to = Math.max(from + 1, Math.floor(((bar + 1) * peaks.length) / count));
    const loudest = Math.max(0, ...peaks.slice(from, to));
    return Math.max(LEAST, (Math.min(100, loudest) / 100) * TALLEST);
  });
}
