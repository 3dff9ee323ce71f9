import type { TranscriptLine } from '@ringdesk/shared/model/message.ts';

/** What happened to one operation of one client. `unknown`: nobody told it, it may have been done or not. */
export type Outcome =
  | { readonly type: 'ok'; readonly seq?: number }
  | { readonly type: 'refused'; readonly code: string }
  | { readonly type: 'unknown' };

/** A message somebody wanted to write, in the order in which this somebody wanted it. */
export interface Wish {
  readonly process: string;
  readonly text: string;
  outcome: Outcome;
}

/** A line as somebody got to see it while it happened. */
export interface Seen {
  readonly process: string;
  readonly interactionId: string;
  readonly seq: number;
  /** Absent: something that happened, which nobody wrote. */
  readonly text?: string;
}

export interface History {
  readonly wishes: readonly Wish[];
  readonly seen: readonly Seen[];
  /** Every transcript as the server gives it at the end. */
  readonly stored: ReadonlyMap<string, readonly TranscriptLine[]>;
}

const textOf = (line: TranscriptLine): string | undefined =>
  line.type === 'message' ? (line.text ?? undefined) : undefined;

/**
 * What the history breaks (I9, I18): acknowledged is stored exactly once under the number that was told, refused is
 * not stored, unknown at most once; one author's messages stand in the author's order; every reader saw the same line
 * under the same number; the numbers of a transcript have no gap. Empty where everything holds.
 */
export function historyProblems({ wishes, seen, stored }: History): readonly string[] {
  const problems: string[] = [];
  const places = new Map<string, { readonly interactionId: string; readonly seq: number }[]>();
  for (const [interactionId, lines] of stored) {
    lines.forEach((line, index) => {
      if (line.seq !== index + 1) problems.push(`${interactionId}: line ${index + 1} has the number ${line.seq}`);
      const text = textOf(line);
      if (text !== undefined) places.set(text, [...(places.get(text) ?? []), { interactionId, seq: line.seq }]);
    });
  }
  for (const wish of wishes) problems.push(...wishProblems(wish, places.get(wish.text) ?? []));
  problems.push(...orderProblems(wishes, places));
  for (const { process, interactionId, seq, text } of seen) {
    const line = stored.get(interactionId)?.[seq - 1];
    if (line === undefined || textOf(line) !== text)
      problems.push(
        `${process} saw ${text === undefined ? 'a happening' : `"${text}"`} as line ${seq} of ${interactionId}, where something else stands`,
      );
  }
  return problems;
}

function wishProblems({ text, process, outcome }: Wish, at: readonly { readonly seq: number }[]): readonly string[] {
  const times = `stands ${at.length} times`;
  if (outcome.type === 'ok' && at.length !== 1) return [`"${text}" of ${process} was acknowledged and ${times}`];
  if (outcome.type === 'ok' && outcome.seq !== undefined && at[0]?.seq !== outcome.seq)
    return [`"${text}" of ${process} was acknowledged as line ${outcome.seq} and is line ${at[0]?.seq}`];
  if (outcome.type === 'refused' && at.length > 0)
    return [`"${text}" of ${process} was refused (${outcome.code}) and ${times}`];
  return at.length > 1 ? [`"${text}" of ${process} ${times}`] : [];
}

function orderProblems(
  wishes: readonly Wish[],
  places: ReadonlyMap<string, readonly { readonly interactionId: string; readonly seq: number }[]>,
): readonly string[] {
  const problems: string[] = [];
  const last = new Map<string, { readonly seq: number; readonly text: string }>();
  for (const { process, text } of wishes) {
    for (const { interactionId, seq } of places.get(text) ?? []) {
      const key = `${process} ${interactionId}`;
      const before = last.get(key);
      if (before !== undefined && before.seq > seq)
        problems.push(`"${text}" of ${process} stands before "${before.text}"`);
      last.set(key, { seq, text });
    }
  }
  return problems;
}
