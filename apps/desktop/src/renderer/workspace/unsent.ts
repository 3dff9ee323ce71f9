/**
 * What of mine in a conversation has not reached the server, for its row in the list: whoever has gone on to another one
 * sees it there.
 */
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

import { useDraftPreview } from './drafts.ts';
import { useWorkspace } from './hooks.ts';
import type { PendingMessage } from './pendingMessage.ts';
import type { WorkspaceState } from './workspace.ts';

export interface Unsent {
  /** `failed` asks for the person; `waiting` goes out by itself. */
  readonly state: 'failed' | 'waiting';
  /** Empty for files alone. */
  readonly text: string;
}

/** Those whose text stands in the composer and goes out once its files are there. */
const awaitingFiles = createStore<ReadonlySet<InteractionId>>(() => new Set());

export function showAwaitingFiles(ids: Iterable<InteractionId>): void {
  awaitingFiles.setState(new Set(ids), true);
}

/** The first message that failed, else the first that waits for more than the answer which comes in a moment. */
export function unsentMessage(state: WorkspaceState, id: InteractionId): PendingMessage | undefined {
  const messages = state.pendingMessages.get(id) ?? [];
  const stuck = state.link.phase !== 'live' || state.serverFull;
  return (
    messages.find((each) => each.state === 'failed') ??
    messages.find((each) => each.state === 'uncertain' || (stuck && each.state === 'pending'))
  );
}

export function useUnsent(id: InteractionId): Unsent | undefined {
  const message = useWorkspace((state) => unsentMessage(state, id));
  const awaits = useStore(awaitingFiles, (all) => all.has(id));
  const draft = useDraftPreview(id);
  if (message !== undefined) return { state: message.state === 'failed' ? 'failed' : 'waiting', text: message.text };
  return awaits ? { state: 'waiting', text: draft ?? '' } : undefined;
}
