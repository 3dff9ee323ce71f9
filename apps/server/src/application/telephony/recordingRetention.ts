import type { InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { DAY, type Instant } from '@ringdesk/shared/model/time.ts';

import type { DeskEngine } from '../deskEngine.ts';
import type { Store } from '../ports/store.ts';
import type { Recordings } from './recordings.ts';

const BATCH = 100;

export interface RetentionParts {
  readonly engine: DeskEngine;
  readonly store: Pick<Store<never>, 'files' | 'transcripts'>;
  readonly recordings: Pick<Recordings, 'eraseOld'>;
}

/**
 * Erases recordings and voicemail that are older than the queue of their call keeps them; a queue without a number of days
 * keeps them, and so does one that is gone. The line of the transcript stays, and the index of what was erased has it: that
 * there was one is history.
 *
 * @returns how many were erased
 */
export async function eraseOldRecordings(parts: RetentionParts, now: Instant): Promise<number> {
  const days = parts.engine.read(
    (state) =>
      new Map(
        [...state.queues.values()].flatMap(({ id, settings }) => keptDays(id, settings.call?.keepRecordingsDays)),
      ),
  );
  if (days.size === 0) return 0;
  const oldest = now - Math.min(...days.values()) * DAY;
  let erased = 0;
  let after = { createdAt: 0, id: '' };
  for (;;) {
    const files = await parts.store.files.recordingsBefore(oldest, after, BATCH);
    for (const file of files) {
      const { createdAt, interactionId } = file;
      const queueId = interactionId === null ? undefined : await queueOf(parts, interactionId);
      const keeps = queueId && days.get(queueId);
      if (keeps === undefined || createdAt >= now - keeps * DAY) continue;
      await parts.recordings.eraseOld(file, now);
      erased += 1;
    }
    const last = files.at(-1);
    if (last === undefined || files.length < BATCH) return erased;
    after = { createdAt: last.createdAt, id: last.id };
  }
}

const keptDays = (id: QueueId, days: number | null | undefined): [QueueId, number][] =>
  days === null || days === undefined ? [] : [[id, days]];

async function queueOf({ engine, store }: RetentionParts, id: InteractionId): Promise<QueueId | undefined> {
  const live = engine.read((state) => state.interactions.get(id)?.queueId);
  return live ?? (await store.transcripts.interaction(id))?.queueId;
}
