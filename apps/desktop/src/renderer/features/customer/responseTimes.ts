import type { TranscriptLine } from '@ringdesk/shared/model/message.ts';

/** Milliseconds a customer waited for answers [49]. */
export interface ResponseTimes {
  readonly first: number;
  readonly average: number;
  readonly longest: number;
  readonly total: number;
  readonly answers: number;
}

/**
 * Response times of one transcript, in its order. An answer is the first reply of an agent after the customer wrote;
 * its time runs from the oldest message it answers, so a customer who writes three times in a row waits once. Notes
 * answer nobody. Undefined while nothing was answered.
 */
export function responseTimes(lines: readonly TranscriptLine[]): ResponseTimes | undefined {
  const waits: number[] = [];
  let waitingSince: number | undefined;
  for (const line of lines) {
    if (line.type !== 'message' || line.kind !== 'reply') continue;
    if (line.author.kind === 'customer') waitingSince ??= line.at;
    else if (waitingSince !== undefined) {
      waits.push(Math.max(0, line.at - waitingSince));
      waitingSince = undefined;
    }
  }
  const [first] = waits;
  if (first === undefined) return undefined;
  const total = waits.reduce((sum, wait) => sum + wait, 0);
  return {
    first,
    average: Math.round(total / waits.length),
    longest: Math.max(...waits),
    total,
    answers: waits.length,
  };
}
