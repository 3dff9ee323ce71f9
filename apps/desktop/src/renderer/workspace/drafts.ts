/**
 * Drafts of composers: per account and interaction, kept in IndexedDB so that they survive switching, a crash and a
 * restart; deleted when the conversation is closed or the person signs out (desk 2.3).
 *
 *   const [draft, setDraft] = useDraft(interactionId);   // draft: { kind, text }; an empty text deletes it
 *   useDraftPreview(interactionId)                        // text for "Draft: …" in the list
 */
import { AgentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import { useCallback } from 'react';
import { z } from 'zod';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

import { serverNow } from './clock.ts';
import { type Draft, localDatabase } from './localDatabase.ts';
import { onUpdates } from './workspaceWriter.ts';
import { workspace } from './workspace.ts';

export type DraftText = Pick<Draft, 'kind' | 'text'>;

const NOTHING: DraftText = { kind: 'reply', text: '' };
const SAVE_AFTER_MS = 300;

let owner: AgentId | undefined;
const drafts = createStore<ReadonlyMap<InteractionId, DraftText>>(() => new Map());
const waiting = new Map<InteractionId, ReturnType<typeof setTimeout>>();
/** Those of which the database does not hold the last word yet: it waits for a pause, or is being written. */
const unsaved = new Set<InteractionId>();

/** Reads what the account had written on this device; called once it is known who is signed in. */
export async function loadDrafts(account: AgentId): Promise<void> {
  if (owner !== undefined && owner !== account) forgetDrafts();
  owner = account;
  const aside = takeAside(account);
  const rows = await (await localDatabase()).getAllFromIndex('drafts', 'byAccount', account);
  if (owner !== account) return;
  const known = drafts.getState();
  // What was typed while this was being read is newer.
  drafts.setState(
    new Map([...rows.map((row) => [row.interactionId, { kind: row.kind, text: row.text }] as const), ...known]),
    true,
  );
  for (const [id, draft] of aside) if (!known.has(id)) setDraft(id, draft);
}

export function forgetDrafts(): void {
  for (const timer of waiting.values()) clearTimeout(timer);
  waiting.clear();
  unsaved.clear();
  takeAside('' as AgentId);
  owner = undefined;
  drafts.setState(new Map(), true);
}

export function setDraft(interactionId: InteractionId, draft: DraftText): void {
  const next = new Map(drafts.getState());
  if (draft.text === '') next.delete(interactionId);
  else next.set(interactionId, draft);
  drafts.setState(next, true);
  unsaved.add(interactionId);
  clearTimeout(waiting.get(interactionId));
  waiting.set(
    interactionId,
    setTimeout(() => keep(interactionId), SAVE_AFTER_MS),
  );
}

/** Longer than the five seconds in which a close can be undone. */
const FORGET_CLOSED_MS = 10_000;

/** Deletes a draft some time after its conversation was closed or has left the person's sight. Started once. */
export function forgetDraftsOfClosed(): void {
  afterClosed(
    (id) => drafts.getState().has(id),
    (id) => setDraft(id, NOTHING),
  );
}

/** Forgets what is kept of a conversation some time after it was closed or has left the person's sight, and stays so. */
export function afterClosed(has: (id: InteractionId) => boolean, forget: (id: InteractionId) => void): void {
  const forgetIfClosed = (id: InteractionId): void => {
    const interaction = workspace.getState().confirmed?.interactions.get(id);
    if (interaction === undefined || interaction.state === 'closed') forget(id);
  };
  onUpdates((updates) => {
    for (const update of updates) {
      const closed = update.kind === 'interaction.put' && update.interaction.state === 'closed';
      const id = closed ? update.interaction.id : update.kind === 'interaction.gone' ? update.interactionId : undefined;
      if (id !== undefined && has(id)) setTimeout(() => forgetIfClosed(id), FORGET_CLOSED_MS);
    }
  });
}

/** Writes one draft now; also when the page is about to go. */
export async function saveDraft(interactionId: InteractionId): Promise<void> {
  clearTimeout(waiting.get(interactionId));
  waiting.delete(interactionId);
  const account = workspace.getState().confirmed?.me;
  if (account === undefined) return;
  const draft = drafts.getState().get(interactionId);
  const database = await localDatabase();
  if (draft === undefined) await database.delete('drafts', [account, interactionId]);
  else await database.put('drafts', { account, interactionId, ...draft, at: serverNow() });
  if (drafts.getState().get(interactionId) === draft) unsaved.delete(interactionId);
}

/** On a device that cannot store it stays in memory. */
const keep = (interactionId: InteractionId): void => void saveDraft(interactionId).catch(() => undefined);

/**
 * Writes every draft that is not in the database yet. A page that goes is not waited for by the database, so they are put aside
 * as well, where writing is done at once.
 */
export function saveDraftsNow(): void {
  const account = workspace.getState().confirmed?.me;
  const ids = [...unsaved];
  if (account !== undefined && ids.length > 0) {
    const put = ids.map((id) => [id, drafts.getState().get(id) ?? NOTHING] as const);
    try {
      sessionStorage.setItem(ASIDE, JSON.stringify({ account, put }));
    } catch {
      // No room, or not allowed: the database has its chance.
    }
  }
  for (const id of ids) keep(id);
}

const ASIDE = 'ringdesk.drafts';
const Aside = z.object({
  account: AgentId,
  put: z.array(z.tuple([InteractionId, z.object({ kind: z.enum(['reply', 'note']), text: z.string() })])),
});

/** What the page before this one put aside for the account; it is taken, and there no more. */
function takeAside(account: AgentId): readonly (readonly [InteractionId, DraftText])[] {
  try {
    const text = sessionStorage.getItem(ASIDE);
    sessionStorage.removeItem(ASIDE);
    const aside = Aside.safeParse(JSON.parse(text ?? 'null'));
    return aside.success && aside.data.account === account ? aside.data.put : [];
  } catch {
    return [];
  }
}

export function draftOf(interactionId: InteractionId): DraftText {
  return drafts.getState().get(interactionId) ?? NOTHING;
}

export function useDraft(interactionId: InteractionId): readonly [DraftText, (draft: DraftText) => void] {
  const draft = useStore(drafts, (all) => all.get(interactionId) ?? NOTHING);
  const set = useCallback((next: DraftText) => setDraft(interactionId, next), [interactionId]);
  return [draft, set];
}

/** The text of a draft for the row of the list; undefined when there is none. */
export function useDraftPreview(interactionId: InteractionId): string | undefined {
  return useStore(drafts, (all) => all.get(interactionId)?.text);
}
