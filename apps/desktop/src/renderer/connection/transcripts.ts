/**
 * Lines of transcripts, read when a thread is opened and again when a hole shows. Screens:
 *
 *   useLoadedTranscript(id)   the transcript, loading or repairing it as needed: { transcript, refusal, retry }
 *   loadEarlier(id)           the page before the first line here; resolves to false when there is none or it failed
 *   loadBackTo(id, seq)       all lines from this one on; resolves to false when they could not be read
 */
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';
import { useCallback, useEffect, useState } from 'react';

import { useIsLive, useTranscript } from '../workspace/hooks.ts';
import type { Transcript } from '../workspace/transcript.ts';
import { workspace } from '../workspace/workspace.ts';
import { workspaceWriter } from '../workspace/workspaceWriter.ts';
import { ask } from './connection.ts';
import { untilAnswered } from './untilAnswered.ts';

const PAGE_LINES = 100;
/** The most a page may have: for a way back of unknown length. */
const LONG_PAGE_LINES = 200;

const reading = new Map<InteractionId, Promise<Refusal | undefined>>();

/** Reads the newest page; a second call while one is on its way joins it. Undefined: it went well. */
export function loadNewest(id: InteractionId): Promise<Refusal | undefined> {
  const running = reading.get(id);
  if (running !== undefined) return running;
  const started = ask('transcript.get', { interactionId: id, limit: PAGE_LINES })
    .then((reply) => {
      if (!reply.ok) return reply.error;
      workspaceWriter.newestPage(id, reply.value);
      return undefined;
    })
    .finally(() => reading.delete(id));
  reading.set(id, started);
  return started;
}

export const loadEarlier = (id: InteractionId): Promise<boolean> => loadPageBefore(id, PAGE_LINES);

/** Reads back until the line `seq` is here; a transcript on this device has no holes (I9). */
export async function loadBackTo(id: InteractionId, seq: number): Promise<boolean> {
  for (;;) {
    const transcript = workspace.getState().transcripts.get(id);
    if (transcript === undefined) return false;
    if (!transcript.more || (transcript.lines[0]?.seq ?? 0) <= seq) return true;
    if (!(await loadPageBefore(id, LONG_PAGE_LINES))) return false;
  }
}

async function loadPageBefore(id: InteractionId, limit: number): Promise<boolean> {
  const transcript = workspace.getState().transcripts.get(id);
  const first = transcript?.lines[0]?.seq;
  if (transcript?.more !== true || first === undefined) return false;
  const reply = await ask('transcript.get', { interactionId: id, beforeSeq: first, limit });
  if (reply.ok) workspaceWriter.earlierPage(id, reply.value);
  return reply.ok;
}

const asResult = (refusal: Refusal | undefined): Result<undefined, Refusal> =>
  refusal === undefined ? ok(undefined) : refuse(refusal);

export interface LoadedTranscript {
  readonly transcript: Transcript | undefined;
  /** Why the lines could not be read; the lines already here stay. */
  readonly refusal: Refusal | undefined;
  readonly retry: () => void;
}

export function useLoadedTranscript(id: InteractionId): LoadedTranscript {
  const transcript = useTranscript(id);
  const live = useIsLive();
  const [failure, setFailure] = useState<{ readonly id: InteractionId; readonly refusal: Refusal }>();
  const unread = transcript === undefined || transcript.missing;
  const needed = live && unread;
  const take = useCallback(
    (refusal: Refusal | undefined) => setFailure(refusal === undefined ? undefined : { id, refusal }),
    [id],
  );
  useEffect(
    () =>
      needed
        ? untilAnswered(
            () => loadNewest(id).then(asResult),
            (reply) => take(reply.ok ? undefined : reply.error),
          )
        : undefined,
    [needed, id, take],
  );
  const retry = useCallback(() => {
    setFailure(undefined);
    void loadNewest(id).then(take);
  }, [id, take]);
  return { transcript, refusal: unread && failure?.id === id ? failure.refusal : undefined, retry };
}
