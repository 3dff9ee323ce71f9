import type { Delay } from './application/liveTyping.ts';

/** The delays of the running server, in milliseconds; they never keep the process alive. Answers how to take one back. */
export const delay: Delay = (run, ms) => {
  if (ms <= 0) {
    const immediate = setImmediate(run);
    return () => clearImmediate(immediate);
  }
  const timer = setTimeout(run, ms).unref();
  return () => clearTimeout(timer);
};
