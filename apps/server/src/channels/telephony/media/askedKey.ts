import type { MediaServer } from './mediaServers.ts';
import { subscribe } from './subscription.ts';

/** Counted from the end of what is said. */
const WAIT_MS = 8_000;

export interface AskedKeyParts {
  readonly server: MediaServer;
  readonly ngCallId: string;
  /** Says what is asked; resolves when it was said, was cut short by `stop`, or the call ended. */
  readonly play: (stop: AbortSignal) => Promise<void>;
  /** The keys that answer; others are not heard. */
  readonly wanted: string;
  /** The call ended. */
  readonly ended: AbortSignal;
  /** Is given what takes keys that come beside the sound (INFO). */
  readonly listen: (press: (key: string) => void) => void;
  readonly onKey: (key: string) => void;
}

/**
 * Asks the customer for a key: in their sound (RFC 4733) or beside it. Who knows the question need not hear it to its end.
 * Undefined: none came in time. Rejects where they cannot be heard or told.
 */
export async function askForKey(parts: AskedKeyParts): Promise<string | undefined> {
  const answered = new AbortController();
  let answer: string | undefined;
  const press = (key: string): void => {
    if (answer !== undefined || !parts.wanted.includes(key)) return;
    answer = key;
    answered.abort();
  };
  parts.listen(press);
  const subscription = await subscribe(parts.server, parts.ngCallId, 'customer', {
    onSound: () => undefined,
    onKey: (key) => {
      parts.onKey(key);
      press(key);
    },
  });
  try {
    const stop = AbortSignal.any([answered.signal, parts.ended]);
    await parts.play(stop);
    await pause(stop);
    return answer;
  } finally {
    await subscription.end();
  }
}

const pause = (stop: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (stop.aborted) return resolve();
    const over = (): void => {
      clearTimeout(timer);
      stop.removeEventListener('abort', over);
      resolve();
    };
    const timer = setTimeout(over, WAIT_MS);
    stop.addEventListener('abort', over);
  });
