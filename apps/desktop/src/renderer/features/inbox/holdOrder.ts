import type { InteractionId } from '@ringdesk/shared/model/ids.ts';

export interface Group<K extends string = string> {
  readonly key: K;
  readonly ids: readonly InteractionId[];
}

/** Rows stay where they are until nobody has touched the list for this long: they must not jump under the hand. */
export const HOLD_MS = 2_000;

/**
 * The order to show while somebody works in the list: every row that is still there keeps its place and its group,
 * new rows go to the end of theirs, rows that left disappear. `fresh` is the true order, shown once the hold ends.
 */
export function holdOrder<K extends string>(
  shown: readonly Group<K>[],
  fresh: readonly Group<K>[],
): readonly Group<K>[] {
  const there = new Set(fresh.flatMap((group) => group.ids));
  const placed = new Set(shown.flatMap((group) => group.ids));
  const held = new Map(shown.map((group) => [group.key, group.ids.filter((id) => there.has(id))]));
  return fresh.map(({ key, ids }) => ({
    key,
    ids: [...(held.get(key) ?? []), ...ids.filter((id) => !placed.has(id))],
  }));
}
