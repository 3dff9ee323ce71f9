/**
 * A persistent map from ids to nouns: `put` and `without` return a new table and share everything they do not touch.
 *
 * A plain `Map` replaced on every update costs O(n): with 50,000 interactions on a supervisor's desk that is a dropped
 * frame per update. Here a change copies one bucket of about {@link BUCKET_SIZE} entries and the array of buckets.
 */
export class Table<K extends string, V> {
  readonly size: number;
  readonly #buckets: readonly ReadonlyMap<K, V>[];

  private constructor(buckets: readonly ReadonlyMap<K, V>[], size: number) {
    this.#buckets = buckets;
    this.size = size;
  }

  static from<K extends string, V>(entries: Iterable<readonly [K, V]>): Table<K, V> {
    const all = new Map(entries);
    const count = bucketsFor(all.size);
    const buckets = Array.from({ length: count }, () => new Map<K, V>());
    for (const [key, value] of all) buckets[hash(key) & (count - 1)]?.set(key, value);
    return new Table(buckets, all.size);
  }

  get(key: K): V | undefined {
    return this.#bucketOf(key).get(key);
  }

  has(key: K): boolean {
    return this.#bucketOf(key).has(key);
  }

  put(key: K, value: V): Table<K, V> {
    const before = this.#bucketOf(key);
    if (before.get(key) === value && before.has(key)) return this;
    const size = before.has(key) ? this.size : this.size + 1;
    if (size > this.#buckets.length * BUCKET_SIZE * 2) return Table.from([...this.entries(), [key, value]]);
    const bucket = new Map(before);
    bucket.set(key, value);
    return new Table(this.#buckets.with(this.#indexOf(key), bucket), size);
  }

  without(key: K): Table<K, V> {
    const before = this.#bucketOf(key);
    if (!before.has(key)) return this;
    const bucket = new Map(before);
    bucket.delete(key);
    return new Table(this.#buckets.with(this.#indexOf(key), bucket), this.size - 1);
  }

  /** In no particular order: sort before showing. */
  *values(): Generator<V> {
    for (const bucket of this.#buckets) yield* bucket.values();
  }

  *entries(): Generator<readonly [K, V]> {
    for (const bucket of this.#buckets) yield* bucket.entries();
  }

  #indexOf(key: K): number {
    return hash(key) & (this.#buckets.length - 1);
  }

  #bucketOf(key: K): ReadonlyMap<K, V> {
    return this.#buckets[this.#indexOf(key)] ?? new Map();
  }
}

const BUCKET_SIZE = 48;

/** A power of two, so that a mask picks the bucket. */
function bucketsFor(size: number): number {
  let count = 8;
  while (count * BUCKET_SIZE < size) count *= 2;
  return count;
}

/** FNV-1a, 32 bits (draft-eastlake-fnv): spreads ids that differ only in their last characters. */
function hash(key: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) value = Math.imul(value ^ key.charCodeAt(index), 0x01000193);
  return (value ^ (value >>> 15)) >>> 0;
}
