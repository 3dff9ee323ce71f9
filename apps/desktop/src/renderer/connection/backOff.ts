/**
 * Pause before the n-th attempt to connect, from 1: about 1, 2, 4, 8, then 10 seconds, each between half and one and a
 * half of it, so that five hundred desks do not come back in the same second (reliability, section 4).
 *
 * @param chance 0 up to 1
 */
export function pauseBeforeAttempt(attempt: number, chance: number): number {
  const base = Math.min(10_000, 1_000 * 2 ** Math.min(Math.max(attempt - 1, 0), 10));
  return Math.round(base * (0.5 + chance));
}

/** A server that restarts on purpose asks everybody to come back within 2 to 6 seconds. */
export function pauseAfterRestart(chance: number): number {
  return Math.round(2_000 + chance * 4_000);
}
