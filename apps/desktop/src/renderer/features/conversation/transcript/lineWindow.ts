import { WINDOW_LINES } from '../../../workspace/transcript.ts';

/** More lines than this are never in the page at once; find, screen readers and scrolling stay whole within them. */
export const MOST_LINES = WINDOW_LINES;
/** Lines added when the reader comes to an edge of the window. */
export const STEP = 100;

/** Where the window stands: at the end, following new lines, or holding a line at its lower edge. */
export type WindowPlace = { readonly kind: 'end' } | { readonly kind: 'through'; readonly seq: number };

export interface LineWindow<L> {
  readonly lines: readonly L[];
  /** Known lines above and below what is shown. */
  readonly olderKnown: number;
  readonly newerKnown: number;
}

interface Placed {
  readonly place: WindowPlace;
  /** Lines to show, at most {@link MOST_LINES}. */
  readonly size: number;
}

export const atEnd: Placed = { place: { kind: 'end' }, size: STEP };

/** The part of `lines` (ordered by `seq`) that is drawn. */
export function windowOf<L extends { readonly seq: number }>(
  lines: readonly L[],
  { place, size }: Placed,
): LineWindow<L> {
  const to = place.kind === 'end' ? lines.length : countThrough(lines, place.seq);
  const from = Math.max(0, to - size);
  return { lines: lines.slice(from, to), olderKnown: from, newerKnown: lines.length - to };
}

/**
 * One step towards the past. The window first grows; once it is full its lower edge moves up, and the end is no
 * longer followed. `known`: all lines there are after the older ones arrived.
 */
export function stepOlder<L extends { readonly seq: number }>(known: readonly L[], placed: Placed): Placed {
  const shown = windowOf(known, placed);
  const size = Math.min(MOST_LINES, Math.max(placed.size, shown.lines.length) + STEP);
  const overflow = Math.max(0, shown.lines.length + Math.min(STEP, shown.olderKnown) - MOST_LINES);
  const edge = known[known.length - shown.newerKnown - overflow - 1];
  return overflow === 0 || edge === undefined
    ? { place: placed.place, size }
    : { place: { kind: 'through', seq: edge.seq }, size };
}

/** One step back towards the present; at the end the window follows new lines again. */
export function stepNewer<L extends { readonly seq: number }>(known: readonly L[], placed: Placed): Placed {
  const { newerKnown } = windowOf(known, placed);
  const edge = known[known.length - Math.max(0, newerKnown - STEP) - 1];
  return newerKnown <= STEP || edge === undefined
    ? { ...placed, place: { kind: 'end' } }
    : { ...placed, place: { kind: 'through', seq: edge.seq } };
}

/** The window that has the line `seq` in its middle, for jumping to something found. */
export function windowAround<L extends { readonly seq: number }>(known: readonly L[], seq: number): Placed {
  const index = countThrough(known, seq);
  const edge = known[index + STEP - 1];
  return {
    place: edge === undefined ? { kind: 'end' } : { kind: 'through', seq: edge.seq },
    size: edge === undefined ? Math.min(MOST_LINES, known.length - index + STEP) : 2 * STEP,
  };
}

/** How many lines have at most this `seq`; binary search, because a window is taken at every new line. */
function countThrough(lines: readonly { readonly seq: number }[], seq: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.seq ?? 0) <= seq) low = middle + 1;
    else high = middle;
  }
  return low;
}
