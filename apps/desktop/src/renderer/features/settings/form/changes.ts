/**
 * Comparing and joining two versions of a form's values, field by field. Values are what JSON can carry; a list or an
 * object is one value: an order of members is decided as a whole.
 */
export type Field<V> = keyof V & string;

export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) => sameValue(left[key], right[key]));
}

/** Fields whose values differ, in the order of the form. */
export function changedFields<V extends object>(before: V, after: V): Field<V>[] {
  return (Object.keys(after) as Field<V>[]).filter((field) => !sameValue(before[field], after[field]));
}

/** Two sets of changes to the same base, joined. */
export interface Merge<V> {
  /** Theirs, with my changes; where both changed a field differently, mine. */
  readonly result: V;
  /** Changed by me only. */
  readonly mine: readonly Field<V>[];
  /** Changed by them only. */
  readonly theirs: readonly Field<V>[];
  /** Changed by both, and not to the same value: a person must decide. */
  readonly both: readonly Field<V>[];
}

export function merge<V extends object>(base: V, mine: V, theirs: V): Merge<V> {
  const myChanges = changedFields(base, mine);
  const theirChanges = new Set(changedFields(base, theirs));
  const both = myChanges.filter((field) => theirChanges.has(field) && !sameValue(mine[field], theirs[field]));
  const agreed = myChanges.filter((field) => sameValue(mine[field], theirs[field]));
  return {
    result: { ...theirs, ...pick(mine, myChanges) },
    mine: myChanges.filter((field) => !theirChanges.has(field)),
    theirs: [...theirChanges].filter((field) => !both.includes(field) && !agreed.includes(field)),
    both,
  };
}

/** The joined values with the person's decision for every field both had changed. */
export function decided<V extends object>(joined: Merge<V>, theirs: V, takeTheirs: ReadonlySet<Field<V>>): V {
  return {
    ...joined.result,
    ...pick(
      theirs,
      joined.both.filter((field) => takeTheirs.has(field)),
    ),
  };
}

function pick<V extends object>(from: V, fields: readonly Field<V>[]): Partial<V> {
  const picked: Partial<V> = {};
  for (const field of fields) picked[field] = from[field];
  return picked;
}
