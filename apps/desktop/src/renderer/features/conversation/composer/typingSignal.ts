/** The customer's page forgets "is typing" after a while, so it is said again while the agent goes on. */
export const REPEAT_MS = 3_000;
/** No key for this long: no longer typing. */
export const IDLE_MS = 5_000;

export interface TypingSignalPorts {
  readonly now: () => number;
  readonly send: (typing: boolean) => void;
  /** Calls back once after that many milliseconds; the answer cancels. */
  readonly later: (ms: number, run: () => void) => () => void;
}

/**
 * Says "is typing" at most once in {@link REPEAT_MS} and its end exactly once. `keyed` on every change of a reply,
 * `stopped` when it was sent, emptied or left. Notes never come here: the customer must not learn of them.
 */
export function typingSignal({ now, send, later }: TypingSignalPorts): {
  readonly keyed: () => void;
  readonly stopped: () => void;
} {
  let saidAt: number | undefined;
  let cancel: (() => void) | undefined;
  const stopped = (): void => {
    cancel?.();
    cancel = undefined;
    if (saidAt === undefined) return;
    saidAt = undefined;
    send(false);
  };
  const keyed = (): void => {
    cancel?.();
    cancel = later(IDLE_MS, stopped);
    if (saidAt !== undefined && now() - saidAt < REPEAT_MS) return;
    saidAt = now();
    send(true);
  };
  return { keyed, stopped };
}
