import { changedFields, type Field, type Merge, merge, sameValue } from './changes.ts';
import type { Draft } from './settingsDrafts.ts';

/** What a form shows, from the saved settings and the person's draft. */
export interface FormState<V extends object> {
  readonly draft: Draft<V>;
  /** Fields not saved yet. */
  readonly changed: readonly Field<V>[];
  /** Somebody saved a newer version and both changed the same fields; until it is decided nothing can be saved. */
  readonly conflict?: { readonly joined: Merge<V>; readonly theirs: V; readonly version: number };
  /** Fields somebody else changed meanwhile, taken over without a question: I had not touched them. */
  readonly takenOver: readonly Field<V>[];
}

/**
 * Pure. A draft begun from an older version than the saved one is carried over to it when the two sets of changes do
 * not meet; otherwise the conflict is shown. A draft of another shape (an older release) is dropped.
 */
export function reconcile<V extends object>(saved: V, version: number, draft: Draft<V> | undefined): FormState<V> {
  const fresh: FormState<V> = { draft: { version, base: saved, values: saved }, changed: [], takenOver: [] };
  if (draft === undefined || !sameShape(saved, draft.base) || !sameShape(saved, draft.values)) return fresh;
  if (version <= draft.version) return { draft, changed: changedFields(draft.base, draft.values), takenOver: [] };
  const joined = merge(draft.base, draft.values, saved);
  if (joined.both.length > 0) {
    return {
      draft,
      changed: changedFields(draft.base, draft.values),
      conflict: { joined, theirs: saved, version },
      takenOver: [],
    };
  }
  const carried = { version, base: saved, values: joined.result };
  return { draft: carried, changed: changedFields(saved, joined.result), takenOver: joined.theirs };
}

function sameShape(a: object, b: object): boolean {
  return sameValue(Object.keys(a).toSorted(), Object.keys(b).toSorted());
}
