import type { TranscriptLine } from '@ringdesk/shared/model/message.ts';

/**
 * The part of one transcript which is on this device: lines without a hole, in the order of `seq` (I9).
 *
 * `missing`: a line arrived that does not join the last one; the connection asks for the newest page again.
 */
export interface Transcript {
  readonly lines: readonly TranscriptLine[];
  /** There are earlier lines on the server. */
  readonly more: boolean;
  readonly missing: boolean;
}

/** At most this many lines are kept in memory of one transcript, and never more in the document (desk 6.1). */
export const WINDOW_LINES = 400;

/** A page as the server gives it: its lines join each other. */
export interface Page {
  readonly lines: readonly TranscriptLine[];
  readonly more: boolean;
}

/** The newest page was read. Keeps what is already here when the two join. */
export function withNewest(transcript: Transcript | undefined, page: Page): Transcript {
  const lines = page.lines.toSorted(bySeq);
  const first = lines[0]?.seq;
  const last = transcript?.lines.at(-1)?.seq;
  const joins = transcript !== undefined && first !== undefined && last !== undefined && last >= first - 1;
  if (!joins) return { lines, more: page.more, missing: false };
  // A line that arrived after the page was read stays: it joins the page's last one.
  const newest = lines.at(-1)?.seq ?? 0;
  const earlier = transcript.lines.filter((line) => line.seq < first);
  const later = transcript.lines.filter((line) => line.seq > newest);
  const more = earlier.length > 0 ? transcript.more : page.more;
  return cut({ lines: [...earlier, ...lines, ...later], more, missing: false });
}

/** An earlier page was read, asked for with `beforeSeq` of the first line here. */
export function withEarlier(transcript: Transcript, page: Page): Transcript {
  const first = transcript.lines[0]?.seq ?? Number.POSITIVE_INFINITY;
  const earlier = page.lines.filter((line) => line.seq < first).toSorted(bySeq);
  return { ...transcript, lines: [...earlier, ...transcript.lines], more: page.more };
}

/** One line arrived. The same line twice changes nothing; a changed line (erased text) replaces the old one. */
export function withLine(transcript: Transcript, line: TranscriptLine): Transcript {
  const last = transcript.lines.at(-1)?.seq ?? 0;
  const first = transcript.lines[0]?.seq ?? 1;
  if (line.seq === last + 1) return cut({ ...transcript, lines: [...transcript.lines, line] });
  if (line.seq > last) return { ...transcript, missing: true };
  if (line.seq < first) return transcript;
  return { ...transcript, lines: transcript.lines.with(line.seq - first, line) };
}

/** Drops the oldest lines beyond twice the window: who scrolled up reads on, who stays at the end pays nothing. */
function cut(transcript: Transcript): Transcript {
  if (transcript.lines.length <= WINDOW_LINES * 2) return transcript;
  return { ...transcript, lines: transcript.lines.slice(-WINDOW_LINES), more: true };
}

function bySeq(a: TranscriptLine, b: TranscriptLine): number {
  return a.seq - b.seq;
}
