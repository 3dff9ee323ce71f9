/**
 * Messages that were sent while their files were still going up: each leaves by itself once the last file has arrived, also when
 * another conversation is open by then. Written in, or without one of its files, it waits for the agent again.
 */
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

import { draftOf } from '../../../workspace/drafts.ts';
import { showAwaitingFiles } from '../../../workspace/unsent.ts';
import { closeWhen, keepOpen } from './closeOnceSent.ts';
import type { Mentionable } from './mentions.ts';
import { notReady } from './readiness.ts';
import { sendMessage } from './sendMessage.ts';
import { onUploads, uploadsOf } from './uploads.ts';

interface Message {
  readonly kind: 'reply' | 'note';
  readonly text: string;
  readonly people: readonly Mentionable[];
}

interface Waiting extends Message {
  /** Its files by the ids of their uploads. */
  readonly files: readonly string[];
}

const waiting = createStore<ReadonlyMap<InteractionId, Waiting>>(() => new Map());

/** Sent as it stands now; what is written afterwards takes it back. */
export function sendOnceUploaded(id: InteractionId, message: Message): void {
  const files = uploadsOf(id).map((each) => each.id);
  waiting.setState(new Map(waiting.getState()).set(id, { ...message, files }), true);
}

export function waitNoLonger(id: InteractionId): void {
  if (!waiting.getState().has(id)) return;
  const next = new Map(waiting.getState());
  next.delete(id);
  waiting.setState(next, true);
}

export const waitsForUploads = (id: InteractionId): boolean => waiting.getState().has(id);
export const useWaitsForUploads = (id: InteractionId): boolean => useStore(waiting, (all) => all.has(id));

onUploads(() => {
  for (const [id, { kind, text, people, files }] of waiting.getState()) {
    const there = uploadsOf(id);
    const lost = files.some((file) => !there.some((each) => each.id === file && each.refusal === undefined));
    const why = notReady(text, there)?.why;
    if (!lost && why === 'uploading') continue;
    waitNoLonger(id);
    // Sent in another way, or signed out meanwhile: it is no longer what stands in the composer.
    if (!lost && why === undefined && draftOf(id).text === text) closeWhen(id, sendMessage(id, kind, text, people));
    else keepOpen(id);
  }
});

waiting.subscribe((all) => showAwaitingFiles(all.keys()));
