/**
 * Unsaved settings: kept on this device per account, so that they survive another screen and a reload; wiped when the
 * person signs out. A draft knows the version it was begun from, so that a newer one is noticed and joined.
 */
import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { z } from 'zod';

import { workspace } from '../../../workspace/workspace.ts';
import { changedFields } from './changes.ts';

export interface Draft<V extends object = object> {
  /** Version of the saved settings the draft was begun from. */
  readonly version: number;
  /** The settings of that version. */
  readonly base: V;
  readonly values: V;
}

const StoredDrafts = z.record(
  z.string(),
  z.object({ version: z.number(), base: z.record(z.string(), z.unknown()), values: z.record(z.string(), z.unknown()) }),
);

const PREFIX = 'ringdesk.settings.';

const drafts = createStore<ReadonlyMap<string, Draft>>(() => new Map());
let account: AgentId | undefined;

const storageKey = (owner: AgentId): string => PREFIX + owner;

function load(owner: AgentId): ReadonlyMap<string, Draft> {
  try {
    const stored = StoredDrafts.safeParse(JSON.parse(localStorage.getItem(storageKey(owner)) ?? '{}'));
    return new Map(stored.success ? Object.entries(stored.data) : []);
  } catch {
    // Not readable, or storage is switched off: then there is no draft.
    return new Map();
  }
}

function store(): void {
  if (account === undefined) return;
  const all = drafts.getState();
  try {
    if (all.size === 0) localStorage.removeItem(storageKey(account));
    else localStorage.setItem(storageKey(account), JSON.stringify(Object.fromEntries(all)));
  } catch {
    // Storage is full or switched off: the draft lives in memory until the page goes.
  }
}

/** Follows who is signed in: loads the drafts of an account, and wipes them when it signs out. */
function followAccount(): void {
  const me = workspace.getState().confirmed?.me;
  if (me === account) return;
  if (me === undefined) {
    drafts.setState(new Map(), true);
    store();
    account = undefined;
    return;
  }
  account = me;
  drafts.setState(load(me), true);
}

workspace.subscribe(followAccount);
followAccount();

export function draftOf(key: string): Draft | undefined {
  return drafts.getState().get(key);
}

export function setDraft(key: string, draft: Draft | undefined): void {
  const next = new Map(drafts.getState());
  if (draft === undefined) next.delete(key);
  else next.set(key, draft);
  drafts.setState(next, true);
  store();
}

export function useDraft(key: string): Draft | undefined {
  return useStore(drafts, (all) => all.get(key));
}

export const isDirty = (draft: Draft | undefined): boolean =>
  draft !== undefined && changedFields(draft.base, draft.values).length > 0;

/** Keys of all drafts with something unsaved, e.g. for the dots of the tree. */
export function useDirtyKeys(): ReadonlySet<string> {
  const all = useStore(drafts, (state) => state);
  return new Set([...all].filter(([, draft]) => isDirty(draft)).map(([key]) => key));
}
