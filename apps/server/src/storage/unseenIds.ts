/** Ids kept in memory; twice as many at most. */
const REMEMBERED = 10_000;

/**
 * Tells of most ids that nothing was ever stored under them, without a look-up: an id above every id that is only on disk, and
 * not among those remembered since. Ids sort by time, so nearly every new one is; of any other nothing is said.
 */
export interface UnseenIds {
  /** True: nothing is stored under it. False: there may be. */
  isUnseen(id: string): boolean;
  /** Something is stored under it from now on. */
  stored(id: string): void;
}

/** `highestStored`: in the order of plain strings; null: nothing is stored yet. */
export function unseenIds(highestStored: string | null | undefined): UnseenIds {
  /** Every stored id above it is in one of the two sets. */
  let above = highestStored ?? '';
  let recent = new Set<string>();
  let older = new Set<string>();
  return {
    isUnseen: (id) => id > above && !recent.has(id) && !older.has(id),
    stored(id) {
      recent.add(id);
      if (recent.size < REMEMBERED) return;
      for (const dropped of older) if (dropped > above) above = dropped;
      older = recent;
      recent = new Set();
    },
  };
}
