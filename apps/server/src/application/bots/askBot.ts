import { type Instant, SECOND } from '@ringdesk/shared/model/time.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';

import type { BotAnswer } from '../../domain/inputs.ts';
import type { FetchOutside, OutsideProblem } from '../fetchOutside.ts';
import { isSigned, SIGNATURE_HEADER, signRequest } from '../signedRequests.ts';
import { answerIn, type BotQuestion } from './botProtocol.ts';

/** One request takes at most so long, whatever the bot's time is: within the lease of the outbox. */
export const LONGEST_ASK_MS = 25 * SECOND;
const MAX_ANSWER_BYTES = 256 * 1024;

/** Why there is no answer. `again`: asking once more may help. */
export interface BotProblem {
  readonly problem: Extract<Refusal, { code: 'providerFailed' }>['problem'];
  readonly again: boolean;
  /** The bot wants to be left alone so long. */
  readonly retryAfterMs?: number;
}

export interface Asking {
  readonly fetchOutside: FetchOutside;
  readonly url: string;
  /** Undefined: none was made yet. */
  readonly secret: string | undefined;
  readonly question: BotQuestion;
  readonly now: () => Instant;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/**
 * Asks once: a signed request, a signed answer. What is not signed with the bot's secret, or does not fit the schema, is no
 * answer; nothing of it goes anywhere.
 */
export async function askBot(asking: Asking): Promise<Result<BotAnswer, BotProblem>> {
  const { secret, question, now, signal } = asking;
  if (secret === undefined) return refuse({ problem: 'notSet', again: false });
  const body = JSON.stringify(question);
  const response = await asking.fetchOutside({
    url: asking.url,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      'idempotency-key': question.messageId,
      [SIGNATURE_HEADER]: signRequest(secret, body, now()),
    },
    body,
    maxBytes: MAX_ANSWER_BYTES,
    timeoutMs: Math.min(asking.timeoutMs, LONGEST_ASK_MS),
    ...(signal && { signal }),
  });
  if (!response.ok) return refuse(problemOf(response.error));
  const { status, headers } = response.value;
  if (status < 200 || status > 299) return refuse(problemOfStatus(status, headers['retry-after']));
  const text = response.value.body.toString('utf8');
  const signature = headers[SIGNATURE_HEADER];
  if (!isSigned(secret, typeof signature === 'string' ? signature : undefined, text, now()))
    return refuse({ problem: 'unauthorized', again: false });
  const answer = answerIn(text);
  return answer === undefined ? refuse({ problem: 'badAnswer', again: false }) : ok(answer);
}

function problemOf(problem: OutsideProblem): BotProblem {
  if (problem === 'refused') return { problem: 'refused', again: false };
  if (problem === 'tooLarge') return { problem: 'badAnswer', again: false };
  return { problem: 'unreachable', again: true };
}

/** RFC 9110: what says "not now" is asked again; every other refusal would be the same a second time. */
function problemOfStatus(status: number, retryAfter: string | undefined): BotProblem {
  if (status === 401 || status === 403) return { problem: 'unauthorized', again: false };
  if (status === 429 || status === 503) {
    const seconds = /^\d{1,4}$/.test(retryAfter ?? '') ? Number(retryAfter) : 0;
    return { problem: status === 429 ? 'rateLimited' : 'unreachable', again: true, retryAfterMs: seconds * SECOND };
  }
  if (status >= 500 || status === 408 || status === 425) return { problem: 'unreachable', again: true };
  return { problem: 'refused', again: false };
}
