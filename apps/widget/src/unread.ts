import type { Keep } from './keep.ts';
import type { View } from './session/session.ts';

const SEEN = 'seen';

/** How far the visitor has read on this device, remembered as `conversation:seq`. */
const seenSeq = (keep: Keep, view: View): number => {
  const [group, seq] = keep.get(SEEN)?.split(':') ?? [];
  return group === view.conversation?.interactionId ? Number(seq) || 0 : 0;
};

/** Number of the agents' messages in the present conversation that the visitor has not seen. */
export const unreadOf = (keep: Keep, view: View): number => {
  const seen = seenSeq(keep, view);
  return view.lines.filter(
    (line) => line.from === 'agent' && line.group === view.conversation?.interactionId && line.seq > seen,
  ).length;
};

/** Marks everything there is as seen. Answers the line to report, or undefined where nothing is new. */
export const markSeen = (keep: Keep, view: View): number | undefined => {
  const last = view.lines.at(-1);
  if (!last || !view.conversation || last.group !== view.conversation.interactionId || last.seq <= seenSeq(keep, view))
    return undefined;
  keep.set(SEEN, `${last.group}:${last.seq}`);
  return last.seq;
};
