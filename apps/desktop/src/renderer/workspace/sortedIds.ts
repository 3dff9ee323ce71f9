/** One place in a {@link SortedIds}: smaller ranks come first, equal ranks in the order of their ids. */
export interface Ranked<I extends string> {
  readonly id: I;
  readonly rank: number;
}

type Chunk<I extends string> = readonly Ranked<I>[];

const CHUNK_SIZE = 256;

/**
 * A persistent sorted list of ids, kept in chunks: a change copies one chunk and the array of chunks, whatever the
 * length; the n-th id is found in a walk over the chunks. This is what a virtualised list of 50,000 rows reads.
 */
export class SortedIds<I extends string> {
  readonly size: number;
  readonly #chunks: readonly Chunk<I>[];

  private constructor(chunks: readonly Chunk<I>[], size: number) {
    this.#chunks = chunks;
    this.size = size;
  }

  static from<I extends string>(entries: readonly Ranked<I>[]): SortedIds<I> {
    const sorted = entries.toSorted(compare);
    const chunks: Chunk<I>[] = [];
    for (let start = 0; start < sorted.length; start += CHUNK_SIZE)
      chunks.push(sorted.slice(start, start + CHUNK_SIZE));
    return new SortedIds(chunks, sorted.length);
  }

  add(entry: Ranked<I>): SortedIds<I> {
    const index = Math.min(this.#chunkFor(entry), Math.max(0, this.#chunks.length - 1));
    const chunk = this.#chunks[index] ?? [];
    const at = placeIn(chunk, entry);
    if (chunk[at]?.id === entry.id && chunk[at]?.rank === entry.rank) return this;
    const grown = chunk.toSpliced(at, 0, entry);
    const parts = grown.length > CHUNK_SIZE * 2 ? [grown.slice(0, CHUNK_SIZE), grown.slice(CHUNK_SIZE)] : [grown];
    return new SortedIds(this.#chunks.toSpliced(index, 1, ...parts), this.size + 1);
  }

  /** Needs the rank the id was added with; an entry which is not there changes nothing. */
  remove(entry: Ranked<I>): SortedIds<I> {
    const index = this.#chunkFor(entry);
    const chunk = this.#chunks[index];
    if (chunk === undefined) return this;
    const at = placeIn(chunk, entry);
    if (chunk[at]?.id !== entry.id || chunk[at]?.rank !== entry.rank) return this;
    const shrunk = chunk.toSpliced(at, 1);
    return new SortedIds(this.#chunks.toSpliced(index, 1, ...(shrunk.length === 0 ? [] : [shrunk])), this.size - 1);
  }

  at(position: number): I | undefined {
    let left = position;
    for (const chunk of this.#chunks) {
      if (left < chunk.length) return chunk[left]?.id;
      left -= chunk.length;
    }
    return undefined;
  }

  /** Ids from `start` up to, not including, `end`. */
  slice(start: number, end: number): readonly I[] {
    const ids: I[] = [];
    let offset = 0;
    for (const chunk of this.#chunks) {
      if (offset >= end) break;
      const from = Math.max(0, start - offset);
      for (let index = from; index < chunk.length && offset + index < end; index += 1) {
        const entry = chunk[index];
        if (entry !== undefined) ids.push(entry.id);
      }
      offset += chunk.length;
    }
    return ids;
  }

  *[Symbol.iterator](): Generator<I> {
    for (const chunk of this.#chunks) for (const entry of chunk) yield entry.id;
  }

  /** The first chunk whose last entry is not before `entry`; the number of chunks when all are before. */
  #chunkFor(entry: Ranked<I>): number {
    let low = 0;
    let high = this.#chunks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const last = this.#chunks[middle]?.at(-1);
      if (last !== undefined && compare(last, entry) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function compare<I extends string>(a: Ranked<I>, b: Ranked<I>): number {
  if (a.rank !== b.rank) return a.rank - b.rank;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Index of the first entry of the chunk that is not before `entry`. */
function placeIn<I extends string>(chunk: Chunk<I>, entry: Ranked<I>): number {
  let low = 0;
  let high = chunk.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const found = chunk[middle];
    if (found !== undefined && compare(found, entry) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
