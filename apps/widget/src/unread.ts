import type { Keep } from './keep.ts';
import type { Line } from './session/mirror.ts';
import type { View } from './session/session.ts';

/** Before the id of each conversation; a key each, so that tabs of different visitors do not undo each other's. */
const SEEN = 'seen.';
/** Conversations whose reading is remembered; ids sort by age. */
const MOST = 20;

const seenSeq = (keep: Keep, group: string): number => Number(keep.get(SEEN + group)) || 0;

/** Number of messages to the visitor in the present conversation that they have not seen on this device. */
export const unreadOf = (keep: Keep, { conversation, lines }: View): number => {
  if (!conversation) return 0;
  const seen = seenSeq(keep, conversation.interactionId);
  const isNew = ({ from, happening, group, seq }: Line): boolean =>
    from !== 'me' && !happening && group === conversation.interactionId && seq > seen;
  return lines.filter(isNew).length;
};

/** Marks everything there is as seen. Answers the line to report, or undefined where nothing is new. */
export const markSeen = (keep: Keep, { conversation, lines }: View): number | undefined => {
  const last = lines.at(-1);
  if (!last || last.group !== conversation?.interactionId || last.seq <= seenSeq(keep, last.group)) return undefined;
  keep.set(SEEN + last.group, String(last.seq));
  for (const key of keep.keys(SEEN).slice(0, -MOST)) keep.set(key, null);
  return last.seq;
};
