import type { InteractionId } from '@ringdesk/shared/model/ids.ts';

/** The first line that is drawn of each transcript somebody reads away from its end. */
const held = new Map<InteractionId, number>();

/** Keeps the lines from `seq` on while they are read, however many come; the returned function lets go of them. */
export function holdLines(id: InteractionId, seq: number): () => void {
  held.set(id, seq);
  return () => {
    if (held.get(id) === seq) held.delete(id);
  };
}

/** The line from which on nothing may be dropped; infinite while the transcript is read at its end, or not at all. */
export const heldFrom = (id: InteractionId): number => held.get(id) ?? Number.POSITIVE_INFINITY;
