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
 * its time runs from the oldest message it answers, so a customer who writes three times in a row waits once. Notes, bots
 * and what the queue says by itself answer nobody; with a bot nobody waits, for a person they do since it handed over.
 * Undefined while nothing was answered.
 */
export function responseTimes(lines: readonly TranscriptLine[]): ResponseTimes | undefined {
  const waits: number[] = [];
  let waitingSince: number | undefined;
  let withBot = false;
  for (const line of lines) {
    if (line.type === 'happening') {
      const { what } = line;
      if (what.name === 'botBegan') [withBot, waitingSince] = [true, undefined];
      else if (what.name === 'botHandedOver') [withBot, waitingSince] = [false, line.at];
      // Who ends it themselves, and spam, waits for nobody.
      else if (what.name === 'closed' && (what.by === 'customer' || what.because === 'spam')) waitingSince = undefined;
    }
    if (line.type !== 'message' || line.kind !== 'reply') continue;
    if (line.author.kind === 'customer') waitingSince ??= withBot ? undefined : line.at;
    else if (line.author.kind === 'agent' && waitingSince !== undefined) {
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
