/** [79] What one press adds to a wrap-up, and how much may be added in all. Milliseconds. */
export const WRAP_UP_STEP_MS = 30_000;
export const WRAP_UP_MOST_MS = 90_000;

/**
 * Whether a wrap-up may be made longer once more.
 *
 * @param wrapUpSeconds what the queue gives
 */
export const mayExtendWrapUp = (
  { since, until }: { readonly since: number; readonly until: number },
  wrapUpSeconds: number,
): boolean => until + WRAP_UP_STEP_MS <= since + wrapUpSeconds * 1_000 + WRAP_UP_MOST_MS;
