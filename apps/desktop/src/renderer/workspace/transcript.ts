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

/** The newest page was read. Keeps what is already here when the two join; lines from `keptFrom` on are not dropped. */
export function withNewest(
  transcript: Transcript | undefined,
  page: Page,
  keptFrom = Number.POSITIVE_INFINITY,
): Transcript {
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
  return cut({ lines: [...earlier, ...lines, ...later], more, missing: false }, keptFrom);
}

/** An earlier page was read, asked for with `beforeSeq` of the first line here. */
export function withEarlier(transcript: Transcript, page: Page): Transcript {
  const first = transcript.lines[0]?.seq ?? Number.POSITIVE_INFINITY;
  const earlier = page.lines.filter((line) => line.seq < first).toSorted(bySeq);
  return { ...transcript, lines: [...earlier, ...transcript.lines], more: page.more };
}

/**
 * One line arrived. The same line twice changes nothing; a changed line (erased text) replaces the old one. Lines from
 * `keptFrom` on are never dropped.
 */
export function withLine(
  transcript: Transcript,
  line: TranscriptLine,
  keptFrom = Number.POSITIVE_INFINITY,
): Transcript {
  const last = transcript.lines.at(-1)?.seq ?? 0;
  const first = transcript.lines[0]?.seq ?? 1;
  if (line.seq === last + 1) return cut({ ...transcript, lines: [...transcript.lines, line] }, keptFrom);
  if (line.seq > last) return { ...transcript, missing: true };
  if (line.seq < first) return transcript;
  return { ...transcript, lines: transcript.lines.with(line.seq - first, line) };
}

/** Drops the oldest lines beyond twice the window, save those being read; who stays at the end pays nothing. */
function cut(transcript: Transcript, keptFrom: number): Transcript {
  const { lines } = transcript;
  if (lines.length <= WINDOW_LINES * 2) return transcript;
  const firstKept = Math.max(0, keptFrom - (lines[0]?.seq ?? 0));
  const from = Math.min(lines.length - WINDOW_LINES, firstKept);
  return from === 0 ? transcript : { ...transcript, lines: lines.slice(from), more: true };
}

function bySeq(a: TranscriptLine, b: TranscriptLine): number {
  return a.seq - b.seq;
}

/** A call's end says who hung up; that its conversation was closed with it, without a word more, would say the same again. */
export const saysAgain = (before: TranscriptLine | undefined, line: TranscriptLine): boolean =>
  before?.type === 'happening' &&
  before.what.name === 'callEnded' &&
  line.type === 'happening' &&
  line.what.name === 'closed' &&
  line.what.because === undefined &&
  line.what.topic === undefined;
