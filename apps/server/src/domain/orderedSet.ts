import sortedBtree from 'sorted-btree';

// A CommonJS module with a default export: Node gives its exports object, the test runner the class itself.
const BTree: typeof sortedBtree.default = 'default' in sortedBtree ? sortedBtree.default : sortedBtree;

/**
 * A set kept in order by `compare`: add, delete and first cost O(log n), walking k items O(log n + k). Two items that
 * compare equal are the same item. An item's key must not change while it is inside.
 */
export class OrderedSet<T> {
  readonly #tree: InstanceType<typeof BTree<T, true>>;

  constructor(compare: (a: T, b: T) => number) {
    this.#tree = new BTree<T, true>(undefined, compare);
  }

  get size(): number {
    return this.#tree.size;
  }

  add(item: T): void {
    this.#tree.set(item, true);
  }

  delete(item: T): boolean {
    return this.#tree.delete(item);
  }

  has(item: T): boolean {
    return this.#tree.has(item);
  }

  first(): T | undefined {
    return this.#tree.minKey();
  }

  /** In order, from the first. The set must not change while it is walked. */
  [Symbol.iterator](): IterableIterator<T> {
    return this.#tree.keys();
  }
}

/** Order of ids and other plain strings: by code unit, the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
