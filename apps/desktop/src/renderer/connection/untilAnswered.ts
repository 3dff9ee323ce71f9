import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import type { Result } from '@ringdesk/shared/result.ts';

import { workspace } from '../workspace/workspace.ts';

/** Pause before the n-th repetition, from 0: 1, 2, 4, at most 30 seconds. */
const pauseBefore = (repetition: number): number => Math.min(30_000, 1_000 * 2 ** repetition);

/**
 * Puts a question and, as long as nobody answers it (`unavailable`), puts it again: after a growing pause while the line
 * is live, and as soon as it is when it was not. What is on the screen so repairs itself after a restart of the server
 * and nobody has to press "Try again". `take` hears every reply, the unanswered ones too.
 *
 * @returns ends it: `take` hears nothing more
 */
export function untilAnswered<T>(
  question: () => Promise<Result<T, Refusal>>,
  take: (reply: Result<T, Refusal>) => void,
): () => void {
  let over = false;
  let repetition = 0;
  let stopWaiting: () => void = () => undefined;
  const put = async (): Promise<void> => {
    const reply = await question();
    if (over) return;
    take(reply);
    if (!reply.ok && reply.error.code === 'unavailable') stopWaiting = wait(pauseBefore(repetition++), put);
  };
  void put();
  return () => {
    over = true;
    stopWaiting();
  };
}

/** Acts after the pause, counted from when the line is live: at once when it was away before. */
function wait(pauseMs: number, act: () => Promise<void>): () => void {
  if (workspace.getState().link.phase === 'live') {
    const timer = setTimeout(() => void act(), pauseMs);
    return () => clearTimeout(timer);
  }
  const unsubscribe = workspace.subscribe(({ link }) => {
    if (link.phase !== 'live') return;
    unsubscribe();
    void act();
  });
  return unsubscribe;
}
